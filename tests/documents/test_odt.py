"""What OpenDocument texts hold beside plain paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.odt_file import open_document
from tm.documents import odt
from tm.errors import DocumentError
from tm.model import BlockKind

NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>The source.</text:p></text:note-body></text:note>"
)
BOX = "<draw:frame><draw:text-box><text:p>Index: EUR 57</text:p></draw:text-box></draw:frame>"
DELETED = (
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>five</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes>"
)
COMMENT = "<office:annotation><text:p>Check this!</text:p></office:annotation>"
TEXTS = {
    "spans, tabs, breaks, spaces": (
        ("<text:p>UA<text:tab/><text:span>46</text:span><text:line-break/>a<text:s text:c='3'/>b"
         "<text:s/>c\n d</text:p>"),
        ["UA\t46\na   b c d"],
    ),
    "tracked changes": (
        f"{DELETED}<text:p>up to <text:change-start/>seven<text:change-end/> years</text:p>",
        ["up to seven years"],
    ),
    "comments": (f"<text:p>a{COMMENT}b</text:p>", ["ab"]),
    "text box": (f"<text:p>Before{BOX}</text:p><text:p>After</text:p>",
                 ["Before", "Index: EUR 57", "After"]),
    "section": ("<text:section><text:p>Inside</text:p></text:section>", ["Inside"]),
    "page number": ("<text:p>Page <text:page-number>3</text:page-number></text:p>", ["Page"]),
    "contents": (("<text:table-of-content><text:p>Heading 3</text:p></text:table-of-content>"
                  "<text:p>Text</text:p>"), ["Text"]),
    "soft hyphen": ("<text:p>Mit\u00adteilung</text:p>", ["Mitteilung"]),
}  # fmt: skip


def read(body: str, styles: str = "", manifest: str = "") -> list[tuple[BlockKind, str]]:
    data = open_document(body, styles, manifest)
    return [(block.kind, block.text) for block in odt.read(data, Path("test.odt")).blocks]


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    body, expected = TEXTS[name]
    assert [text for _, text in read(body)] == expected


def test_notes_and_margins() -> None:
    styles = (
        "<style:master-page><style:header><text:p>Top</text:p></style:header><style:footer>"
        '<text:p>Bottom</text:p></style:footer><style:footer-first style:display="false">'
        "<text:p>Never</text:p></style:footer-first></style:master-page>"
    )
    assert read(f"<text:p>In 2019{NOTE}.</text:p><text:p>B</text:p>", styles) == [
        (BlockKind.HEADER, "Top"),
        (BlockKind.PARAGRAPH, "In 2019."),
        (BlockKind.PARAGRAPH, "B"),
        (BlockKind.FOOTNOTE, "The source."),
        (BlockKind.FOOTER, "Bottom"),
    ]


def test_password() -> None:
    with pytest.raises(DocumentError, match="it is password-protected"):
        read("<text:p>x</text:p>", manifest="<encryption-data/>")

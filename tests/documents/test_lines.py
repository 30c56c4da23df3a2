"""Lines inside a block: which stand for themselves, and what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.word_file import paragraph, word_file
from tm.documents.lines import one_block_a_line
from tm.documents.reading import read_document
from tm.model import Anchor, Block, BlockKind, Hyperlink

ADDRESS = [
    "MINISTER OF JUSTICE",
    "Ministry of Justice and Human Rights, Second Floor",
    "P.O. Box 17, Garden Street, Northern District, Lusk",
    "Ruritania",
    "Email: minister@justice.example",
]
WRAPPED = (
    "The authorities must release her immediately and without\n"
    "any condition, and ensure that she is not tortured or\n"
    "otherwise ill-treated. She is held\n"
    "far from her family."
)


def lines(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[tuple[str, str]]:
    return [(each.kind.name, each.text) for each in one_block_a_line([Block(kind, text)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n".join(ADDRESS), [("HEADING", ADDRESS[0]), *(("PARAGRAPH", x) for x in ADDRESS[1:])]),
        (
            "Address:\n• one\n•\ttwo",
            [("PARAGRAPH", "Address:"), ("LIST_ITEM", "one"), ("LIST_ITEM", "two")],
        ),
        ("First.\n\n \nSecond.", [("PARAGRAPH", "First."), ("PARAGRAPH", "Second.")]),
        ("IRAN", [("HEADING", "IRAN")]),
        ("UN", [("PARAGRAPH", "UN")]),
        (WRAPPED, [("PARAGRAPH", WRAPPED)]),
        ("Call on the President of the Republic to ensure\nthat she is free.", None),
    ],
)
def test_lines(text: str, expected: list[tuple[str, str]] | None) -> None:
    assert lines(text) == (expected or [("PARAGRAPH", text)])


def test_long_lines_of_a_list_are_not_wrapped_text() -> None:
    demands = [
        f"calling on the {office} to release her at once and without any condition, since she is"
        " held only for her peaceful work;"
        for office in ("president", "governors", "ministers")
    ]
    assert all(len(each) > 100 for each in demands)
    assert lines("\n".join(demands)) == [("PARAGRAPH", each) for each in demands]


def test_a_heading_in_two_lines_is_one() -> None:
    assert lines("ONE TITLE\nIN TWO LINES", BlockKind.HEADING) == [
        ("HEADING", "ONE TITLE\nIN TWO LINES")
    ]


def test_a_cell_of_several_lines_is_layout_and_one_of_one_line_is_data() -> None:
    assert lines("Prime Minister\nPalace Square 1", BlockKind.TABLE_CELL) == [
        ("PARAGRAPH", "Prime Minister"), ("PARAGRAPH", "Palace Square 1"),
    ]  # fmt: skip
    assert lines("48 years", BlockKind.TABLE_CELL) == [("TABLE_CELL", "48 years")]


def test_links_and_places_follow_their_lines() -> None:
    whole = Block(
        BlockKind.PARAGRAPH,
        "Write to\n- a@b.example\nnow",
        links=(Hyperlink(11, 22, "mailto:a@b.example"),),
        anchors=(Anchor(0, 4, 1), Anchor(9, 5, 1), Anchor(23, 6, 3)),
    )
    first, link, last = one_block_a_line([whole])
    assert (first.links, first.position(0), first.offset) == ((), (4, 1), 0)
    assert link.text == "a@b.example"
    assert link.links == (Hyperlink(0, 11, "mailto:a@b.example"),)
    assert (link.position(0), link.offset) == ((5, 3), 11)
    assert (last.text, last.position(1), last.offset) == ("now", (6, 4), 23)


@given(st.text(alphabet="aB.- •\n\t,", max_size=60))
def test_every_line_is_found_again_at_its_offset(text: str) -> None:
    for each in one_block_a_line([Block(BlockKind.PARAGRAPH, text)]):
        assert text[each.offset : each.offset + len(each.text)] == each.text


def test_all_formats_read_an_address_alike(tmp_path: Path) -> None:
    body = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{line}</w:t></w:r>' for line in ADDRESS
    )
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    (tmp_path / "en.docx").write_bytes(word_file(paragraph(body)))
    (tmp_path / "table.en.docx").write_bytes(
        word_file(cell.format("".join(map(paragraph, ADDRESS)), paragraph("x")))
    )
    (tmp_path / "en.html").write_text("<p>" + "<br>".join(ADDRESS) + "</p>", encoding="utf-8")
    (tmp_path / "en.md").write_text("\\\n".join(ADDRESS), encoding="utf-8")
    (tmp_path / "en.txt").write_text("\n".join(ADDRESS), encoding="utf-8")
    read = {
        path.name: [(b.kind, b.text) for b in read_document(path, "en").blocks][: len(ADDRESS)]
        for path in tmp_path.iterdir()
    }
    assert all(each == read["en.txt"] for each in read.values()), read

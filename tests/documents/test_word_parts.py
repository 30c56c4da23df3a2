"""The parts of a Word file beside the body, and the places of blocks in their parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents.word_file import STYLES, paragraph, run, word_file, zipped
from tm.documents.word import reader
from tm.documents.word.package import Package
from tm.errors import DocumentError
from tm.model import BlockKind

HERE = Path("test.docx")


def note(number: int, text: str, kind: str = "footnote") -> str:
    content = paragraph("<w:r><w:footnoteRef/></w:r>", run(text))
    return f'<w:{kind} w:id="{number}">{content}</w:{kind}>'


def reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def section(*references: str, options: str = "") -> str:
    found = "".join(
        f'<w:{name.rstrip("0123456789")}Reference w:type="{kind}" r:id="{name}"/>'
        for name, kind in (item.split() for item in references)
    )
    return f"<w:sectPr>{found}{options}</w:sectPr>"


def texts(data: bytes) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in reader.read(data, HERE).blocks]


def test_notes_in_the_order_of_their_references() -> None:
    body = paragraph("A", reference(3), run(" B"), reference(2), reference(5, "endnote"))
    deleted = paragraph("C", f"<w:del>{reference(4)}</w:del>")
    footnotes = note(0, "separator") + note(2, " second") + note(3, " first") + note(4, " gone")
    data = word_file(body + deleted, {
        "footnotes": footnotes, "endnotes": note(5, " last", "endnote"),
    })  # fmt: skip
    assert texts(data) == [
        (BlockKind.PARAGRAPH, "A B"),
        (BlockKind.PARAGRAPH, "C"),
        (BlockKind.FOOTNOTE, "first"),
        (BlockKind.FOOTNOTE, "second"),
        (BlockKind.FOOTNOTE, "last"),
    ]


MARGINS = {
    "header1": paragraph("First"),
    "header2": paragraph("Other"),
    "header3": paragraph("Even"),
}


@pytest.mark.parametrize(
    ("options", "settings", "shown"),
    [
        ("", "", ["Other"]),
        ("<w:titlePg/>", "", ["First", "Other"]),
        ('<w:titlePg w:val="0"/>', "<w:evenAndOddHeaders/>", ["Other", "Even"]),
    ],
)
def test_only_headers_that_are_shown(options: str, settings: str, shown: list[str]) -> None:
    end = section("header1 first", "header2 default", "header3 even", options=options)
    data = word_file(paragraph("Body") + end, {**MARGINS, "settings": settings})
    assert texts(data) == [
        *((BlockKind.HEADER, text) for text in shown),
        (BlockKind.PARAGRAPH, "Body"),
    ]


def test_sections_inherit_and_share_footers() -> None:
    first = paragraph("A", settings=section("footer1 default"))
    body = first + paragraph("B") + section("footer1 default")
    data = word_file(body, {"footer1": paragraph("Index: AMR 51/2024")})
    assert texts(data)[-1] == (BlockKind.FOOTER, "Index: AMR 51/2024")
    assert len(texts(data)) == 3


def test_first_page_of_a_section_inherits() -> None:
    first = paragraph("A", settings=section("header1 first", "header2 default"))
    data = word_file(first + paragraph("B") + section(options="<w:titlePg/>"), MARGINS)
    assert [text for kind, text in texts(data) if kind is BlockKind.HEADER] == ["Other", "First"]


def test_remarks_are_made_once() -> None:
    date = f'<w:fldSimple w:instr="DATE">{run("1 May")}</w:fldSimple>'
    data = word_file(paragraph(date, date) + "<w:altChunk/>")
    assert reader.read(data, HERE).warnings == (
        "it has a date field, which shows another date whenever it is opened",
        "a document embedded in it was not read",
    )


def test_strict_files_are_read_alike() -> None:
    data = word_file(paragraph("Head", settings='<w:pStyle w:val="berschrift1"/>'))
    package = Package(data, HERE)
    strict = {
        name: package.archive.read(name)
        .replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                 b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                 b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name in package.archive.names()
    }  # fmt: skip
    assert texts(zipped(strict)) == texts(data) == [(BlockKind.HEADING, "Head")]


def test_smart_art() -> None:
    drawing = '<w:r><w:drawing><dgm:relIds r:dm="data"/></w:drawing></w:r>'
    package = Package(word_file(paragraph("Body", drawing)), HERE)
    files = {name: package.archive.read(name) for name in package.archive.names()}
    files["word/data1.xml"] = (
        b'<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        b"<a:p><a:r><a:t>Drawn </a:t></a:r><a:r><a:t>text</a:t></a:r></a:p></x>"
    )
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="data" Type="x/diagramData" Target="data1.xml"/></Relationships>',
    )
    assert texts(zipped(files)) == [
        (BlockKind.PARAGRAPH, "Body"),
        (BlockKind.PARAGRAPH, "Drawn text"),
    ]


def test_file_without_a_main_part() -> None:
    with pytest.raises(DocumentError, match="it has no main part"):
        reader.read(zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), HERE)


WORDS = st.text("ab \t\u00ad\u200bé", min_size=1, max_size=6)
RUNS = st.lists(
    st.one_of(
        WORDS.map(run),
        WORDS.map(lambda text: f"<w:ins>{run(text)}</w:ins>"),
        WORDS.map(lambda text: f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
        st.sampled_from(
            ["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:r><w:softHyphen/></w:r>"]
        ),
        WORDS.map(lambda text: f'<w:hyperlink r:id="one">{run(text)}</w:hyperlink>'),
    ),
    max_size=6,
)
SETTINGS = st.sampled_from(["", '<w:rPr><w:del w:id="1"/></w:rPr>'])
BODY = st.lists(
    st.builds(lambda runs, settings: paragraph(*runs, settings=settings), RUNS, SETTINGS)
)


@given(BODY)
def test_every_character_is_found_in_the_xml(paragraphs: list[str]) -> None:
    data = word_file("".join(paragraphs), links={"one": "http://example.org"})
    package = Package(data, HERE)
    root = package.root(package.main)
    blocks = reader.read(data, HERE).blocks
    by_index = reader.paragraphs(package, package.main)
    assert len(by_index) == len(blocks)
    for block in blocks:
        found = by_index[block.paragraph]
        assert block.text == found.text
        assert block.part == "word/document.xml"
        for offset, char in enumerate(block.text):
            node, place = found.locate(offset)
            # `locate` speaks of another parse of the same part; python-docx's would do as well.
            shown = {"tab": "\t", "br": "\n"}.get(etree.QName(node).localname)
            assert char == (shown or (node.text or "")[place].replace("\t", " "))
        assert all(0 <= link.start < link.end <= len(block.text) for link in block.links)
    shown = "".join(node.text or "" for node in root.iter("{*}t"))
    kept = "".join(block.text for block in blocks)
    assert [c for c in shown if c in "abé"] == [c for c in kept if c in "abé"]


def test_styles_are_read_without_table_styles() -> None:
    package = Package(word_file("", styles=STYLES), HERE)
    names = {
        style.get(f"{{{style.nsmap['w']}}}type") for style in package.styles_root("word/styles.xml")
    }
    assert names == {"paragraph", "character"}

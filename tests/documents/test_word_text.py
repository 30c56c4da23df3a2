"""What the text of a Word file is: one case per thing that Word can do to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.word_file import paragraph, run, word_file
from tm.documents.word import reader
from tm.model import Block, BlockKind, Hyperlink

HERE = Path("test.docx")


def blocks(body: str, **more: dict[str, str]) -> tuple[Block, ...]:
    return reader.read(word_file(body, **more), HERE).blocks  # type: ignore[arg-type]


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        + mark.format("separate")
        + result
        + mark.format("end")
    )


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


DELETED_MARK = '<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>'
BOX = "<w:txbxContent>{}</w:txbxContent>"
DRAWN = (
    '<w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>{}</wps:txbx>'
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
BOTH = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
    "<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
IN_BOX = BOX.format(paragraph("Index: EUR 57/0926/2019"))
TWO_BRANCHES = BOTH.format(choice=DRAWN.format(IN_BOX), box=IN_BOX)

TEXTS = {
    "runs split anywhere": (
        paragraph(
            run("In Febru"), '<w:proofErr w:type="spellStart"/>', run("ary he paid $"), run("700")
        ),
        ["In February he paid $700"],
    ),
    "smart tags": (
        paragraph("He left ", f'<w:smartTag w:element="City">{run("Almaty")}</w:smartTag>'),
        ["He left Almaty"],
    ),
    "custom XML": (f'<w:customXml w:element="x">{paragraph("Inside")}</w:customXml>', ["Inside"]),
    "tracked insertion of words": (
        paragraph("up to ", f'<w:ins w:id="1" w:author="A">{run("seven")}</w:ins>', run(" years")),
        ["up to seven years"],
    ),
    "tracked deletion of words": (
        paragraph("up to ", deleted("five"), run("seven years")),
        ["up to seven years"],
    ),
    "deletion inside an insertion": (
        paragraph("a", f'<w:ins w:id="1" w:author="A">{deleted("b")}{run("c")}</w:ins>'),
        ["ac"],
    ),
    "moved words count where they went": (
        paragraph("from", f"<w:moveFrom>{run(' here')}</w:moveFrom>")
        + paragraph(f"<w:moveTo>{run('here')}</w:moveTo>", run(" on")),
        ["from", "here on"],
    ),
    "tracked insertion of a paragraph": (
        paragraph("<w:ins>" + run("New") + "</w:ins>", settings="<w:rPr><w:ins/></w:rPr>")
        + paragraph("Old"),
        ["New", "Old"],
    ),
    "deleted paragraph mark joins paragraphs": (
        paragraph("Held since ", settings=DELETED_MARK) + paragraph("10 March"),
        ["Held since 10 March"],
    ),
    "deleted paragraph leaves nothing": (
        paragraph("One") + paragraph(deleted("Two"), settings=DELETED_MARK) + paragraph("Three"),
        ["One", "Three"],
    ),
    "deleted mark before a table joins nothing": (
        paragraph("Before", settings=DELETED_MARK)
        + f"<w:tbl><w:tr><w:tc>{paragraph('Cell')}</w:tc></w:tr></w:tbl>",
        ["Before", "Cell"],
    ),
    "deleted table row": (
        "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>" + paragraph("Gone")
        + "</w:tc></w:tr><w:tr><w:tc>" + paragraph("There") + "</w:tc></w:tr></w:tbl>",
        ["There"],
    ),
    "content controls, nested": (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("A", "<w:sdt><w:sdtContent><w:sdt>"
        "<w:sdtContent>" + run("B") + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>")
        + "</w:sdtContent></w:sdt>",
        ["AB"],
    ),
    "content control around a table row": (
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>" + paragraph("Cell")
        + "</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
        ["Cell"],
    ),
    "placeholder of a content control": (
        paragraph("Date: ", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("Click here to enter a date.") + "</w:sdtContent></w:sdt>"),
        ["Date:"],
    ),
    "hidden runs": (
        paragraph("seen", run(" not seen", "<w:vanish/>"), run(" seen", '<w:vanish w:val="0"/>')),
        ["seen seen"],
    ),
    "hidden by a character style": (paragraph("a", run("b", '<w:rStyle w:val="Secret"/>')), ["a"]),
    "hidden by a paragraph style": (
        paragraph("b", settings='<w:pStyle w:val="Ghost"/>') + paragraph("a"),
        ["a"],
    ),
    "shown in spite of a hidden style": (
        paragraph(run("b", '<w:vanish w:val="false"/>'), settings='<w:pStyle w:val="Ghost"/>'),
        ["b"],
    ),
    "old formatting of a tracked change does not hide": (
        paragraph(run("a", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
        ["a"],
    ),
    "tabs, breaks, hyphens": (
        paragraph("<w:r><w:t>UA</w:t><w:tab/><w:t>46</w:t><w:br/><w:t>Mit</w:t><w:softHyphen/>"
                  "<w:t>teilung</w:t><w:cr/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"),
        ["UA\t46\nMitteilung\na\u2011b"],
    ),
    "page breaks at the edges": (
        paragraph('<w:r><w:br w:type="page"/><w:t>A</w:t><w:br w:type="page"/></w:r>'),
        ["A"],
    ),
    "symbols": (
        paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t xml:space="preserve"> 7 </w:t>'
                  '<w:sym w:font="Wingdings" w:char="F028"/></w:r>'),
        ["≥ 7 ☎"],
    ),
    "symbol font in the private area": (
        paragraph(run("\uf0a3 7", '<w:rFonts w:ascii="Symbol"/>')),
        ["≤ 7"],
    ),
    "white space of the XML file": (paragraph("<w:r><w:t>one\n  two</w:t></w:r>"), ["one   two"]),
    "invisible characters": (paragraph("EUR\u200b 57\u00ad/0926\u200e/2019"), ["EUR 57/0926/2019"]),
    "decomposed letters": (paragraph("Ma\u0308rz"), ["März"]),
    "comments": (
        paragraph('<w:commentRangeStart w:id="0"/>', run("a"), '<w:commentRangeEnd w:id="0"/>'
                  '<w:r><w:commentReference w:id="0"/></w:r>'),
        ["a"],
    ),
    "footnote mark leaves no digit": (
        paragraph("in 2019", '<w:r><w:footnoteReference w:id="7"/></w:r>', run(".")),
        ["in 2019."],
    ),
    "page numbers": (
        paragraph("Page ", field("PAGE", run("3")), run(" of "),
                  f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>'),
        ["Page  of"],
    ),
    "cross-reference": (paragraph("see ", field("REF _Ref1 \\h", run("Article 174"))),
                        ["see Article 174"]),
    "date field": (paragraph(field('DATE \\@ "d. MMMM yyyy"', run("10. März 2019"))),
                   ["10. März 2019"]),
    "nested fields": (
        paragraph(field(f"IF {field('MERGEFIELD x', run('1'))} = 1", run("yes"))),
        ["yes"],
    ),
    "field without a result": (
        paragraph("a", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "word"'
                  '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', run("b")),
        ["ab"],
    ),
    "table of contents": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Heading 3") + "</w:p>"
        + paragraph("Heading 4", '<w:r><w:fldChar w:fldCharType="end"/></w:r>') + paragraph("Text"),
        ["Text"],
    ),
    "macro button": (
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MACROBUTTON x '
                  'Your name</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ["Your name"],
    ),
    "drop-down form field": (
        paragraph('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
                  '<w:listEntry w:val="Ms"/><w:listEntry w:val="Mr"/></w:ddList></w:ffData>'
                  '</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>'
                  '<w:r><w:fldChar w:fldCharType="end"/></w:r>', run(" X")),
        ["Mr X"],
    ),
    "text box, drawn twice for two generations of Word": (
        paragraph("Before", TWO_BRANCHES) + paragraph("After"),
        ["Before", "Index: EUR 57/0926/2019", "After"],
    ),
    "old text box": (
        paragraph(f"<w:r><w:pict><v:shape><v:textbox>{IN_BOX}</v:textbox></v:shape></w:pict></w:r>"),
        ["Index: EUR 57/0926/2019"],
    ),
    "fallback where the newer branch has no text": (
        paragraph(BOTH.format(choice="<w:drawing/>", box=IN_BOX)),
        ["Index: EUR 57/0926/2019"],
    ),
    "text box inside a field": (
        paragraph(field("REF x", run("a") + TWO_BRANCHES)),
        ["a", "Index: EUR 57/0926/2019"],
    ),
    "ruby": (
        paragraph("<w:r><w:ruby><w:rt>" + run("reading") + "</w:rt><w:rubyBase>" + run("base")
                  + "</w:rubyBase></w:ruby></w:r>"),
        ["base"],
    ),
    "formula": (paragraph("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>"), ["x=5"]),
    "nested tables": (
        "<w:tbl><w:tr><w:tc>" + paragraph("1") + "<w:tbl><w:tr><w:tc>" + paragraph("2")
        + "</w:tc><w:tc>" + paragraph("3") + "</w:tc></w:tr></w:tbl>" + paragraph("4")
        + "</w:tc><w:tc>" + paragraph("5") + "</w:tc></w:tr></w:tbl>",
        ["1", "2", "3", "4", "5"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    body, expected = TEXTS[name]
    assert [block.text for block in blocks(body)] == expected


def test_order_of_nested_fields_does_not_matter() -> None:
    (block,) = blocks(
        paragraph(field('HYPERLINK "https://example.org/a"', field("REF x", run("a"))))
    )
    assert block.links == (Hyperlink(0, 1, "https://example.org/a"),)


KINDS = {
    "localised style id": ('<w:pStyle w:val="berschrift1"/>', BlockKind.HEADING, 1),
    "localised style name": ('<w:pStyle w:val="Titre2"/>', BlockKind.HEADING, 2),
    "style based on a heading": ('<w:pStyle w:val="Mine"/>', BlockKind.HEADING, 1),
    "outline level": ('<w:outlineLvl w:val="2"/>', BlockKind.HEADING, 3),
    "outline level for body text": (
        '<w:pStyle w:val="berschrift1"/><w:outlineLvl w:val="9"/>', BlockKind.PARAGRAPH, 0,
    ),
    "list": (
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>', BlockKind.LIST_ITEM, 2,
    ),
    "list by style": ('<w:pStyle w:val="ListBullet"/>', BlockKind.LIST_ITEM, 1),
    "list switched off": (
        '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>',
        BlockKind.PARAGRAPH, 0,
    ),
    "unknown style": ('<w:pStyle w:val="Nowhere"/>', BlockKind.PARAGRAPH, 0),
    "style based on itself": ('<w:pStyle w:val="Loop"/>', BlockKind.PARAGRAPH, 0),
    "old properties of a tracked change": (
        '<w:pPrChange><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr></w:pPrChange>',
        BlockKind.PARAGRAPH, 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_kind(name: str) -> None:
    settings, kind, level = KINDS[name]
    (block,) = blocks(paragraph("Text", settings=settings))
    assert (block.kind, block.level, block.text) == (kind, level, "Text")


def test_typed_bullets_are_list_items() -> None:
    found = blocks(paragraph("•\tFirst") + paragraph("– Second") + paragraph("-5 degrees"))
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.LIST_ITEM, "First"),
        (BlockKind.LIST_ITEM, "Second"),
        (BlockKind.PARAGRAPH, "-5 degrees"),
    ]


def test_table_cells_and_frames() -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc>{}</w:tr></w:tbl>"
    frame = table.format(paragraph("Framed"), "")
    two = table.format(paragraph("Left"), f"<w:tc>{paragraph('Right')}</w:tc>")
    assert [(block.kind, block.text) for block in blocks(frame + two)] == [
        (BlockKind.PARAGRAPH, "Framed"),
        (BlockKind.TABLE_CELL, "Left"),
        (BlockKind.TABLE_CELL, "Right"),
    ]


LINKS = {
    "by relationship": (
        paragraph("See ", f'<w:hyperlink r:id="one">{run("the")}{run(" report")}</w:hyperlink>'),
        (Hyperlink(4, 14, "https://example.org/r?a=1&b=2"),),
    ),
    "with an anchor": (
        paragraph(f'<w:hyperlink r:id="one" w:anchor="p3">{run("it")}</w:hyperlink>'),
        (Hyperlink(0, 2, "https://example.org/r?a=1&b=2#p3"),),
    ),
    "inside the file": (
        paragraph(f'<w:hyperlink w:anchor="_Toc1">{run("it")}</w:hyperlink>'), (),
    ),
    "as a field in pieces": (
        paragraph(
            "a ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPER'
            '</w:instrText></w:r><w:r><w:instrText>LINK "mailto:a@example.org" \\o "x"'
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', run("mail"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>', run(" b"),
        ),
        (Hyperlink(2, 6, "mailto:a@example.org"),),
    ),
    "as a simple field": (
        paragraph(f"<w:fldSimple w:instr=' HYPERLINK \"http://example.org\" '>{run('x')}"
                  "</w:fldSimple>"),
        (Hyperlink(0, 1, "http://example.org"),),
    ),
    "behind white space that is cut": (
        paragraph("  ", f'<w:hyperlink r:id="one">{run(" it ")}</w:hyperlink>'),
        (Hyperlink(0, 2, "https://example.org/r?a=1&b=2"),),
    ),
    "deleted": (
        paragraph("a", f'<w:del><w:hyperlink r:id="one">{run("it")}</w:hyperlink></w:del>'), (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_links(name: str) -> None:
    body, expected = LINKS[name]
    (block,) = blocks(body, links={"one": "https://example.org/r?a=1&amp;b=2"})
    assert block.links == expected


def test_field_link_across_paragraphs() -> None:
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://e.org"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = blocks(paragraph(start, run("one")) + paragraph("two", end, run(" three")))
    assert [block.links for block in found] == [
        (Hyperlink(0, 3, "http://e.org"),),
        (Hyperlink(0, 3, "http://e.org"),),
    ]

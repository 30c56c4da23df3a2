"""The parts of a Word file that python-docx does not write: see ECMA-376 part 1, chapter 17."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

TRACKED_BY = {"w:author": "Editor", "w:date": "2024-09-30T12:00:00Z"}
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# Word writes a text box twice, as a shape and as VML for old readers; so do we.
TEXT_BOX = f"""<w:r {nsdecls("w")}
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5940000" cy="360000"/>
<wp:docPr id="1" name="Text box 1"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="5940000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:srgbClr val="FFFF00"/></a:solidFill><a:ln w="9525"><a:solidFill>
<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:rect style="width:468pt;height:28pt" fillcolor="yellow"><v:textbox><w:txbxContent/></v:textbox>
</v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""

CONTENT_CONTROL = f"""<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{{title}}"/><w:id w:val="1"/>
<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj></w:sdtPr>
<w:sdtContent/></w:sdt>"""


def add_text(paragraph: Paragraph, text: str, *, bold: bool = False) -> BaseOxmlElement:
    """Add a run and return its element."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    return run._r


def add_hyperlink(paragraph: Paragraph, text: str, target: str) -> None:
    """Add a link whose `target` stands in the part's relationships, as Word keeps it."""
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    run = paragraph.add_run(text)
    run.underline, run.font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)
    link.append(run._r)
    paragraph._p.append(link)


def add_tracked(paragraph: Paragraph, text: str, new: str, old: str, *, bold: bool) -> None:
    """Add `text` with `new` in it as a tracked insertion that replaces the deleted `old`."""
    before, after = text.split(new, 1)
    add_text(paragraph, before, bold=bold)
    for number, (tag, words) in enumerate((("w:del", old), ("w:ins", new)), start=1):
        change = OxmlElement(tag, attrs={qn(key): value for key, value in TRACKED_BY.items()})
        change.set(qn("w:id"), str(900 + number))
        run = add_text(paragraph, words, bold=bold)
        change.append(run)
        if tag == "w:del":
            for element in run.findall(qn("w:t")):
                element.tag = qn("w:delText")
        paragraph._p.append(change)
    add_text(paragraph, after, bold=bold)


def to_text_box(paragraph: Paragraph) -> None:
    """Move the paragraph into a text box that stands in its place."""
    run = parse_xml(TEXT_BOX)
    outer = OxmlElement("w:p")
    paragraph._p.addprevious(outer)
    for content in run.iter(qn("w:txbxContent")):
        content.append(deepcopy(paragraph._p))
    outer.append(run)
    paragraph._p.getparent().remove(paragraph._p)


def to_content_control(paragraph: Paragraph, title: str) -> None:
    """Put the paragraph into a content control."""
    control = parse_xml(CONTENT_CONTROL.format(title=title))
    paragraph._p.addprevious(control)
    control.find(qn("w:sdtContent")).append(paragraph._p)


class Footnotes:
    """The footnotes of one file, by the number that the text calls them by."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def refer(self, paragraph: Paragraph, number: str) -> None:
        """Add the mark of footnote `number`; KeyError if there is no such footnote."""
        self.texts[number]
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), number)
        run._r.append(reference)

    def attach(self, document: WordDocument) -> None:
        """Add the footnotes' part to the file, with the two separators that Word expects."""
        if not self.texts:
            return
        root = etree.Element(f"{{{W}}}footnotes", nsmap={"w": W})
        for number, kind in (("-1", "separator"), ("0", "continuationSeparator")):
            run = _footnote(root, number, kind)
            etree.SubElement(run, f"{{{W}}}{kind}")
        for number, text in self.texts.items():
            run = _footnote(root, number)
            properties = etree.SubElement(run, f"{{{W}}}rPr")
            etree.SubElement(properties, f"{{{W}}}vertAlign", {f"{{{W}}}val": "superscript"})
            etree.SubElement(run, f"{{{W}}}footnoteRef")
            words = etree.SubElement(run.getparent(), f"{{{W}}}r")
            content = etree.SubElement(words, f"{{{W}}}t")
            content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            content.text = f" {text}"
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(root: etree._Element, number: str, kind: str = "") -> etree._Element:
    attributes = {f"{{{W}}}type": kind} if kind else {}
    note = etree.SubElement(root, f"{{{W}}}footnote", {**attributes, f"{{{W}}}id": number})
    return etree.SubElement(etree.SubElement(note, f"{{{W}}}p"), f"{{{W}}}r")

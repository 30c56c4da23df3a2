"""Word files built part by part, for what python-docx cannot write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="Titre 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="UA Head"/>
  <w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Ghost"><w:name w:val="Ghost"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/>
  <w:basedOn w:val="Loop"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/></w:style>
"""


def run(text: str, settings: str = "") -> str:
    """Return a run of text."""
    extra = f"<w:rPr>{settings}</w:rPr>" if settings else ""
    return f'<w:r>{extra}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, settings: str = "") -> str:
    """Return a paragraph; content without markup becomes a run."""
    extra = f"<w:pPr>{settings}</w:pPr>" if settings else ""
    inner = "".join(item if item.startswith("<") else run(item) for item in content)
    return f"<w:p>{extra}{inner}</w:p>"


def word_file(
    body: str,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    styles: str = STYLES,
) -> bytes:
    """Return a .docx with this body.

    `parts` are further parts by kind and number ("footnotes", "header1"), as the content of their
    root element; each gets the relationship id of its name. `links` are external addresses by id.
    """
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "settings": "settings"}
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relationships(f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
                                      'Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
    }  # fmt: skip
    related = [f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/>']
    for name, content in (parts or {}).items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, "hdr" if kind == "header" else "ftr")
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
        related.append(
            f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="/word/{name}.xml"/>'
        )
    for name, target in (links or {}).items():
        related.append(
            f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{target}" '
            'TargetMode="External"/>'
        )
    files["word/_rels/document.xml.rels"] = _relationships("".join(related))
    return zipped(files)


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{content}</Relationships>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()

"""Make the Word files of the examples from their Markdown, and plant the errors of `errors.toml`.

`python examples/make_word.py` writes `markdown/with-errors/` and everything under `word/`. The
result depends on nothing but its sources, so that a second run changes no byte. Comments in the
Markdown say what Word can do and Markdown cannot: `<!-- header -->`, `<!-- footer -->`,
`<!-- text box -->`, `<!-- content control -->` and `<!-- tracked: new | old -->` each speak of the
block that follows them.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token
from word_parts import (
    Footnotes,
    add_hyperlink,
    add_text,
    add_tracked,
    to_content_control,
    to_text_box,
)

HERE = Path(__file__).resolve().parent
CLEAN, WITH_ERRORS = "first-ua", "with-errors"
LOCALES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
SWISS = {("release", "de"): "de-CH", ("release", "fr"): "fr-CH"}
FOOTNOTE_TEXT = re.compile(r"^\[\^(\d+)\]: (.+)$", re.MULTILINE)
FOOTNOTE_MARK = re.compile(r"\[\^(\d+)\]")
COMMENT = re.compile(r"<!-- (?P<name>[a-z ]+)(?:: (?P<new>.+) \| (?P<old>.+))? -->")
EPOCH = datetime(2024, 9, 30, 12, 0, 0)  # noqa: DTZ001 - Word keeps no time zone


def with_errors() -> dict[str, str]:
    """Return the Markdown of the clean set by language, with each error of `errors.toml` in it."""
    errors = tomllib.loads((HERE / "errors.toml").read_text(encoding="utf-8"))["error"]
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((HERE / "markdown" / CLEAN).glob("*.md"))
    }
    for error in errors:
        text, right = texts[error["language"]], error["right"]
        # A sentence left out takes the blank before it along.
        start = text.index(right, text.index(error["sentence"]) - 1)
        texts[error["language"]] = text[:start] + error["wrong"] + text[start + len(right) :]
    return texts


class WordFile:
    """One Word file in the making."""

    def __init__(self, markdown: str, locale: str) -> None:
        self.document: WordDocument = Document()
        self.footnotes = Footnotes(dict(FOOTNOTE_TEXT.findall(markdown)))
        self.marker: re.Match[str] | None = None
        self._prepare(locale)
        tokens = MarkdownIt("commonmark").enable("table").parse(FOOTNOTE_TEXT.sub("", markdown))
        self._blocks(iter(tokens))
        self.footnotes.attach(self.document)

    def _prepare(self, locale: str) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(10)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), locale)
        normal.element.get_or_add_rPr().append(language)
        properties = self.document.core_properties
        properties.author, properties.comments, properties.language = "Urgent Actions", "", locale
        properties.created = properties.modified = EPOCH

    def _blocks(self, tokens: Iterator[Token]) -> None:
        lists: list[str] = []
        style = "Normal"
        for token in tokens:
            if token.type == "html_block":
                self.marker = COMMENT.match(token.content.strip())
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                lists.append("List Bullet" if token.type.startswith("b") else "List Number")
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                lists.pop()
            elif token.type == "heading_open":
                style = f"Heading {token.tag[1]}"
            elif token.type == "paragraph_open":
                style = lists[-1] if lists else "Normal"
            elif token.type == "table_open":
                self._table(tokens)
            elif token.type == "inline":
                self._paragraph(token, style)

    def _paragraph(self, token: Token, style: str) -> None:
        marker, self.marker = self.marker, None
        name = marker["name"] if marker else ""
        section = self.document.sections[0]
        if name in ("header", "footer"):
            paragraph = getattr(section, name).paragraphs[0]
        else:
            paragraph = self.document.add_paragraph(style=style)
        tracked = (marker["new"], marker["old"]) if marker and name == "tracked" else None
        self._inline(paragraph, token, tracked)
        if name == "text box":
            to_text_box(paragraph)
        elif name == "content control":
            to_content_control(paragraph, "Addressee")

    def _table(self, tokens: Iterator[Token]) -> None:
        rows: list[list[Token]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=True):
                self._inline(cell.paragraphs[0], content)
        self.document.add_paragraph()

    def _inline(
        self, paragraph: Paragraph, token: Token, tracked: tuple[str, str] | None = None
    ) -> None:
        bold, target = False, ""
        for child in token.children or ():
            if child.type in ("strong_open", "strong_close"):
                bold = child.type == "strong_open"
            elif child.type in ("link_open", "link_close"):
                target = str(child.attrs.get("href", ""))
            elif child.type == "hardbreak":
                paragraph.add_run().add_break()
            elif child.type == "text" and target:
                add_hyperlink(paragraph, child.content, target)
            elif child.type == "text" and tracked and tracked[0] in child.content:
                add_tracked(paragraph, child.content, *tracked, bold=bold)
            elif child.type == "text":
                self._text(paragraph, child.content, bold)

    def _text(self, paragraph: Paragraph, text: str, bold: bool) -> None:
        """Add `text`, whose odd parts between footnote marks are the footnotes' numbers."""
        for place, part in enumerate(FOOTNOTE_MARK.split(text)):
            if place % 2:
                self.footnotes.refer(paragraph, part)
            elif part:
                add_text(paragraph, part, bold=bold)

    def save(self, target: Path) -> None:
        """Write the file with fixed times in its zip directory."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(target, "w") as archive:
            for name in made.namelist():
                entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                archive.writestr(entry, made.read(name))


def word_file(source: Path) -> WordFile:
    """Return the Word file for one Markdown file `<set>/<language>.md`."""
    locale = SWISS.get((source.parent.name, source.stem), LOCALES[source.stem])
    return WordFile(source.read_text(encoding="utf-8"), locale)


def main() -> None:
    """Plant the errors, then write a Word file for each Markdown file."""
    for language, text in with_errors().items():
        target = HERE / "markdown" / WITH_ERRORS / f"{language}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for source in sorted((HERE / "markdown").glob("*/*.md")):
        word_file(source).save(HERE / "word" / source.parent.name / f"{source.stem}.docx")


if __name__ == "__main__":
    main()

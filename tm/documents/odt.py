"""OpenDocument texts (.odt): headers, body, notes, footers, from content.xml and styles.xml."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

from lxml import etree

from tm.documents.archive import Archive, parse_xml
from tm.documents.blocks import BlockBuilder
from tm.documents.bullets import bullet_length
from tm.documents.formats import Reading
from tm.errors import DocumentError
from tm.model import Block, BlockKind

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_T = f"{{{_NAMESPACE}text:1.0}}"
_TABLE = f"{{{_NAMESPACE}table:1.0}}"
_OFFICE = f"{{{_NAMESPACE}office:1.0}}"
_DRAW = f"{{{_NAMESPACE}drawing:1.0}}"
_STYLE = f"{{{_NAMESPACE}style:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PARAGRAPHS = {_T + "p", _T + "h"}
_CONTENT, _STYLES = "content.xml", "styles.xml"
# Deleted text, comments, and what the layout computes.
_LEFT_OUT = {
    _T + "tracked-changes", _OFFICE + "annotation", _T + "note-citation", _T + "page-number",
    _T + "page-count", _T + "table-of-content", _T + "alphabetical-index", _T + "hidden-text",
    _T + "ruby-text", _OFFICE + "forms", _T + "sequence-decls", _DRAW + "object",
    _DRAW + "image", _T + "hidden-paragraph",
}  # fmt: skip
_SPACES = re.compile(r"[ \t\n]+")
_CHARACTERS = {_T + "tab": "\t", _T + "line-break": "\n"}


def read(data: bytes, path: Path) -> Reading:
    """Read an .odt file; tracked changes count as accepted."""
    archive = Archive(data, path)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise DocumentError(path, "it is password-protected", "save it without a password")
    content = parse_xml(archive.read(_CONTENT), path, _CONTENT)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise DocumentError(path, "it has no text body", "save it again as .odt", _CONTENT)
    main = _Walk(content, _CONTENT)
    main.story(body)
    header, footer = _margins(archive, path)
    return Reading((*header, *main.blocks, *main.notes, *footer))


def _margins(archive: Archive, path: Path) -> tuple[list[Block], list[Block]]:
    if _STYLES not in archive:
        return [], []
    root = parse_xml(archive.read(_STYLES), path, _STYLES)
    found: list[list[Block]] = []
    for name, kind in (("header", BlockKind.HEADER), ("footer", BlockKind.FOOTER)):
        walk = _Walk(root, _STYLES, kind)
        for variant in ("", "-first", "-left"):
            for element in root.iter(f"{_STYLE}{name}{variant}"):
                if element.get(_STYLE + "display") != "false":
                    walk.story(element)
        found.append(walk.blocks)
    return found[0], found[1]


class _Walk:
    """Goes through one part; `kind` is that of all its blocks where it is a margin or a note."""

    def __init__(self, root: etree._Element, part: str, kind: BlockKind | None = None) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self._part = part
        self._kind = kind
        self._indices = {element: i for i, element in enumerate(root.iter(*_PARAGRAPHS))}
        self._lists = 0
        self._cells = 0
        self._frames: list[etree._Element] = []

    def story(self, parent: etree._Element) -> None:
        """Read the paragraphs, lists, tables and sections below an element."""
        for child in parent:
            tag = child.tag
            if tag in _PARAGRAPHS:
                self._paragraph(child)
            elif tag not in _LEFT_OUT:
                lists, cells = tag == _T + "list", _is_data(child)
                self._lists += lists
                self._cells += cells
                self.story(child)
                self._lists -= lists
                self._cells -= cells

    def _paragraph(self, element: etree._Element) -> None:
        builder = BlockBuilder()
        self._inline(element, builder)
        frames, self._frames = self._frames, []
        bullet = bullet_length(builder.text)
        block = builder.build(*self._place(element, bullet > 0), skip=bullet)
        if block is not None:
            located = replace(block, part=self._part, paragraph=self._indices[element])
            self.blocks.append(located)
        for frame in frames:
            self.story(frame)

    def _place(self, element: etree._Element, bullet: bool) -> tuple[BlockKind, int]:
        if self._kind is not None:
            return self._kind, 0
        level = element.get(_T + "outline-level", "1")
        if element.tag == _T + "h":
            return BlockKind.HEADING, int(level) if level.isdigit() else 1
        if self._lists or bullet:
            return BlockKind.LIST_ITEM, self._lists or 1
        return (BlockKind.TABLE_CELL if self._cells else BlockKind.PARAGRAPH), 0

    def _inline(self, element: etree._Element, builder: BlockBuilder) -> None:
        _add(element.text, builder)
        for child in element:
            tag = child.tag
            if tag in _CHARACTERS:
                builder.add_for(_CHARACTERS[tag], 0, 0)
            elif tag == _T + "s":
                count = child.get(_T + "c", "1")
                builder.add_for(" " * (int(count) if count.isdigit() else 1), 0, 0)
            elif tag == _T + "note":
                self._note(child)
            elif tag.startswith(_DRAW):
                self._frames.append(child)
            elif tag == _T + "a":
                target = child.get(_HREF, "")
                builder.open_link("" if target.startswith("#") else target)
                self._inline(child, builder)
                builder.close_link()
            elif tag not in _LEFT_OUT:
                self._inline(child, builder)
            _add(child.tail, builder)

    def _note(self, note: etree._Element) -> None:
        outer = self.blocks, self._kind, self._frames
        self.blocks, self._kind, self._frames = self.notes, BlockKind.FOOTNOTE, []
        self.story(note)
        self.blocks, self._kind, self._frames = outer


def _is_data(element: etree._Element) -> bool:
    """Say whether this is a cell of a table; one of several paragraphs is there for the layout."""
    if element.tag != _TABLE + "table-cell":
        return False
    written = ("".join(map(str, each.itertext())) for each in element.iterchildren(*_PARAGRAPHS))
    texts = (text for text in written if text.strip())
    return next(islice(texts, 1, None), None) is None


def _add(raw: str | None, builder: BlockBuilder) -> None:
    if raw:
        # Spaces that count are elements of their own (`text:s`).
        builder.add_for(_SPACES.sub(" ", raw), 0, 0)

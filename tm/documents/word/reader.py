"""Word files to blocks: headers, body, footnotes, endnotes, footers, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tm.documents.cleaning import clean
from tm.documents.formats import Reading
from tm.documents.word.names import DRAWING, R, W, is_on
from tm.documents.word.package import Package
from tm.documents.word.paragraphs import Paragraph, Part
from tm.documents.word.styles import Styles, properties, value
from tm.documents.word.walker import read_part
from tm.errors import DocumentError
from tm.model import Block, BlockKind

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def read(data: bytes, path: Path) -> Reading:
    """Read a .docx, .docm or .dotx file: everything that its pages show."""
    return _Document(Package(data, path)).reading()


def load_styles(package: Package) -> Styles:
    """Return the styles of a Word file; a file without any has none."""
    part = package.related(package.main, "styles")
    return Styles(package.styles_root(part) if part else None)


def external_targets(package: Package, part: str) -> dict[str, str]:
    """Return the addresses outside the file that a part links to, by relationship id."""
    return {
        name: relationship.target
        for name, relationship in package.relationships(part).items()
        if relationship.external
    }


def paragraphs(package: Package, part: str) -> dict[int, Paragraph]:
    """Return the paragraphs of a part by the index that blocks carry as `paragraph`.

    This is the way back from a block and an offset in its text to the XML: the paragraph's
    `text` is the block's text, and `locate(offset)` names the element and the character in it.
    """
    root = package.root(part)
    found = read_part(root, load_styles(package), external_targets(package, part))
    return {paragraph.index: paragraph for paragraph in found.paragraphs}


class _Document:
    """One Word file while it is being read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = load_styles(package)
        self._remarks: list[str] = []

    def reading(self) -> Reading:
        main = self._package.main
        root = self._package.root(main)
        if root.find(W + "body") is None:
            raise DocumentError(self._package.path, "it has no text body", "save it again", main)
        part = read_part(root, self._styles, external_targets(self._package, main))
        blocks = [*self._margins(root, "header", BlockKind.HEADER)]
        blocks += self._blocks(part, main, None)
        blocks += self._diagrams(part)
        for ids, (kind, element) in zip((part.footnotes, part.endnotes), _NOTES, strict=True):
            blocks += self._notes(ids, kind, element)
        blocks += self._margins(root, "footer", BlockKind.FOOTER)
        return Reading(tuple(blocks), tuple(self._remarks))

    def _blocks(self, part: Part, name: str, kind: BlockKind | None) -> list[Block]:
        self._remarks += [remark for remark in part.remarks if remark not in self._remarks]
        return [self._block(paragraph, name, kind) for paragraph in part.paragraphs]

    def _block(self, paragraph: Paragraph, part: str, kind: BlockKind | None) -> Block:
        found, level = (kind, 0) if kind else self._kind(paragraph)
        links = tuple(sorted(paragraph.links, key=lambda link: (link.start, link.end)))
        return Block(found, paragraph.text, level, links, (), part, paragraph.index)

    def _kind(self, paragraph: Paragraph) -> tuple[BlockKind, int]:
        settings = paragraph.element.find(W + "pPr")
        own = properties(settings, None)
        name = "" if settings is None else value(settings, "pStyle")
        style = self._styles.get(name or self._styles.default)
        outline = style.outline if own.outline is None else own.outline
        if outline:
            return BlockKind.HEADING, outline
        level = style.list_level if own.list_level is None else own.list_level
        if level or paragraph.bullet:
            return BlockKind.LIST_ITEM, level or 1
        return (BlockKind.TABLE_CELL if paragraph.table_depth else BlockKind.PARAGRAPH), 0

    def _notes(self, ids: list[str], kind: str, element: str) -> list[Block]:
        """Read the notes that the text refers to, in the order of the references."""
        name = self._package.related(self._package.main, kind) if ids else ""
        if not name:
            return []
        root = self._package.root(name)
        notes = {note.get(W + "id", ""): note for note in root.iterchildren(W + element)}
        stories = [notes[id_] for id_ in dict.fromkeys(ids) if id_ in notes]
        if not stories:
            return []
        part = read_part(root, self._styles, external_targets(self._package, name), stories)
        return self._blocks(part, name, BlockKind.FOOTNOTE)

    def _margins(self, root: etree._Element, element: str, kind: BlockKind) -> list[Block]:
        """Read the headers or footers that are shown, each part once."""
        relationships = self._package.relationships(self._package.main)
        blocks: list[Block] = []
        for id_ in dict.fromkeys(self._shown(root, element)):
            name = relationships[id_].target if id_ in relationships else ""
            if name in self._package.archive:
                targets = external_targets(self._package, name)
                part = read_part(self._package.root(name), self._styles, targets)
                blocks += self._blocks(part, name, kind)
        return blocks

    def _shown(self, root: etree._Element, element: str) -> Iterator[str]:
        """Yield the relationship ids of headers or footers that pages really show.

        Word keeps the texts for a different first page and for even pages when these options are
        off; they are leftovers of templates that no reader sees.
        """
        settings = self._package.related(self._package.main, "settings")
        even = settings and _switch(self._package.root(settings), "evenAndOddHeaders")
        inherited: dict[str, str] = {}
        for section in root.iter(W + "sectPr"):
            for reference in section.iterchildren(f"{W}{element}Reference"):
                inherited[reference.get(W + "type", "default")] = reference.get(R + "id", "")
            shown = {"default": True, "first": _switch(section, "titlePg"), "even": even}
            yield from (inherited[kind] for kind in ("first", "default", "even")
                        if shown[kind] and kind in inherited)  # fmt: skip

    def _diagrams(self, part: Part) -> list[Block]:
        """Read the text of SmartArt drawings, which stands in parts of its own."""
        relationships = self._package.relationships(self._package.main) if part.diagrams else {}
        blocks: list[Block] = []
        for id_ in part.diagrams:
            name = relationships[id_].target if id_ in relationships else ""
            if name not in self._package.archive:
                continue
            for paragraph in self._package.root(name).iter(DRAWING + "p"):
                raw = "".join(node.text or "" for node in paragraph.iter(DRAWING + "t"))
                text = "".join(stretch.text for stretch in clean(raw)).strip()
                if text:
                    blocks.append(Block(BlockKind.PARAGRAPH, text, part=name))
        return blocks


def _switch(parent: etree._Element, name: str) -> bool:
    child = parent.find(W + name)
    return child is not None and is_on(child.get(W + "val"))

"""HTML pages to blocks: the main content without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from tm.documents.blocks import BlockBuilder
from tm.documents.encoding import decode
from tm.documents.formats import Reading
from tm.errors import DocumentError
from tm.model import Block, BlockKind

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_NEVER = {
    "script", "style", "noscript", "template", "head", "nav", "aside", "form", "button", "select",
    "svg", "iframe", "object", "audio", "video", "canvas", "figure", "dialog",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br", "ruby", "rb",
}  # fmt: skip
_HEADING = {f"h{level}": level for level in range(1, 7)}
_SPACES = re.compile(r"[ \t\n\r\f]+")


def read(data: bytes, path: Path) -> Reading:
    """Read the main content of a page."""
    declared = _CHARSET.search(data[:4096])
    text, warnings = decode(data, path, declared[1].decode("ascii") if declared else "")
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise DocumentError(
            path, "there is no text in it", "replace it with the real page"
        ) from error
    return Reading(tuple(_blocks(_main(root))), warnings)


def _main(root: etree._Element) -> etree._Element:
    for query in (".//main", ".//*[@role='main']", ".//article"):
        found = root.xpath(query)
        if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element):
            return found[0]
    return root


def _blocks(root: etree._Element) -> Iterator[Block]:
    walk = _Walk()
    walk.element(root)
    walk.flush()
    yield from walk.blocks


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._builder = BlockBuilder()
        self._pending = False
        self._kinds: list[tuple[BlockKind, int]] = [(BlockKind.PARAGRAPH, 0)]
        self._lists = 0

    def flush(self) -> None:
        block = self._builder.build(*self._kinds[-1])
        if block is not None:
            self.blocks.append(Block(block.kind, block.text, block.level, block.links))
        self._builder = BlockBuilder()
        self._pending = False

    def element(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _NEVER:
            return
        if tag in _INLINE:
            self._inline(element, tag)
            return
        self.flush()
        lists = tag in {"ul", "ol"}
        self._lists += lists
        kind = self._kind(tag)
        if kind:
            self._kinds.append(kind)
        self._children(element)
        self.flush()
        if kind:
            self._kinds.pop()
        self._lists -= lists

    def _kind(self, tag: str) -> tuple[BlockKind, int] | None:
        if tag in _HEADING:
            return BlockKind.HEADING, _HEADING[tag]
        if tag in {"li", "dd", "dt"}:
            return BlockKind.LIST_ITEM, max(self._lists, 1)
        return (BlockKind.TABLE_CELL, 0) if tag in {"td", "th"} else None

    def _inline(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self._builder.add("\n", 1, 1)
            self._pending = False
            return
        if tag == "a":
            self._builder.open_link(element.get("href", ""))
        self._children(element)
        if tag == "a":
            self._builder.close_link()

    def _children(self, element: etree._Element) -> None:
        self._text(element.text or "")
        for child in element:
            self.element(child)
            self._text(child.tail or "")

    def _text(self, raw: str) -> None:
        text = _SPACES.sub(" ", raw)
        if text:
            self._builder.add(text, 1, 1)

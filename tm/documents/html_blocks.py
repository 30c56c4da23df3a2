"""A parsed page to blocks: white space as browsers collapse it, links, lists, tables."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from tm.documents.blocks import BlockBuilder
from tm.documents.bullets import bullet_length
from tm.documents.html_content import HEADINGS, Leaf
from tm.documents.html_places import SPACE, Places, solid_text
from tm.model import BlockKind

_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_LISTS = {"ul", "ol", "dl", "menu", "dir"}
_TOKEN = re.compile(rf"[{SPACE}]+|[^{SPACE}]+")
_IN_LAYOUT = ("p", "div", "ul", "ol", "table", *HEADINGS)
_PLAIN = (BlockKind.PARAGRAPH, 0)


def leaves(
    root: etree._Element, left_out: set[etree._Element], places: Places | None
) -> list[Leaf]:
    """Return the blocks below `root` in reading order, without the elements `left_out`."""
    walk = _Walk(left_out, places)
    walk.element(root)
    walk.flush(root)
    return walk.found


class _Walk:
    """Goes through the tree once; `_number` counts characters as `Places` does."""

    def __init__(self, left_out: set[etree._Element], places: Places | None) -> None:
        self.found: list[Leaf] = []
        self._left_out = left_out
        self._places = places
        self._number = 0
        self._builder = BlockBuilder()
        self._space = False
        self._kinds = [_PLAIN]
        self._lists = 0
        self._anchors = 0
        self._linked = 0
        self._pre = 0

    def element(self, element: etree._Element) -> None:
        tag = element.tag
        if element in self._left_out or _is_note_mark(element):
            self._number += len(solid_text(element))
        elif tag in _INLINE:
            self._inline(element)
        else:
            self._block(element)

    def _block(self, element: etree._Element) -> None:
        tag = element.tag
        parent = element.getparent()
        self.flush(element if parent is None else parent)
        self._lists += tag in _LISTS
        self._pre += tag == "pre"
        kind = self._kind(element)
        if kind:
            self._kinds.append(kind)
        self._children(element)
        self.flush(element)
        if kind:
            self._kinds.pop()
        self._lists -= tag in _LISTS
        self._pre -= tag == "pre"

    def _kind(self, element: etree._Element) -> tuple[BlockKind, int] | None:
        tag = str(element.tag)
        if tag in HEADINGS:
            return BlockKind.HEADING, HEADINGS[tag]
        if tag in {"li", "dd", "dt"}:
            return BlockKind.LIST_ITEM, max(self._lists, 1)
        if tag in {"td", "th"}:
            # A cell with blocks of its own is there for the layout.
            blocks = list(islice(element.iter(*_IN_LAYOUT), 2))
            return _PLAIN if len(blocks) > 1 else (BlockKind.TABLE_CELL, 0)
        return None

    def _inline(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self._builder.add_for("\n", *self._before())
            self._space = False
        target = (element.get("href") or "").strip() if tag == "a" else ""
        if target.startswith(("#", "javascript:")):
            target = ""
        if tag != "a":
            self._children(element)
            return
        self._pending_space()
        self._builder.open_link(target)
        self._anchors += 1
        self._children(element)
        self._anchors -= 1
        self._builder.close_link()

    def _children(self, element: etree._Element) -> None:
        self._text(element.text)
        for child in element:
            self.element(child)
            self._text(child.tail)

    def _text(self, raw: str | None) -> None:
        for match in _TOKEN.finditer(raw or ""):
            word = match.group()
            if word[0] not in SPACE:
                self._pending_space()
                self._word(word)
            elif self._pre and "\n" in word:
                for _ in range(word.count("\n")):
                    self._builder.add_for("\n", *self._before())
            else:
                self._space = True

    def _pending_space(self) -> None:
        if self._space and self._builder.ends_with_text():
            self._builder.add_for(" ", *self._before())
        self._space = False

    def _word(self, word: str) -> None:
        if self._anchors:
            self._linked += len(word)
        if self._places is None or self._places.follow_on(self._number, len(word)):
            self._builder.add(word, *self._position())
        else:
            for offset, char in enumerate(word):
                self._builder.add_for(char, *self._places.position(self._number + offset))
        self._number += len(word)

    def _position(self) -> tuple[int, int]:
        return self._places.position(self._number) if self._places else (0, 0)

    def _before(self) -> tuple[int, int]:
        return self._places.space_before(self._number) if self._places else (0, 0)

    def flush(self, element: etree._Element) -> None:
        """End the block that has been read, which stood directly in `element`."""
        kind, level = self._kinds[-1]
        bullet = bullet_length(self._builder.text)
        if bullet and kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.LIST_ITEM, max(self._lists, 1)
        block = self._builder.build(kind, level, skip=bullet)
        if block is not None:
            linked = min(self._linked, len(block.text))
            self.found.append(Leaf(block, element, linked))
        self._builder = BlockBuilder()
        self._space = False
        self._linked = 0


def _is_note_mark(element: etree._Element) -> bool:
    """Say whether this number leads to a note or back; "2019" and "1" are not "20191"."""
    if element.tag not in {"sup", "a"} or not solid_text(element).strip("[]()").isdigit():
        return False
    if element.tag == "a":
        return "#" in element.get("href", "")
    around = (element.iter("a"), element.iterancestors("a"))
    return any(next(links, None) is not None for links in around)

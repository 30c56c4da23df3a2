"""Where the characters of a parsed page stand in its source.

The parser keeps no columns. But apart from white space the text of the tree and the text of the
source are the same sequence of characters, so counting is enough; where they are not (markup that
two parsers repair differently), there are no places rather than wrong ones.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from lxml import etree

# A larger page gets no places: the positions of its characters would take more than its text.
_MAX_SOURCE = 2_000_000
# What HTML calls white space; a no-break space is a character like others.
SPACE = " \t\n\r\f"
_NO_SPACE = str.maketrans("", "", SPACE)
# The content of these is no text to one of the parsers.
_OPAQUE = {"script", "style", "noscript", "template", "textarea", "title", "iframe", "svg", "xmp"}


class Places:
    """Line and column of the characters of a page that are not white space, by their number."""

    def __init__(self, source: str, offsets: array[int]) -> None:
        self._source = source
        self._starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._offsets = offsets

    def follow_on(self, number: int, length: int) -> bool:
        """Say whether `length` characters from `number` on stand side by side in the source."""
        return self._offsets[number + length - 1] - self._offsets[number] == length - 1

    def position(self, number: int) -> tuple[int, int]:
        """Return line and column, both 1-based."""
        return self._place(self._offsets[min(number, len(self._offsets) - 1)])

    def space_before(self, number: int) -> tuple[int, int]:
        """Return where the white space before a character stands, or would stand."""
        before = self._offsets[min(number, len(self._offsets) - 1)] - 1
        if number and self._source[before] not in SPACE:
            before = self._offsets[number - 1] + 1
        return self._place(before)

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def locate(source: str, root: etree._Element) -> Places | None:
    """Return the places of the text below `root`, None where they cannot be told for sure."""
    if len(source) > _MAX_SOURCE:
        return None
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    if not reader.offsets or "".join(reader.found) != solid_text(root):
        return None
    return Places(source, reader.offsets)


def solid_text(element: etree._Element) -> str:
    """Return the text of an element without white space, opaque elements left out."""
    parts: list[str] = []
    opaque: etree._Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if opaque is not None and node is not opaque:
            continue
        if event == "start":
            opaque = node if node.tag in _OPAQUE else None
            if opaque is None:
                parts.append(node.text or "")
            continue
        opaque = None
        if node is not element:
            parts.append(node.tail or "")
    return without_space("".join(parts))


def without_space(text: str) -> str:
    """Return a text without what HTML calls white space."""
    return text.translate(_NO_SPACE)


class _Reader(HTMLParser):
    """Collects the characters outside tags, with their offsets in the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.offsets: array[int] = array("l")
        self._source = source
        self._starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._opaque = ""
        self._depth = 0

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._opaque and tag in _OPAQUE:
            self._opaque, self._depth = tag, 0
        self._depth += tag == self._opaque

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == self._opaque
        if self._depth == 0:
            self._opaque = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that ends itself holds no text."""

    def handle_data(self, data: str) -> None:
        if self._opaque:
            return
        start = self._offset()
        self.found.append(without_space(data))
        self.offsets.extend(start + i for i, char in enumerate(data) if char not in SPACE)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, source: str) -> None:
        if self._opaque:
            return
        start = self._offset()
        if self._source.startswith(";", start + len(source)):
            source += ";"
        text = without_space(unescape(source))
        self.found.append(text)
        # What is no reference after all ("A&W") is text as it stands.
        literal = text == source
        self.offsets.extend(start + i * literal for i in range(len(text)))

"""What paragraph and character styles say about the text: heading, list level, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree

from tm import languages
from tm.documents.word.names import VAL, W, is_on

# The depth of "based on" chains that is followed; Word allows about a dozen.
_MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of one style, those inherited included; None means not said anywhere."""

    outline: int | None = None
    list_level: int | None = None
    hidden: bool | None = None


_PLAIN = Style()


class Styles:
    """The styles of a document, resolved when first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = ""
        for element in root.iterchildren(W + "style") if root is not None else ():
            name = element.get(W + "styleId", "")
            self._elements[name] = element
            if element.get(W + "type") == "paragraph" and is_on(element.get(W + "default", "0")):
                self.default = name

    def get(self, name: str, depth: int = 0) -> Style:
        """Return a style by its id; an unknown one says nothing."""
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name, depth)
        return self._resolved[name]

    def _resolve(self, name: str, depth: int) -> Style:
        element = self._elements.get(name)
        if element is None or depth > _MAX_DEPTH:
            return _PLAIN
        parent = value(element, "basedOn")
        base = self.get(parent, depth + 1) if parent else _PLAIN
        own = properties(element.find(W + "pPr"), element.find(W + "rPr"))
        outline = own.outline
        if outline is None:
            outline = _outline_by_name(value(element, "name") or name)
        return Style(
            base.outline if outline is None else outline,
            base.list_level if own.list_level is None else own.list_level,
            base.hidden if own.hidden is None else own.hidden,
        )


def properties(paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    """Return what `w:pPr` and `w:rPr` say themselves.

    `outline` is 1 for the outermost heading and 0 for body text; `list_level` is 1 for the
    outermost item and 0 for "no list".
    """
    outline = list_level = hidden = None
    if paragraph is not None:
        level = value(paragraph, "outlineLvl")
        if level.isdigit():
            outline = int(level) + 1 if int(level) < 9 else 0
        numbering = paragraph.find(W + "numPr")
        if numbering is not None and value(numbering, "numId"):
            depth = value(numbering, "ilvl")
            none = value(numbering, "numId") == "0"
            list_level = 0 if none else 1 + (int(depth) if depth.isdigit() else 0)
    if run is not None:
        vanish = run.find(W + "vanish")
        hidden = None if vanish is None else is_on(vanish.get(VAL))
    return Style(outline, list_level, hidden)


def value(parent: etree._Element, name: str) -> str:
    """Return `w:val` of a child element, "" where there is none."""
    child = parent.find(W + name)
    return "" if child is None else child.get(VAL, "")


@cache
def _names() -> tuple[re.Pattern[str], frozenset[str]]:
    """Compile the names of heading and title styles in every language installed."""
    tables = [
        languages.get(code).table("documents").get("styles", {}) for code in languages.codes()
    ]
    headings = sorted({word for table in tables for word in table.get("heading", ())})
    titles = frozenset(word for table in tables for word in table.get("title", ()))
    pattern = "|".join(map(re.escape, headings)) or "(?!)"
    return re.compile(rf"(?:{pattern})\s*([1-9])", re.IGNORECASE), titles


def _outline_by_name(name: str) -> int | None:
    """Word itself calls built-in styles by English names; other programs translate them."""
    pattern, titles = _names()
    match = pattern.fullmatch(name.strip())
    if match:
        return int(match[1])
    return 1 if name.strip().casefold() in titles else None

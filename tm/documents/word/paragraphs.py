"""Paragraphs of one part of a Word file, and where in the XML each of their characters stands.

`walker.read_part` is the single place that decides what the text of a paragraph is. The reader
makes blocks of it; whoever writes comments calls it again and goes back from a block's `paragraph`
and an offset in its text to the run, with `Paragraph.locate`.

The text is what Word shows when all tracked changes are accepted: insertions in, deletions out, a
paragraph whose mark is deleted joined to the next; hidden text, field instructions, comments,
placeholders and note marks out; tabs as U+0009, line breaks as U+000A, no-break hyphens as U+2011;
without a typed bullet and without white space at both ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tm.documents.bullets import bullet_length
from tm.model import Hyperlink


class Piece(NamedTuple):
    """Characters that stand in the element `node` from character `start` of its text on.

    `node` is a `w:t` (or `m:t`), or a `w:tab`, `w:br`, `w:sym` … that stands for one character;
    its parent is the run.
    """

    text: str
    node: etree._Element
    start: int


class Place(NamedTuple):
    """One character of a paragraph in the XML: the element that holds it, and its index there."""

    node: etree._Element
    offset: int


@dataclass(slots=True)
class Paragraph:
    """One paragraph as Word shows it.

    `index` counts the `w:p` elements of the part in document order, text boxes and deleted ones
    included, from 0. `element` is the `w:p` whose properties count: where paragraph marks were
    deleted, that is the last of those joined, while `index` is that of the first with text.
    `table_depth` counts the tables around it. `bullet` tells of a typed bullet that was cut off.
    """

    index: int
    element: etree._Element
    table_depth: int
    pieces: list[Piece] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    bullet: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def locate(self, offset: int) -> Place:
        """Return where the character at `offset` of the text stands; IndexError beyond it."""
        for piece in self.pieces:
            if offset < len(piece.text):
                return Place(piece.node, piece.start + offset)
            offset -= len(piece.text)
        raise IndexError("offset beyond the end of the paragraph")

    def trim(self) -> None:
        """Cut off white space at both ends and a typed bullet."""
        text = self.text
        bullet = bullet_length(text)
        self.bullet = bullet > 0
        start = bullet or len(text) - len(text.lstrip())
        end = len(text.rstrip())
        if start or end < len(text):
            self.pieces = _cut(self.pieces, start, end)
            self.links = [
                Hyperlink(max(link.start, start) - start, min(link.end, end) - start, link.target)
                for link in self.links
                if link.start < end and link.end > start
            ]


def _cut(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    kept: list[Piece] = []
    position = 0
    for text, node, offset in pieces:
        first = max(start - position, 0)
        last = min(end - position, len(text))
        if first < last:
            kept.append(Piece(text[first:last], node, offset + first))
        position += len(text)
    return kept


@dataclass(slots=True)
class Part:
    """What one part of the file holds, in reading order.

    `footnotes` and `endnotes` are the ids referred to, `diagrams` the ids of relationships to
    drawings with text of their own, `remarks` what the user should know.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)

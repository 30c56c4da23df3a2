"""Text as the rooms pass it on: documents made of blocks, segments cut from blocks.

All offsets are 0-based characters (code points) into the text named, end exclusive, and always
refer to the original text: nothing is normalised on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class BlockKind(StrEnum):
    """What a block is in its document's structure."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link on `text[start:end]` of its block whose `target` a reader of the text may not see."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `offset` in the block on, its characters stand in the file at `line`:`column`.

    `line` and `column` are 1-based. Only text formats have anchors.
    """

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table cell, footnote, header or footer.

    `level` is the depth of a heading or list item (1 is the outermost), else 0. `part` and
    `paragraph` say where a Word or OpenDocument file holds it (`word/document.xml`, index of the
    paragraph element in document order), and `offset` where in the text of that paragraph it
    begins, since each line of an address is a block; text formats use `anchors` instead.
    """

    kind: BlockKind
    text: str
    level: int = 0
    links: tuple[Hyperlink, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    part: str = ""
    paragraph: int = -1
    offset: int = 0

    def position(self, offset: int) -> tuple[int, int] | None:
        """Return the (line, column) in the file of the character at `offset`, both 1-based."""
        best: Anchor | None = None
        for anchor in self.anchors:
            if anchor.offset > offset:
                break
            best = anchor
        if best is None:
            return None
        return best.line, best.column + offset - best.offset


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language. `language` is a code for which `tm.languages` has a folder.

    `warnings` are one-line remarks for the user on how the file was read (an encoding that was
    guessed, a part left out).
    """

    path: Path
    language: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence or heading: `text` is `blocks[block].text[start:end]`.

    `index` counts segments through the document, from 0. `links` are the block's hyperlinks that
    touch the segment, with offsets into the segment's text.
    """

    index: int
    block: int
    start: int
    end: int
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    links: tuple[Hyperlink, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionSet:
    """The versions of one text, at most one document a language, keyed by language code."""

    name: str
    documents: dict[str, Document] = field(default_factory=dict)

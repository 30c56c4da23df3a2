"""Where a piece of evidence stands, for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tm.i18n import translate
from tm.model import BlockKind, Evidence, SetReport

BLOCKS = {
    BlockKind.HEADING: "heading, block {number}",
    BlockKind.PARAGRAPH: "paragraph {number}",
    BlockKind.LIST_ITEM: "list item, block {number}",
    BlockKind.TABLE_CELL: "table, block {number}",
    BlockKind.FOOTNOTE: "footnote, block {number}",
    BlockKind.HEADER: "header, block {number}",
    BlockKind.FOOTER: "footer, block {number}",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file. `block` is 0-based, -1 where unknown; `line` and `column` are 1-based, 0
    where the format has none. `text` is that of the segment.
    """

    path: Path | None
    kind: BlockKind
    block: int
    line: int
    column: int
    text: str

    def for_people(self, reader: str) -> str:
        """Return "de.md:12:5", or "de.docx, paragraph 12" for formats without lines."""
        name = self.path.name if self.path else ""
        if self.line:
            return f"{name}:{self.line}:{self.column}"
        if self.block < 0:
            return name
        where = translate(BLOCKS[self.kind], reader).format(number=self.block + 1)
        return f"{name}, {where}" if name else where


def place(each: SetReport, evidence: Evidence) -> Place:
    """Find the place of a piece of evidence in its document."""
    document = each.documents.get(evidence.language)
    path = document.path if document else None
    segments = each.segments.get(evidence.language, ())
    if not 0 <= evidence.segment < len(segments):
        return Place(path, BlockKind.PARAGRAPH, -1, 0, 0, "")
    segment = segments[evidence.segment]
    position = None
    if document and segment.block < len(document.blocks):
        position = document.blocks[segment.block].position(segment.start + evidence.start)
    line, column = position or (0, 0)
    return Place(path, segment.kind, segment.block, line, column, segment.text)

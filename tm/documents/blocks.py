"""Building blocks from text files, character by character traceable to line and column."""

from __future__ import annotations

from tm.documents.cleaning import clean
from tm.model import Anchor, Block, BlockKind, Hyperlink


class BlockBuilder:
    """Collects the stretches of one block in reading order; `build` trims and returns it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._links: list[Hyperlink] = []
        self._open: list[tuple[int, str]] = []

    def add(self, raw: str, line: int, column: int) -> None:
        """Append characters that stand in one line of the file from `column` on (both 1-based).

        Line 0 stands for a place that is unknown.
        """
        for text, start in clean(raw):
            self._append(text, Anchor(self._length, line, column + start))

    def add_for(self, text: str, line: int, column: int) -> None:
        """Append characters that stand for others in the file: an escape, an entity, a break."""
        for stretch in clean(text):
            self._append(stretch.text, Anchor(self._length, line, column))

    def _append(self, text: str, anchor: Anchor) -> None:
        if anchor.line:
            self._anchor(anchor)
        self._parts.append(text)
        self._length += len(text)

    def _anchor(self, anchor: Anchor) -> None:
        last = self._anchors[-1] if self._anchors else None
        straight = last is not None and (anchor.line, anchor.column - last.column) == (
            last.line, self._length - last.offset,
        )  # fmt: skip
        if not straight:
            self._anchors.append(anchor)

    def open_link(self, target: str) -> None:
        self._open.append((self._length, target))

    def close_link(self) -> None:
        if self._open:
            start, target = self._open.pop()
            if target and self._length > start:
                self._links.append(Hyperlink(start, self._length, target))

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def ends_with_text(self) -> bool:
        """Say whether a space may follow: not at the start and not after a line break."""
        return bool(self._parts) and self._parts[-1][-1] != "\n"

    def build(self, kind: BlockKind, level: int = 0, skip: int = 0) -> Block | None:
        """Return the block without `skip` characters and white space at its ends.

        None where nothing is left.
        """
        while self._open:
            self.close_link()
        whole = self.text
        text = whole[skip:].strip()
        if not text:
            return None
        start = len(whole) - len(whole[skip:].lstrip())
        end = start + len(text)
        links = sorted(self._links, key=lambda link: (link.start, link.end))
        return Block(
            kind,
            text,
            level,
            tuple(
                Hyperlink(max(link.start, start) - start, min(link.end, end) - start, link.target)
                for link in links
                if link.start < end and link.end > start
            ),
            tuple(self._anchors_from(start, end)),
        )

    def _anchors_from(self, start: int, end: int) -> list[Anchor]:
        kept: list[Anchor] = []
        for anchor in self._anchors:
            if anchor.offset <= start:
                moved = Anchor(0, anchor.line, anchor.column + start - anchor.offset)
                kept = [moved]
            elif anchor.offset < end:
                kept.append(Anchor(anchor.offset - start, anchor.line, anchor.column))
        return kept


def split_lines(text: str) -> list[str]:
    """Split at the line ends that editors count (LF, CRLF, CR), without them.

    `str.splitlines` also splits at form feeds and Unicode separators, which shifts line numbers.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

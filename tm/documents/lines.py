"""Blocks whose lines stand each for themselves: an address, a form, a list typed with line breaks.

Whoever presses Shift+Enter in Word, or writes `<br>`, means a line of its own; a text file has no
other lines. Read alike, the versions of a text compare alike whatever files they come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tm.documents.bullets import bullet_length
from tm.model import Anchor, Block, BlockKind, Hyperlink

_BREAK = re.compile(r"[\n\v\f\x85\u2028\u2029]")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
# Nobody wraps running text by hand at fewer characters than the first, nor at more than the second.
MIN_WRAP, MAX_WRAP = 45, 100
_SENTENCE_END = (".", "!", "?", ":", ";", "»", "”", "“", '"', ")")
_SHORTEST_HEADING = 4
# Of the lines of running text more than one in so many begins with a small letter.
_RUNNING = 5


def one_block_a_line(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, those with deliberate line breaks as one block a line.

    A line in capitals becomes a heading and one with a typed bullet a list item, as in a text
    file. A heading set in two lines stays one, and so does text that was wrapped by hand.
    """
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield block
            continue
        found = [piece for span in _paragraphs(block.text) for piece in _pieces(block, *span)]
        if len(found) > 1 and block.kind is BlockKind.TABLE_CELL:
            # A cell of several lines is there for the layout.
            found = [_named(replace(each, kind=BlockKind.PARAGRAPH)) for each in found]
        yield from found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between blank lines."""
    start = 0
    for match in _BLANK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _pieces(block: Block, start: int, end: int) -> Iterator[Block]:
    breaks = [match.start() for match in _BREAK.finditer(block.text, start, end)]
    edges = [start, *breaks, end]
    lines = [block.text[one:other].strip() for one, other in pairwise(edges)]
    if is_wrapped(lines):
        yield from _piece(block, start, end)
        return
    for (line, following), at in zip(pairwise(lines), breaks, strict=True):
        if not goes_on(line, following):
            yield from _piece(block, start, at)
            start = at + 1
    yield from _piece(block, start, end)


def _piece(block: Block, start: int, end: int) -> Iterator[Block]:
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    typed = bullet_length(text) if block.kind is not BlockKind.HEADING else 0
    if not text or ((start, text) == (0, block.text) and not typed):
        if text:
            yield _named(block)
        return
    start, text = start + typed, text[typed:]
    end = start + len(text)
    cut = replace(
        block,
        text=text,
        links=tuple(
            Hyperlink(max(link.start, start) - start, min(link.end, end) - start, link.target)
            for link in block.links
            if link.start < end and link.end > start
        ),
        anchors=_anchors(block, start, end),
        offset=block.offset + start,
    )
    plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE_CELL)
    yield replace(cut, kind=BlockKind.LIST_ITEM, level=1) if typed and plain else _named(cut)


def _anchors(block: Block, start: int, end: int) -> tuple[Anchor, ...]:
    first = block.position(start)
    if first is None:
        return ()
    later = (anchor for anchor in block.anchors if start < anchor.offset < end)
    moved = (Anchor(anchor.offset - start, anchor.line, anchor.column) for anchor in later)
    return (Anchor(0, *first), *moved)


def _named(block: Block) -> Block:
    """Return a paragraph in capitals as the heading that it is, any other block as it stands."""
    if block.kind is BlockKind.PARAGRAPH and is_heading(block.text):
        return replace(block, kind=BlockKind.HEADING, level=1)
    return block


def is_heading(text: str) -> bool:
    """Say whether a line is set in capitals, as headings are where there are no styles."""
    return text.isupper() and len(text) >= _SHORTEST_HEADING and text[-1] not in ".,;"


def is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether most lines had no room for the first word of the next, and text runs on.

    The longest line of any text has none, so two lines alone show nothing; nor do the lines of an
    address that begin with capitals, however long they are.
    """
    width = max(map(len, lines), default=0)
    pairs = [pair for pair in pairwise(lines) if all(pair)]
    full = sum(is_full(line, following, width) for line, following in pairs)
    small = sum(following[0].islower() for _, following in pairs)
    return (
        MIN_WRAP <= width <= MAX_WRAP
        and len(pairs) > 1
        and full * 2 > len(pairs)
        and small * _RUNNING > len(pairs)
    )


def is_full(line: str, following: str, width: int) -> bool:
    """Say whether the first word of the next line would no longer fit."""
    return len(line.rstrip()) + 1 + len(following.split(None, 1)[0]) > width


def goes_on(line: str, following: str, least: int = MIN_WRAP) -> bool:
    """Say whether a line of `least` characters or more ends in the middle of a clause."""
    if not line or not following or bullet_length(following):
        return False
    return len(line) >= least and following[0].islower() and not line.endswith(_SENTENCE_END)

"""Text files that were copied from a web page with what stands around its content.

Without markup only one thing tells such a page for sure: a run of lines that offers files with
their sizes. That run and what follows it (teasers of other pages) is left out, and so is the trail
of links above the title, with a warning that names the lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.model import Block

# "Microsoft Word Document, 31.0 kB"; French counts octets.
_FILE_SIZE = re.compile(r"[,(\s]\s*\d{1,4}(?:[.,]\d{1,2})?\s?(?:[kKM]i?B|[kKM]o)\)?$")
_FILE_LINE = 80
_FILES = 2


def without_furniture(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks that are content, and a warning where lines were left out."""
    end = _files(blocks)
    if end is None:
        return tuple(blocks), ()
    start = _trail(blocks[:end])
    spans = [_lines(part) for part in (blocks[:start], blocks[end:]) if part]
    warning = f"lines {' and '.join(spans)} look like the menus of a web page and were left out"
    return tuple(blocks[start:end]), (warning,)


def _files(blocks: Sequence[Block]) -> int | None:
    """Return where the run of lines starts that offers several files, None where there is none."""
    start = found = 0
    for index, block in enumerate(blocks):
        if index and _first(block) != _last(blocks[index - 1]) + 1:
            start, found = index, 0
        found += len(block.text) < _FILE_LINE and _FILE_SIZE.search(block.text) is not None
        if found == _FILES:
            return start or None
    return None


def _trail(blocks: Sequence[Block]) -> int:
    """Return the index after the trail of links, which ends with the title that follows it."""
    titles = [block.text for block in blocks if len(block.text) > 10]
    for index, block in enumerate(blocks[:10]):
        others = (title for title in titles if title != block.text)
        if any(block.text.endswith(f" {title}") for title in others):
            return index + 1
    return 0


def _first(block: Block) -> int:
    return block.anchors[0].line if block.anchors else 0


def _last(block: Block) -> int:
    return block.anchors[-1].line if block.anchors else 0


def _lines(blocks: Sequence[Block]) -> str:
    first, last = _first(blocks[0]), _last(blocks[-1])
    return f"{first}" if first == last else f"{first} to {last}"

"""Plain text to blocks: paragraphs, headings and lists as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from tm import languages
from tm.documents import markdown
from tm.documents.blocks import BlockBuilder, split_lines
from tm.documents.bullets import bullet_length
from tm.documents.encoding import decode
from tm.documents.formats import Reading
from tm.documents.lines import MAX_WRAP, MIN_WRAP, goes_on, is_full, is_heading
from tm.documents.page_dump import without_furniture
from tm.model import Block, BlockKind

# A heading mark, or emphasis around words: a text that was converted from a Word file.
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+\S|\*\*[^\s*][^*\n]{0,300}\*\*", re.MULTILINE)


def read(data: bytes, path: Path) -> Reading:
    """Read a text file, as Markdown where it is written so."""
    text, warnings = decode(data, path)
    if _MARKDOWN.search(text):
        return Reading(tuple(markdown.blocks(text, path)), warnings)
    lines = split_lines(text)
    width = _wrap_width(lines)
    found = (_block(group, lines) for group in _groups(lines, width))
    blocks, remarks = without_furniture([block for block in found if block is not None])
    return Reading(blocks, (*warnings, *remarks))


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width at which lines were wrapped, 0 where each line is a paragraph.

    A wrapped line has no room for the first word of the next. So does the longest line of any
    text, hence most lines that have a successor must be full.
    """
    width = max((len(line) for line in lines if " " in line.strip()), default=0)
    if not MIN_WRAP <= width <= MAX_WRAP:
        return 0
    pairs = [pair for pair in pairwise(lines) if all(map(str.strip, pair))]
    full = sum(is_full(first, second, width) for first, second in pairs)
    ends = sum(bullet_length(second) > 0 for _, second in pairs)
    return width if full * 2 > len(pairs) - ends else 0


def _groups(lines: Sequence[str], width: int) -> Iterator[list[int]]:
    """Yield the 0-based numbers of the lines that make one paragraph each."""
    group: list[int] = []
    for number, line in enumerate(lines):
        if not line.strip():
            if group:
                yield group
            group = []
        elif group and _continues(lines[group[-1]], line, width):
            group.append(number)
        else:
            if group:
                yield group
            group = [number]
    if group:
        yield group


def _continues(line: str, following: str, width: int) -> bool:
    """Say whether a line goes on in the next one."""
    if bullet_length(following):
        return False
    if width and is_full(line, following, width):
        return True
    least = 1 if width else MIN_WRAP
    return goes_on(line.rstrip(), following.lstrip(), least)


def _block(group: Sequence[int], lines: Sequence[str]) -> Block | None:
    builder = BlockBuilder()
    first = lines[group[0]]
    bullet = bullet_length(first)
    builder.add(first[bullet:], group[0] + 1, bullet + 1)
    for previous, number in pairwise(group):
        line = lines[number]
        indent = len(line) - len(line.lstrip())
        if not _is_divided(lines[previous], line):
            builder.add_for(" ", previous + 1, len(lines[previous]) + 1)
        builder.add(line[indent:], number + 1, indent + 1)
    if bullet:
        return builder.build(BlockKind.LIST_ITEM, 1)
    text = " ".join(lines[number] for number in group).strip()
    heading = len(group) == 1 and is_heading(text)
    return builder.build(BlockKind.HEADING, 1) if heading else builder.build(BlockKind.PARAGRAPH)


def _is_divided(line: str, following: str) -> bool:
    """Say whether a word with a hyphen goes on in the next line ("peut-" "être").

    The hyphen stays: who wraps lines breaks at hyphens that are there, and does not add any.
    """
    word = following.split(None, 1)[0]
    if len(line) < 2 or line[-1] != "-" or not line[-2].isalpha() or not word[0].islower():
        return False
    return word.strip(",;.") not in _after_hyphen()


@cache
def _after_hyphen() -> frozenset[str]:
    tables = [languages.get(code).table("documents") for code in languages.codes()]
    return frozenset(word for table in tables for word in table.get("after_hyphen", ()))

"""Documents to segments, by the SRX rules of the language.

A segment is a sentence, a heading, or a line that stands for itself (of an address, of a form).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from tm.errors import ConfigError
from tm.languages import get, srx
from tm.model.text import Block, BlockKind, Document, Hyperlink, Segment

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Neither white space nor a control, byte-order or bidirectional mark.
_VISIBLE = re.compile(
    "[^\\s\\x00-\\x1f\\x7f-\\x9f\\xad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]"
)
# Shorter lines are laid out by hand: nobody wraps running text at fewer characters than this.
_MIN_WRAP = 45


def segment_document(document: Document) -> list[Segment]:
    """Return the segments of the document's blocks in order, numbered from 0.

    Line breaks inside a heading do not end a segment: a title set in two lines is one title.
    """
    segments: list[Segment] = []
    for number, block in enumerate(document.blocks):
        lines = block.kind is not BlockKind.HEADING
        for start, end in _spans(block.text, document.language, lines):
            segment = Segment(
                index=len(segments),
                block=number,
                start=start,
                end=end,
                text=block.text[start:end],
                kind=block.kind,
                links=_links(block, start, end),
            )
            segments.append(segment)
    return segments


def segment_text(text: str, language: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each segment of the text, in ascending order, disjoint.

    White space around segments is left out, and so is what has no visible character at all; every
    other character is in exactly one segment.
    A line break ends a segment unless the text is hard-wrapped there. ConfigError where the
    language is not installed or has no segmentation rules.
    """
    return _spans(text, language, lines=True)


def _spans(text: str, language: str, lines: bool) -> list[tuple[int, int]]:
    cuts = set(_rules(language).breaks(text))
    if lines:
        cuts.update(_line_ends(text))
    places = [0, *sorted(cuts), len(text)]
    spans = []
    for start, end in pairwise(places):
        piece = text[start:end]
        stripped = piece.strip()
        if _VISIBLE.search(stripped):
            begin = start + len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(stripped)))
    return spans


def _line_ends(text: str) -> list[int]:
    """Return the offsets of the line breaks that end a segment.

    In hard-wrapped text a line ends where the next word would no longer fit into the width of the
    longest line; such a break means nothing, nor does one in the middle of a clause. Any other is
    meant: an address, a list, a blank line.
    """
    found = list(_LINE_BREAK.finditer(text))
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    lines = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    width = max(map(len, lines))
    return [
        match.start()
        for match, line, following in zip(found, lines, lines[1:], strict=False)
        if width < _MIN_WRAP or not _is_wrapped(line, following, width)
    ]


def _is_wrapped(line: str, following: str, width: int) -> bool:
    """Say whether the text runs on from one line to the next."""
    if not line or not following:
        return False
    if len(line) >= _MIN_WRAP and following[0].islower() and line[-1] not in ".!?:;":
        return True
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _links(block: Block, start: int, end: int) -> tuple[Hyperlink, ...]:
    return tuple(
        Hyperlink(max(link.start, start) - start, min(link.end, end) - start, link.target)
        for link in block.links
        if link.start < end and link.end > start
    )


@cache
def _rules(language: str) -> srx.Rules:
    path = get(language).folder / "segmentation.srx"
    if not path.is_file():
        raise ConfigError(f"language {language!r} has no segmentation rules; add {path.name}")
    return srx.Rules(srx.read(path, language))

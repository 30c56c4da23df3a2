"""What has to change in a match's text to get the query: runs of tokens, with their places."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from tm.memory.similarity import TOKEN
from tm.model import Difference, Operation

_OPERATIONS = {
    "equal": Operation.EQUAL,
    "replace": Operation.REPLACE,
    "insert": Operation.INSERT,
    "delete": Operation.DELETE,
}


def compare(query: str, match: str) -> tuple[Difference, ...]:
    """Return the differences between two texts, word by word, in the order of the query.

    Case counts. Spans are characters of the texts as they are; what lies between tokens (spaces)
    belongs to none. Runs cover every token of both texts.
    """
    theirs = [found.span() for found in TOKEN.finditer(match)]
    ours = [found.span() for found in TOKEN.finditer(query)]
    codes = Levenshtein.opcodes(
        [match[start:end] for start, end in theirs], [query[start:end] for start, end in ours]
    )
    return tuple(
        Difference(
            _OPERATIONS[code.tag],
            _span(ours, code.dest_start, code.dest_end, len(query)),
            _span(theirs, code.src_start, code.src_end, len(match)),
            _kind(query, ours[code.dest_start : code.dest_end])
            or _kind(match, theirs[code.src_start : code.src_end])
            if code.tag != "equal"
            else "",
        )
        for code in codes
    )


def _span(spans: list[tuple[int, int]], first: int, last: int, length: int) -> tuple[int, int]:
    """Return the characters from token `first` to before token `last`; empty runs have a place."""
    if first < last:
        return spans[first][0], spans[last - 1][1]
    at = spans[first][0] if first < len(spans) else length
    return at, at


def _kind(text: str, spans: list[tuple[int, int]]) -> str:
    """Say `number` where a run holds a figure, so that it stands out among other differences."""
    return "number" if any(c.isdigit() for start, end in spans for c in text[start:end]) else ""

"""Amounts converted in brackets: "12,500 dollars (environ 11 500 euros)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.model import Fact

_CONVERTED = frozenset({"money", "quantity"})


def conversions(text: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, bool]]:
    """Yield each fact of a segment, and whether it stands in brackets behind another of its kind.

    `facts` are in ascending order.
    """
    seen = False
    for fact in facts:
        if fact.kind not in _CONVERTED:
            yield fact, False
            continue
        yield fact, seen and _is_bracketed(text, fact.start)
        seen = True


def _is_bracketed(text: str, position: int) -> bool:
    opened = max(text.rfind("(", 0, position), text.rfind("[", 0, position))
    closed = max(text.rfind(")", 0, position), text.rfind("]", 0, position))
    return opened > closed

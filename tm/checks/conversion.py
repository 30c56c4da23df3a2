"""Amounts converted in brackets: "12,500 dollars (environ 11 500 euros)"."""

from __future__ import annotations

from collections.abc import Sequence

from tm.model import Fact

CONVERTED = frozenset({"money", "quantity"})


def conversions(text: str, facts: Sequence[Fact]) -> frozenset[int]:
    """Return the indices of facts that stand in brackets behind another of their kind."""
    amounts = [index for index, fact in enumerate(facts) if fact.kind in CONVERTED]
    if len(amounts) < 2:
        return frozenset()
    return frozenset(
        index
        for index in amounts
        if (opened := _opened(text, facts[index].start)) >= 0
        and any(facts[other].end <= opened for other in amounts)
    )


def _opened(text: str, position: int) -> int:
    """Return where the bracket was opened that is open at `position`, -1 if none is."""
    opened = max(text.rfind("(", 0, position), text.rfind("[", 0, position))
    closed = max(text.rfind(")", 0, position), text.rfind("]", 0, position))
    return opened if opened > closed else -1

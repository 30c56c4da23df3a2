"""Amounts converted in brackets: "12,500 dollars (environ 11 500 euros)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.model import Fact

_CONVERTED = frozenset({"money", "quantity"})


def conversions(text: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, bool]]:
    """Yield each fact of a segment, and whether it stands in brackets behind another of its kind.

    `facts` are in ascending order. What has the measure of the one before is no conversion, but
    one more of its sort: "(6.3 volts, or 6 to 12 volts)".
    """
    before: Fact | None = None
    for fact in facts:
        if fact.kind not in _CONVERTED:
            yield fact, False
            continue
        opened = _bracket(text, fact.start)
        converted = opened >= 0 and before is not None and before.end <= opened
        yield fact, converted and before is not None and measure(before) != measure(fact)
        if not converted:
            before = fact


def measure(fact: Fact) -> object:
    """Return the currency or unit of a fact, None where it has none."""
    return getattr(fact.value, "currency", None) or getattr(fact.value, "unit", None)


def _bracket(text: str, position: int) -> int:
    """Return where the bracket around a position opens, -1 where there is none."""
    opened = max(text.rfind("(", 0, position), text.rfind("[", 0, position))
    closed = max(text.rfind(")", 0, position), text.rfind("]", 0, position))
    return opened if opened > closed else -1

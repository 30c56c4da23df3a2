"""What a bracket says once more: "12,500 dollars (environ 11 500 euros)", "10 Uhr (16 Uhr MEZ)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.model import Bound, Fact

_CONVERTED = frozenset({"money", "quantity", "time"})
# A sum in a currency that nothing knows is a mere number: "8 million cowries (900 euros)".
_UNKNOWN = "number"
_NEAR = 30  # characters between a number or a time and the bracket that converts it


def conversions(text: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, bool]]:
    """Yield each fact of a segment, and whether it stands in brackets behind another of its kind.

    `facts` are in ascending order. What has the measure of the one before is no conversion, but
    one more of its sort: "(6.3 volts, or 6 to 12 volts)". An hour has none: close behind another
    it is that of the readers' own zone.
    """
    before: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind not in _CONVERTED:
            yield fact, False
            if fact.kind == _UNKNOWN:
                before[fact.kind] = fact
            continue
        opened = _bracket(text, fact.start)
        last = before.get(_sort(fact))
        number = before.get(_UNKNOWN) if fact.kind == "money" else None
        yield (
            fact,
            (
                opened >= 0
                and (
                    (last is not None and _converts(fact, last, opened))
                    or (number is not None and 0 <= opened - number.end <= _NEAR)
                )
            )
            or (last is not None and _rounds(text, fact, last)),
        )
        if opened < 0 or last is None or last.end > opened:
            before[_sort(fact)] = fact


def _sort(fact: Fact) -> str:
    """Sums and measures may convert one another: "2 pounds"."""
    return fact.kind if fact.kind == "time" else "amount"


def _converts(fact: Fact, before: Fact, opened: int) -> bool:
    """Say whether a fact in a bracket that opens at `opened` says the one before it once more."""
    if fact.kind == "time":
        return 0 <= opened - before.end <= _NEAR and fact.value != before.value
    return before.end <= opened and measure(before) != measure(fact)


def _rounds(text: str, fact: Fact, before: Fact) -> bool:
    """Say whether a sum is said once more without a bracket of its own: "$5,000, about €4,000"."""
    between = text[before.end : fact.start]
    return (
        fact.kind == before.kind == "money"
        and fact.bound is Bound.ABOUT
        and len(between) <= _NEAR
        and between.lstrip().startswith((",", "/", "="))
        and measure(before) != measure(fact)
    )


def measure(fact: Fact) -> object:
    """Return the currency or unit of a fact, None where it has none."""
    return getattr(fact.value, "currency", None) or getattr(fact.value, "unit", None)


def _bracket(text: str, position: int) -> int:
    """Return where the bracket around a position opens, -1 where there is none."""
    opened = max(text.rfind("(", 0, position), text.rfind("[", 0, position))
    closed = max(text.rfind(")", 0, position), text.rfind("]", 0, position))
    return opened if opened > closed else -1

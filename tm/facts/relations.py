"""How two values stand to each other: what the kinds share, across kinds as well."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tm.facts.values import Multiple, Number
from tm.model import Fact, Relation, Value

# "a third" and "33 per cent" differ by rounding only.
_ROUNDING = Fraction(1, 100)


def amounts(fact: Fact) -> list[Fraction]:
    """Return the numbers that the fact may state, its first reading first; none for a multiple."""
    found = (amount_of(value) for value in (fact.value, *fact.alternatives))
    return [amount for amount in found if amount is not None]


def amount_of(value: Value) -> Fraction | None:
    """Return the bare number in a value, None where it has none."""
    if isinstance(value, Number):
        return value.exact
    amount = getattr(value, "amount", None)
    if isinstance(amount, Decimal | int):
        return Fraction(amount)
    bare = getattr(value, "bare", None)
    return Fraction(bare) if isinstance(bare, Decimal | int) else None


def relate_readings(first: Fact, second: Fact) -> Relation:
    """Relate two facts of a kind whose values have an `exact` measure, by all their readings."""
    if first.value == second.value:
        return Relation.EQUAL
    mine, other = (
        {getattr(value, "exact", None) for value in (fact.value, *fact.alternatives)}
        for fact in (first, second)
    )
    return Relation.DIFFERENT if mine.isdisjoint(other) else Relation.EQUIVALENT


def relate_amounts(first: Fact, second: Fact) -> Relation:
    """Relate two facts by their bare numbers: for numbers, and numbers against other kinds."""
    if first.value == second.value:
        return Relation.EQUAL
    if isinstance(first.value, Multiple) or isinstance(second.value, Multiple):
        return _relate_multiples(first.value, second.value)
    mine, other = amounts(first), amounts(second)
    if not mine or not other:
        return Relation.UNRELATED
    if first.kind != second.kind:
        return _relate_bare(first, second, mine, other)
    if not set(mine).isdisjoint(other):
        return Relation.EQUAL if mine[0] == other[0] else Relation.EQUIVALENT
    return Relation.DIFFERENT


def _relate_bare(
    first: Fact, second: Fact, mine: list[Fraction], other: list[Fraction]
) -> Relation:
    """Relate a bare number to the same number with a unit: it says less, or nothing in common."""
    if first.kind == "percentage" or second.kind == "percentage":
        share, bare = (mine, other) if first.kind == "percentage" else (other, mine)
        if any(abs(s / 100 - b) < _ROUNDING for s in share for b in bare):
            return Relation.EQUIVALENT
    if set(mine).isdisjoint(other):
        return Relation.UNRELATED
    if "ordinal" in (first.kind, second.kind):
        return Relation.EQUIVALENT
    return Relation.LESS_SPECIFIC if first.kind == "number" else Relation.MORE_SPECIFIC


def _relate_multiples(first: Value, second: Value) -> Relation:
    """Relate "dozens" to "tens" or to an exact number."""
    if isinstance(first, Multiple) and isinstance(second, Multiple):
        small, large = sorted((first.unit, second.unit))
        return Relation.EQUIVALENT if large * 10 == small * 12 else Relation.DIFFERENT
    vague, exact = (first, second) if isinstance(first, Multiple) else (second, first)
    amount = amount_of(exact)
    if amount is None or not isinstance(vague, Multiple):
        return Relation.UNRELATED
    if not 2 * vague.unit <= amount < 10 * vague.unit:
        return Relation.DIFFERENT
    return Relation.LESS_SPECIFIC if vague is first else Relation.MORE_SPECIFIC

"""Units of time without a number: "in the coming days", "jahrelang", "par semaine", "weekly".

They say no amount, but "weeks" for "days" or "a month" for "a week" is an error all the same. Good
translations leave them out and add them freely, so that only a contradiction counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.facts.lexicon import Hit
from tm.facts.units import numeral_before
from tm.model import Fact, Relation, Salience, Value

_LETTERS = {"century": "100Y", "decade": "10Y", "fortnight": "2W", "hour": "TH", "minute": "TM",
            "second": "TS"}  # fmt: skip
# What a rate may stand behind: "three times a week", "500 euros a month".
_RATED = ("times", "counted", "currency", "currency_sign", "currency_code", "measure")


@dataclass(frozen=True, slots=True)
class Period:
    """A unit of time: many of it (`PXD`, ISO 8601-2: an unspecified digit), or each (`R/P1D`)."""

    unit: str
    each: bool = False

    def __str__(self) -> str:
        letter = _LETTERS.get(self.unit, self.unit[0].upper())
        time = "T" if letter.startswith("T") else ""
        digit = "1" if self.each else "X"
        text = f"P{time}{digit}{letter.removeprefix('T')}"
        return f"R/{text}" if self.each else text


class PeriodKind:
    """Values are `Period`."""

    name = "period"
    comparable: frozenset[str] = frozenset()

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        facts: list[Fact] = []
        for first, last, value in sorted(self._found(analysis), key=lambda f: (f[0], -f[1])):
            start, end = analysis.tokens[first].start, analysis.tokens[last].end
            if analysis.is_free(start, end) and (not facts or start >= facts[-1].end):
                facts.append(_fact(analysis, value, first, last))
        return facts

    def _found(self, analysis: Analysis) -> Iterator[tuple[int, int, Period]]:
        for hit in analysis.sorts.get("vague_period", ()):
            if numeral_before(analysis, hit.first) is None and not analysis.hit(
                hit.first, "no_period"
            ):
                yield hit.first, hit.last, Period(hit.value)
        for hit in analysis.sorts.get("each_period", ()):
            yield hit.first, hit.last, Period(hit.value, each=True)
        for hit in analysis.sorts.get("duration", ()):
            if hit.first not in analysis.starting and (each := _each_before(analysis, hit)):
                yield each.first, hit.last, Period(hit.value, each=True)

    def relate(self, first: Fact, second: Fact) -> Relation:
        mine, other = first.value, second.value
        if mine == other:
            return Relation.EQUAL
        if not (isinstance(mine, Period) and isinstance(other, Period)):
            return Relation.UNRELATED
        return Relation.DIFFERENT if mine.each == other.each else Relation.UNRELATED

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        return None


def _fact(analysis: Analysis, value: Period, first: int, last: int) -> Fact:
    return make_fact(analysis, "period", value, first, last, bounded=False, salience=Salience.NONE)


def _each_before(analysis: Analysis, hit: Hit) -> Hit | None:
    """Return the "per", "every" or, behind a count or a price, the "a" before a unit."""
    each = analysis.closing("each", hit.first - 1)
    if each is None or each.value == "always":
        return each
    before = each.first - 1
    # "35,000 passengers a day", "three hours a week"
    counted = any(at in analysis.ending for at in range(before - 2, before + 1))
    rated = counted or any(analysis.closing(sort, before) for sort in _RATED)
    return each if rated else None


KIND = PeriodKind()

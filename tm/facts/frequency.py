"""How often: "every other day", "jeden zweiten Tag", "un jour sur deux" are every two days."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tm.facts.analysis import Analysis
from tm.facts.durations import Duration, duration_of
from tm.facts.lexicon import Hit
from tm.facts.units import one_before

_MOST = 12
Interval = tuple[int, int, Duration]  # its first and last token


def intervals(analysis: Analysis) -> Iterator[Interval]:
    """Yield the intervals that have an ordinal, or a number behind the unit."""
    for unit in analysis.sorts.get("duration", ()):
        if other := analysis.closing("every_other", unit.first - 1):
            yield other.first, unit.last, duration_of(Fraction(int(other.value)), unit.value)
        elif found := _ranked(analysis, unit) or _of_many(analysis, unit):
            yield found


def _ranked(analysis: Analysis, unit: Hit) -> Interval | None:
    """Read "every third day"."""
    numeral = analysis.ending.get(unit.first - 1)
    if numeral is None or not numeral.rank or not 2 <= numeral.value <= _MOST:
        return None
    each = analysis.closing("each", numeral.first - 1)
    if each is None or each.value != "always":
        return None
    return each.first, unit.last, duration_of(Fraction(numeral.value), unit.value)


def _of_many(analysis: Analysis, unit: Hit) -> Interval | None:
    """Read "un jour sur deux"."""
    if not analysis.lexicon.settings["numbers"].get("share_across_noun"):
        return None
    link = analysis.hit(unit.last + 1, "share_of")
    numeral = analysis.starting.get(link.last + 1) if link else None
    one = one_before(analysis, unit.first)
    if numeral is None or one is None or numeral.rank or not 2 <= numeral.value <= _MOST:
        return None
    return one.first, numeral.last, duration_of(Fraction(numeral.value), unit.value)

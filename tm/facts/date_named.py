"""Seasons and feasts of a fixed day: "summer 2019", "Neujahr 2020", "la veille de Noël"."""

from __future__ import annotations

from collections.abc import Iterator

from tm.facts.analysis import Analysis
from tm.facts.date_months import Found, year_right
from tm.facts.dates import FIRST_SEASON, Date


def named(analysis: Analysis) -> Iterator[Found]:
    """Yield the seasons and feasts of a text, with the year behind them."""
    for sort in ("season", "season_weak"):
        for hit in analysis.sorts.get(sort, ()):
            year, last = year_right(analysis, hit.last)
            led = sort == "season" or analysis.closing("season_before", hit.first - 1)
            after = analysis.tokens[last + 1 : last + 2]
            if year is None and after and after[0].sort == "d":  # "Winter 1954/55"
                continue
            if led or year is not None:
                yield Found(hit.first, last, Date(year, FIRST_SEASON + int(hit.value)))
    for hit in analysis.sorts.get("feast", ()):
        month, _, day = hit.value.partition("-")
        year, last = year_right(analysis, hit.last)
        yield Found(hit.first, last, Date(year, int(month), int(day)))

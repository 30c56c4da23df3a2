"""weekday-mismatch: "Tuesday 22 April 2020" was a Wednesday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.within import Doubt, findings, statements
from tm.checks.years import years_of
from tm.facts.dates import Date, is_valid
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "weekday-mismatch"


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    years = years_of(context)
    for language in context.languages:
        for statement in statements(context, language, "date"):
            date = statement.fact.value
            if not isinstance(date, Date) or date.weekday is None or date.day is None:
                continue
            possible = _possible_weekdays(date, years)
            if possible and date.weekday not in possible:
                arguments = {
                    "surface": statement.fact.surface,
                    "weekday": str(min(possible)),
                    "year": str(date.year or ""),
                }
                key = (date.year, date.month, date.day, date.weekday)
                variant = "known" if date.year is not None else "assumed"
                yield Doubt(key, (statement,), arguments=arguments, variant=variant)


def _possible_weekdays(date: Date, years: frozenset[int]) -> set[int]:
    """Return the weekdays that the date can be; without a year, in all years of the text."""
    candidates = [date] if date.year is not None else [replace(date, year=y) for y in years]
    return {
        weekday
        for each in candidates
        if is_valid(each) and (weekday := each.implied_weekday) is not None
    }


RULE = Rule(
    id=ID,
    title="The weekday does not fit the date",
    severity=Severity.WARNING,
    why=(
        "The calendar has another weekday for this date: either the day or the weekday is wrong."
        " Where a hearing is announced, people come on the wrong day. A date without a year is"
        " reported when the weekday fits none of the years in the full dates of the text."
    ),
    advice="Find out which of the two is right, and correct the other in all versions.",
    messages={
        "known": "“{surface}” was a {weekday} ({language}).",
        "assumed": "“{surface}” fits no year in the dates of the text ({language}).",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "The hearing took place on ⟦Tuesday 22 April 2020⟧.",
                "de": "Die Anhörung fand am ⟦Dienstag, 22. April 2020⟧ statt.",
                "fr": "L'audience a eu lieu le ⟦mardi 22 avril 2020⟧.",
            },
            note="The same slip in all versions is one finding.",
        ),
        Example(
            {"en": "He was arrested on 4 May 2020.\nThe trial begins on ⟦Monday 12 June⟧."},
            language="en",
        ),
    ),
    good=(
        Example({"de": "Die Anhörung fand am Dienstag, 21. April 2020, statt."}),
        Example({"en": "The law of 2014 was discussed on Friday 4 November."}),
        Example({"fr": "Arrêté le 4 mai 2020, il sera jugé le vendredi 12 juin."}),
    ),
)

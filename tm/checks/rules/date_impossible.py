"""date-impossible: 31 November."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.within import Doubt, findings, statements
from tm.facts.dates import Date, is_valid
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "date-impossible"


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    for language in context.languages:
        for statement in statements(context, language, "date"):
            date = statement.fact.value
            if isinstance(date, Date) and not date.span and not is_valid(date):
                key = (date.year, date.month, date.day)
                yield Doubt(
                    key,
                    (statement,),
                    Severity.ERROR,
                    arguments={"surface": statement.fact.surface},
                )


RULE = Rule(
    id=ID,
    title="A date that does not exist",
    severity=Severity.ERROR,
    why="The calendar has no such day: 31 November, or 29 February in a year that is no leap year.",
    advice="Find out which day is meant, and correct it in all versions.",
    messages={"found": "“{surface}” does not exist ({language})."},
    check=check,
    bad=(
        Example(
            {
                "en": "Send your appeals before ⟦31 November 2024⟧.",
                "de": "Schicken Sie Ihre Appelle vor dem ⟦31. November 2024⟧.",
            },
        ),
        Example({"fr": "Il est détenu depuis le ⟦29 février 2023⟧."}, language="fr"),
    ),
    good=(
        Example({"en": "Send your appeals before 30 November 2024."}),
        Example({"fr": "Il est détenu depuis le 29 février 2024."}),
    ),
)

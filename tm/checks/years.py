"""The years that a version set speaks of: the only calendar that a check may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.within import statements
from tm.facts.dates import Date

if TYPE_CHECKING:
    from tm.checks.context import CheckContext


def years_of(context: CheckContext) -> frozenset[int]:
    """Return the years of full dates in the set, and the one after the last: appeals look ahead.

    Empty where there is no full date: a year alone ("a law of 2014") does not date a text.
    """
    dates = (
        statement.fact.value
        for language in context.languages
        for statement in statements(context, language, "date")
    )
    found = {d.year for d in dates if isinstance(d, Date) and d.day is not None and d.year}
    return frozenset(found | {max(found) + 1}) if found else frozenset()

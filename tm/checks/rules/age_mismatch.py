"""age-mismatch: an age that the year of birth in the same sentence rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from tm import languages
from tm.checks.base import Example, Rule
from tm.checks.within import Doubt, Statement, findings
from tm.checks.years import years_of
from tm.facts.dates import Date
from tm.facts.values import Age
from tm.model import Fact, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "age-mismatch"
# "born in Aleppo on 5 May 1985": how far the word may stand before the date.
_REACH = 40
_DIGIT = re.compile(r"\d")


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    years = years_of(context)
    for language in context.languages:
        for index, segment in enumerate(context.segments[language]):
            facts = context.facts[language][index]
            births = [fact for fact in facts if _is_birth(segment.text, fact, language)]
            stated = [fact for fact in facts if isinstance(fact.value, Age)]
            if len(births) == len(stated) == 1 and not _fits(births[0], stated[0], years):
                birth, age = (Statement(language, index, f) for f in (births[0], stated[0]))
                yield Doubt(
                    (birth.fact.value, age.fact.value),
                    (birth, age),
                    arguments={"surface": age.fact.surface, "other": birth.fact.surface},
                )


def _fits(birth: Fact, age: Fact, years: frozenset[int]) -> bool:
    """Say whether somebody born then can be that old in one of the years that the text names."""
    if not isinstance(birth.value, Date) or not isinstance(age.value, Age):
        return True
    if birth.value.year is None or age.value.unit != "year":
        return True
    later = [year for year in years if year > birth.value.year]
    return not later or any(year - birth.value.year - age.value.amount in (0, 1) for year in later)


def _is_birth(text: str, fact: Fact, language: str) -> bool:
    if not isinstance(fact.value, Date) or fact.value.span or fact.value.year is None:
        return False
    found = _born(language).search(text, max(fact.start - _REACH, 0), fact.start)
    return found is not None and not _DIGIT.search(text, found.end(), fact.start)


@cache
def _born(language: str) -> re.Pattern[str]:
    words = languages.get(language).table("checks").get("born", ())
    alternatives = "|".join(re.escape(word) for word in words) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


RULE = Rule(
    id=ID,
    title="The age does not fit the year of birth",
    severity=Severity.WARNING,
    why=(
        "A sentence gives a person's age and date of birth, and they fit no year that the text"
        " speaks of. One of the two was not updated, or is a slip."
    ),
    advice="Find out which is right, and correct the other in all versions.",
    messages={"found": "“{surface}” does not fit the birth in “{other}” ({language})."},
    check=check,
    bad=(
        Example(
            {
                "en": "On 5 June 2024 the court ruled.\n"
                "Leyla Aydin, a ⟦34-year-old⟧ journalist born on ⟦3 May 1982⟧, is ill.",
                "de": "Am 5. Juni 2024 entschied das Gericht.\n"
                "Die ⟦34-jährige⟧ Journalistin Leyla Aydin, geboren am ⟦3. Mai 1982⟧, ist krank.",
            },
        ),
    ),
    good=(
        Example(
            {
                "en": "On 5 June 2024 the court ruled.\n"
                "Leyla Aydin, a 42-year-old journalist born on 3 May 1982, is ill."
            }
        ),
        Example(
            {
                "fr": "En 2009, elle avait 27 ans.\n"
                "Âgée de 27 ans lors de son arrestation, née en 1982, elle est malade."
            },
            note="An age at another time that the text names.",
        ),
    ),
)

"""fact-contradiction: a text states one thing twice, with different values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.persons import ages
from tm.checks.repeated import repeated_sentences
from tm.checks.within import Doubt, Statement, findings
from tm.model import Finding, Relation, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "fact-contradiction"


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    for language in context.languages:
        pairs = [*ages(context, language), *repeated_sentences(context, language)]
        for first, second in pairs:
            if context.relate(first.fact, second.fact) is Relation.DIFFERENT:
                yield _doubt(first, second)


def _doubt(first: Statement, second: Statement) -> Doubt:
    return Doubt(
        (first.fact.kind, first.fact.value, second.fact.value),
        (first, second),
        arguments={"surface": first.fact.surface, "other": second.fact.surface},
    )


RULE = Rule(
    id=ID,
    title="A text contradicts itself",
    severity=Severity.WARNING,
    why=(
        "The same thing is stated twice in one text with two values: the age of one person, or a"
        " sentence that is repeated word for word except for a date or number. At least one of"
        " them is wrong, and comparing versions cannot show it where all have the same slip."
    ),
    advice="Find out which is right, and correct the other in all versions.",
    whole_text=True,
    messages={
        "found": "“{surface}” here and “{other}” there cannot both be right ({language}).",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "Leyla Aydin, ⟦34⟧, was arrested at home.\nShe is ill.\n"
                "The ⟦43-year-old⟧ Leyla Aydin has two sons.",
            },
            language="en",
        ),
        Example(
            {
                "de": "Das Gericht verurteilte Leyla Aydin zu ⟦fünf Jahren⟧ Gefängnis wegen"
                " ihres Protests.\nSie ist krank.\n"
                "Das Gericht verurteilte Leyla Aydin zu ⟦sieben Jahren⟧ Gefängnis wegen"
                " ihres Protests.",
            },
            language="de",
        ),
    ),
    good=(
        Example(
            {
                "en": "The court fined Leyla Aydin 700 dollars in February.\n"
                "The court fined Leyla Aydin 300 dollars in August.",
            },
            note="Two fines at two times.",
        ),
        Example(
            {"en": "Leyla Aydin, 34, and her daughter Elif Aydin, 12, were taken away."},
            note="Two persons of one family.",
        ),
    ),
)

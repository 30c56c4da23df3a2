"""conversion-mismatch: "300 km (19 miles)"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.comparison.conversion import conversions
from tm.checks.within import Doubt, Statement, findings
from tm.model import Fact, Finding, Relation, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "conversion-mismatch"
# Between a measure and its conversion stands little but a bracket and "about".
_REACH = 16


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    for language in context.languages:
        for index, segment in enumerate(context.segments[language]):
            before: Fact | None = None
            for fact, converted in conversions(segment.text, context.facts[language][index]):
                if fact.kind != "quantity":
                    continue
                if converted and before and fact.start - before.end <= _REACH:
                    if context.relate(before, fact) is Relation.DIFFERENT:
                        yield _doubt(language, index, before, fact)
                else:
                    before = fact


def _doubt(language: str, segment: int, measure: Fact, conversion: Fact) -> Doubt:
    return Doubt(
        (measure.value, conversion.value),
        (Statement(language, segment, measure), Statement(language, segment, conversion)),
        arguments={"surface": measure.surface, "other": conversion.surface},
    )


RULE = Rule(
    id=ID,
    title="A measure and its conversion do not agree",
    severity=Severity.WARNING,
    why=(
        "A measure is converted in brackets, and the two are not the same, not even rounded. One"
        " of them was changed without the other, or the conversion is wrong."
    ),
    advice="Convert again, and correct all versions.",
    messages={"found": "“{surface}” is not “{other}” ({language})."},
    check=check,
    bad=(
        Example({"en": "The camp is ⟦300 km⟧ (⟦19 miles⟧) north of the capital."}, language="en"),
    ),
    good=(
        Example({"en": "The camp is 300 km (190 miles) north of the capital."}),
        Example({"de": "Das Lager liegt 300 km (zwei Tagesreisen und 20 kg Gepäck) entfernt."}),
    ),
)

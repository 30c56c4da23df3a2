"""conversion-mismatch: "300 km (19 miles)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.comparison.conversion import conversions
from tm.checks.within import Doubt, Statement, findings
from tm.facts.values import Quantity
from tm.model import Fact, Finding, Relation, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "conversion-mismatch"
# Between a measure and its conversion stands little but a bracket and "about".
_REACH = 16
# Beyond what the comparison of versions allows, a text may round by this much itself.
_ROUNDED = (Decimal(1), Decimal("0.9"), Decimal("1.1"))


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
                    if not _agree(context, before, fact):
                        yield _doubt(language, index, before, fact)
                else:
                    before = fact


def _agree(context: CheckContext, measure: Fact, conversion: Fact) -> bool:
    """Say whether a conversion is right, or rounded as people round ("six metres (18 feet)")."""
    if not isinstance(conversion.value, Quantity):
        return True
    amounts = (conversion.value.amount * factor for factor in _ROUNDED)
    near = (replace(conversion, value=replace(conversion.value, amount=a)) for a in amounts)
    return any(context.relate(measure, fact) is not Relation.DIFFERENT for fact in near)


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
        Example({"en": "The waves were six metres (18 feet) high."}),
        Example({"en": "The camp is 300 km (190 miles) north of the capital."}),
        Example({"de": "Das Lager liegt 300 km (zwei Tagesreisen und 20 kg Gepäck) entfernt."}),
    ),
)

"""bound-changed: "up to seven years" became "seven years"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import evidence
from tm.checks.base import Example, Rule
from tm.checks.bounds import Change, change
from tm.checks.judgement import Judgement, Verdict
from tm.model import Bound, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "bound-changed"


def check(context: CheckContext) -> Iterator[Finding]:
    for judgement in context.judgements(Verdict.BOUND):
        facts = [item.fact for item in judgement.cluster]
        worst = max(change(a.bound, b.bound) for a in facts for b in facts)
        if worst is Change.NONE:
            continue
        severity = Severity.WARNING
        if worst is Change.VAGUER or _is_comparison(judgement):
            severity = Severity.INFO
        first, second = (
            (judgement.wrong, judgement.right[0]) if judgement.wrong else judgement.right[:2]
        )
        arguments = {
            "language": first.language,
            "surface": first.fact.surface,
            "bound": first.fact.bound.value,
            "others": evidence.joined(
                [item.language for item in judgement.right if item is not first]
            ),
            "other": second.fact.surface,
            "other_bound": second.fact.bound.value,
        }
        yield evidence.make(context, judgement, ID, severity, arguments, "changed")


def _is_comparison(judgement: Judgement) -> bool:
    """Say whether "more than 20" of one version may be the "20 more" of the others."""
    wrong = judgement.wrong
    return wrong is not None and wrong.fact.bound in (Bound.MORE_THAN, Bound.LESS_THAN)


RULE = Rule(
    id=ID,
    title="A limit was lost, added or turned round",
    severity=Severity.WARNING,
    why=(
        'The number is the same, but what it limits is not: "up to seven years" is no sentence'
        ' of seven years, and "at least 20" is the contrary of "at most 20".'
    ),
    advice="Check whether the words before the value say the same in all versions.",
    messages={
        "changed": "{language} says “{surface}” ({bound}), {others} “{other}” ({other_bound}).",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "He could face up to ⟦seven years⟧ in prison.",
                "de": "Ihm drohen ⟦sieben Jahre⟧ Gefängnis.",
                "fr": "Il encourt jusqu'à ⟦sept ans⟧ de prison.",
            },
            language="de",
        ),
    ),
    good=(
        Example(
            {
                "en": "More than 200 people were arrested.",
                "de": "Über 200 Personen wurden festgenommen.",
                "fr": "Plus de 200 personnes ont été arrêtées.",
            }
        ),
    ),
)

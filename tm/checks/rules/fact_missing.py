"""fact-missing: a fact that the other versions state is lacking in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import absence, evidence
from tm.checks.base import Example, Rule
from tm.checks.judgement import Verdict
from tm.model import Finding

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "fact-missing"


def check(context: CheckContext) -> Iterator[Finding]:
    for judgement in context.judgements(Verdict.MISSING):
        stating = judgement.right
        severity = context.doubting(judgement.cluster.bead, absence.severity(context, judgement))
        arguments = {
            "language": evidence.joined(judgement.absent),
            "others": evidence.joined(item.language for item in stating),
            "surface": stating[0].fact.surface,
        }
        variant = "elsewhere" if judgement.elsewhere else "missing"
        suggestion = ""
        if judgement.language:
            suggestion = (
                context.render(stating[0].fact.kind, stating[0].fact.value, judgement.language, "")
                or ""
            )
        yield evidence.make(context, judgement, ID, severity, arguments, variant, suggestion)


RULE = Rule(
    id=ID,
    title="A fact is missing in one version",
    severity=absence.DEFAULT,
    severities=absence.BY_KIND,
    why=(
        "The other versions state a fact in this passage; this version does not state it there,"
        " nor anywhere near. What is left out does not reach the reader, and nobody notices it"
        " when reading that version alone."
    ),
    advice=(
        "Add the fact, or leave the passage as it is if the translator said the same in other"
        " words. A fact that is stated elsewhere in the version is reported for information only."
    ),
    messages={
        "missing": "{language} does not say “{surface}” ({others}).",
        "elsewhere": "{language} does not say “{surface}” here ({others}), only elsewhere.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "They have been detained since ⟦10 March 2019⟧ without charge.",
                "de": "Sie werden seit dem ⟦10. März 2019⟧ ohne Anklage festgehalten.",
                "fr": "Elles sont détenues sans inculpation.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "The court fined her ⟦USD 300⟧ for it.",
                "de": "Das Gericht verurteilte sie zu einer Geldstrafe.",
            },
            note="Two versions: one lacks the amount, and nobody is blamed.",
        ),
    ),
    good=(
        Example(
            {
                "en": "He was arrested on 10 March 2019.\nThe police searched his home.",
                "de": "Er wurde verhaftet.\nDie Polizei durchsuchte am 10. März 2019 sein Haus.",
            },
            note="The date moved to the next sentence.",
        ),
        Example(
            {
                "en": "One of them was released.",
                "de": "Einer der Männer kam frei.",
                "fr": "Parmi eux, un homme a été libéré.",
            },
            note="Words that only look like numbers.",
        ),
    ),
)

"""status-mismatch: versions give somebody a different legal status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import term_findings
from tm.checks.base import Example, Rule
from tm.checks.exclusion import conflicts
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "status-mismatch"
_SUBJECTS = frozenset({"legal status", "charge", "law"})


def check(context: CheckContext) -> Iterator[Finding]:
    for conflict in conflicts(context, _SUBJECTS):
        yield term_findings.of_conflict(context, ID, conflict)


RULE = Rule(
    id=ID,
    title="Versions give a different legal status",
    severity=Severity.ERROR,
    why=(
        "Whether somebody is a prisoner of conscience or a political prisoner, charged or"
        " convicted, accused of murder or of manslaughter, is the heart of a case. The glossary"
        " says which concepts exclude each other."
    ),
    advice=(
        "Use the term that the original has, in its approved translation (`tm terms` lists them)."
    ),
    messages=term_findings.CONFLICT_MESSAGES,
    severities={},
    check=check,
    bad=(
        Example(
            {
                "en": "He is a ⟦prisoner of conscience⟧.",
                "de": "Er ist ein ⟦politischer Gefangener⟧.",
                "fr": "C'est un ⟦prisonnier d'opinion⟧.",
            },
            language="de",
        ),
        Example(
            {
                "en": "Both were ⟦charged with⟧ espionage.",
                "fr": "Tous deux ont été ⟦condamnés⟧ pour espionnage.",
                "de": "Beide wurden wegen Spionage ⟦angeklagt⟧.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "The charge is ⟦manslaughter⟧.",
                "de": "Die Anklage lautet auf ⟦Mord⟧.",
            },
            note="Two versions: nobody can say which is wrong.",
        ),
    ),
    good=(
        Example(
            {
                "en": "She was arrested, charged with sedition and sentenced to life imprisonment.",
                "de": (
                    "Sie wurde festgenommen, wegen Aufwiegelung angeklagt und zu lebenslanger"
                    " Haft verurteilt."
                ),
                "fr": (
                    "Arrêtée puis inculpée de sédition, elle a été condamnée à la réclusion à"
                    " perpétuité."
                ),
            },
        ),
        Example(
            {
                "en": "The prisoners of conscience were detained.",
                "de": "Die gewaltlosen politischen Gefangenen wurden festgenommen.",
            },
            note="Usage wavers between some concepts: the glossary lists them as near.",
        ),
    ),
)

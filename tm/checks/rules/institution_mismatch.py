"""institution-mismatch: versions name another court, office or place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import term_findings
from tm.checks.base import Example, Rule
from tm.checks.exclusion import conflicts
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "institution-mismatch"
_SUBJECTS = frozenset({"institution", "organisation", "place"})


def check(context: CheckContext) -> Iterator[Finding]:
    for conflict in conflicts(context, _SUBJECTS):
        yield term_findings.of_conflict(context, ID, conflict)


RULE = Rule(
    id=ID,
    title="Versions name a different institution or place",
    severity=Severity.ERROR,
    why=(
        "An appeal goes to the court that is named, and a letter to the office. A primary court"
        " that became a supreme court tells readers that a case is over."
    ),
    advice="Name the institution that the original names; `tm terms` lists approved translations.",
    messages=term_findings.CONFLICT_MESSAGES,
    check=check,
    bad=(
        Example(
            {
                "en": "The ⟦primary court⟧ in Batna sentenced him.",
                "de": "Der ⟦Oberste Gerichtshof⟧ in Batna verurteilte ihn.",
                "fr": "Le ⟦tribunal de première instance⟧ de Batna l'a condamné.",
            },
            language="de",
        ),
        Example(
            {
                "en": "Write to the ⟦Minister of Justice⟧.",
                "de": "Schreibt an die ⟦Justizministerin⟧.",
                "fr": "Écrivez au ⟦ministre de l'Intérieur⟧.",
            },
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "en": "The Court of Appeal upheld the judgment of the district court.",
                "de": "Das Berufungsgericht bestätigte das Urteil des Amtsgerichts.",
                "fr": "La cour d'appel a confirmé le jugement du tribunal d'instance.",
            },
        ),
        Example(
            {
                "en": "The Supreme Court ruled that the military court had no jurisdiction.",
                "de": "Der Oberste Gerichtshof erklärte das Militärgericht für nicht zuständig.",
                "fr": "La Cour suprême a jugé le tribunal militaire incompétent.",
            },
        ),
    ),
)

"""reference-inconsistent: a text gives its own number in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from tm.checks.base import Example, Rule
from tm.checks.within import Doubt, Statement, findings, statements
from tm.facts.reference import ActionNumber, IndexNumber
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "reference-inconsistent"


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    for language in context.languages:
        first_of: dict[object, Statement] = {}
        for statement in statements(context, language, "reference"):
            first_of.setdefault(_without_update(statement.fact.value), statement)
        for (one, first), (other, second) in combinations(first_of.items(), 2):
            if _is_slip(one, other):
                arguments = {"surface": first.fact.surface, "other": second.fact.surface}
                yield Doubt((one, other), (first, second), arguments=arguments)


def _without_update(value: object) -> object:
    return (value.number, value.year) if isinstance(value, ActionNumber) else value


def _is_slip(one: object, other: object) -> bool:
    """Say whether two numbers are so close that one of them must be a slip of the other.

    Another number with the same year is another action or document; the same number with another
    year, or two digits that changed places, is a slip.
    """
    if isinstance(one, tuple) and isinstance(other, tuple):
        return _nearly(one, other)
    if isinstance(one, IndexNumber) and isinstance(other, IndexNumber):
        if (one.subject, one.country) == (other.subject, other.country):
            return _nearly((one.number, one.year), (other.number, other.year))
        return (one.number, one.year) == (other.number, other.year)
    return False


def _nearly(one: tuple[int, int], other: tuple[int, int]) -> bool:
    if one[0] == other[0]:
        return True
    return one[1] == other[1] and _is_transposed(str(one[0]), str(other[0]))


def _is_transposed(one: str, other: str) -> bool:
    return (
        sorted(one) == sorted(other)
        and abs(int(one) - int(other)) > 1
        and DamerauLevenshtein.distance(one, other) == 1
    )


RULE = Rule(
    id=ID,
    title="A text gives its number in two ways",
    severity=Severity.WARNING,
    why=(
        "Two numbers in one text differ so little that one must be a slip of the other. Readers"
        " quote the number in their appeals, and the file is not found under a wrong one."
    ),
    advice="Look up the number and correct the one that is wrong, in all versions.",
    whole_text=True,
    messages={
        "found": "“{surface}” and “{other}” in one text: one of them must be wrong ({language}).",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "⟦UA 118/24⟧ Index: MDE 13/1234/2024\nSecond update on ⟦UA 118/23⟧",
                "de": "⟦UA 118/24⟧ Index: MDE 13/1234/2024\nZweite Aktualisierung der ⟦UA 118/23⟧",
            },
            note="The same slip in all versions is one finding.",
        ),
        Example(
            {"fr": "⟦AU 118/24⟧\nCeci est la deuxième mise à jour de l'⟦AU 181/24⟧."},
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "en": "Second update on UA 118/24, index MDE 13/1240/2024.\n"
                "Link to the previous one: MDE 13/1234/2024. See also UA 121/24."
            },
            note="Numbers of other documents.",
        ),
    ),
)

"""term-forbidden: a version uses a word that the glossary rules out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.terms import Place
from tm.model import Finding, Severity
from tm.model.glossary import TermStatus

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "term-forbidden"


def check(context: CheckContext) -> Iterator[Finding]:
    terms = context.terms
    if terms is None:
        return
    for language in context.languages:
        told: set[str] = set()
        for segment, found in enumerate(terms.text(language).found):
            for match in found.longest:
                if match.status is TermStatus.FORBIDDEN:
                    known = match.concepts[0] in told and not context.is_bilingual
                    told.add(match.concepts[0])
                    severity = Severity.INFO if known else Severity.WARNING
                    yield _finding(context, Place(language, segment, match), severity)


def _finding(context: CheckContext, place: Place, severity: Severity) -> Finding:
    assert context.glossary is not None  # noqa: S101 - there would be no place
    concept = context.glossary.concepts[place.match.concepts[0]]
    preferred = concept.preferred(place.language)
    return Finding(
        rule=ID,
        severity=severity,
        unit=context.unit(context.bead_of(place.language, place.segment)),
        evidence=(place.evidence(),),
        kind=concept.subject,
        language=place.language,
        arguments={
            "language": place.language,
            "surface": place.match.surface,
            "expected": preferred,
        },
        suggestion=preferred,
        variant="forbidden",
    )


RULE = Rule(
    id=ID,
    title="A word that the glossary rules out",
    severity=Severity.WARNING,
    why=(
        "Some words are wrong for a concept (“prisonnier de conscience” is not how French says"
        " prisoner of conscience), others wound those of whom they speak. The glossary names the"
        " word to use instead. A forbidden word is reported in every version by itself;"
        " where a text uses it again, that is a remark."
    ),
    advice="Use the preferred term, or the words that the person uses of themselves.",
    messages={"forbidden": "{language} uses “{surface}”; the glossary wants “{expected}”."},
    check=check,
    bad=(
        Example(
            {
                "en": "She is a prisoner of conscience.",
                "fr": "C'est une ⟦prisonnière de conscience⟧.",
            },
            language="fr",
        ),
        Example({"de": "Die ⟦illegalen Einwanderer⟧ wurden abgeschoben."}, language="de"),
    ),
    good=(
        Example(
            {
                "en": "She is a prisoner of conscience.",
                "fr": "C'est une prisonnière d'opinion.",
                "de": "Sie ist eine gewaltlose politische Gefangene.",
            }
        ),
    ),
)

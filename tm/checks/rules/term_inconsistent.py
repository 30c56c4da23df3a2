"""term-inconsistent: one version calls one thing by two names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.terms import Place, SetTerms
from tm.model import Finding, Severity
from tm.model.glossary import is_abbreviation
from tm.terminology.charges import PARTS
from tm.terminology.matching import content_keys
from tm.terminology.presence import longest, same_stem

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "term-inconsistent"
_SUBJECTS = frozenset({"institution", "organisation", "legal status", "charge", "law"})


def check(context: CheckContext) -> Iterator[Finding]:
    terms = context.terms
    if terms is None:
        return
    variants = {language: _variants(terms, language) for language in context.languages}
    for language, by_concept in variants.items():
        for concept, places in by_concept.items():
            if len(places) > 1 and _others_are_steady(variants, concept, language):
                yield _finding(context, concept, places[0], places[1])


def _variants(terms: SetTerms, language: str) -> dict[str, list[Place]]:
    """Return the first place of each name that a version uses for a concept."""
    found: dict[str, list[Place]] = {}
    for segment, one in enumerate(terms.text(language).found):
        for match in longest(one):
            concepts = [terms.concept(each) for each in match.concepts]
            concepts = [each for each in concepts if each.subject not in PARTS] or concepts
            concept = concepts[0]
            plain = len(concepts) == 1 and not is_abbreviation(match.term)
            if plain and not concept.loose and concept.subject in _SUBJECTS:
                place = Place(language, segment, match)
                seen = found.setdefault(concept.id, [])
                if all(_are_two_names(terms, place, other) for other in seen):
                    seen.append(place)
    return found


def _are_two_names(terms: SetTerms, one: Place, other: Place) -> bool:
    """Say whether two terms have no word in common, as "arrest" and "arrested" have."""
    reader = terms.text(one.language).reader
    first, second = (
        content_keys(reader.words(place.match.term), place.language) for place in (one, other)
    )
    return not any(a == b or same_stem(a, b) or a in b or b in a for a in first for b in second)


def _others_are_steady(
    variants: dict[str, dict[str, list[Place]]], concept: str, language: str
) -> bool:
    others = [by_concept for code, by_concept in variants.items() if code != language]
    return all(len(by_concept.get(concept, ())) < 2 for by_concept in others)


def _finding(context: CheckContext, concept: str, first: Place, second: Place) -> Finding:
    return Finding(
        rule=ID,
        severity=Severity.INFO,
        unit=context.unit(context.bead_of(second.language, second.segment)),
        evidence=tuple(place.evidence() for place in (first, second)),
        kind=context.glossary.concepts[concept].subject if context.glossary else "",
        language=second.language,
        arguments={
            "language": second.language,
            "surface": second.match.surface,
            "other": first.match.surface,
        },
        suggestion=first.match.term,
        variant="two-names",
    )


RULE = Rule(
    id=ID,
    title="One thing has two names",
    severity=Severity.INFO,
    why=(
        "Two names for one court or one status make readers look for two. The rule speaks only"
        " where the other versions keep to one name, and not of abbreviations, women's forms or"
        " derived words."
    ),
    advice="Keep to one of the names through the text.",
    whole_text=True,
    messages={"two-names": "{language} says “{surface}” here and “{other}” elsewhere."},
    check=check,
    bad=(
        Example(
            {
                "en": "He is under house arrest.\nHouse arrest is a penalty.",
                "fr": "Elle est en ⟦résidence surveillée⟧.\nL'⟦assignation à domicile⟧ dure.",
            },
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "de": "Das Sonderstrafgericht (SCC) tagte.\nDas SCC vertagte sich.",
                "en": "The Specialized Criminal Court (SCC) met.\nThe SCC adjourned.",
            }
        ),
    ),
)

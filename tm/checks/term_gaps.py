"""Gaps in terms: what the glossary knows that one version names and another does not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm.checks.terms import Place, SetTerms
from tm.model.glossary import Concept
from tm.terminology.charges import PARTS

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# Parts of charges are compared by charge-wording, words to avoid are not demanded.
_NOT_DEMANDED = PARTS | {"wording"}


@dataclass(frozen=True, slots=True)
class TermGap:
    """One concept of a bead: where it is named, and which versions do not say it."""

    bead: int
    concept: Concept
    places: tuple[Place, ...]
    absent: tuple[str, ...]


def term_gaps(context: CheckContext, terms: SetTerms, bead: int) -> Iterator[TermGap]:
    """Yield the concepts of a bead that most versions name and the rest does not say."""
    sides = context.beads[bead].segments
    present = [language for language in context.languages if sides.get(language)]
    places = [p for language in present for p in terms.places(bead, language)]
    seen: set[str] = set()
    for place in places:
        concepts = _telling(terms, place)
        if not concepts or concepts[0].id in seen or not all(map(_demanded, concepts)):
            continue
        if _is_list_of_grounds(context, place):
            continue
        seen.update(concept.id for concept in concepts)
        wanted = {concept.id for concept in concepts}
        same = [p for p in places if not wanted.isdisjoint(p.match.concepts)]
        named = tuple({p.language: p for p in reversed(same)}.values())
        absent = tuple(
            language
            for language in present
            if all(_lacks(terms, concept, bead, language) for concept in concepts)
            and not any(p.language == language for p in same)
        )
        said = len(present) - len(absent)
        telling = absent and (said > len(absent) or len(present) == 2)
        explained = telling and (
            _told(context, bead, concepts, absent)
            or _has_near(terms, bead, concepts, places, absent)
        )
        if telling and not explained:
            yield TermGap(bead, concepts[0], named, absent)


def _telling(terms: SetTerms, place: Place) -> list[Concept]:
    """Return what a term means, words of every day and parts of charges left out."""
    concepts = [terms.concept(each) for each in place.match.concepts]
    found = [concept for concept in concepts if concept.subject != "word"]
    return [concept for concept in found if concept.subject not in PARTS] or found


def _demanded(concept: Concept) -> bool:
    return not concept.loose and concept.subject not in _NOT_DEMANDED


def _is_list_of_grounds(context: CheckContext, place: Place) -> bool:
    """Say whether a term is a charge whose grounds are compared one by one (charge-wording)."""
    start, end = place.match.start, place.match.end
    return any(
        len(charge.grounds) > 1 and charge.start < end and start < charge.end
        for charge in context.charges[place.language].get(place.segment, ())
    )


def _lacks(terms: SetTerms, concept: Concept, bead: int, language: str) -> bool:
    return bool(concept.terms.get(language)) and not terms.says(concept, bead, language)


def _has_near(
    terms: SetTerms,
    bead: int,
    concepts: list[Concept],
    places: list[Place],
    absent: tuple[str, ...],
) -> bool:
    """Say whether the version lacking it has another term for it, between which usage wavers.

    A term that the other versions have too stands for itself.
    """
    return any(
        concept.wavers(other)
        and not any(terms.says_here(other, bead, p.language) for p in places
                    if p.language not in absent)
        for place in places
        if place.language in absent
        for other in map(terms.concept, place.match.concepts)
        for concept in concepts
    )  # fmt: skip


def _told(
    context: CheckContext, bead: int, concepts: list[Concept], absent: tuple[str, ...]
) -> bool:
    """Say whether another rule tells that the version lacking it has the contrary."""
    return any(
        conflict.bead == bead
        and any(place.language in absent for place in conflict.places)
        and any(conflict.concept.groups & concept.groups for concept in concepts)
        for conflict in context.conflicts
    )

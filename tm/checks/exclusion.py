"""Terms of concepts that exclude each other, set against one another across versions.

What both versions say is struck out first: "arrested and charged" against "festgenommen und
angeklagt" leaves nothing. Of what is left, two terms conflict where every meaning of the one
excludes every meaning of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tm.checks.terms import Place, SetTerms
from tm.model import Severity
from tm.model.glossary import Concept

if TYPE_CHECKING:
    from tm.checks.context import CheckContext


@dataclass(frozen=True, slots=True)
class Conflict:
    """Terms in one bead that cannot all be right; `wrong` is the one that stands alone."""

    bead: int
    places: tuple[Place, ...]
    wrong: Place | None
    concept: Concept
    loose: bool

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.loose else Severity.ERROR


def conflicts(context: CheckContext, subjects: frozenset[str]) -> Iterator[Conflict]:
    """Yield the conflicts between terms whose concepts belong to one of the subjects."""
    terms = context.terms
    if terms is None:
        return
    for bead, sides in enumerate(context.beads):
        present = [language for language in context.languages if sides.segments.get(language)]
        by_group = _by_group(terms, bead, present, subjects)
        for places in by_group.values():
            yield from _in_group(terms, bead, places, context.source)


def _by_group(
    terms: SetTerms, bead: int, languages: list[str], subjects: frozenset[str]
) -> dict[str, dict[str, list[Place]]]:
    """Return the terms of each group by language; an ambiguous term may belong to two."""
    groups: dict[str, dict[str, list[Place]]] = {}
    for language in languages:
        for place in terms.places(bead, language):
            concepts = [terms.concept(each) for each in place.match.concepts]
            names = {each.group for each in concepts if each.group and each.subject in subjects}
            for name in sorted(names):
                groups.setdefault(name, {}).setdefault(language, []).append(place)
    return groups


def _in_group(
    terms: SetTerms, bead: int, places: dict[str, list[Place]], source: str | None
) -> Iterator[Conflict]:
    clashes: list[tuple[Place, Place]] = []
    for first, second in combinations(places, 2):
        pair = _clash(terms, bead, places[first], places[second])
        if pair:
            clashes.append(pair)
    if not clashes:
        return
    wrong = _odd_one_out(clashes, places, source)
    involved = dict.fromkeys(place for pair in clashes for place in pair)
    others = [place for place in involved if wrong is None or place.language != wrong.language]
    shown = {place.language: place for place in reversed(others)}
    if wrong:
        shown[wrong.language] = wrong
    evidence = tuple(shown[language] for language in places if language in shown)
    right = next(place for place in evidence if place is not wrong)
    loose = any(terms.concept(p.match.concepts[0]).loose for p in evidence)
    if loose and wrong is None and len(terms.languages) > 2:
        # Words of every day need a witness: two versions that agree against the third.
        return
    concept = terms.concept(right.match.concepts[0])
    yield Conflict(bead, evidence, wrong, concept, loose)


def _clash(
    terms: SetTerms, bead: int, first: list[Place], second: list[Place]
) -> tuple[Place, Place] | None:
    """Return the first pair of terms, of two versions, that cannot both be right."""
    left = [place for place in first if not _said(terms, bead, place, second[0].language)]
    right = [place for place in second if not _said(terms, bead, place, first[0].language)]
    for one in left:
        against = [other for other in right if _exclude(terms, one, other)]
        if against and len(against) == len(right):
            return one, against[0]
    return None


def _said(terms: SetTerms, bead: int, place: Place, language: str) -> bool:
    return any(terms.says(terms.concept(each), bead, language) for each in place.match.concepts)


def _exclude(terms: SetTerms, one: Place, other: Place) -> bool:
    """Say whether two terms exclude each other in all meanings that they have in one group."""
    pairs = [
        (terms.concept(first), terms.concept(second))
        for first in one.match.concepts
        for second in other.match.concepts
    ]
    comparable = [pair for pair in pairs if pair[0].group and pair[0].group == pair[1].group]
    return bool(comparable) and all(first.excludes(second) for first, second in comparable)


def _odd_one_out(
    clashes: list[tuple[Place, Place]], places: dict[str, list[Place]], source: str | None
) -> Place | None:
    """Return the place of the version that clashes with all others, while these agree."""
    counts: dict[str, int] = {}
    for pair in clashes:
        for place in pair:
            counts[place.language] = counts.get(place.language, 0) + 1
    others = len(places) - 1
    if others > 1:
        alone = [language for language, count in counts.items() if count == others]
        if len(alone) == 1:
            return next(p for pair in clashes for p in pair if p.language == alone[0])
        return None
    first, second = clashes[0]
    if source not in (first.language, second.language):
        return None
    return second if first.language == source else first

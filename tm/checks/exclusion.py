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

from tm.alignment.tokens import normalise
from tm.checks.senses import meanings
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
    """Yield the conflicts between terms that concern a concept of one of the subjects."""
    return (each for each in context.conflicts if each.concept.subject in subjects)


def all_conflicts(context: CheckContext) -> Iterator[Conflict]:
    """Yield each conflict once: a term that stands in for two others is told by the stricter."""
    terms = context.terms
    if terms is None:
        return
    for bead, sides in enumerate(context.beads):
        present = [language for language in context.languages if sides.segments.get(language)]
        found = [
            conflict
            for group, places in _by_group(terms, bead, present).items()
            for conflict in _in_group(terms, bead, group, places, context.source)
        ]
        told: list[Place] = []
        for conflict in sorted(found, key=_strictness):
            place = conflict.wrong or conflict.places[-1]
            if not any(_overlap(place, other) for other in told):
                told += conflict.places
                yield conflict


def _strictness(conflict: Conflict) -> tuple[bool, bool]:
    return conflict.loose, conflict.concept.subject == "word"


def _overlap(one: Place, other: Place) -> bool:
    same = (one.language, one.segment) == (other.language, other.segment)
    return same and one.match.start < other.match.end and other.match.start < one.match.end


def _by_group(
    terms: SetTerms, bead: int, languages: list[str]
) -> dict[str, dict[str, list[Place]]]:
    """Return the terms of each group by language; an ambiguous term may belong to several."""
    groups: dict[str, dict[str, list[Place]]] = {}
    for language in languages:
        for place in terms.nested_places(bead, language):
            names = terms.groups(place.match.concepts)
            if not names or _is_within_agreed(terms, bead, place, languages):
                continue
            for name in names:
                groups.setdefault(name, {}).setdefault(language, []).append(place)
    return groups


def _is_within_agreed(terms: SetTerms, bead: int, place: Place, languages: list[str]) -> bool:
    """Say whether a word stands inside a longer term that all other versions have as well.

    "Tribunal" in "Special Tribunal" is no place of its own where all speak of the Special Tribunal.
    """
    inner, found = place.match, terms.text(place.language).found[place.segment]
    return inner not in found.longest and any(
        outer.start <= inner.start and inner.end <= outer.end
        and len(outer.surface) > len(inner.surface)
        and any(
            all(terms.says_here(terms.concept(each), bead, language) for language in languages)
            for each in outer.concepts
        )
        for outer in found.longest
    )  # fmt: skip


def _mean_otherwise(
    terms: SetTerms, bead: int, group: str, wrong: Place, evidence: tuple[Place, ...]
) -> bool:
    """Say whether an ambiguous word has a meaning that a version which it clashes with has as well.

    "Frauen" are wives or women, and women is what the other version says.
    """
    others = [place for place in evidence if place is not wrong]
    if any(_is_translated(terms, bead, other, wrong.language) for other in others):
        return True
    return any(
        terms.says_here(terms.concept(each), bead, other.language)
        for each in wrong.match.concepts
        for other in others
    ) or any(
        terms.has_term(terms.concept(each), bead, wrong.language)
        for other in others
        for each in other.match.concepts
        if group not in terms.concept(each).groups
    )


def _is_translated(terms: SetTerms, bead: int, place: Place, language: str) -> bool:
    """Say whether a version has a translation of a term by the core lexicon, if of one word."""
    known = meanings(normalise(place.match.surface), place.language)
    return not all(known.isdisjoint(each) for each in terms.meanings(bead, language))


def _in_group(
    terms: SetTerms, bead: int, group: str, places: dict[str, list[Place]], source: str | None
) -> Iterator[Conflict]:
    clashes: list[tuple[Place, Place]] = []
    for first, second in combinations(places, 2):
        pair = _clash(terms, bead, group, places[first], places[second])
        if pair:
            clashes.append(pair)
    if not clashes:
        return
    wrong = _odd_one_out(clashes, places, source)
    if wrong is None and not any(
        _member(terms, place, group).loose for pair in clashes for place in pair
    ):
        wrong = _outvoted(terms, bead, group, clashes)
    if _is_said_near(terms, bead, group, clashes, wrong):
        return
    involved = dict.fromkeys(place for pair in clashes for place in pair)
    others = [place for place in involved if wrong is None or place.language != wrong.language]
    shown = {place.language: place for place in reversed(others)}
    if wrong:
        shown[wrong.language] = wrong
    evidence = tuple(shown[language] for language in places if language in shown)
    right = next(place for place in evidence if place is not wrong)
    loose = any(_member(terms, place, group).loose for place in evidence)
    concept = _member(terms, right, group)
    # Words of every day need a witness: two versions that agree against the third.
    if loose and wrong is None and len(terms.languages) > 2:
        return
    if concept.subject == "word" and (wrong is None or len(evidence) < 3):
        return
    if concept.subject == "word" and wrong and _mean_otherwise(terms, bead, group, wrong, evidence):
        return
    yield Conflict(bead, evidence, wrong, concept, loose)


def _member(terms: SetTerms, place: Place, group: str) -> Concept:
    """Return the meaning of a term that belongs to the group."""
    concepts = (terms.concept(each) for each in place.match.concepts)
    return next(concept for concept in concepts if group in concept.groups)


def _clash(
    terms: SetTerms, bead: int, group: str, first: list[Place], second: list[Place]
) -> tuple[Place, Place] | None:
    """Return the first pair of terms, of two versions, that cannot both be right."""
    left = [place for place in first if not _said(terms, bead, group, place, second[0].language)]
    right = [place for place in second if not _said(terms, bead, group, place, first[0].language)]
    for one in left:
        against = [other for other in right if _exclude(terms, group, one, other)]
        if against and all(p in against or _confirmed(terms, bead, group, p, one) for p in right):
            return one, against[0]
    return None


def _confirmed(terms: SetTerms, bead: int, group: str, place: Place, against: Place) -> bool:
    """Say whether a third version says the same."""
    third = (code for code in terms.languages if code not in (place.language, against.language))
    return any(_said(terms, bead, group, place, code) for code in third)


def _is_said_near(
    terms: SetTerms, bead: int, group: str, clashes: list[tuple[Place, Place]], wrong: Place | None
) -> bool:
    """Say whether another version has what seems wrong in a sentence close by.

    Where nobody stands alone, either of the two terms may have moved.
    """
    languages = dict.fromkeys(place.language for pair in clashes for place in pair)
    doubtful = [wrong] if wrong else [place for pair in clashes for place in pair]
    return any(
        _said(terms, bead, group, place, language, near=True)
        for place in doubtful
        for language in languages
        if language != place.language
    )


def _said(
    terms: SetTerms, bead: int, group: str, place: Place, language: str, *, near: bool = False
) -> bool:
    concepts = (terms.concept(each) for each in place.match.concepts)
    says = terms.says if near else terms.says_here
    return any(says(each, bead, language) for each in concepts if group in each.groups)


def _exclude(terms: SetTerms, group: str, one: Place, other: Place) -> bool:
    """Say whether two terms exclude each other in all meanings that they have in the group."""
    pairs = [
        (terms.concept(first), terms.concept(second))
        for first in one.match.concepts
        for second in other.match.concepts
    ]
    comparable = [pair for pair in pairs if group in pair[0].groups & pair[1].groups]
    return bool(comparable) and all(first.excludes(second) for first, second in comparable)


def _outvoted(
    terms: SetTerms, bead: int, group: str, clashes: list[tuple[Place, Place]]
) -> Place | None:
    """Return the one of two terms that a third version, without a term, does not bear out.

    "Die nationale Sicherheit zu untergraben" is no term, but says what one of them means.
    """
    if len(clashes) != 1:
        return None
    pair = clashes[0]
    third = [code for code in terms.languages if code not in {place.language for place in pair}]
    borne_out = [any(_said(terms, bead, group, place, code) for code in third) for place in pair]
    return pair[borne_out.index(False)] if sum(borne_out) == 1 else None


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

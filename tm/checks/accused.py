"""Charges without quotation marks, set against one another by their acts and objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm.checks.charges import SUBJECTS, without_wavering
from tm.checks.terms import SetTerms
from tm.model import Evidence
from tm.model.glossary import TermMatch
from tm.terminology.accusations import accusations
from tm.terminology.charges import Part, parts_of

if TYPE_CHECKING:
    from tm.checks.context import CheckContext


@dataclass(frozen=True, slots=True)
class Swap:
    """One version has `added` where all others have `lost`; a place for each version."""

    bead: int
    language: str
    lost: str
    added: str
    evidence: Mapping[str, Evidence]


@dataclass(frozen=True, slots=True)
class _Side:
    """The parts of charges of one version in a bead: those charged, and all that it names."""

    charged: Sequence[tuple[int, Part]]
    named: frozenset[str]

    def of(self, subject: str) -> frozenset[str]:
        return frozenset(part.concept for _, part in self.charged if part.subject == subject)

    def place(self, language: str, concepts: frozenset[str]) -> Evidence:
        """Return where the first of the concepts stands."""
        segment, part = next(each for each in self.charged if each[1].concept in concepts)
        return Evidence(language, segment, part.start, part.end, part.surface, part.concept)


def swaps(context: CheckContext, bead: int) -> Iterator[Swap]:
    """Yield what one of three versions charges instead of what both others do."""
    if len(context.beads[bead].segments) < 3:
        return
    terms = context.terms
    if terms is None:
        return
    sides: dict[str, _Side] = {}
    for language in context.languages:
        side = sides[language] = _side(context, terms, bead, language)
        if not side.charged:
            return
    found = [each for language in sides for each in _of_version(terms, bead, language, sides)]
    if len({swap.language for swap in found}) == 1:
        yield found[0]


def _side(context: CheckContext, terms: SetTerms, bead: int, language: str) -> _Side:
    charged: list[tuple[int, Part]] = []
    named: set[str] = set()
    for segment in terms.inside(bead, language):
        found = terms.text(language).found[segment]
        text = context.segments[language][segment].text
        parts = parts_of(found, terms.glossary)
        objects = _outside_statuses(parts, found.longest, terms)
        charged += [(segment, part) for part in accusations(text, objects, language)]
        named.update(part.concept for part in parts)
    return _Side(charged, frozenset(named))


def _outside_statuses(
    parts: Sequence[Part], longest: Sequence[TermMatch], terms: SetTerms
) -> list[Part]:
    """Return the parts that belong to no status, as the court in "vor Gericht stellen" does."""
    spans = [
        (match.start, match.end)
        for match in longest
        if any(terms.concept(each).subject == "legal status" for each in match.concepts)
    ]
    return [
        part
        for part in parts
        if not any(start <= part.start and part.end <= end for start, end in spans)
    ]


def _of_version(
    terms: SetTerms, bead: int, language: str, sides: Mapping[str, _Side]
) -> Iterator[Swap]:
    mine = sides[language]
    others = {code: side for code, side in sides.items() if code != language}
    for subject in SUBJECTS:
        agreed = frozenset.intersection(*(side.of(subject) for side in others.values()))
        known = frozenset[str]().union(*(side.named for side in others.values()))
        missing, extra = without_wavering(
            agreed - mine.named, mine.of(subject) - known, terms.glossary
        )
        if missing and extra:
            first = next(iter(others))
            places = {code: side.place(code, missing) for code, side in others.items()}
            places[language] = mine.place(language, extra)
            yield Swap(bead, language, places[first].surface, places[language].surface, places)

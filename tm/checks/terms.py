"""The terms of a version set, laid out for the rules on words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tm.checks.senses import side
from tm.model import Bead, Evidence, Segment
from tm.model.glossary import Concept, Glossary, TermMatch
from tm.terminology.presence import TextTerms

# Translators move a term to the next sentence or the one after it.
_NEAR = 2


class Place(NamedTuple):
    """A term in a segment of one version."""

    language: str
    segment: int
    match: TermMatch

    def evidence(self) -> Evidence:
        match = self.match
        return Evidence(
            self.language, self.segment, match.start, match.end, match.surface, match.concepts[0]
        )


class SetTerms:
    """The terms of all versions, asked for by bead."""

    def __init__(
        self,
        glossary: Glossary,
        segments: Mapping[str, Sequence[Segment]],
        beads: Sequence[Bead],
    ) -> None:
        self.glossary = glossary
        self._beads = beads
        self._segments = segments
        self._groups: dict[tuple[str, ...], Sequence[str]] = {}
        self._texts = {
            language: TextTerms(glossary, language, [segment.text for segment in part])
            for language, part in segments.items()
        }

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def text(self, language: str) -> TextTerms:
        return self._texts[language]

    def concept(self, concept_id: str) -> Concept:
        return self.glossary.concepts[concept_id]

    def groups(self, concepts: tuple[str, ...]) -> Sequence[str]:
        """Return the groups of all concepts, in alphabetical order."""
        known = self._groups.get(concepts)
        if known is None:
            names = frozenset[str]().union(*(self.concept(each).groups for each in concepts))
            known = self._groups[concepts] = sorted(names)
        return known

    def places(self, bead: int, language: str) -> Iterator[Place]:
        """Yield the terms of one side of a bead, in the order of the text."""
        for segment in self._beads[bead].segments.get(language, ()):
            for match in self._texts[language].found[segment].usable:
                yield Place(language, segment, match)

    def nested_places(self, bead: int, language: str) -> Iterator[Place]:
        """Yield as well the terms inside longer ones, where these do not exclude them."""
        for segment in self._beads[bead].segments.get(language, ()):
            for match in self._texts[language].telling(segment):
                yield Place(language, segment, match)

    def says(self, concept: Concept, bead: int, language: str) -> bool:
        """Say whether a version says the concept in the bead or next to it."""
        return self._texts[language].says(concept, self.around(bead, language))

    def says_here(self, concept: Concept, bead: int, language: str) -> bool:
        """Say whether a version says the concept in the bead itself."""
        return self._texts[language].says(concept, self._beads[bead].segments.get(language, ()))

    def has_term(self, concept: Concept, bead: int, language: str) -> bool:
        """Say whether a version has a term of the concept in the bead itself."""
        return self._texts[language].has_term(concept, self._beads[bead].segments[language])

    def mentions(self, concept: Concept, language: str) -> bool:
        """Say whether a version has a term of the concept anywhere."""
        text = self._texts[language]
        return text.has_term(concept, range(len(text.found)))

    def meanings(self, bead: int, language: str) -> Iterator[frozenset[int]]:
        """Yield what the words of each segment of a version in a bead mean, by the core lexicon."""
        for segment in self._beads[bead].segments.get(language, ()):
            yield side(self._segments[language][segment].text, language).wholes

    def inside(self, bead: int, language: str) -> tuple[int, ...]:
        """Return the segments of a version in a bead."""
        return tuple(self._beads[bead].segments.get(language, ()))

    def around(self, bead: int, language: str) -> list[int]:
        """Return the segments of a version in a bead and next to it."""
        inside = self._beads[bead].segments.get(language, ())
        if not inside:
            return []
        last = len(self._texts[language].found) - 1
        return list(range(max(0, inside[0] - _NEAR), min(last, inside[-1] + _NEAR) + 1))

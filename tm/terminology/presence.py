"""Whether a text says a concept, however it puts it.

Finding a term is strict, so that a finding is worth reading. Missing one is lenient: translators
turn nouns into verbs, take compounds apart and put words in between ("Angehörige, die ohne jeden
Kontakt zur Aussenwelt …"). A concept counts as said where all words of one of its terms occur
close by, each at least by its stem.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from tm.model.glossary import Concept, Glossary, TermMatch
from tm.terminology.matching import Found, content_keys, matcher
from tm.terminology.words import Reader, fold, has_compounds, joiners

# Words are one stem if they agree in so many characters, and in this share of the shorter one.
_MIN_STEM = 5
_STEM_SHARE = 0.7
# A compound is more than its first part: where words are compounded, the longer of two forms of
# one stem is not much longer than the shorter.
_COMPOUND_SHARE = 0.7
# Shorter parts of compounds are found in too many words by chance.
_MIN_PART = 6

_Spans = tuple[tuple[int, int, int], ...]


class TextTerms:
    """The terms of one version: `found[i]` belongs to segment i."""

    def __init__(self, glossary: Glossary, language: str, texts: Sequence[str]) -> None:
        self.language = language
        self._glossary = glossary
        self._matcher = matcher(glossary, language)
        self._texts = texts
        self.found: list[Found] = self._matcher.find(texts)
        self._said: dict[tuple[str, tuple[int, ...]], bool] = {}
        self._together: dict[tuple[tuple[int, ...], _Spans], _Keys] = {}

    @property
    def reader(self) -> Reader:
        return self._matcher.reader

    @cached_property
    def _keys(self) -> list[frozenset[str]]:
        return [
            frozenset(
                (*content_keys(one.words, self.language),
                 *self._matcher.reader.completed(text))
            )
            for text, one in zip(self._texts, self.found, strict=True)
        ]  # fmt: skip

    @cached_property
    def _telling(self) -> list[tuple[TermMatch, ...]]:
        return [tuple([m for m in one.all if self._tells(m, one)]) for one in self.found]

    @cached_property
    def _concepts(self) -> list[frozenset[str]]:
        return [frozenset([c for m in part for c in m.concepts]) for part in self._telling]

    def telling(self, segment: int) -> tuple[TermMatch, ...]:
        """Return the terms of a segment, those inside longer ones too if they are meant as well.

        In "involuntary homicide" "homicide" alone is not meant: the two exclude each other.
        """
        return self._telling[segment]

    def _tells(self, match: TermMatch, found: Found) -> bool:
        if not match.status.is_usable:
            return False
        if match in found.longest:  # no other that is longer
            return True
        concepts = [self._glossary.concepts[each] for each in match.concepts]
        return not any(
            longer.start <= match.start and match.end <= longer.end
            and (not longer.status.is_usable or any(self._is_contrary(longer, c) for c in concepts))
            for longer in found.longest
            if longer is not match
        )  # fmt: skip

    def _is_contrary(self, match: TermMatch, concept: Concept) -> bool:
        meanings = (self._glossary.concepts[each] for each in match.concepts)
        return concept.id not in match.concepts and any(map(concept.excludes, meanings))

    def has_term(self, concept: Concept, segments: Iterable[int]) -> bool:
        """Say whether one of the concept's terms stands in the segments."""
        return any(concept.id in self._concepts[segment] for segment in segments)

    def says(self, concept: Concept, segments: Sequence[int]) -> bool:
        """Say whether the segments have a term of the concept, or all its words in some form."""
        if self.has_term(concept, segments):
            return True
        key = concept.id, tuple(segments)
        known = self._said.get(key)
        if known is None:
            known = self._said[key] = self._says(concept, segments)
        return known

    def _says(self, concept: Concept, segments: Sequence[int]) -> bool:
        keys = self._keys_of(tuple(segments), self._contraries(concept, segments))
        return any(
            all(self._occurs(word, keys) for word in words)
            for words in self._matcher.content(concept)
        )

    def _contraries(self, concept: Concept, segments: Sequence[int]) -> _Spans:
        """Return (segment, start, end) of the terms that say the contrary.

        "Staatsanwalt" does not say "Anwalt", and "Oberstes Verwaltungsgericht" no other court.
        """
        return tuple(
            (segment, match.start, match.end)
            for segment in (segments if concept.group else ())
            for match in self.found[segment].longest
            if self._is_contrary(match, concept)
            and not self._shares_words(match, segment)
            and not self._is_within(match, concept)
        )

    def _is_within(self, match: TermMatch, concept: Concept) -> bool:
        """Say whether the concept's own terms have all words of a term, and more.

        "Anstiftung zur Untergrabung" says "Untergrabung" as well.
        """
        inner = set(content_keys(self.reader.words(match.term), self.language))
        return any(inner < set(words) for words in self._matcher.content(concept))

    def _shares_words(self, match: TermMatch, segment: int) -> bool:
        """Say whether another term may share words with this: "mental or physical disability"."""
        if " " not in match.surface:
            return False
        words = self.found[segment].words
        first = next(n for n, word in enumerate(words) if word.start >= match.start)
        last = next((n for n, word in enumerate(words) if word.start >= match.end), len(words))
        beside = (*words[max(0, first - 1) : first], *words[last : last + 1])
        return any(fold(word.surface) in joiners(self.language) for word in beside)

    def _keys_of(self, segments: tuple[int, ...], without: _Spans) -> _Keys:
        """Return the words of the segments, those in the spans `without` left out."""
        found = self._together.get((segments, without))
        if found is None:
            parts = (self._keys_outside(segment, without) for segment in segments)
            found = self._together[segments, without] = _Keys(parts)
        return found

    def _keys_outside(self, segment: int, without: _Spans) -> frozenset[str]:
        spans = sorted((start, end) for number, start, end in without if number == segment)
        if not spans:
            return self._keys[segment]
        starts = [start for start, _ in spans]
        ends = list(accumulate((end for _, end in spans), max, initial=-1))
        words = (
            word
            for word in self.found[segment].words
            if word.start >= ends[bisect_right(starts, word.start)]
        )
        return frozenset(content_keys(words, self.language))

    def _occurs(self, word: str, keys: _Keys) -> bool:
        if word in keys.all:
            return True
        similar = keys.by_beginning.get(word[:_MIN_STEM], ())
        if not has_compounds(self.language):
            return any(same_stem(word, key) for key in similar)
        return (len(word) >= _MIN_PART and word in keys.joined) or any(
            _are_alike_in_length(word, key) and same_stem(word, key) for key in similar
        )


class _Keys:
    """The words of a few segments, laid out so that a word is looked for once and not in each."""

    def __init__(self, parts: Iterable[frozenset[str]]) -> None:
        self.all = frozenset[str]().union(*parts)
        self.joined = "\n".join(self.all)
        self.by_beginning: dict[str, list[str]] = {}
        for key in self.all:
            self.by_beginning.setdefault(key[:_MIN_STEM], []).append(key)


def _are_alike_in_length(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return shorter >= _COMPOUND_SHARE * longer


def same_stem(one: str, other: str) -> bool:
    """Say whether two words look like forms of one: inhaftiert and Inhaftierung."""
    shorter = min(len(one), len(other))
    if shorter < _MIN_STEM:
        return False
    needed = max(_MIN_STEM, round(shorter * _STEM_SHARE))
    return one[:needed] == other[:needed]


def longest(found: Found) -> tuple[TermMatch, ...]:
    """Return the matches that do not overlap, those of terms that may not be used left out."""
    return found.usable

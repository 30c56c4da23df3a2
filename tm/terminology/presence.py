"""Whether a text says a concept, however it puts it.

Finding a term is strict, so that a finding is worth reading. Missing one is lenient: translators
turn nouns into verbs, take compounds apart and put words in between ("Angehörige, die ohne jeden
Kontakt zur Aussenwelt …"). A concept counts as said where all words of one of its terms occur
close by, each at least by its stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from tm.model.glossary import Concept, Glossary, TermMatch, TermStatus
from tm.terminology.matching import Found, content_keys, matcher
from tm.terminology.words import Reader, has_compounds

# Words are one stem if they agree in so many characters, and in this share of the shorter one.
_MIN_STEM = 5
_STEM_SHARE = 0.7
# A compound is more than its first part: where words are compounded, the longer of two forms of
# one stem is not much longer than the shorter.
_COMPOUND_SHARE = 0.7
# Shorter parts of compounds are found in too many words by chance.
_MIN_PART = 6


class TextTerms:
    """The terms of one version: `found[i]` belongs to segment i."""

    def __init__(self, glossary: Glossary, language: str, texts: Sequence[str]) -> None:
        self.language = language
        self._matcher = matcher(glossary, language)
        self.found: list[Found] = self._matcher.find(texts)
        self._together: dict[tuple[int, ...], _Keys] = {}

    @property
    def reader(self) -> Reader:
        return self._matcher.reader

    @cached_property
    def _keys(self) -> list[frozenset[str]]:
        return [frozenset(content_keys(one.words, self.language)) for one in self.found]

    @cached_property
    def _concepts(self) -> list[frozenset[str]]:
        return [
            frozenset(
                concept
                for match in one.all
                if match.status is not TermStatus.FORBIDDEN
                for concept in match.concepts
            )
            for one in self.found
        ]

    def has_term(self, concept: Concept, segments: Iterable[int]) -> bool:
        """Say whether one of the concept's terms stands in the segments."""
        return any(concept.id in self._concepts[segment] for segment in segments)

    def says(self, concept: Concept, segments: Sequence[int]) -> bool:
        """Say whether the segments have a term of the concept, or all its words in some form."""
        if self.has_term(concept, segments):
            return True
        keys = self._keys_of(tuple(segments))
        return any(
            all(self._occurs(word, keys) for word in words)
            for words in self._matcher.content(concept)
        )

    def _keys_of(self, segments: tuple[int, ...]) -> _Keys:
        found = self._together.get(segments)
        if found is None:
            found = self._together[segments] = _Keys(self._keys[segment] for segment in segments)
        return found

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
    """Return the matches that do not overlap, those of forbidden terms left out."""
    return tuple(match for match in found.longest if match.status is not TermStatus.FORBIDDEN)

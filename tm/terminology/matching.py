"""Terms of a glossary in running text: runs of the words that `tm.terminology.words` reads.

Terms are looked up by their first word. spaCy's PhraseMatcher finds the same on the same words, but
importing it takes longer than all the rest of a check (docs/decisions/0005-matching-terms.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, Protocol, TypeVar

from tm.model.glossary import Concept, Glossary, Term, TermMatch, TermStatus, is_abbreviation
from tm.recurring import per_text
from tm.terminology import forms
from tm.terminology.separable import VERB, Separable, parts
from tm.terminology.words import BARRIER, Reader, Word, link_words


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Span)
_ORDER = tuple(TermStatus)

Pattern = tuple[str, ...]
Entries = Sequence[tuple[str, Term]]
Sense = tuple[tuple[str, ...], str, TermStatus]  # concepts, the best term, how it may be used


class Found(NamedTuple):
    """What one text holds: its words and all matches.

    Of these the `longest` do not overlap; `usable` are those of them whose terms may be used.
    """

    words: tuple[Word, ...]
    all: tuple[TermMatch, ...]
    longest: tuple[TermMatch, ...]
    usable: tuple[TermMatch, ...]


class _Roots:
    """The roots of words that no table has; the dictionary is loaded for the first of them."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.used = False

    def __call__(self, word: str) -> str:
        self.used = True
        return forms.lemmas(self._language).root(word)


def words_of(glossary: Glossary, language: str) -> set[str]:
    """Return the words of all terms of a language, folded and as they stand."""
    bare = Reader(language, {})
    words: set[str] = set()
    for _, term in glossary.terms(language):
        words.update(bare.keys(term.text))
        words.update(VERB + verb for verb in parts(term.text, language))
        words.update(bare.key(word) for word in term.context)
    return words


class Matcher:
    """Finds the terms of one language. Building it costs some 5 ms per thousand terms."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        self.glossary = glossary
        self.language = language
        self._content: dict[str, list[tuple[str, ...]]] = {}
        self._senses: dict[Pattern, Sense | None] = {}
        roots = _Roots(language)
        self.reader = Reader(language, glossary.forms.get(language, {}), roots)
        # The terms as the words that they are compared by, with their concepts.
        self.patterns: dict[tuple[str, ...], list[tuple[str, Term]]] = {}
        for concept, term in glossary.terms(language):
            keys = self.reader.keys(term.text)
            if keys:
                self.patterns.setdefault(keys, []).append((concept.id, term))
        self._by_first_word: dict[str, list[tuple[str, ...]]] = {}
        for keys in self.patterns:
            self._by_first_word.setdefault(keys[0], []).append(keys)
        self._separable = Separable(self.reader, language, self.patterns)
        if not roots.used:
            # The tables cover the glossary: a word that they lack belongs to no term.
            self.reader.forget_roots()

    def find(self, texts: Sequence[str]) -> list[Found]:
        """Find the terms in each text."""
        return [_find(text, self) for text in texts]

    def find_in(self, text: str) -> Found:
        """Find the terms in one text, whether it was seen before or not."""
        words = list(self.reader.words(text))
        hits = list(self._hits(tuple([word.key for word in words])))
        if parted := self._separable.find(text, words):
            taken = {place for verb, particle, _ in parted for place in (verb, particle)}
            hits = [hit for hit in hits if hit[0] not in taken or hit[1] > hit[0] + 1]
            hits += [(verb, verb + 1, pattern) for verb, _, pattern in parted]
        return self._found(text, words, hits)

    def content(self, concept: Concept) -> list[tuple[str, ...]]:
        """Return the words that carry meaning of each of the concept's terms that may be used."""
        known = self._content.get(concept.id)
        if known is None:
            words = (
                content_keys(self.reader.words(term.text), self.language)
                for term in concept.terms.get(self.language, ())
                if term.status.is_usable and not term.context
            )
            known = self._content[concept.id] = [each for each in words if each]
        return known

    def _hits(self, keys: Pattern) -> Iterator[tuple[int, int, Pattern]]:
        """Yield (first word, last word + 1, pattern) of each pattern that occurs."""
        patterns = self._by_first_word
        for first, key in enumerate(keys):
            if key in patterns:
                for pattern in patterns[key]:
                    last = first + len(pattern)
                    if keys[first:last] == pattern:
                        yield first, last, pattern

    def _in_context(self, term: Term, words: Sequence[Word], first: int, last: int) -> bool:
        """Say whether one of the words that make the term unambiguous stands beside it."""
        wanted = {self.reader.key(word) for word in term.context}
        return any(word.key in wanted for word in (*words[:first], *words[last:]))

    def _found(
        self, text: str, words: Sequence[Word], hits: Iterable[tuple[int, int, Pattern]]
    ) -> Found:
        shouted = text.isupper()
        matches = []
        for first, last, keys in hits:
            start, end = words[first].start, words[last - 1].end
            sense = self._sense(keys)
            if sense is None:
                entries = [
                    (concept, term)
                    for concept, term in self.patterns[keys]
                    if (not is_abbreviation(term.text)
                        or (text[start:end].isupper() and not shouted))
                    and (not term.context or self._in_context(term, words, first, last))
                ]  # fmt: skip
                if not entries:
                    continue
                sense = _sense(entries)
            concepts, term, status = sense
            matches.append(TermMatch(concepts, start, end, text[start:end], term, status))
        matches.sort(key=lambda match: (match.start, -match.end))
        longest = tuple(without_overlap(matches))
        usable = tuple([match for match in longest if match.status.is_usable])
        return Found(tuple(words), tuple(matches), longest, usable)

    def _sense(self, keys: Pattern) -> Sense | None:
        """Return what a pattern means wherever it stands, None where that depends."""
        if keys not in self._senses:
            entries = self.patterns[keys]
            depends = any(is_abbreviation(term.text) or term.context for _, term in entries)
            self._senses[keys] = None if depends else _sense(entries)
        return self._senses[keys]


@per_text
def _find(text: str, matcher: Matcher) -> Found:
    return matcher.find_in(text)


def _sense(entries: Entries) -> Sense:
    """Return the concepts of terms that are written alike, and the term that may best be used."""
    best = min(entries, key=lambda entry: _ORDER.index(entry[1].status))[1]
    allowed = [e for e in entries if e[1].status.is_usable] or entries
    return tuple(dict.fromkeys(concept for concept, _ in allowed)), best.text, best.status


def without_overlap(spans: Iterable[_S]) -> list[_S]:
    """Keep the longest of overlapping spans, the first of equals, in the order of the text."""
    spans = list(spans)
    if len(spans) < 2:
        return spans
    by_length = sorted(spans, key=lambda span: (span.start - span.end, span.start))
    covered = bytearray(max([span.end for span in spans]))
    taken = []
    for span in by_length:
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


@lru_cache(maxsize=16)
def matcher(glossary: Glossary, language: str) -> Matcher:
    """Return the matcher of a glossary in a language, built once."""
    return Matcher(glossary, language)


def content_keys(words: Iterable[Word], language: str) -> tuple[str, ...]:
    """Return the words that carry meaning: no prepositions, conjunctions or barriers."""
    links = link_words(language)
    keys = [word.key for word in words if word.key != BARRIER and word.key not in links]
    return tuple([key for key, _ in groupby(keys)])

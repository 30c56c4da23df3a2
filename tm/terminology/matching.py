"""Terms of a glossary in running text: runs of the words that `tm.terminology.words` reads.

Terms are looked up by their first word. spaCy's PhraseMatcher finds the same on the same words, but
importing it takes longer than all the rest of a check (docs/decisions/0005-matching-terms.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Protocol, TypeVar

from tm.model.glossary import Concept, Glossary, Term, TermMatch, TermStatus, is_abbreviation
from tm.terminology import forms
from tm.terminology.words import BARRIER, Reader, Word, link_words


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Span)
_ORDER = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Found:
    """What one text holds: its words and all matches, of which the `longest` do not overlap."""

    words: tuple[Word, ...]
    all: tuple[TermMatch, ...]
    longest: tuple[TermMatch, ...]


def _reader(glossary: Glossary, language: str) -> Reader:
    """Return a reader for the glossary; it loads a dictionary only where forms are lacking."""
    table = glossary.forms.get(language, {})
    if words_of(glossary, language) <= table.keys():
        return Reader(language, table)
    return Reader(language, table, forms.lemmas(language).root)


def words_of(glossary: Glossary, language: str) -> set[str]:
    """Return the words of all terms of a language, folded and as they stand."""
    bare = Reader(language, {})
    words = (word.key for _, term in glossary.terms(language) for word in bare.words(term.text))
    return {word for word in words if word != BARRIER}


class Matcher:
    """Finds the terms of one language. Building it costs some 30 ms per thousand terms."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        self.glossary = glossary
        self.language = language
        self.reader = _reader(glossary, language)
        self._content: dict[str, list[tuple[str, ...]]] = {}

    @cached_property
    def patterns(self) -> dict[tuple[str, ...], list[tuple[str, Term]]]:
        """The terms as the words that they are compared by, with their concepts."""
        patterns: dict[tuple[str, ...], list[tuple[str, Term]]] = {}
        for concept, term in self.glossary.terms(self.language):
            keys = tuple(w.key for w in self.reader.words(term.text) if w.key != BARRIER)
            if keys:
                patterns.setdefault(keys, []).append((concept.id, term))
        return patterns

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[str, ...]]]:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for keys in self.patterns:
            by_first.setdefault(keys[0], []).append(keys)
        return by_first

    def find(self, texts: Sequence[str]) -> list[Found]:
        """Find the terms in each text."""
        found = []
        for text in texts:
            words = list(self.reader.words(text))
            found.append(self._found(text, words, self._hits([word.key for word in words])))
        return found

    def content(self, concept: Concept) -> list[tuple[str, ...]]:
        """Return the words that carry meaning of each of the concept's terms that may be used."""
        known = self._content.get(concept.id)
        if known is None:
            words = (
                content_keys(self.reader.words(term.text), self.language)
                for term in concept.terms.get(self.language, ())
                if term.status is not TermStatus.FORBIDDEN
            )
            known = self._content[concept.id] = [each for each in words if each]
        return known

    def _hits(self, keys: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield (first word, last word + 1, pattern) of each pattern that occurs."""
        patterns = self._by_first_word
        for first, key in enumerate(keys):
            for pattern in patterns.get(key, ()):
                last = first + len(pattern)
                if tuple(keys[first:last]) == pattern:
                    yield first, last, pattern

    def _found(
        self, text: str, words: Sequence[Word], hits: Iterable[tuple[int, int, tuple[str, ...]]]
    ) -> Found:
        shouted = text.isupper()
        matches = []
        for first, last, keys in hits:
            start, end = words[first].start, words[last - 1].end
            entries = [
                (concept, term)
                for concept, term in self.patterns[keys]
                if not is_abbreviation(term.text) or (text[start:end].isupper() and not shouted)
            ]
            if entries:
                matches.append(_match(text, start, end, entries))
        matches.sort(key=lambda match: (match.start, -match.end))
        return Found(tuple(words), tuple(matches), tuple(without_overlap(matches)))


def _match(text: str, start: int, end: int, entries: Sequence[tuple[str, Term]]) -> TermMatch:
    best = min(entries, key=lambda entry: _ORDER.index(entry[1].status))[1]
    allowed = [e for e in entries if e[1].status is not TermStatus.FORBIDDEN] or entries
    concepts = tuple(dict.fromkeys(concept for concept, _ in allowed))
    return TermMatch(concepts, start, end, text[start:end], best.text, best.status)


def without_overlap(spans: Iterable[_S]) -> list[_S]:
    """Keep the longest of overlapping spans, the first of equals, in the order of the text."""
    by_length = sorted(spans, key=lambda span: (span.start - span.end, span.start))
    covered = bytearray(max((span.end for span in by_length), default=0))
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
    keys = (word.key for word in words if word.key != BARRIER and word.key not in links)
    return tuple(key for key, _ in groupby(keys))

"""Words known beforehand: the core lexicon, the glossary, a user's own lists.

A lexicon is a set of concepts, each with its words per language. Two words are translations of
each other as far as they share concepts. Words are found as they are, without up to three letters
of ending, and, at half the worth, as the beginning or end of a compound.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tm.alignment.slices import Entries, Slice
from tm.alignment.spans import Floats, Ints
from tm.alignment.tables import matching
from tm.alignment.tokens import tokenise
from tm.alignment.version import Version
from tm.languages.lexicon import BETWEEN, load_columns

LONGEST_ENDING = 3
SHORTEST_STEM = 4
BEGINNING = 5  # letters that a word keeps when it is clipped, by which it is looked up
SHORTEST_PART = 5
PART_WORTH = 0.5

_MARKS = re.compile("[\u0300-\u036f]+")
_LONG = re.compile(rf"[^\W\d_]{{{SHORTEST_STEM},}}")
_DIGIT = re.compile(r"\d")

Concepts = Mapping[str, Mapping[str, Sequence[str]]]  # as tm.languages.lexicon reads them


class Lexicon:
    """Concepts with their words, by language; looks up tokens as `tm.alignment.tokens` gives them.

    `columns` has for every language the names of its concepts, and the words of each; `numbers`
    has what the concepts of each name are called by.
    """

    def __init__(self, columns: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> None:
        names = dict.fromkeys(chain.from_iterable(own for own, _ in columns.values()))
        self.numbers = dict(zip(names, range(len(names)), strict=True))
        self._words = {
            code: _Words(list(map(self.numbers.__getitem__, own)), rows)
            for code, (own, rows) in columns.items()
        }
        self._size = len(names)
        self._present: dict[str, NDArray[np.bool_]] = {}
        self._found: dict[tuple[str, str], Mapping[int, float]] = {}

    def __len__(self) -> int:
        return self._size

    def cells(self, source: Slice, target: Slice) -> tuple[Ints, Ints, Floats]:
        """Return rows and columns of types that mean the same, and how much, in 0..1."""
        rows, left, left_worth = self._entries(source)
        columns, right, right_worth = self._entries(target)
        here, there = matching(left, right)
        width = target.counts.shape[1]
        flat, cell = np.unique(rows[here] * width + columns[there], return_inverse=True)
        worth = np.bincount(cell, left_worth[here] * right_worth[there], len(flat))
        return flat // width, flat % width, np.minimum(worth, 1.0).astype(np.float32)

    def covers(self, side: Slice, language: str) -> Floats:
        """Return (types): 1 where the lexicon has a word of another language for a type."""
        found = np.zeros(side.counts.shape[1], dtype=np.float32)
        rows, concepts, worth = self._entries(side)
        found[rows[(worth > PART_WORTH) & self._has(language)[concepts]]] = 1
        return found

    def _has(self, language: str) -> NDArray[np.bool_]:
        """Return (concepts): whether a language has words for each."""
        known = self._present.get(language)
        if known is None:
            known = self._present[language] = np.zeros(self._size, dtype=bool)
            if language in self._words:
                known[self._words[language].concepts] = True
        return known

    def _entries(self, side: Slice) -> Entries:
        """Return the types of a slice with their concepts, as parallel arrays."""
        types, concepts, worth = self._all_entries(side.version)
        rows = side.columns_of(types)
        inside = rows >= 0
        return rows[inside], concepts[inside], worth[inside]

    def _all_entries(self, version: Version) -> Entries:
        known = version.lexicon_entries.get(self)
        if known is None:
            types: list[int] = []
            concepts: list[int] = []
            worth: list[float] = []
            if version.language in self._words:
                for number, name in enumerate(version.vocabulary.types):
                    found = self.look_up(name, version.language)
                    types += [number] * len(found)
                    concepts += found.keys()
                    worth += found.values()
            known = np.array(types, np.int64), np.array(concepts, np.int64), np.array(worth)
            version.lexicon_entries[self] = known
        return known

    def look_up(self, token: str, language: str) -> Mapping[int, float]:
        """Return the concepts of a normalised token, with what each is worth (0..1)."""
        key = (language, token)
        found = self._found.get(key)
        if found is None:
            found = self._search(token, self._words[language]) if language in self._words else {}
            self._found[key] = found
        return found

    def whole(self, token: str, language: str) -> frozenset[int]:
        """Return the concepts of a normalised token as a whole word, whatever its ending."""
        words = self._words.get(language)
        return frozenset(self._as_whole(token, words)) if words else frozenset()

    @staticmethod
    def _as_whole(token: str, words: _Words) -> Mapping[int, float]:
        """Look a token up without more and more of its ending, until it is a word.

        "Öffentlichen" stands in "die öffentliche Ordnung": that is not all that it means.
        """
        parts: dict[int, float] = {}
        for ending in range(min(LONGEST_ENDING, max(0, len(token) - SHORTEST_STEM)) + 1):
            found, is_word = words.find(token[: len(token) - ending])
            if is_word:
                return {**parts, **found} if parts else found
            for concept, worth in found.items():
                parts.setdefault(concept, worth)
        return parts

    @classmethod
    def _search(cls, token: str, words: _Words) -> Mapping[int, float]:
        found = cls._as_whole(token, words)
        if found or not token.isalpha():
            return found
        parts: dict[int, float] = {}
        for part in _parts(token):
            for concept, worth in words.find(part)[0].items():
                parts[concept] = max(parts.get(concept, 0.0), PART_WORTH * worth)
        return parts


def _parts(token: str) -> Iterator[str]:
    """Yield the longest beginnings and ends that may be words of their own."""
    for cut in range(SHORTEST_PART, len(token) - SHORTEST_STEM + 1):
        yield token[:cut]
        yield token[cut - SHORTEST_PART + SHORTEST_STEM :]


class _Words:
    """The words of one language: the numbers of its concepts, and the words of each (`rows`).

    Words wait under their first letters until one that begins like them is looked up: a text has
    a small part of the lexicon, and to enter all of it takes longer than to align a short text.
    """

    def __init__(self, concepts: Sequence[int], rows: Sequence[str]) -> None:
        self.concepts = concepts
        self._rows = _normalised("\n".join(rows)).split("\n")
        self._waiting: dict[str, list[int]] = defaultdict(list)
        # By form: concept, worth, and whether it is a word and no part of an expression.
        self._entered: dict[str, list[tuple[int, float, bool]]] = {}
        waiting = self._waiting
        for number, row in enumerate(self._rows):
            for word in row.split(BETWEEN):
                if word.isalpha():
                    waiting[word[:BEGINNING]].append(number)
                    continue
                # Quicker than `_telling`, which finds no more where there are no digits.
                long = () if _DIGIT.search(word) else _LONG.findall(word)
                for token in long or (token for token, _ in _telling(word)):
                    waiting[token[:BEGINNING]].append(number)

    def find(self, form: str) -> tuple[Mapping[int, float], bool]:
        """Return the concepts of a normalised form, with what each is worth (0..1).

        The second says whether the form is a word, not only a part of expressions.
        """
        start = form[:BEGINNING]
        for number in dict.fromkeys(self._waiting.pop(start, ())):
            self._enter(number, start)
        found: dict[int, float] = {}
        is_word = False
        for concept, worth, alone in self._entered.get(form, ()):
            found[concept] = max(found.get(concept, 0.0), worth)
            is_word = is_word or alone
        return found, is_word

    def _enter(self, number: int, start: str) -> None:
        """Enter those words of a row that begin so, clipped forms included."""
        concept, words = self.concepts[number], self._rows[number].split(BETWEEN)
        for word in words:
            for token, parts in ((word, 0),) if word.isalpha() else _telling(word):
                if token[:BEGINNING] != start:
                    continue
                worth = 1.0 / (len(words) ** 0.25 * (parts or 1))
                longest = min(LONGEST_ENDING - 1, max(0, len(token) - BEGINNING))
                for ending in range(longest + 1 if token.isalpha() else 1):
                    form = token[: len(token) - ending]
                    entry = (concept, worth * 0.9**ending, not parts)
                    self._entered.setdefault(form, []).append(entry)


def _normalised(text: str) -> str:
    """Return a text with all its words as `normalise` gives them: all at once, and quicker."""
    folded = text.casefold()
    return folded if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", folded))


def _telling(expression: str) -> Iterator[tuple[str, int]]:
    """Yield the long words of an expression with their number, or the only word, with 0."""
    tokens = [token for token in tokenise(expression) if token.isalnum()]
    if len(tokens) == 1:
        yield tokens[0], 0
        return
    long = [token for token in tokens if len(token) >= SHORTEST_STEM]
    for token in long:
        yield token, len(long)


@cache
def core_lexicon() -> Lexicon:
    """The lexicon that travels with the languages."""
    return Lexicon(load_columns())


def lexicon_of(concepts: Concepts) -> Lexicon:
    """Return a lexicon of any names of concepts to language codes to words or expressions."""
    columns: dict[str, tuple[list[str], list[str]]] = {}
    for name, versions in concepts.items():
        for code, words in versions.items():
            names, rows = columns.setdefault(code, ([], []))
            names.append(name)
            rows.append(BETWEEN.join(" ".join(word.replace(";", " ").split()) for word in words))
    return Lexicon(columns)

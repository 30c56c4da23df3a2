"""Words known beforehand: the core lexicon, the glossary, a user's own lists.

A lexicon is a set of concepts, each with its words per language. Two words are translations of
each other as far as they share concepts. Words are found as they are, without up to three letters
of ending, and, at half the worth, as the beginning or end of a compound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tm.alignment.forms import LONGEST_ENDING, SHORTEST_STEM, Forms
from tm.alignment.slices import Entries, Slice
from tm.alignment.spans import Floats
from tm.alignment.tables import Table, matching
from tm.alignment.version import Version
from tm.languages.lexicon import BETWEEN, load_columns

SHORTEST_PART = 5
PART_WORTH = 0.5
LOOKED_UP = 100_000  # tokens of which the latest answers are kept

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
            code: Forms(list(map(self.numbers.__getitem__, own)), rows)
            for code, (own, rows) in columns.items()
        }
        self._size = len(names)
        self._present: dict[str, NDArray[np.bool_]] = {}
        self._kept = lru_cache(LOOKED_UP)(self._look_up)

    def __len__(self) -> int:
        return self._size

    def table(self, source: Slice, target: Slice) -> Table:
        """Return which types mean the same, and how much, in 0..1."""
        rows, left, left_worth = self._entries(source)
        columns, right, right_worth = self._entries(target)
        here, there = matching(left, right)
        width = target.counts.shape[1]
        flat, cell = np.unique(rows[here] * width + columns[there], return_inverse=True)
        worth = np.bincount(cell, left_worth[here] * right_worth[there], len(flat))
        values = np.minimum(worth, 1.0).astype(np.float32)
        return Table(flat // width, flat % width, values)

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
        return self._kept(token, language)

    def _look_up(self, token: str, language: str) -> Mapping[int, float]:
        return self._search(token, self._words[language]) if language in self._words else {}

    def whole(self, token: str, language: str) -> frozenset[int]:
        """Return the concepts of a normalised token as a whole word, whatever its ending."""
        words = self._words.get(language)
        return frozenset(self._as_whole(token, words)) if words else frozenset()

    def exact(self, token: str, language: str) -> frozenset[int]:
        """Return the concepts that have a normalised token among their words, as it stands."""
        words = self._words.get(language)
        return words.exact(token) if words else frozenset()

    @staticmethod
    def _as_whole(token: str, words: Forms) -> Mapping[int, float]:
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
    def _search(cls, token: str, words: Forms) -> Mapping[int, float]:
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

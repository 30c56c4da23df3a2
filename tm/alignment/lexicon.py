"""Words known beforehand: the core lexicon, the glossary, a user's own lists.

A lexicon is a set of concepts, each with its words per language. Two words are translations of
each other as far as they share concepts. Words are found as they are, without up to three letters
of ending, and, at half the worth, as the beginning or end of a compound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tm.alignment.tokens import normalise, tokenise
from tm.alignment.version import Entries, Floats, Slice
from tm.languages.lexicon import load

LONGEST_ENDING = 3
SHORTEST_STEM = 4
SHORTEST_PART = 5
PART_WORTH = 0.5

Concepts = Mapping[str, Mapping[str, Sequence[str]]]  # as tm.languages.lexicon reads them


class Lexicon:
    """Concepts with their words, by language; looks up tokens as `tm.alignment.tokens` gives them.

    `concepts` maps any name to language codes to words or expressions.
    """

    def __init__(self, concepts: Concepts) -> None:
        self._words: dict[str, dict[str, dict[int, float]]] = {}
        self._concepts: dict[str, set[int]] = {}
        self._size = len(concepts)
        self._present: dict[str, NDArray[np.bool_]] = {}
        self._found: dict[tuple[str, str], dict[int, float]] = {}
        for number, versions in enumerate(concepts.values()):
            for code, words in versions.items():
                table = self._words.setdefault(code, {})
                self._concepts.setdefault(code, set()).add(number)
                for word in words:
                    _enter(table, word, number, len(words))

    def __len__(self) -> int:
        return len(set().union(*self._concepts.values()))

    def matrix(self, source: Slice, target: Slice) -> Floats:
        """Return (source types, target types): how much the types mean the same, in 0..1."""
        left, right = self._entries(source), self._entries(target)
        shared = np.intersect1d(left[1], right[1])
        tables = []
        for side, (rows, concepts, worth) in ((source, left), (target, right)):
            table = np.zeros((side.counts.shape[1], len(shared)), dtype=np.float32)
            inside = np.isin(concepts, shared)
            table[rows[inside], np.searchsorted(shared, concepts[inside])] = worth[inside]
            tables.append(table)
        return np.minimum(tables[0] @ tables[1].T, 1.0)

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
            known[list(self._concepts.get(language, ()))] = True
        return known

    def _entries(self, side: Slice) -> Entries:
        """Return the types of a slice with their concepts, as parallel arrays."""
        known = side.lexicon_entries.get(self)
        if known is None:
            rows: list[int] = []
            concepts: list[int] = []
            worth: list[float] = []
            if side.version.language in self._words:
                for row, name in enumerate(side.names):
                    found = self.look_up(name, side.version.language)
                    rows += [row] * len(found)
                    concepts += found.keys()
                    worth += found.values()
            known = np.array(rows, np.int64), np.array(concepts, np.int64), np.array(worth)
            side.lexicon_entries[self] = known
        return known

    def look_up(self, token: str, language: str) -> Mapping[int, float]:
        """Return the concepts of a normalised token, with what each is worth (0..1)."""
        key = (language, token)
        found = self._found.get(key)
        if found is None:
            found = self._search(token, self._words.get(language, {}))
            self._found[key] = found
        return found

    @staticmethod
    def _search(token: str, table: Mapping[str, dict[int, float]]) -> dict[int, float]:
        for ending in range(min(LONGEST_ENDING, max(0, len(token) - SHORTEST_STEM)) + 1):
            found = table.get(token[: len(token) - ending])
            if found:
                return found
        if not token.isalpha():
            return {}
        parts: dict[int, float] = {}
        for part in _parts(token):
            for concept, worth in table.get(part, {}).items():
                parts[concept] = max(parts.get(concept, 0.0), PART_WORTH * worth)
        return parts


def _parts(token: str) -> Iterator[str]:
    """Yield the longest beginnings and ends that may be words of their own."""
    for cut in range(SHORTEST_PART, len(token) - SHORTEST_STEM + 1):
        yield token[:cut]
        yield token[cut - SHORTEST_PART + SHORTEST_STEM :]


def _enter(table: dict[str, dict[int, float]], word: str, concept: int, variants: int) -> None:
    """Enter the tokens of a word or expression under their own and their clipped forms."""
    normal = [normalise(word)] if word.isalpha() else tokenise(word)
    tokens = [token for token in normal if token.isalnum()]
    if len(tokens) > 1:
        tokens = [token for token in tokens if len(token) >= SHORTEST_STEM]
    for token in tokens:
        worth = 1.0 / (variants**0.25 * len(tokens))
        longest = min(LONGEST_ENDING - 1, max(0, len(token) - SHORTEST_STEM - 1))
        for ending in range(longest + 1 if token.isalpha() else 1):
            form, value = token[: len(token) - ending], worth * 0.9**ending
            row = table.get(form)
            if row is None:
                table[form] = {concept: value}
            elif row.get(concept, 0.0) < value:
                row[concept] = value


@cache
def core_lexicon() -> Lexicon:
    """The lexicon that travels with the languages."""
    return Lexicon(load())

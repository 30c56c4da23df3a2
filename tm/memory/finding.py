"""Which texts of a language are alike enough to a query: exactly those, none missed."""

from __future__ import annotations

import sqlite3

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from tm.memory.rows import normal
from tm.memory.similarity import IDENTICAL, tokens

Hit = tuple[int, int]  # similarity in per cent, number of the text
Counts = NDArray[np.int64]


class Finder:
    """Finds texts by comparing the query with every one of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._recent: dict[str, Recent] = {}

    def find(self, base: str, text: str, minimum: int) -> list[Hit]:
        """Return all texts of language `base` with at least `minimum` per cent, best first."""
        recent = self._recent.setdefault(base, Recent())
        recent.extend(
            self._connection.execute(
                "SELECT id, text FROM text WHERE base = ? AND id > ? ORDER BY id",
                (base, recent.last),
            ).fetchall()
        )
        hits = recent.find(normal(text), max(0, minimum))
        return sorted(hits, key=lambda hit: (-hit[0], -hit[1]))


class Recent:
    """Texts in memory, compared one by one with a query."""

    def __init__(self) -> None:
        self.last = 0
        self._numbers: list[int] = []
        self._texts: list[str] = []
        self._packed: list[str] = []
        self._vocabulary: dict[str, str] = {}

    def extend(self, rows: list[tuple[int, str]]) -> None:
        """Add texts, in ascending order of their numbers."""
        for number, text in rows:
            text = normal(text)
            self._numbers.append(number)
            self._texts.append(text)
            self._packed.append(self._pack(text))
            self.last = number

    def _pack(self, text: str) -> str:
        """Return the tokens of a text as one character each, so that rapidfuzz is fast on them."""
        known = self._vocabulary
        return "".join(
            known.get(token) or known.setdefault(token, _character(len(known)))
            for token in tokens(text)
        )

    def find(self, text: str, minimum: int) -> list[Hit]:
        """Return (similarity, number) of each text with at least `minimum` per cent."""
        if not self._texts:
            return []
        percent = np.maximum(
            _percentages(text, self._texts), _percentages(self._pack(text), self._packed)
        )
        percent = np.minimum(percent, IDENTICAL - 1)
        percent[[each == text for each in self._texts]] = IDENTICAL
        rows = np.nonzero(percent >= minimum)[0]
        return [(int(percent[row]), self._numbers[row]) for row in rows]


def _percentages(query: str, texts: list[str]) -> Counts:
    """Return the percentage of docs/matching.md between one sequence and many."""
    distances = process.cdist([query], texts, scorer=Levenshtein.distance, dtype=np.int32)[0]
    lengths = np.maximum(np.fromiter(map(len, texts), np.int64, len(texts)), len(query))
    lengths = np.maximum(lengths, 1)
    percent: Counts = 100 * (lengths - distances) // lengths
    return percent


def _character(number: int) -> str:
    """Return a character of its own for each number, leaving out the surrogates."""
    return chr(number if number < 0xD800 else number + 0x800)

"""Which texts of a language are alike enough to a query: exactly those, none missed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from tm.memory.index import PENDING, Tiers
from tm.memory.rows import normal
from tm.memory.similarity import IDENTICAL, tokens

Hit = tuple[int, int]  # similarity in per cent, number of the text
Counts = NDArray[np.int64]
_LOWEST = 30  # per cent under which the index would hardly leave out anything
_ALL = 1 << 62


class Finder:
    """Finds texts in the tiers of the index, and the newest by comparing each with the query."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self._connection = connection
        identity = connection.execute("SELECT value FROM info WHERE key = 'uuid'").fetchone()[0]
        root = path.with_name(f"{path.name}.index")
        self.tiers = Tiers(root, identity, writable=writable)
        self._recent: dict[str, Recent] = {}

    def find(self, base: str, text: str, minimum: int) -> list[Hit]:
        """Return all texts of language `base` with at least `minimum` per cent, best first."""
        text, minimum = normal(text), min(max(0, minimum), IDENTICAL)
        hits: dict[int, int] = {}
        covered = 0
        if minimum >= _LOWEST:
            tiers = self.tiers.tiers(base, self)
            covered = tiers[-1].entry.last if tiers else 0
            if self._count(base, covered) > PENDING and self.tiers.can_build:
                self.tiers.build(base, _ALL, self)
                tiers = self.tiers.tiers(base, self)
                covered = tiers[-1].entry.last if tiers else 0
            for tier in tiers:
                hits |= tier.find(text, minimum)
        hits |= self._newest(base, covered).find(text, minimum)
        return sorted(((percent, n) for n, percent in hits.items()), key=lambda h: (-h[0], -h[1]))

    def build(self, base: str, progress: Callable[[str, int], None] | None = None) -> None:
        """Put all texts of a language into tiers now."""
        self.tiers.build(base, _ALL, self, progress)

    def _newest(self, base: str, covered: int) -> Recent:
        """Return the texts that no tier covers, read from where the last question left off."""
        recent = self._recent.get(base)
        if recent is None or recent.after != covered:
            recent = self._recent[base] = Recent(covered)
        recent.extend(self.texts(base, recent.last, _ALL))
        return recent

    def _count(self, base: str, after: int) -> int:
        row = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM text WHERE base = ? AND id > ? LIMIT ?)",
            (base, after, PENDING + 1),
        ).fetchone()
        return int(row[0])

    def texts(self, base: str, after: int, until: int) -> list[tuple[int, str]]:
        """Return the texts of a language, as `TextSource` asks."""
        rows = self._connection.execute(
            "SELECT id, text FROM text WHERE base = ? AND id > ? AND id <= ? ORDER BY id",
            (base, after, until),
        )
        return [(number, normal(text)) for number, text in rows]

    def text(self, number: int) -> str | None:
        """Return one text, as `TextSource` asks."""
        row = self._connection.execute("SELECT text FROM text WHERE id = ?", (number,)).fetchone()
        return None if row is None else normal(row[0])


class Recent:
    """Texts with numbers over `after`, compared one by one with a query."""

    def __init__(self, after: int) -> None:
        self.after = self.last = after
        self._numbers: list[int] = []
        self._texts: list[str] = []
        self._packed: list[str] = []
        self._vocabulary: dict[str, str] = {}

    def extend(self, rows: list[tuple[int, str]]) -> None:
        """Add texts in NFC, in ascending order of their numbers."""
        for number, text in rows:
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

    def find(self, text: str, minimum: int) -> dict[int, int]:
        """Return the percentage of each text number with at least `minimum` per cent."""
        if not self._texts:
            return {}
        by_token = np.minimum(_percentages(self._pack(text), self._packed), IDENTICAL - 1)
        by_token[[not packed for packed in self._packed]] = 0  # nothing is not alike
        percent = np.maximum(_percentages(text, self._texts), by_token)
        rows = np.nonzero(percent >= minimum)[0]
        return {self._numbers[row]: int(percent[row]) for row in rows}


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

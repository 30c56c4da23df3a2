"""Exact search by edit distance over characters.

Rows (texts) are sorted by length, in classes of similar lengths. Candidates are the texts that have
enough of the query's bigrams near enough to where the query has them (`bounds`); these are
compared.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from tm.memory.index import bigrams
from tm.memory.index.arrays import Array, Numbers, Scattered, load, save
from tm.memory.index.bigrams import Planes
from tm.memory.index.bounds import Range
from tm.memory.index.filtering import passing
from tm.memory.index.sifting import Sieve
from tm.memory.similarity import longest_distance

_LONGEST = 2000  # characters; longer texts are rare, and compared one by one
_GROWTH = 2**0.5  # of the lengths from one class to the next
_WIDTH = 8  # parts of the query's length in the range of lengths looked at together
_WORDS = 8  # words of bits in such a range at the least
_SLICES = 4  # into which a range is cut that is hard to tell about
_FEW = 3000  # texts that are compared sooner than sifted
_LONG = 64  # characters from which the longest common subsequence is much the faster to find


def build(folder: Path, texts: Sequence[str]) -> None:
    """Write the index of `texts`, which are rows 0, 1, …, to `folder`."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    order = np.argsort(lengths, kind="stable")
    ordered = [texts[row] for row in order.tolist()]
    offsets = np.zeros(len(texts) + 1, np.int64)
    sizes = array("I")
    with (folder / "text.bin").open("wb") as file:
        for text in ordered:
            sizes.append(file.write(text.encode()))
    np.cumsum(np.frombuffer(sizes, np.uint32), out=offsets[1:])
    first = np.searchsorted(lengths[order], np.arange(int(lengths.max(initial=0)) + 2))
    classes = bigrams.character_classes(texts)
    save(
        folder,
        text_offsets=offsets,
        text_rows=order.astype(np.uint32),
        text_lengths=first.astype(np.int64),
        character_classes=classes,
    )
    number = 0
    for low, high in _classes(first):
        bigrams.build(folder, f"planes{number}", low, ordered[low:high], classes)
        number += 1
    save(folder, plane_count=np.array([number]))


def _classes(first: Numbers) -> Iterator[tuple[int, int]]:
    """Yield the ranges of rows of each class of lengths that has any."""
    shortest, top = 2, min(len(first) - 2, _LONGEST)
    while shortest <= top:
        longest = min(top, max(15, int(shortest * _GROWTH)))
        if first[longest + 1] > first[shortest]:
            yield int(first[shortest]), int(first[longest + 1])
        shortest = longest + 1


class _Query(NamedTuple):
    text: str
    minimum: int
    grams: Numbers


class CharacterIndex:
    """The index in `folder`, for searching."""

    def __init__(self, folder: Path) -> None:
        self._offsets = load(folder, "text_offsets")
        self._rows = load(folder, "text_rows")
        self._first = np.array(load(folder, "text_lengths"))
        self._classes = np.array(load(folder, "character_classes"))
        self._text = Scattered(folder / "text.bin")
        self._sieve = Sieve()
        self._planes = [
            bigrams.read(folder, f"planes{number}")
            for number in range(int(load(folder, "plane_count")[0]))
        ]

    def find(self, text: str, minimum: int) -> tuple[Array, Array]:
        """Return (row, percentage) of all texts with at least `minimum` per cent, over characters.

        `minimum` must be over 0.
        """
        top = len(self._first) - 2
        shortest = len(text) - longest_distance(len(text), minimum)
        longest = min(100 * len(text) // minimum, top)
        if not text or shortest > longest:
            return np.empty(0, np.uint32), np.empty(0, np.int64)
        query = _Query(text, minimum, bigrams.bigrams(bigrams.classify(text, self._classes)))
        low, high = int(self._first[shortest]), int(self._first[longest + 1])
        found = [self._compare(query, rows) for rows in self._candidates(query, low, high)]
        rows = np.concatenate([rows for rows, _ in found] or [np.empty(0, np.int64)])
        percent = np.concatenate([percent for _, percent in found] or [np.empty(0, np.int64)])
        return self._rows[rows], percent

    def _candidates(self, query: _Query, low: int, high: int) -> Iterator[Numbers]:
        """Yield the rows of the window that may qualify."""
        if high - low <= _FEW:
            yield np.arange(low, high)
            return
        ranges: list[Range] = []
        done = low
        for planes in self._planes:
            if planes.high <= low or planes.low >= high:
                continue
            if planes.low > done:  # texts that no class has
                yield np.arange(done, planes.low)
            width = max(1, len(query.text) // _WIDTH)
            ranges += self._ranges(planes, width, max(low, planes.low), min(high, planes.high))
            done = min(high, planes.high)
        if done < high:
            yield np.arange(done, high)
        rows = passing(self._sieve, query.grams, query.minimum, ranges, self._slices)
        yield rows[(rows >= low) & (rows < high)]

    def _ranges(self, planes: Planes, width: int, low: int, high: int) -> Iterator[Range]:
        """Cut rows of one class into ranges of similar lengths, at whole words of bits."""
        start, stop = (low - planes.low) // 64, -(-(high - planes.low) // 64)
        while start < stop:
            shortest = self._length(planes.low + 64 * start)
            beyond = min(shortest + width, len(self._first) - 1)
            end = max(-(-(int(self._first[beyond]) - planes.low) // 64), start + _WORDS)
            end = stop if stop - end < _WORDS // 2 else end
            yield self._range(planes, start, end)
            start = end

    def _range(self, planes: Planes, start: int, stop: int) -> Range:
        shortest = self._length(planes.low + 64 * start)
        longest = self._length(min(planes.high, planes.low + 64 * stop) - 1)
        return Range(planes, start, stop, shortest, longest)

    def _slices(self, whole: Range) -> Sequence[Range]:
        """Cut a range into some of narrower lengths."""
        lengths = whole.longest + 1 - whole.shortest
        number = min(_SLICES, lengths, (whole.stop - whole.start) // _WORDS)
        if number < 2:
            return [whole]
        edges = np.linspace(whole.start, whole.stop, number + 1).astype(int).tolist()
        return [self._range(whole.planes, *each) for each in itertools.pairwise(edges)]

    def _length(self, row: int) -> int:
        return int(np.searchsorted(self._first, row, side="right")) - 1

    def _texts(self, rows: Numbers, lengths: Numbers) -> list[str | bytes]:
        """Return the texts of rows; those in ASCII, as bytes: these are the same characters."""
        starts, ends = self._offsets[rows], self._offsets[rows + 1]
        raw = self._text.pieces(starts, ends)
        texts: list[str | bytes] = [*raw]
        for i in np.nonzero(ends - starts != lengths)[0].tolist():
            texts[i] = raw[i].decode()
        return texts

    def _compare(self, query: _Query, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the rows that have the percentage, and it."""
        if not len(rows):
            return rows, np.empty(0, np.int64)
        size = len(query.text)
        lengths = np.searchsorted(self._first, rows, side="right") - 1
        texts = self._texts(rows, lengths)
        longest = np.maximum(lengths, size)
        limits = longest * (100 - query.minimum) // 100
        if size > _LONG:
            # d edits, of which |n - m| must insert or delete, are at most 2d - |n - m| insertions
            # and deletions where nothing may be replaced.
            most = 2 * limits - np.abs(lengths - size)
            apart = process.cdist(
                [query.text],
                texts,
                scorer=Indel.distance,
                score_cutoff=int(most.max()) + 1,
                dtype=np.int32,
            )[0]
            near = np.nonzero(apart <= most)[0]
            rows, longest, limits = rows[near], longest[near], limits[near]
            texts = [texts[i] for i in near.tolist()]
        distances = (
            process.cdist([query.text], texts, scorer=Levenshtein.distance, dtype=np.int32)[0]
            if texts
            else np.empty(0, np.int32)
        )
        good = distances <= limits
        return rows[good], 100 * (longest[good] - distances[good]) // longest[good]

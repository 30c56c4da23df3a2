"""Exact search by edit distance over tokens.

Rows (texts) are sorted by their number of tokens. Two texts whose distance is at most k share all
but k of the tokens of the longer, so a match has one of the k + 1 rarest tokens of the query
(prefix filter; Chaudhuri, Ganti and Kaushik 2006), and the rows that share too few of those looked
up are dropped (count filter). What is left is compared. The t-th repetition of a token in a text
is a feature of its own, so that sets count like bags.
"""

from __future__ import annotations

import itertools
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from tm.memory.index.arrays import Array, Numbers, Scattered, hash64, load, save
from tm.memory.index.postings import at_least, within
from tm.memory.similarity import longest_distance, tokens

# For rapidfuzz, tokens are packed into strings, one character each: any but the surrogates.
VOCABULARY_LIMIT = 0x110000 - 0x800 - 4096
_REPEATS = 8  # bits of a feature for the number of the repetition
_BUDGET = 60_000  # postings read beyond the prefix, to count with
_MANY = 1000  # candidates for which it is worth reading more postings
_WORTH = 400  # postings that can be read in the time in which a candidate is compared
_SORTED = 2_000_000  # tokens sorted at a time
_SURROGATES, _HOLE = 0xD800, 0x800
_LOW = 0x10000 - _HOLE  # tokens that have a character of 16 bits


class VocabularyTooLargeError(Exception):
    """More different tokens than characters to stand for them."""


def build(folder: Path, texts: Sequence[str]) -> None:
    """Write the index of `texts`, which are rows 0, 1, …, to `folder`."""
    vocabulary: defaultdict[str, int] = defaultdict(itertools.count().__next__)
    number = vocabulary.__getitem__
    flat = array("I")
    lengths = np.empty(len(texts), np.int64)
    for row, text in enumerate(texts):
        found = tokens.__wrapped__(text)  # each text comes once: no use for the cache
        lengths[row] = len(found)
        flat.extend(map(number, found))
    if len(vocabulary) > VOCABULARY_LIMIT:
        raise VocabularyTooLargeError
    order = np.argsort(lengths, kind="stable")
    ids, offsets = _reorder(np.frombuffer(flat, np.uint32), lengths, order)
    del flat
    rows = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths[order])
    features, starts, postings = _postings(ids, rows, len(vocabulary))
    hashes = np.array([hash64(token) for token in vocabulary], np.uint64)
    sorting = np.argsort(hashes)
    save(
        folder,
        token_low=_characters(ids % _LOW).astype(np.uint16),
        token_high=(ids // _LOW).astype(np.uint8),
        token_offsets=offsets,
        token_rows=order.astype(np.uint32),
        token_lengths=_first_rows(lengths[order]),
        features=features,
        feature_starts=starts,
        postings=postings,
        hashes=hashes[sorting],
        hash_ids=sorting.astype(np.uint32),
    )


def _reorder(flat: Array, lengths: Numbers, order: Numbers) -> tuple[Array, Numbers]:
    """Return the tokens of all rows in the new order of the rows, and where each row begins."""
    starts = np.cumsum(lengths) - lengths
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths[order], out=offsets[1:])
    source = np.repeat(starts[order] - offsets[:-1], lengths[order]) + np.arange(len(flat))
    return flat[source], offsets


def _postings(ids: Array, rows: Array, size: int) -> tuple[Array, Array, Array]:
    """Return features in ascending order, where the rows of each begin, and the rows.

    Tokens are taken a range at a time: sorting all of them at once would take gigabytes.
    """
    ends = np.cumsum(np.bincount(ids, minlength=size))
    edges = np.searchsorted(ends, np.arange(_SORTED, len(ids), _SORTED)).tolist()
    found = []
    for first, last in itertools.pairwise(sorted({0, *edges, size})):
        chosen = np.nonzero((ids >= first) & (ids < last))[0]
        found.append(_sorted_postings(ids[chosen], rows[chosen]))
    features = np.concatenate([part[0] for part in found])
    counts = np.concatenate([part[1] for part in found])
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return features, starts, np.concatenate([part[2] for part in found])


def _sorted_postings(ids: Array, rows: Array) -> tuple[Array, Array, Array]:
    """Return features in ascending order, how many rows each has, and the rows."""
    sorting = np.argsort(ids, kind="stable")  # rows stay ascending
    ids, rows = ids[sorting], rows[sorting]
    first = np.ones(len(ids), bool)
    first[1:] = (ids[1:] != ids[:-1]) | (rows[1:] != rows[:-1])
    at = np.arange(len(ids))
    repeat = at - np.maximum.accumulate(np.where(first, at, 0))
    keys = (ids.astype(np.uint64) << np.uint64(_REPEATS)) | np.minimum(
        repeat, (1 << _REPEATS) - 1
    ).astype(np.uint64)
    sorting = np.argsort(keys, kind="stable")  # rows stay ascending inside a feature
    features, counts = np.unique(keys, return_counts=True)
    return features, counts, rows[sorting]


def _characters(ids: Array) -> Array:
    """Return the code points that stand for tokens."""
    points = ids.astype(np.uint32)
    return np.where(points >= _SURROGATES, points + _HOLE, points).astype(np.uint32)


def _first_rows(lengths: Numbers) -> Numbers:
    """Return for each length the first row that has it or more; the last entry is all rows."""
    longest = int(lengths[-1]) if len(lengths) else 0
    return np.searchsorted(lengths, np.arange(longest + 2)).astype(np.int64)


class TokenIndex:
    """The index in `folder`, for searching."""

    def __init__(self, folder: Path) -> None:
        self._low = Scattered(folder / "token_low.npy")
        self._high = Scattered(folder / "token_high.npy")
        self._offsets = load(folder, "token_offsets")
        self._rows = load(folder, "token_rows")
        self._first = np.array(load(folder, "token_lengths"))
        self._features = load(folder, "features")
        self._starts = load(folder, "feature_starts")
        self._postings = Scattered(folder / "postings.npy")
        self._hashes = load(folder, "hashes")
        self._hash_ids = load(folder, "hash_ids")

    def find(self, text: str, minimum: int) -> tuple[Array, Array]:
        """Return (row, percentage) of all texts with at least `minimum` per cent, over tokens."""
        words = tokens(text)
        low, high = self._window(len(words), minimum)
        if low >= high or not len(self._features):
            return np.empty(0, np.uint32), np.empty(0, np.int64)
        ids = self._token_ids(words)
        candidates = self._candidates(ids, low, high, longest_distance(len(words), minimum))
        return self._compare(ids, candidates, minimum)

    def _window(self, length: int, minimum: int) -> tuple[int, int]:
        """Return the range of rows whose length allows `minimum`."""
        shortest = length - longest_distance(length, minimum)
        longest = 100 * length // minimum
        top = len(self._first) - 2
        if not length or shortest > top:
            return 0, 0
        return int(self._first[shortest]), int(self._first[min(longest, top) + 1])

    def _token_ids(self, words: Sequence[str]) -> Numbers:
        """Return the ids of tokens; those that no text has get new ones."""
        hashes = np.array([hash64(word) for word in words], np.uint64)
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        known = self._hashes[at] == hashes
        unknown: dict[str, int] = {}
        size = len(self._hashes)
        return np.array(
            [
                int(self._hash_ids[i])
                if is_known
                else size + unknown.setdefault(word, len(unknown))
                for i, is_known, word in zip(at, known, words, strict=True)
            ],
            np.int64,
        )

    def _candidates(self, ids: Numbers, low: int, high: int, distance: int) -> Array:
        """Return the rows of the window that share enough tokens with the query."""
        seen: Counter[int] = Counter()
        keys = np.empty(len(ids), np.uint64)
        for i, number in enumerate(ids.tolist()):
            keys[i] = number << _REPEATS | min(seen[number], (1 << _REPEATS) - 1)
            seen[number] += 1
        at = np.minimum(np.searchsorted(self._features, keys), len(self._features) - 1)
        known = self._features[at] == keys
        starts, ends = self._starts[at], self._starts[at + 1]
        sizes = np.where(known, ends - starts, 0)
        order = np.argsort(sizes, kind="stable").tolist()
        lists: list[Array] = []
        total = used = 0
        for i in order:
            if used > distance and total + sizes[i] > _BUDGET:
                break
            used += 1
            if sizes[i]:
                lists.append(within(self._postings[starts[i] : ends[i]], low, high))
                total += len(lists[-1])
        if not total:
            return np.empty(0, np.uint32)
        rows = np.concatenate(lists)
        found = at_least(rows, max(1, used - distance), low, high)
        if len(found) <= _MANY:
            return found
        counts = np.bincount(rows - np.uint32(low), minlength=high - low)
        for i in order[used:]:
            if len(found) <= _MANY or sizes[i] > _WORTH * len(found):
                break
            used += 1
            # A feature has each row once, so that this counts all.
            counts[within(self._postings[starts[i] : ends[i]], low, high) - np.uint32(low)] += 1
            found = found[counts[found - np.uint32(low)] >= used - distance]
        return found

    def _compare(self, ids: Numbers, rows: Array, minimum: int) -> tuple[Array, Array]:
        """Return the rows that have the percentage, and it.

        The lower halves of the tokens' numbers tell almost all apart; what is left is compared
        by the whole numbers.
        """
        rows, percent = self._percentages(_packed(ids % _LOW), rows, minimum, self._lower)
        rows, percent = self._percentages(_packed(ids), rows, minimum, self._whole)
        return self._rows[rows], percent

    def _percentages(
        self,
        query: str,
        rows: Array,
        minimum: int,
        texts: Callable[[Numbers, Numbers], list[str]],
    ) -> tuple[Array, Array]:
        if not len(rows):
            return rows, np.empty(0, np.int64)
        starts, ends = self._offsets[rows], self._offsets[rows + 1]
        distances = process.cdist(
            [query], texts(starts, ends), scorer=Levenshtein.distance, dtype=np.int32
        )[0]
        longest = np.maximum(ends - starts, len(query))
        percent = 100 * (longest - distances) // longest
        good = percent >= minimum
        return rows[good], percent[good]

    def _lower(self, starts: Numbers, ends: Numbers) -> list[str]:
        return [each.decode("utf-16-le") for each in self._low.pieces(starts, ends)]

    def _whole(self, starts: Numbers, ends: Numbers) -> list[str]:
        pieces = zip(self._low.pieces(starts, ends), self._high.pieces(starts, ends), strict=True)
        return [_joined(low, high) for low, high in pieces]


def _joined(low: bytes, high: bytes) -> str:
    """Return tokens as characters, of the lower and the higher bits of their numbers."""
    points = np.frombuffer(low, np.uint16).astype(np.int64)
    numbers = np.where(points >= _SURROGATES, points - _HOLE, points)
    return _packed(numbers + np.frombuffer(high, np.uint8).astype(np.int64) * _LOW)


def _packed(ids: Numbers) -> str:
    return _characters(ids).tobytes().decode("utf-32-le")

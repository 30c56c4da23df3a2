"""Word-translation statistics learned from aligned text: IBM model 1, both ways.

Brown et al. 1993, "The Mathematics of Statistical Machine Translation". The expected counts are
discounted by about one occurrence: a pair of words seen in a single bead would otherwise confirm
the very bead that it was learned from (leaving one out, after Ney et al. 1995).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tm.alignment.slices import Slice
from tm.alignment.spans import Floats, Ints
from tm.alignment.tables import Table
from tm.alignment.tokens import stem, tokenise

ITERATIONS = 4
DISCOUNT = 0.9
MINIMUM = 0.05
SMOOTHING = 0.5
# Up to this many cells, tables of beads or words by words are held whole.
DENSE_CELLS = 500_000
# Beads of which the pairs of tokens are numbered at once: what it takes is 60 kB a bead.
CHUNK = 500
# Tokens beyond this many of a span are not learned from: the cost is the product of both sides.
LONGEST_SPAN = 120

Probabilities = dict[str, dict[str, float]]
Small = NDArray[np.int32]
Cells = tuple[Ints, Ints, Floats]  # rows, columns and values of a table of words by words


@dataclass(frozen=True)
class WordStatistics:
    """Translation probabilities between the stems of two languages.

    `forward[s][t]` is p(t | s), `backward[t][s]` is p(s | t).
    """

    forward: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    backward: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def reversed(self) -> WordStatistics:
        """The same statistics seen from the other language."""
        return WordStatistics(self.backward, self.forward)

    def tables(self, source: Slice, target: Slice) -> tuple[Table, Table]:
        """Return the p(t | s) and the p(s | t) that are known, both as (source, target)."""
        left, right = source.stem_columns, target.stem_columns
        backward = _known(self.backward, right, left)
        return _known(self.forward, left, right), backward.transposed


def _known(
    table: Mapping[str, Mapping[str, float]],
    rows: Mapping[str, list[int]],
    columns: Mapping[str, list[int]],
) -> Table:
    cells = [
        (row, column, probability)
        for word in table.keys() & rows.keys()
        for other, probability in table[word].items()
        if other in columns
        for column in columns[other]
        for row in rows[word]
    ]
    values = np.array(cells, dtype=np.float64).reshape(len(cells), 3)
    places = values[:, :2].astype(np.int64)
    return Table(places[:, 0], places[:, 1], values[:, 2].astype(np.float32))


def learn_from_texts(pairs: Iterable[tuple[str, str]]) -> WordStatistics:
    """Learn from pairs of texts that translate each other (the units of a memory)."""
    return learn((_stems(source), _stems(target)) for source, target in pairs)


def _stems(text: str) -> list[str]:
    return [stem(token) for token in tokenise(text)]


def learn(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> WordStatistics:
    """Learn from pairs of stem lists, one pair a bead."""
    usable = [(left[:LONGEST_SPAN], right[:LONGEST_SPAN]) for left, right in pairs]
    sources, targets = (
        (_recurring(beads) for beads in zip(*usable, strict=True)) if usable else ({}, {})
    )
    if len(sources) < 2 or len(targets) < 2:
        return WordStatistics()
    beads = [(_numbers(left, sources), _numbers(right, targets)) for left, right in usable]
    swapped = [(right, left) for left, right in beads]
    names = list(sources), list(targets)
    return WordStatistics(_estimate(beads, *names), _estimate(swapped, *reversed(names)))


def _numbers(words: Sequence[str], known: Mapping[str, int]) -> Ints:
    return np.array([known[word] for word in words if word in known], dtype=np.int64)


def _recurring(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    """Number the words that are in two texts or more: nothing can be learned of the others.

    0 is the empty word, which explains what has no counterpart.
    """
    counts = Counter(chain.from_iterable(map(set, texts)))
    words = sorted(word for word, count in counts.items() if count > 1)
    return {"": 0} | {word: number for number, word in enumerate(words, start=1)}


def _estimate(
    beads: Sequence[tuple[Ints, Ints]], source_names: Sequence[str], target_names: Sequence[str]
) -> Probabilities:
    """Run expectation-maximisation of IBM model 1; return the probabilities worth keeping."""
    size = len(source_names), len(target_names)
    dense = size[0] * size[1] <= DENSE_CELLS and len(beads) * max(size) <= DENSE_CELLS
    rows, columns, values = (_dense if dense else _sparse)(beads, *size)
    table: Probabilities = {}
    for row, column, value in zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True):
        table.setdefault(source_names[row], {})[target_names[column]] = value
    return table


def _dense(beads: Sequence[tuple[Ints, Ints]], sources: int, targets: int) -> Cells:
    """Estimate with tables of words by words: fast as long as they are small."""
    left, right = np.zeros((len(beads), sources)), np.zeros((len(beads), targets))
    for row, (source, target) in enumerate(beads):
        left[row] = np.bincount(source, minlength=sources)
        right[row] = np.bincount(target, minlength=targets)
    left[:, 0] = 1
    probability = np.ones((sources, targets))
    for _ in range(ITERATIONS):
        share = right / np.maximum(left @ probability, 1e-300)
        expected = probability * (left.T @ share)
        total = expected.sum(axis=1, keepdims=True) + SMOOTHING
        probability = expected / total
    probability = np.maximum(expected - DISCOUNT, 0.0) / total
    probability[0] = 0.0
    rows, columns = np.nonzero(probability >= MINIMUM)
    return rows, columns, probability[rows, columns]


def _sparse(beads: Sequence[tuple[Ints, Ints]], sources: int, targets: int) -> Cells:
    """Estimate with the pairs of words that occur: for long texts and memories."""
    pairs, chunks = _occurring(beads, targets)
    source = pairs // targets
    probability = np.ones(len(pairs))
    for _ in range(ITERATIONS):
        expected = np.zeros(len(pairs))
        for chunk in chunks:
            weight = probability[chunk.places][chunk.cells]
            norm = np.maximum(np.bincount(chunk.events, weight), 1e-300)
            share = weight / norm[chunk.events]
            expected[chunk.places] += np.bincount(chunk.cells, share, len(chunk.places))
        total = np.bincount(source, expected, minlength=sources)[source] + SMOOTHING
        probability = expected / total
    probability = np.maximum(expected - DISCOUNT, 0.0) / total
    kept = (probability >= MINIMUM) & (source > 0)
    return source[kept], pairs[kept] % targets, probability[kept]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The pairs of words of some beads, each pair of tokens by its number.

    `events` are the target tokens, `cells` the distinct pairs of words in the chunk, and `places`
    where those are among all pairs of words.
    """

    events: Small
    cells: Small
    places: Ints


def _occurring(beads: Sequence[tuple[Ints, Ints]], targets: int) -> tuple[Ints, list[_Chunk]]:
    """Return the pairs of words that occur together (source * targets + target), and where."""
    found = [
        _numbered(beads[first : first + CHUNK], targets) for first in range(0, len(beads), CHUNK)
    ]
    pairs = np.unique(np.concatenate([own for own, _, _ in found]))
    return pairs, [
        _Chunk(events, cells, np.searchsorted(pairs, own)) for own, events, cells in found
    ]


def _numbered(beads: Sequence[tuple[Ints, Ints]], targets: int) -> tuple[Ints, Small, Small]:
    """Return the pairs of words of some beads, and the event and the pair of each two tokens."""
    keys: list[Ints] = []
    events: list[Ints] = []
    count = 0
    for left, right in beads:
        explaining = np.concatenate([[0], left])
        keys.append((explaining[:, None] * targets + right).ravel())
        events.append(np.tile(np.arange(count, count + len(right)), len(explaining)))
        count += len(right)
    own, cells = np.unique(np.concatenate(keys), return_inverse=True)
    return own, np.concatenate(events).astype(np.int32), cells.astype(np.int32)

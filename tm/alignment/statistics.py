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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.alignment.tokens import stem, tokenise
from tm.alignment.version import Floats, Slice

ITERATIONS = 4
DISCOUNT = 0.9
MINIMUM = 0.05
# Tokens beyond this many of a span are not learned from: the cost is the product of both sides.
LONGEST_SPAN = 120

Doubles = NDArray[np.floating[Any] | np.integer[Any]]
Table = dict[str, dict[str, float]]


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

    def matrices(self, source: Slice, target: Slice) -> tuple[Floats, Floats]:
        """Return p(t | s) and p(s | t), each (source types, target types)."""
        shape = source.counts.shape[1], target.counts.shape[1]
        left, right = source.stem_columns, target.stem_columns
        forward, backward = np.zeros(shape, np.float32), np.zeros(shape[::-1], np.float32)
        _fill(forward, self.forward, left, right)
        _fill(backward, self.backward, right, left)
        return forward, backward.T


def _fill(
    matrix: Floats,
    table: Mapping[str, Mapping[str, float]],
    rows: Mapping[str, list[int]],
    columns: Mapping[str, list[int]],
) -> None:
    for word in table.keys() & rows.keys():
        for other, probability in table[word].items():
            for column in columns.get(other, ()):
                for row in rows[word]:
                    matrix[row, column] = probability


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
    beads = [
        (
            np.array([sources[word] for word in left if word in sources], dtype=np.int64),
            np.array([targets[word] for word in right if word in targets], dtype=np.int64),
        )
        for left, right in usable
    ]
    if len(sources) < 2 or len(targets) < 2:
        return WordStatistics()
    swapped = [(right, left) for left, right in beads]
    names = list(sources), list(targets)
    return WordStatistics(_estimate(beads, *names), _estimate(swapped, *reversed(names)))


def _recurring(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    """Number the words that are in two texts or more: nothing can be learned of the others.

    0 is the empty word, which explains what has no counterpart.
    """
    counts = Counter(chain.from_iterable(map(set, texts)))
    words = sorted(word for word, count in counts.items() if count > 1)
    return {"": 0} | {word: number for number, word in enumerate(words, start=1)}


def _estimate(
    beads: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
    source_names: Sequence[str],
    target_names: Sequence[str],
) -> Table:
    """Run expectation-maximisation of IBM model 1; return the probabilities worth keeping."""
    width = len(target_names)
    keys: list[NDArray[np.int64]] = []
    events: list[NDArray[np.int64]] = []
    count = 0
    for left, right in beads:
        explaining = np.concatenate([[0], left])
        keys.append((explaining[:, None] * width + right).ravel())
        events.append(np.tile(np.arange(count, count + len(right)), len(explaining)))
        count += len(right)
    pairs, cells = np.unique(np.concatenate(keys), return_inverse=True)
    event = np.concatenate(events)
    source = pairs // width
    probability = np.ones(len(pairs))
    expected: Doubles = probability
    total: Doubles = probability
    for _ in range(ITERATIONS):
        weight = probability[cells]
        norm = np.bincount(event, weight, minlength=count)
        expected = np.bincount(cells, weight / np.maximum(norm[event], 1e-300), len(pairs))
        total = np.bincount(source, expected, minlength=len(source_names))
        probability = expected / (total[source] + 0.5)
    probability = np.maximum(expected - DISCOUNT, 0.0) / (total[source] + 0.5)
    table: Table = {}
    for index in np.flatnonzero((probability >= MINIMUM) & (source > 0)).tolist():
        left_word, right_word = divmod(int(pairs[index]), width)
        row = table.setdefault(source_names[left_word], {})
        row[target_names[right_word]] = float(probability[index])
    return table

"""Dynamic programming over beads: the best path, and the probability of every bead.

Scores are natural logarithms. Shape (a, b) is a bead of a source and b target segments. The arrays
of scores are (shapes, n + 1, m + 1), indexed by where a bead begins; impossible beads have NEVER.
Segments left alone are scored by segment, not by place: `source_alone` (n), `target_alone` (m).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tm.alignment.spans import LONGEST, Floats

Doubles = NDArray[np.float64]

SHAPES: tuple[tuple[int, int], ...] = (
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (3, 3),
    (1, 4),
    (4, 1),
)
SOURCE_SPANS = np.array([shape[0] for shape in SHAPES])
TARGET_SPANS = np.array([shape[1] for shape in SHAPES])
NEVER = -1e30


def over_source(values: Floats) -> Floats:
    """Spread sums over runs of the source, (longest, n), over the shapes: (shapes, n, 1)."""
    return values[SOURCE_SPANS - 1][:, :, None]


def over_target(values: Floats) -> Floats:
    """Spread sums over runs of the target, (longest, m), over the shapes: (shapes, 1, m)."""
    return values[TARGET_SPANS - 1][:, None, :]


@dataclass(frozen=True)
class Lattice:
    """All beads of two versions with their log scores."""

    links: Doubles
    source_alone: Doubles
    target_alone: Doubles

    @property
    def size(self) -> tuple[int, int]:
        return len(self.source_alone), len(self.target_alone)

    @property
    def alone(self) -> tuple[Doubles, Doubles]:
        return self.source_alone, self.target_alone


@dataclass(frozen=True)
class Posteriors:
    """Probability of each bead: `links` as in the lattice, `*_alone` by segment, in 0..1.

    `boundaries` is (n + 1, m + 1): the probability that one bead ends and another begins there.
    `total` is the log of the summed scores of all paths.
    """

    links: Doubles
    source_alone: Doubles
    target_alone: Doubles
    boundaries: Doubles
    total: float


Span = tuple[int, int, int, int]  # first source segment, how many, first target segment, how many


def best_path(lattice: Lattice) -> list[Span]:
    """Return the beads of the best monotone path (Viterbi), in order, segments alone included."""
    return best_paths([lattice])[0]


def best_paths(lattices: Sequence[Lattice]) -> list[list[Span]]:
    """Return the best path of each of some lattices; at once costs less than one by one."""
    stack = _Stack([(_by_end(each.links), *each.alone) for each in lattices])
    choice = np.full((stack.rows, len(lattices), stack.columns), -1, dtype=np.int64)
    for i in range(stack.rows):
        candidates = stack.reaching(i)
        row, pick = candidates.max(axis=1), candidates.argmax(axis=1)
        relative = row - stack.skipped
        best = np.maximum.accumulate(relative, axis=1)
        choice[i] = np.where(best > relative, len(SHAPES) + 1, pick)
        stack.settle(i, best)
    return [_trace(choice[:, number], *each.size) for number, each in enumerate(lattices)]


def _trace(choice: NDArray[np.int64], n: int, m: int) -> list[Span]:
    steps = [*SHAPES, (1, 0), (0, 1)]
    path: list[Span] = []
    i, j = n, m
    while i or j:
        a, b = steps[int(choice[i, j])]
        i, j = i - a, j - b
        path.append((i, a, j, b))
    return path[::-1]


def posteriors(lattice: Lattice) -> Posteriors:
    """Return each bead's probability (forward-backward)."""
    return all_posteriors([lattice])[0]


def all_posteriors(lattices: Sequence[Lattice]) -> list[Posteriors]:
    """Return the probabilities of the beads of each of some lattices."""
    forward = [(_by_end(each.links), *each.alone) for each in lattices]
    # Backwards is forwards over the mirrored lattice.
    backward = [
        (each.links[:, ::-1, ::-1].transpose(1, 0, 2), each.alone[0][::-1], each.alone[1][::-1])
        for each in lattices
    ]
    tables = _sums(_Stack(forward + backward))
    return [
        _probabilities(each, tables[number], tables[number + len(lattices)])
        for number, each in enumerate(lattices)
    ]


def _sums(stack: _Stack) -> Doubles:
    """Return the logs of the summed scores of all paths from the origin to each (i, j)."""
    for i in range(stack.rows):
        terms = stack.reaching(i)
        top = terms.max(axis=1)
        terms -= top[:, None]
        row = top + np.log(np.exp(terms, out=terms).sum(axis=1))
        stack.settle(i, np.logaddexp.accumulate(row - stack.skipped, axis=1))
    return stack.table[:, LONGEST:, LONGEST:]


def _probabilities(lattice: Lattice, forward: Doubles, mirrored: Doubles) -> Posteriors:
    n, m = lattice.size
    forward, backward = forward[: n + 1, : m + 1], mirrored[n::-1, m::-1]
    total = float(forward[n, m])
    links = np.zeros(lattice.links.shape)
    before = forward - total
    for shape, (a, b) in enumerate(SHAPES):
        if a <= n and b <= m:
            inside = np.s_[: n + 1 - a, : m + 1 - b]
            path = before[inside] + lattice.links[shape][inside]
            path += backward[a:, b:]
            np.exp(np.minimum(path, 0.0, out=path), out=links[shape][inside])
    alone = before[:-1] + lattice.source_alone[:, None] + backward[1:]
    other = before[:, :-1] + lattice.target_alone + backward[:, 1:]
    return Posteriors(
        links,
        np.exp(np.minimum(alone, 0.0)).sum(axis=1),
        np.exp(np.minimum(other, 0.0)).sum(axis=0),
        np.exp(np.minimum(before + backward, 0.0)),
        total,
    )


def _by_end(links: Doubles) -> Doubles:
    """Reindex scores by where beads end; returns (n + 1, shapes, m + 1)."""
    _, rows, columns = links.shape
    ends = np.full((rows, len(SHAPES), columns), NEVER)
    for shape, (a, b) in enumerate(SHAPES):
        if a < rows and b < columns:
            ends[a:, shape, b:] = links[shape, : rows - a, : columns - b]
    return ends


class _Stack:
    """Lattices to be searched row by row at the same time, the smaller ones padded.

    Each is given by its scores by the end of beads (n + 1, shapes, m + 1), and those of leaving
    segments alone (n) and (m). `table` (lattices, LONGEST + n + 1, LONGEST + m + 1) holds what is
    known of each place, padded by impossible ones; `skipped` is (lattices, m + 1).
    """

    def __init__(self, parts: Sequence[tuple[Doubles, Doubles, Doubles]]) -> None:
        self.rows = max(ends.shape[0] for ends, _, _ in parts)
        self.columns = max(ends.shape[2] for ends, _, _ in parts)
        count, width = len(parts), self.columns + LONGEST
        self._ends = np.full((self.rows, count, len(SHAPES), self.columns), NEVER)
        self._alone = np.zeros((self.rows, count, 1))
        self.skipped = np.zeros((count, self.columns))
        for number, (ends, source_alone, target_alone) in enumerate(parts):
            self._ends[: ends.shape[0], number, :, : ends.shape[2]] = ends
            self._alone[1 : ends.shape[0], number, 0] = source_alone
            self.skipped[number, 1 : ends.shape[2]] = np.cumsum(target_alone)
        self.table = np.full((count, self.rows + LONGEST, width), NEVER)
        self._flat = self.table.ravel()
        # Where beads of each shape that end in row 0 begin.
        self._offsets = (
            (np.arange(count) * (self.rows + LONGEST) * width)[:, None, None]
            + ((LONGEST - SOURCE_SPANS) * width + LONGEST - TARGET_SPANS)[:, None]
            + np.arange(self.columns)
        )
        self._terms = np.empty((count, len(SHAPES) + 1, self.columns))

    def reaching(self, i: int) -> Doubles:
        """Scores of the ways to each place of a row from earlier rows: (lattices, ways, m + 1).

        The ways are the shapes of beads, and leaving segment i - 1 alone. Valid until the next row.
        """
        start = i * self.table.shape[2]
        np.add(self._flat[self._offsets + start], self._ends[i], out=self._terms[:, :-1])
        alone = self._terms[:, -1]
        np.add(self.table[:, i + LONGEST - 1, LONGEST:], self._alone[i], out=alone)
        if not i:
            alone[:, 0] = 0.0
        return self._terms

    def settle(self, i: int, relative: Doubles) -> None:
        """Enter a row, given without what it costs to leave target segments alone."""
        np.add(relative, self.skipped, out=self.table[:, i + LONGEST, LONGEST:])

"""Dynamic programming over beads: the best path, and the probability of every bead.

Scores are natural logarithms. Shape (a, b) is a bead of a source and b target segments. Only the
beads of a lattice can be; segments left alone are scored one by one: `source_alone` (n),
`target_alone` (m).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tm.alignment.cells import SHAPES, Cells
from tm.alignment.spans import Ints

Doubles = NDArray[np.float64]

NEVER = -1e30
# What a path does that is no bead.
_SKIP_SOURCE, _SKIP_TARGET = -1, -2


@dataclass(frozen=True)
class Lattice:
    """Beads of two versions with their log scores."""

    cells: Cells
    scores: Doubles
    source_alone: Doubles
    target_alone: Doubles

    @property
    def size(self) -> tuple[int, int]:
        return len(self.source_alone), len(self.target_alone)

    def score(self, shape: int, i: int, j: int) -> float:
        """Return the log score of the bead of a shape that begins at i and j."""
        cells = self.cells
        found = (cells.shapes == shape) & (cells.rows == i) & (cells.columns == j)
        return float(self.scores[found][0])

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
    if not lattices:
        return []
    stack = _Stack([_Side.forward(each) for each in lattices])
    choice = np.full((stack.rows, len(lattices) * stack.columns), _SKIP_SOURCE, dtype=np.int64)
    for row in range(stack.rows):
        best = stack.skipping(row)
        beads, ends, values = stack.reaching(row)
        flat = best.ravel()
        np.maximum.at(flat, ends, values)
        chosen = values >= flat[ends]
        # Of equals the first shape wins: it is entered last.
        choice[row, ends[chosen][::-1]] = beads[chosen][::-1]
        best -= stack.skipped
        reached = np.maximum.accumulate(best, axis=1)
        choice[row, (reached > best).ravel()] = _SKIP_TARGET
        stack.settle(row, reached)
    steps = choice.reshape(stack.rows, len(lattices), stack.columns)
    return [
        _trace(steps[:, number], each, first)
        for number, (each, first) in enumerate(zip(lattices, stack.firsts, strict=True))
    ]


def _trace(choice: NDArray[np.int64], lattice: Lattice, first: int) -> list[Span]:
    """Follow the choices back from the end; beads are numbered from `first` on."""
    shapes = lattice.cells.shapes
    path: list[Span] = []
    i, j = lattice.size
    while i or j:
        step = int(choice[i, j])
        if step >= 0:
            a, b = SHAPES[shapes[step - first]]
        else:
            a, b = (1, 0) if step == _SKIP_SOURCE else (0, 1)
        i, j = i - a, j - b
        path.append((i, a, j, b))
    return path[::-1]


def posteriors(lattice: Lattice) -> Posteriors:
    """Return each bead's probability (forward-backward)."""
    return all_posteriors([lattice])[0]


def all_posteriors(lattices: Sequence[Lattice]) -> list[Posteriors]:
    """Return the probabilities of the beads of each of some lattices."""
    sides = [_Side.forward(each) for each in lattices] + [_Side.backward(each) for each in lattices]
    tables = _sums(_Stack(sides))
    return [
        _probabilities(each, tables[number], tables[number + len(lattices)])
        for number, each in enumerate(lattices)
    ]


def _sums(stack: _Stack) -> Doubles:
    """Return the logs of the summed scores of all paths from the origin to each (i, j)."""
    for row in range(stack.rows):
        alone = stack.skipping(row)
        _, ends, values = stack.reaching(row)
        top = alone.copy()
        np.maximum.at(top.ravel(), ends, values)
        np.exp(np.subtract(alone, top, out=alone), out=alone)
        values = np.exp(values - top.ravel()[ends])
        alone += np.bincount(ends, values, alone.size).reshape(alone.shape)
        top += np.log(alone, out=alone)
        top -= stack.skipped
        stack.settle(row, np.logaddexp.accumulate(top, axis=1))
    return stack.table


def _probabilities(lattice: Lattice, forward: Doubles, mirrored: Doubles) -> Posteriors:
    n, m = lattice.size
    forward, backward = forward[: n + 1, : m + 1], mirrored[n::-1, m::-1]
    total = float(forward[n, m])
    before = forward - total
    cells = lattice.cells
    links = before[cells.rows, cells.columns] + lattice.scores
    links += backward[cells.row_ends, cells.column_ends]
    alone = before[:-1] + lattice.source_alone[:, None] + backward[1:]
    other = before[:, :-1] + lattice.target_alone + backward[:, 1:]
    return Posteriors(
        np.exp(np.minimum(links, 0.0)),
        np.exp(np.minimum(alone, 0.0)).sum(axis=1),
        np.exp(np.minimum(other, 0.0)).sum(axis=0),
        np.exp(np.minimum(before + backward, 0.0)),
        total,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """A lattice as it is searched: where its beads begin and end, and the scores."""

    begins: tuple[Ints, Ints]
    ends: tuple[Ints, Ints]
    scores: Doubles
    alone: tuple[Doubles, Doubles]

    @classmethod
    def forward(cls, lattice: Lattice) -> _Side:
        cells = lattice.cells
        begins, ends = (cells.rows, cells.columns), (cells.row_ends, cells.column_ends)
        return cls(begins, ends, lattice.scores, lattice.alone)

    @classmethod
    def backward(cls, lattice: Lattice) -> _Side:
        """Backwards is forwards over the mirrored lattice."""
        (n, m), cells = lattice.size, lattice.cells
        begins, ends = (
            (n - cells.row_ends, m - cells.column_ends),
            (n - cells.rows, m - cells.columns),
        )
        alone = lattice.source_alone[::-1], lattice.target_alone[::-1]
        return cls(begins, ends, lattice.scores, alone)


class _Stack:
    """Lattices to be searched row by row at the same time, the smaller ones padded.

    `table` (lattices, rows, columns) holds what is known of each place; `skipped` (lattices,
    columns) what it costs to leave all target segments up to there alone. Beads of all lattices
    are numbered one after another, those of each from one of `firsts` on.
    """

    def __init__(self, parts: Sequence[_Side]) -> None:
        sizes = [(len(part.alone[0]) + 1, len(part.alone[1]) + 1) for part in parts]
        self.rows, self.columns = (max(of) for of in zip(*sizes, strict=True))
        counts = [len(part.scores) for part in parts]
        self.firsts = np.cumsum([0, *counts[:-1]])
        self._alone = np.zeros((self.rows, len(parts), 1))
        self.skipped = np.zeros((len(parts), self.columns))
        for number, (part, (rows, columns)) in enumerate(zip(parts, sizes, strict=True)):
            self._alone[1:rows, number, 0] = part.alone[0]
            self.skipped[number, 1:columns] = np.cumsum(part.alone[1])
        self.table = np.full((len(parts), self.rows, self.columns), NEVER)
        self._flat = self.table.ravel()
        self._sort(parts, np.repeat(np.arange(len(parts)), counts))

    def _sort(self, parts: Sequence[_Side], lattice: Ints) -> None:
        """Put the beads in order of the row in which they end."""
        (i, j), (row, column) = (
            (np.concatenate([place[0] for place in side]), np.concatenate([p[1] for p in side]))
            for side in ([part.begins for part in parts], [part.ends for part in parts])
        )
        self._beads = np.argsort(row, kind="stable")
        begins = (lattice * self.rows + i) * self.columns + j
        self._begins = begins[self._beads]
        self._ends = (lattice * self.columns + column)[self._beads]
        self._scores = np.concatenate([part.scores for part in parts])[self._beads]
        self._bounds = [0, *np.cumsum(np.bincount(row, minlength=self.rows)).tolist()]

    def skipping(self, row: int) -> Doubles:
        """Scores of reaching each place of a row by leaving a source segment alone; a new array."""
        if row:
            found: Doubles = self.table[:, row - 1] + self._alone[row]
            return found
        start = np.full(self.skipped.shape, NEVER)
        start[:, 0] = 0.0
        return start

    def reaching(self, row: int) -> tuple[Ints, Ints, Doubles]:
        """The beads that end in a row: number, place in the row (of all lattices), score there."""
        own = slice(self._bounds[row], self._bounds[row + 1])
        return self._beads[own], self._ends[own], self._flat[self._begins[own]] + self._scores[own]

    def settle(self, row: int, relative: Doubles) -> None:
        """Enter a row, given without what it costs to leave target segments alone."""
        np.add(relative, self.skipped, out=self.table[:, row])

"""Dynamic programming over beads: the best path, and the probability of every bead.

Scores are natural logarithms. Shape (a, b) is a bead of a source and b target segments. The arrays
of scores are (shapes, n + 1, m + 1), indexed by where a bead begins; impossible beads have NEVER.
Segments left alone are scored by segment, not by place: `source_alone` (n), `target_alone` (m).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tm.alignment.spans import LONGEST

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


@dataclass(frozen=True)
class Lattice:
    """All beads of two versions with their log scores."""

    links: Doubles
    source_alone: Doubles
    target_alone: Doubles

    @property
    def size(self) -> tuple[int, int]:
        return len(self.source_alone), len(self.target_alone)


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


def _by_end(links: Doubles) -> Doubles:
    """Reindex scores by where beads end; returns (n + 1, shapes, m + 1)."""
    _, rows, columns = links.shape
    ends = np.full((rows, len(SHAPES), columns), NEVER)
    for shape, (a, b) in enumerate(SHAPES):
        if a < rows and b < columns:
            ends[a:, shape, b:] = links[shape, : rows - a, : columns - b]
    return ends


def _predecessors(columns: int) -> tuple[NDArray[np.int64], int]:
    """Flat offsets from row 0 of a table padded by LONGEST rows and columns, and its width."""
    width = columns + LONGEST
    row = (LONGEST - SOURCE_SPANS)[:, None] * width
    return row + (LONGEST - TARGET_SPANS)[:, None] + np.arange(columns), width


def best_path(lattice: Lattice) -> list[Span]:
    """Return the beads of the best monotone path (Viterbi), in order, segments alone included."""
    n, m = lattice.size
    ends = _by_end(lattice.links)
    offsets, width = _predecessors(m + 1)
    table = np.full((n + 1 + LONGEST, width), NEVER)
    flat = table.ravel()
    choice = np.full((n + 1, m + 1), -1, dtype=np.int64)
    skipped = np.concatenate([[0.0], np.cumsum(lattice.target_alone)])
    for i in range(n + 1):
        candidates = flat[offsets + i * width] + ends[i]
        pick = candidates.argmax(axis=0)
        row = candidates[pick, np.arange(m + 1)]
        if i:
            alone = table[i + LONGEST - 1, LONGEST:] + lattice.source_alone[i - 1]
            pick = np.where(alone > row, len(SHAPES), pick)
            row = np.maximum(row, alone)
        else:
            row[0] = 0.0
        relative = row - skipped
        best = np.maximum.accumulate(relative)
        choice[i] = np.where(best > relative, len(SHAPES) + 1, pick)
        table[i + LONGEST, LONGEST:] = best + skipped
    return _trace(choice, n, m)


def _trace(choice: NDArray[np.int64], n: int, m: int) -> list[Span]:
    steps = [*SHAPES, (1, 0), (0, 1)]
    path: list[Span] = []
    i, j = n, m
    while i or j:
        a, b = steps[int(choice[i, j])]
        i, j = i - a, j - b
        path.append((i, a, j, b))
    return path[::-1]


def _sums(ends: Doubles, source_alone: Doubles, target_alone: Doubles) -> Doubles:
    """Return the log of the summed scores of all paths from the origin to each (i, j).

    Several lattices of one size at once: `ends` is (n + 1, lattices, shapes, m + 1), the others
    are (lattices, n) and (lattices, m); returns (lattices, n + 1, m + 1).
    """
    count, n = source_alone.shape
    m = target_alone.shape[1]
    offsets, width = _predecessors(m + 1)
    table = np.full((count, n + 1 + LONGEST, width), NEVER)
    flat = table.ravel()
    offsets = offsets + (np.arange(count) * (n + 1 + LONGEST) * width)[:, None, None]
    skipped = np.zeros((count, m + 1))
    np.cumsum(target_alone, axis=1, out=skipped[:, 1:])
    terms = np.empty((count, len(SHAPES) + 1, m + 1))
    terms[:, -1] = NEVER
    terms[:, -1, 0] = 0.0
    for i in range(n + 1):
        np.add(flat[offsets + i * width], ends[i], out=terms[:, :-1])
        if i:
            before = table[:, i + LONGEST - 1, LONGEST:]
            np.add(before, source_alone[:, i - 1, None], out=terms[:, -1])
        top = terms.max(axis=1)
        row = top + np.log(np.exp(terms - top[:, None]).sum(axis=1)) - skipped
        table[:, i + LONGEST, LONGEST:] = np.logaddexp.accumulate(row, axis=1) + skipped
    return table[:, LONGEST:, LONGEST:]


def posteriors(lattice: Lattice) -> Posteriors:
    """Return each bead's probability (forward-backward)."""
    n, m = lattice.size
    # Backwards is forwards over the mirrored lattice.
    mirrored = lattice.links[:, ::-1, ::-1].transpose(1, 0, 2)
    forward, backward = _sums(
        np.stack([_by_end(lattice.links), mirrored], axis=1),
        np.stack([lattice.source_alone, lattice.source_alone[::-1]]),
        np.stack([lattice.target_alone, lattice.target_alone[::-1]]),
    )
    backward = backward[::-1, ::-1]
    total = float(forward[n, m])
    links = np.zeros(lattice.links.shape)
    for shape, (a, b) in enumerate(SHAPES):
        if a <= n and b <= m:
            inside = np.s_[: n + 1 - a, : m + 1 - b]
            path = forward[inside] + lattice.links[shape][inside] + backward[a:, b:] - total
            links[shape][inside] = np.exp(np.minimum(path, 0.0))
    alone = forward[:-1] + lattice.source_alone[:, None] + backward[1:] - total
    other = forward[:, :-1] + lattice.target_alone + backward[:, 1:] - total
    return Posteriors(
        links,
        np.exp(np.minimum(alone, 0.0)).sum(axis=1),
        np.exp(np.minimum(other, 0.0)).sum(axis=0),
        np.exp(np.minimum(forward + backward - total, 0.0)),
        total,
    )

"""What is known of two versions once they are aligned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tm.alignment.cells import SHAPES
from tm.alignment.search import Lattice, Posteriors, Span
from tm.alignment.spans import LONGEST
from tm.alignment.windows import Window

# Beads and boundaries less likely than this are not kept for the search over all versions.
FAINT_BEAD = 1e-4
FAINT_BOUNDARY = 1e-3


@dataclass
class PairAlignment:
    """The best path of two versions, and everything that is not out of the question.

    `beads` holds (log score, probability) of links; `boundaries[i]` holds the places j that may
    be boundaries between beads together with i; `*_alone` are the log scores and `*_chance` the
    probabilities of leaving each segment alone.
    """

    path: list[Span] = field(default_factory=list)
    beads: dict[Span, tuple[float, float]] = field(default_factory=dict)
    boundaries: dict[int, set[int]] = field(default_factory=lambda: {0: {0}})
    source_alone: list[float] = field(default_factory=list)
    target_alone: list[float] = field(default_factory=list)
    source_chance: list[float] = field(default_factory=list)
    target_chance: list[float] = field(default_factory=list)

    def chance(self, i: int, a: int, j: int, b: int) -> float:
        """Return the probability that these segments are a bead, or two or more beads inside it."""
        found = self.beads.get((i, a, j, b))
        whole = found[1] if found else 0.0
        first = bisect_left(self.path, (i,))
        inside = [
            (k, c, m, d)
            for k, c, m, d in self.path[first : first + 4 * LONGEST]
            if k + c <= i + a and m >= j and m + d <= j + b
        ]
        covered = sum(c for _, c, _, _ in inside) == a and sum(d for _, _, _, d in inside) == b
        if not covered:
            return whole
        return max(whole, min(self._bead_chance(span) for span in inside))

    def _bead_chance(self, span: Span) -> float:
        i, a, j, b = span
        if a and b:
            return self.beads[span][1]
        return self.source_chance[i] if a else self.target_chance[j]

    @property
    def on_path(self) -> set[tuple[int, int]]:
        """The boundaries (i, j) between beads of the best path."""
        return {(0, 0)} | {(i + a, j + b) for i, a, j, b in self.path}

    def extend(
        self, lattice: Lattice, chances: Posteriors, window: Window, settled: Sequence[Span]
    ) -> None:
        """Add what a window says of its settled part, which follows what is here already."""
        self.path += settled
        end = (window.i, window.j)
        if settled:
            i, a, j, b = settled[-1]
            end = (i + a, j + b)
        self._add_links(lattice, chances, window, end)
        self._add_boundaries(chances, window, settled, end)
        for i, a, j, b in settled:
            if a and b and (i, a, j, b) not in self.beads:
                score = lattice.score(SHAPES.index((a, b)), i - window.i, j - window.j)
                self.beads[i, a, j, b] = (score, 0.0)
        rows, columns = end[0] - window.i, end[1] - window.j
        self.source_alone += lattice.source_alone[:rows].tolist()
        self.target_alone += lattice.target_alone[:columns].tolist()
        self.source_chance += chances.source_alone[:rows].tolist()
        self.target_chance += chances.target_alone[:columns].tolist()

    def _add_boundaries(
        self, chances: Posteriors, window: Window, settled: Sequence[Span], end: tuple[int, int]
    ) -> None:
        boundaries = np.argwhere(chances.boundaries > FAINT_BOUNDARY)
        boundaries += np.array([window.i, window.j])
        likely = boundaries[(boundaries <= end).all(axis=1)].tolist()
        for i, j in (*likely, *((i + a, j + b) for i, a, j, b in settled)):
            self.boundaries.setdefault(i, set()).add(j)

    def _add_links(
        self, lattice: Lattice, chances: Posteriors, window: Window, end: tuple[int, int]
    ) -> None:
        likely = np.flatnonzero(chances.links > FAINT_BEAD)
        cells = lattice.cells
        places = (each[likely].tolist() for each in (cells.shapes, cells.rows, cells.columns))
        values = (each[likely].tolist() for each in (lattice.scores, chances.links))
        for shape, i, j, score, value in zip(*places, *values, strict=True):
            a, b = SHAPES[shape]
            i, j = i + window.i, j + window.j
            if i + a <= end[0] and j + b <= end[1]:
                self.beads[i, a, j, b] = (score, value)

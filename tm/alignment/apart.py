"""Beads scored as if their segments stood alone, many at once.

What is done after the search asks of a few dozen beads how good they would be, wherever their
segments stand. Runs of segments are looked up where they stand; beads with gaps are put side by
side in one small table, of which the cells that hold a bead are read: one call of every signal
instead of one a bead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from tm.alignment.cells import SHAPES, Cells
from tm.alignment.evidence import Evidence
from tm.alignment.search import NEVER
from tm.alignment.weights import Weights

Bead = tuple[tuple[int, ...], tuple[int, ...]]

# What these say depends on the segments around a bead, which here are of other beads.
_CONTEXT = ("neighbours", "best-neighbour", "opening")
# Segments of either version in one table.
LARGEST_TABLE = 48


def scores_apart(evidence: Evidence, weights: Weights, beads: Sequence[Bead]) -> list[float]:
    """Return the log score of each bead; NEVER for shapes that the search does not know.

    The segments of the beads are places in the evidence.
    """
    apart = _without_context(weights)
    known = [bead for bead in beads if (len(bead[0]), len(bead[1])) in SHAPES]
    runs = [bead for bead in known if all(side[-1] - side[0] < len(side) for side in bead)]
    cells = _in_place(runs, (evidence.source.size, evidence.target.size))
    found = dict(zip(runs, apart.scores(evidence, cells).tolist(), strict=True))
    for table in tables([bead for bead in known if bead not in found]):
        rows, columns = ([index for bead in table for index in bead[side]] for side in (0, 1))
        scores = apart.scores(evidence.part(rows, columns), _side_by_side(table))
        found.update(zip(table, scores.tolist(), strict=True))
    return [found.get(bead, NEVER) for bead in beads]


@cache
def _without_context(weights: Weights) -> Weights:
    return replace(weights, links={**weights.links, **dict.fromkeys(_CONTEXT, 0.0)})


def _in_place(beads: Sequence[Bead], size: tuple[int, int]) -> Cells:
    """Return where beads are that are runs of segments."""
    shapes = np.array([SHAPES.index((len(a), len(b))) for a, b in beads], dtype=np.int64)
    rows, columns = np.array([[a[0], b[0]] for a, b in beads], dtype=np.int64).reshape(-1, 2).T
    return Cells(size, shapes, rows, columns)


def _side_by_side(beads: Sequence[Bead]) -> Cells:
    """Return where beads are in a table of nothing but their segments."""
    sizes = np.array([[len(left), len(right)] for left, right in beads])
    rows, columns = (np.cumsum(sizes, axis=0) - sizes).T
    shapes = np.array([SHAPES.index((a, b)) for a, b in sizes.tolist()])
    size = tuple(sizes.sum(axis=0).tolist())
    return Cells((size[0], size[1]), shapes, rows, columns)


def tables(beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    """Cut beads into runs that fit into one table."""
    table: list[Bead] = []
    size = 0
    for bead in beads:
        size += max(map(len, bead))
        if size > LARGEST_TABLE:
            yield table
            table, size = [], max(map(len, bead))
        table.append(bead)
    if table:
        yield table

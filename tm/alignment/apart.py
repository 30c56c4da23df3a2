"""Beads scored as if their segments stood alone, many at once.

What is done after the search asks of a few dozen beads how good they would be, wherever their
segments stand. They are put side by side in one small table, of which the cells that hold a bead
are read: one call of every signal instead of one a bead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tm.alignment.evidence import Evidence
from tm.alignment.search import NEVER, SHAPES
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
    apart = replace(weights, links={**weights.links, **dict.fromkeys(_CONTEXT, 0.0)})
    known = [bead for bead in beads if (len(bead[0]), len(bead[1])) in SHAPES]
    found: dict[Bead, float] = {}
    for table in tables(known):
        rows, columns = ([index for bead in table for index in bead[side]] for side in (0, 1))
        links = apart.lattice(evidence.part(rows, columns)).links
        i = j = 0
        for bead in table:
            a, b = len(bead[0]), len(bead[1])
            found[bead] = float(links[SHAPES.index((a, b)), i, j])
            i, j = i + a, j + b
    return [found.get(bead, NEVER) for bead in beads]


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

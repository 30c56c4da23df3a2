"""What either side of a bead names: numbers, values of facts, names, whole segments.

Each function returns one value a cell, as in `tm.alignment.features`.
"""

from __future__ import annotations

import numpy as np

from tm.alignment.cells import SHAPES, Cells
from tm.alignment.evidence import Evidence
from tm.alignment.slices import Bits
from tm.alignment.spans import LONGEST, Floats, sums

_PAIR = SHAPES.index((1, 1))


def numbers_elsewhere(pair: Evidence, cells: Cells) -> Floats:
    """How many distinct numbers in digits of both versions are on one side of the bead only."""
    return _on_one_side("numbers", pair, cells)


def facts_elsewhere(pair: Evidence, cells: Cells) -> Floats:
    """How many distinct values of facts of both versions are on one side of the bead only."""
    return _on_one_side("facts", pair, cells)


def names(pair: Evidence, cells: Cells) -> Floats:
    """How many names of both versions are on one side of the bead only.

    A name is a word that both write with a capital and alike.
    """
    return _on_one_side("capitals", pair, cells)


def twins(pair: Evidence, cells: Cells) -> Floats:
    """How many segments of the bead stand word for word in the other version, and not as the bead.

    Fixed headings and formulas, addresses and names of their own line: nobody merges them with what
    stands beside them.
    """
    left, right = pair.twins
    source, target = ((side >= 0).astype(np.float32) for side in (left, right))
    found = cells.source(sums(source, LONGEST)) + cells.target(sums(target, LONGEST))
    same = (left[cells.rows] == right[cells.columns]) & (left[cells.rows] >= 0)
    found[same & (cells.shapes == _PAIR)] = 0
    return found


def _on_one_side(what: str, pair: Evidence, cells: Cells) -> Floats:
    source, target = pair.in_both(what)
    if not source.shape[1]:
        return np.zeros(len(cells), dtype=np.float32)
    differ = np.bitwise_count(cells.source(_runs(source)) ^ cells.target(_runs(target)))
    return np.minimum(differ.sum(axis=1, dtype=np.float32), 6)


def _runs(single: Bits) -> Bits:
    """Return what runs of segments have: (LONGEST, segments, words)."""
    result = np.empty((LONGEST, *single.shape), dtype=np.uint64)
    result[0] = single
    for length in range(1, LONGEST):
        result[length] = result[length - 1]
        result[length, :-length] |= single[length:]
    return result

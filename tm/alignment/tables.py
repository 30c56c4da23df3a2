"""Tables of words by words: (source types, target types), few of whose cells are not zero."""

from __future__ import annotations

import numpy as np

from tm.alignment.spans import Floats, Ints


def matching(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the places (in left, in right) of all pairs of equal keys."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first = np.searchsorted(ordered, left, side="left")
    counts = np.searchsorted(ordered, left, side="right") - first
    begin = np.cumsum(counts) - counts
    return (
        np.repeat(np.arange(len(left)), counts),
        order[np.repeat(first - begin, counts) + np.arange(counts.sum())],
    )


def raised(table: Floats, rows: Ints, columns: Ints, values: Floats) -> Floats:
    """Return a copy in which the given cells, each named once, have at least the given values."""
    result = table.copy()
    result[rows, columns] = np.maximum(result[rows, columns], values)
    return result

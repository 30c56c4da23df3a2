"""Lists of rows in ascending order: cutting out a range, and counting."""

from __future__ import annotations

import numpy as np

from tm.memory.index.arrays import Array


def within(rows: Array, low: int, high: int) -> Array:
    """Return those of ascending rows that are in low..high-1."""
    first, last = np.searchsorted(rows, (low, high))
    return rows[first:last]


def at_least(rows: Array, times: int, low: int, high: int) -> Array:
    """Return the values that occur `times` or more in `rows`, all of them in low..high-1."""
    if times > len(rows):
        return rows[:0]
    if times == 1:
        return np.unique(rows)
    if len(rows) > (high - low) // 8:
        counts = np.bincount(rows - np.uint32(low), minlength=high - low)
        return (np.nonzero(counts >= times)[0] + low).astype(np.uint32)
    rows = np.sort(rows)
    return np.unique(rows[times - 1 :][rows[times - 1 :] == rows[: len(rows) - times + 1]])

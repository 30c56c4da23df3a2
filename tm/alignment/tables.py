"""Tables of words by words: (source types, target types), few of whose cells are not zero."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tm.alignment.spans import Floats, Ints


def matching(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the places (in left, in right) of all pairs of equal keys."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first = np.searchsorted(ordered, left, side="left")
    counts = np.searchsorted(ordered, left, side="right") - first
    return np.repeat(np.arange(len(left)), counts), order[ranges(first, counts)]


def ranges(first: Ints, counts: Ints) -> Ints:
    """Return runs of so many numbers that begin with the given ones, one after another."""
    begin = np.cumsum(counts) - counts
    return np.repeat(first - begin, counts) + np.arange(counts.sum())


@dataclass(frozen=True)
class Table:
    """The cells of a table that are not zero, each once, and their values, which are positive."""

    rows: Ints
    columns: Ints
    values: Floats

    def raised(self, other: Table) -> Table:
        """Return the table with the greater value of each cell of two."""
        rows = np.concatenate([self.rows, other.rows])
        columns = np.concatenate([self.columns, other.columns])
        if not len(rows):
            return self
        width = int(columns.max()) + 1
        keys = rows * width + columns
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        values = np.concatenate([self.values, other.values])[order]
        rows, columns = np.divmod(keys[first], width)
        return Table(rows, columns, np.maximum.reduceat(values, first))

    def weighed(self, weight: float) -> Table:
        """Return the table with all values multiplied; without any if the weight is 0."""
        kept = slice(None) if weight else slice(0)
        values = self.values[kept] * np.float32(weight)
        return Table(self.rows[kept], self.columns[kept], values)

    @property
    def transposed(self) -> Table:
        """The table seen from the other side."""
        return Table(self.columns, self.rows, self.values)

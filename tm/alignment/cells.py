"""Where beads may be: a shape, and the segments at which it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.alignment.spans import Floats, Ints

Values = NDArray[Any]

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


def over_both(
    combine: Callable[[Floats, Floats], Floats], source: Floats, target: Floats
) -> Floats:
    """Combine what runs of either side say, (longest, n) and (longest, m): (shapes, n, m)."""
    return combine(source[SOURCE_SPANS - 1][:, :, None], target[TARGET_SPANS - 1][:, None, :])


@dataclass(frozen=True)
class Cells:
    """Some beads, as parallel arrays: number of the shape, first source and target segment.

    `size` is how many segments the versions have. Signals are computed for cells and not for whole
    tables, most of which is out of the question.
    """

    size: tuple[int, int]
    shapes: Ints
    rows: Ints
    columns: Ints

    def __len__(self) -> int:
        return len(self.shapes)

    @classmethod
    def where(cls, possible: NDArray[np.bool_]) -> Cells:
        """Return the marked cells of a table (shapes, n, m); what passes an end is unmarked."""
        _, n, m = possible.shape
        for shape, (a, b) in enumerate(SHAPES):
            possible[shape, max(0, n + 1 - a) :] = False
            possible[shape, :, max(0, m + 1 - b) :] = False
        return cls((n, m), *np.nonzero(possible))

    def only(self, kept: NDArray[np.bool_]) -> Cells:
        """Some of the cells."""
        return Cells(self.size, self.shapes[kept], self.rows[kept], self.columns[kept])

    @cached_property
    def row_ends(self) -> Ints:
        """The source segment after each."""
        return self.rows + SOURCE_SPANS[self.shapes]

    @cached_property
    def column_ends(self) -> Ints:
        """The target segment after each."""
        return self.columns + TARGET_SPANS[self.shapes]

    @cached_property
    def _source(self) -> Ints:
        return (SOURCE_SPANS[self.shapes] - 1) * self.size[0] + self.rows

    @cached_property
    def _target(self) -> Ints:
        return (TARGET_SPANS[self.shapes] - 1) * self.size[1] + self.columns

    @cached_property
    def _places(self) -> Ints:
        n, m = self.size
        return (self.shapes * n + self.rows) * m + self.columns

    def source(self, values: Values) -> Values:
        """Take from what runs of the source say, (longest, n, …): (cells, …)."""
        return values.reshape(-1, *values.shape[2:]).take(self._source, axis=0)

    def target(self, values: Values) -> Values:
        """Take from what runs of the target say, (longest, m, …): (cells, …)."""
        return values.reshape(-1, *values.shape[2:]).take(self._target, axis=0)

    def of(self, table: Values) -> Values:
        """Take from a table of all beads, (shapes, n, m)."""
        return table.ravel().take(self._places)

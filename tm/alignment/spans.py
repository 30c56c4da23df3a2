"""Sums and minima over runs of neighbouring segments, for all lengths of run at once.

Each function takes values whose last axis is segments and returns an array with a new first axis:
entry [k, …, i] covers the segments i to i + k. Runs that would pass the end cover what is there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

# The most segments of one version in a bead between two.
LONGEST = 4


def sums(values: Floats, longest: int) -> Floats:
    """Return sums over runs of 1 to `longest` segments: (longest, …, segments)."""
    result = np.empty((longest, *values.shape), dtype=np.float32)
    result[0] = values
    for length in range(1, longest):
        result[length] = result[length - 1]
        result[length, ..., :-length] += values[..., length:]
    return result


def minima(values: Floats, longest: int) -> Floats:
    """Return minima over runs of 1 to `longest` segments: (longest, …, segments)."""
    result = np.empty((longest, *values.shape), dtype=np.float32)
    result[0] = values
    for length in range(1, longest):
        result[length] = result[length - 1]
        inner = result[length, ..., :-length]
        np.minimum(inner, values[..., length:], out=inner)
    return result

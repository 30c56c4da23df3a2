"""A bead: the segments of each version that say the same (Gale and Church 1993)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """A group of segments, by language code, as 0-based indices in ascending order.

    A version without a counterpart is present with an empty tuple. `score` in 0..1 is the
    probability that the bead is right. `moved` marks a bead that crosses others.
    """

    segments: Mapping[str, tuple[int, ...]]
    score: float = 1.0
    moved: bool = False

"""What a bead gains by being one: its score less that of its parts, over all versions."""

from __future__ import annotations

from collections.abc import Mapping

from tm.alignment.apart import Bead
from tm.alignment.groups import Members
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import NEVER

Aligners = Mapping[tuple[int, int], PairAligner]


def join(one: Members, other: Members) -> Members:
    """Return all segments of two groups."""
    return tuple(tuple(sorted(a + b)) for a, b in zip(one, other, strict=True))


def gains(one: Members, other: Members, aligners: Aligners) -> list[float]:
    """Return by how much, over pairs of versions, one bead beats it in two parts.

    Between versions of which both parts have both, it matters little whether that is one bead or
    two; where the whole lacks one, there is nothing to choose.
    """
    whole = join(one, other)
    return [
        _gain(aligner, *((part[first], part[second]) for part in (whole, one, other)))
        for (first, second), aligner in aligners.items()
        if is_asked(one, other, first, second)
    ]


def is_asked(one: Members, other: Members, first: int, second: int) -> bool:
    """Say whether both parts of a bead have to do with two versions, and it matters."""
    own, more = (one[first], one[second]), (other[first], other[second])
    has = any(own) and any(more) and all(map(any, zip(own, more, strict=True)))
    return has and not all((*own, *more))


def _gain(aligner: PairAligner, whole: Bead, *parts: Bead) -> float:
    """Log score of a bead less that of its parts; NEVER if a shape is not known."""
    values = [_value(bead, aligner) for bead in (whole, *parts)]
    return values[0] - sum(values[1:]) if min(values) > NEVER else NEVER


def _value(bead: Bead, aligner: PairAligner) -> float:
    """Log score of a bead, of which one side may be empty."""
    if all(bead):
        return aligner.score(*bead)
    return sum(aligner.alone(side, segment) for side, has in enumerate(bead) for segment in has)

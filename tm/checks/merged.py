"""Sentences that only seem to stand alone: the others said it in a longer sentence beside it."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# How much longer the neighbour has to be in the other versions before it may hold two sentences
# (the logarithm of the ratio: translations of one sentence rarely differ by more than a quarter).
_LONGER = 0.25


def is_merged(context: CheckContext, bead: int, language: str, absent: tuple[str, ...]) -> bool:
    """Say whether all versions that lack a bead are longer beside it, and fit better with it.

    `language` is a version that has the bead; its neighbours are the segments before and behind.
    """
    segments = context.beads[bead].segments[language]
    extra = sum(len(context.segments[language][index].text) for index in segments)
    for beside in (segments[0] - 1, segments[-1] + 1):
        neighbour = context.bead_of(language, beside)
        if neighbour >= 0 and all(
            _fits_better(context, neighbour, language, other, extra) for other in absent
        ):
            return True
    return False


def _fits_better(context: CheckContext, bead: int, language: str, other: str, extra: int) -> bool:
    mine, theirs = _length(context, bead, language), _length(context, bead, other)
    if not mine or not theirs:
        return False
    alone, together = log(theirs / mine), log(theirs / (mine + extra))
    return alone >= _LONGER and abs(together) < alone


def _length(context: CheckContext, bead: int, language: str) -> int:
    indices = context.beads[bead].segments.get(language, ())
    return sum(len(context.segments[language][index].text) for index in indices)

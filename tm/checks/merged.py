"""Sentences that only seem to stand alone: the others said it in a sentence beside it."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from tm.checks.senses import side
from tm.checks.unexplained import is_said

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# How much longer the neighbour has to be in the other versions before it may hold two sentences
# (the logarithm of the ratio: translations of one sentence rarely differ by more than a quarter).
_LONGER = 0.25
# A short sentence has no more words.
_FEW = 10


def is_merged(context: CheckContext, bead: int, language: str, absent: tuple[str, ...]) -> bool:
    """Say whether all versions that lack a bead are longer beside it, and fit better with it.

    `language` is a version that has the bead; its neighbours are the segments before and behind.
    A short sentence may be in a neighbour that is no longer for it; its words show that.
    """
    segments = context.beads[bead].segments[language]
    if _is_told_beside(context, segments, language, absent):
        return True
    extra = sum(len(context.segments[language][index].text) for index in segments)
    for beside in (segments[0] - 1, segments[-1] + 1):
        neighbour = context.bead_of(language, beside)
        if neighbour >= 0 and all(
            _fits_better(context, neighbour, language, other, extra) for other in absent
        ):
            return True
    return False


def _is_told_beside(
    context: CheckContext, segments: tuple[int, ...], language: str, absent: tuple[str, ...]
) -> bool:
    """Say whether every version that lacks a short sentence has half of its words in neighbours."""
    text = " ".join(context.segments[language][index].text for index in segments)
    if len(text.split()) > _FEW:
        return False
    for other in absent:
        beside = _beside(context, segments, language, other)
        # Names are all over the text.
        whole = " ".join(segment.text for segment in context.segments[other])
        words = [w for w in side(text, language).words if text[w.start : w.end] not in whole]
        said = sum(is_said(word.key, language, beside, other) for word in words)
        if not words or 2 * said < len(words):
            return False
    return True


def _beside(context: CheckContext, segments: tuple[int, ...], language: str, other: str) -> str:
    """Return what another version has beside some segments of a version."""
    beads = {context.bead_of(language, index) for index in (segments[0] - 1, segments[-1] + 1)}
    return " ".join(
        context.segments[other][index].text
        for bead in sorted(beads)
        if bead >= 0
        for index in context.beads[bead].segments.get(other, ())
    )


def _fits_better(context: CheckContext, bead: int, language: str, other: str, extra: int) -> bool:
    mine, theirs = _length(context, bead, language), _length(context, bead, other)
    if not mine or not theirs:
        return False
    alone, together = log(theirs / mine), log(theirs / (mine + extra))
    return alone >= _LONGER and abs(together) < alone


def _length(context: CheckContext, bead: int, language: str) -> int:
    indices = context.beads[bead].segments.get(language, ())
    return sum(len(context.segments[language][index].text) for index in indices)

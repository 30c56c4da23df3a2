"""Gaps: neighbouring beads that some versions lack, once what only seems to be lacking is gone.

A sentence that an aligner could not place leaves two gaps: one in the version that has it at
another place, one in the others. Such gaps are counterparts, and nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm.model import BlockKind, Segment

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# Headers and footers belong to the layout; each version has its own.
_LAYOUT = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
# How far apart two gaps may be to be counterparts by their place alone, and by how much the
# lengths of translations differ (the extremes of sentence pairs in news text).
_BESIDE = 2
_LONGER = 2.5
# Formulas ("Yours sincerely") differ more, but not by more characters than this.
_FORMULA = 80
# Words that look alike in several languages and tell one sentence from another: names mostly.
_TELLING_WORD = re.compile(r"\b[^\W\d_a-zà-ÿ][^\W\d_]{3,}\b")
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring beads that the versions `present` have and the versions `absent` lack.

    `instead` says that these have another sentence in this place, which may be the same.
    """

    beads: tuple[int, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    instead: bool = False


def gaps(context: CheckContext) -> list[Gap]:
    """Return the gaps of a set, in the order of beads."""
    found = [Gap((n,), *_sides(context, n)) for n in range(len(context.beads))]
    open_ones = [gap for gap in found if gap.absent]
    moved = _counterparts(context, open_ones)
    rest = [gap for gap in open_ones if gap.beads[0] not in moved]
    beside = _beside(context, rest)
    marked = [
        Gap(gap.beads, gap.present, gap.absent, gap.beads[0] in beside)
        for gap in rest
        if not (gap.beads[0] in beside and len(gap.present) < len(gap.absent))
    ]
    return list(_joined(marked))


def segments_of(context: CheckContext, gap: Gap, language: str) -> list[Segment]:
    """Return what a version has where others have a gap."""
    sides = (context.beads[bead].segments.get(language, ()) for bead in gap.beads)
    return [context.segments[language][index] for side in sides for index in side]


def _sides(context: CheckContext, bead: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the versions that have a bead, and those that lack it without saying it elsewhere."""
    sides = context.beads[bead].segments
    present = tuple(n for n in context.languages if _says_something(context, bead, n))
    absent = tuple(
        n for n in context.languages if not sides.get(n) and not context.comparison.carries(bead, n)
    )
    return (present, absent) if present else ((), ())


def _says_something(context: CheckContext, bead: int, language: str) -> bool:
    indices = context.beads[bead].segments.get(language, ())
    return any(
        segment.kind not in _LAYOUT and any(character.isalpha() for character in segment.text)
        for segment in (context.segments[language][index] for index in indices)
    )


def _pairs(context: CheckContext, found: list[Gap]) -> Iterator[tuple[Gap, Gap]]:
    """Yield gaps of which the one has what the other lacks, of similar length."""
    for order, first in enumerate(found):
        for second in found[order + 1 :]:
            if set(first.present) <= set(second.absent) and set(second.present) <= set(
                first.absent
            ):
                one, other = _length(context, first), _length(context, second)
                if max(one, other) <= max(_LONGER * min(one, other), min(one, other) + _FORMULA):
                    yield first, second


def _length(context: CheckContext, gap: Gap) -> float:
    total = sum(len(s.text) for n in gap.present for s in segments_of(context, gap, n))
    return total / len(gap.present)


def _counterparts(context: CheckContext, found: list[Gap]) -> set[int]:
    """Return the beads of gaps that name the same, wherever they stand: a sentence that moved."""
    moved: set[int] = set()
    for first, second in _pairs(context, found):
        if first.beads[0] in moved or second.beads[0] in moved:
            continue
        one, other = _telling_words(context, first), _telling_words(context, second)
        if len(one & other) >= _SHARED and len(one & other) * 2 > min(len(one), len(other)):
            moved |= {first.beads[0], second.beads[0]}
    return moved


def _telling_words(context: CheckContext, gap: Gap) -> set[str]:
    """Return the capitalised words that all versions of a gap share."""
    words = [
        {w for s in segments_of(context, gap, n) for w in _TELLING_WORD.findall(s.text)}
        for n in gap.present
    ]
    return set.intersection(*words)


def _beside(context: CheckContext, found: list[Gap]) -> set[int]:
    """Return the beads of gaps beside each other: one text in two forms, or one text replaced."""
    beside: set[int] = set()
    for first, second in _pairs(context, found):
        near = abs(first.beads[0] - second.beads[0]) <= _BESIDE
        if near and first.beads[0] not in beside and second.beads[0] not in beside:
            beside |= {first.beads[0], second.beads[0]}
    return beside


def _joined(found: list[Gap]) -> Iterator[Gap]:
    """Join neighbouring gaps of the same versions: a passage is one gap."""
    run: list[Gap] = []
    for gap in found:
        alike = run and _sort(gap) == _sort(run[-1])
        if run and not (alike and gap.beads[0] == run[-1].beads[0] + 1):
            yield _one(run)
            run = []
        run.append(gap)
    if run:
        yield _one(run)


def _sort(gap: Gap) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    return gap.present, gap.absent, gap.instead


def _one(run: list[Gap]) -> Gap:
    beads = tuple(bead for gap in run for bead in gap.beads)
    return Gap(beads, run[0].present, run[0].absent, run[0].instead)

"""Gaps: passages that some versions lack, once what only seems to be lacking is gone.

A passage that the aligner could not place leaves two gaps: one in the version that has it at
another place, one in the others. Such gaps are counterparts, and nothing is missing. A sentence
whose facts stand in other beads was merged into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from tm.checks.formal import is_formal, states_facts
from tm.checks.merged import is_merged
from tm.facts.wording import CAPITAL
from tm.model import BlockKind, Segment

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# Headers and footers belong to the layout; each version has its own.
_LAYOUT = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
# How far apart two gaps may be to be counterparts by their place alone.
_BESIDE = 2
# By what factor the lengths of translations differ: one sentence at the extreme, and passages.
# Formulas ("Yours sincerely") differ more, but not by more characters than this.
_LONGER, _LONGER_PASSAGE, _FORMULA = 2.5, 1.5, 80
# Words that look alike in several languages and tell one sentence from another: names mostly.
_TELLING_WORD = re.compile(rf"\b{CAPITAL}[^\W\d_]{{3,}}\b")
_SHARED = 2
# Texts with more gaps than this are no versions of each other; their gaps are not compared.
_CROWD = 200


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring beads that the versions `present` have and the versions `absent` lack.

    `instead` says that these have another sentence in this place, which may be the same; `formal`
    that only fixed texts, headings and labels are lacking, and no fact.
    """

    beads: tuple[int, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    instead: bool = False
    formal: bool = False


def gaps(context: CheckContext) -> list[Gap]:
    """Return the gaps of a set, in the order of beads."""
    found = [gap for n in range(len(context.beads)) if (gap := _gap(context, n))]
    passages = [part for run in _joined(found) for part in _trimmed(context, run)]
    if len(passages) > _CROWD:
        return passages
    moved = _counterparts(context, passages)
    alone = [
        gap
        for passage in passages
        if passage not in moved
        for gap in _without_carried(context, passage)
    ]
    beside = _beside(context, alone)
    return [
        replace(gap, instead=gap in beside)
        for gap in alone
        if gap not in beside or len(gap.present) >= len(gap.absent)
    ]


def segments_of(context: CheckContext, gap: Gap, language: str) -> list[Segment]:
    """Return what a version has where others have a gap."""
    sides = (context.beads[bead].segments.get(language, ()) for bead in gap.beads)
    return [context.segments[language][index] for side in sides for index in side]


def _gap(context: CheckContext, bead: int) -> Gap | None:
    sides = context.beads[bead].segments
    present = tuple(n for n in context.languages if _says_something(context, bead, n))
    absent = tuple(n for n in context.languages if n in sides and not sides[n])
    return Gap((bead,), present, absent) if present and absent else None


def _says_something(context: CheckContext, bead: int, language: str) -> bool:
    indices = context.beads[bead].segments.get(language, ())
    return any(
        segment.kind not in _LAYOUT and any(character.isalpha() for character in segment.text)
        for segment in (context.segments[language][index] for index in indices)
    )


def _joined(found: Sequence[Gap]) -> Iterator[Gap]:
    """Join neighbouring gaps of the same versions: a passage is one gap."""
    run: Gap | None = None
    for gap in found:
        if run and run == replace(gap, beads=run.beads) and gap.beads[0] == run.beads[-1] + 1:
            run = replace(run, beads=run.beads + gap.beads)
            continue
        if run:
            yield run
        run = gap
    if run:
        yield run


def _trimmed(context: CheckContext, gap: Gap) -> list[Gap]:
    """Return a passage without the headings and formulas at its ends, and these as gaps."""
    formal = [_is_formal(context, replace(gap, beads=(bead,))) for bead in gap.beads]
    if all(formal):
        return [replace(gap, formal=True)]
    first, last = formal.index(False), len(formal) - formal[::-1].index(False)
    ends = gap.beads[:first], gap.beads[last:]
    before, after = ([replace(gap, beads=end, formal=True)] if end else [] for end in ends)
    return [*before, replace(gap, beads=gap.beads[first:last]), *after]


def _is_formal(context: CheckContext, gap: Gap) -> bool:
    """Say whether what is lacking is fixed texts and headings, without facts.

    That one of the versions has a known wording is enough: they all say the same. Titles and labels
    may state what stands elsewhere in all versions.
    """
    present = [(n, segments_of(context, gap, n)) for n in gap.present]
    if not any(states_facts(context, n, segments) for n, segments in present):
        return any(is_formal(context, n, segments) for n, segments in present)
    return all(is_formal(context, n, segments) for n, segments in present) and all(
        context.comparison.elsewhere(cluster, language) is not None
        for bead in gap.beads
        for cluster in context.comparison.of_bead(bead)
        for language in gap.absent
    )


def _without_carried(context: CheckContext, gap: Gap) -> Iterator[Gap]:
    """Yield what remains of a gap without the beads whose facts stand elsewhere."""
    comparison = context.comparison
    yield from _joined(
        [
            left
            for bead in gap.beads
            for absent in (tuple(n for n in gap.absent if not comparison.carries(bead, n)),)
            if not (len(gap.present) < len(absent) and _is_merged(context, bead, gap))
            if (left := Gap((bead,), gap.present, absent, formal=gap.formal)) and absent
        ]
    )


def _is_merged(context: CheckContext, bead: int, gap: Gap) -> bool:
    return len(gap.beads) == 1 and is_merged(context, bead, gap.present[0], gap.absent)


def _pairs(context: CheckContext, found: Sequence[Gap]) -> Iterator[tuple[Gap, Gap]]:
    """Yield gaps of which the one has what the other lacks, of similar length."""
    for first, second in combinations(found, 2):
        if set(first.present) <= set(second.absent) and set(second.present) <= set(first.absent):
            small, large = sorted((_length(context, first), _length(context, second)))
            single = len(first.beads) == len(second.beads) == 1
            factor = _LONGER if single else _LONGER_PASSAGE
            if large <= max(factor * small, small + _FORMULA):
                yield first, second


def _length(context: CheckContext, gap: Gap) -> float:
    total = sum(len(s.text) for n in gap.present for s in segments_of(context, gap, n))
    return total / len(gap.present)


def _counterparts(context: CheckContext, found: Sequence[Gap]) -> set[Gap]:
    """Return the gaps that state or name the same, wherever they stand: passages that moved."""
    moved: set[Gap] = set()
    for first, second in _pairs(context, found):
        if (
            first not in moved
            and second not in moved
            and _speak_of_the_same(context, first, second)
        ):
            moved |= {first, second}
    return moved


def _speak_of_the_same(context: CheckContext, first: Gap, second: Gap) -> bool:
    if context.comparison.shared(first.beads, second.beads):
        return True
    one, other = _telling_words(context, first), _telling_words(context, second)
    shared = len(one & other)
    return shared >= _SHARED and shared * 2 > min(len(one), len(other))


def _telling_words(context: CheckContext, gap: Gap) -> set[str]:
    """Return the capitalised words that all versions of a gap share."""
    words = [
        {w for s in segments_of(context, gap, n) for w in _TELLING_WORD.findall(s.text)}
        for n in gap.present
    ]
    return set.intersection(*words)


def _beside(context: CheckContext, found: Sequence[Gap]) -> set[Gap]:
    """Return the gaps beside each other: one text in two forms, or one text replaced."""
    beside: set[Gap] = set()
    for first, second in _pairs(context, found):
        near = second.beads[0] - first.beads[-1] <= _BESIDE
        alike = first.formal == second.formal
        if near and alike and first not in beside and second not in beside:
            beside |= {first, second}
    return beside

"""Sentences that are lacking in their place, and told in a clause of the sentence beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.ballots import may_be_vague
from tm.checks.gaps import Gap, segments_of
from tm.checks.senses import Word, meanings, side
from tm.checks.unexplained import is_said

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# What share of its words the sentences beside the gap must have, of no fewer than so many. A
# version that lacks a sentence may have put it into a clause ("ce qu'il conteste"), one that is
# alone with it may have made it of a clause.
_TOLD, _TOLD_ALONE, _FEWEST = 1.0, 0.6, 2


def is_told_beside(context: CheckContext, gap: Gap, *, added: bool) -> bool:
    """Say whether the sentences beside a gap may say what seems to be lacking, word by word."""
    if len(gap.beads) > 1:
        return False
    needed = _TOLD_ALONE if added else _TOLD
    return any(
        _share_told(context, gap, present, absent) >= needed
        for present in gap.present
        for absent in gap.absent
    )


def _share_told(context: CheckContext, gap: Gap, present: str, absent: str) -> float:
    words = [
        word
        for segment in segments_of(context, gap, present)
        for word in side(segment.text, present).words
        if _tells(word, present)
    ]
    before, versions = last_before(context, gap.beads[0], absent), context.segments[absent]
    beside = [versions[n].text for n in (before, before + 1) if 0 <= n < len(versions)]
    if len(words) < _FEWEST:
        return 0.0
    told = [any(is_said(word.key, present, text, absent) for text in beside) for word in words]
    return sum(told) / len(told)


def _tells(word: Word, language: str) -> bool:
    known = meanings(word.key, language)
    return not known or not may_be_vague(known)


def last_before(context: CheckContext, bead: int, language: str) -> int:
    """Return the last segment of a version before a bead, -1 where there is none."""
    before = (context.beads[n].segments.get(language, ()) for n in range(bead - 1, -1, -1))
    return next((segments[-1] for segments in before if segments), -1)

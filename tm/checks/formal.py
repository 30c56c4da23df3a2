"""What belongs to the form of an Urgent Action rather than to what it tells.

Sections lay out their texts in their own ways: one has no closing formula because it has no
letter, one names the country in a line of its own. An editor need not look at such a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tm.model import BlockKind, Segment
from tm.terminology.fixed import load_fixed_texts

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# What the reader is to fill in: "[YOUR NAME]".
_BLANK = re.compile(r"\s*\[[^\[\]\d]{2,40}\]\s*")
# A line of its own with no more words than this, which ends like no sentence, states nothing. A
# full stop after one or two words ends none ("ANGOLA."). A slogan ends with an exclamation mark.
_SHORT, _NAME, _SLOGAN = 6, 2, 8
_SENTENCE_ENDS = (".", "!", "?", "…", ";", ",")
# No text has more lines than this above its first sentence.
_HEAD = 12


def states_facts(context: CheckContext, language: str, segments: Iterable[Segment]) -> bool:
    """Say whether there is a fact in some segments: a deadline, an address."""
    return any(context.facts[language][segment.index] for segment in segments)


def is_formal(context: CheckContext, language: str, segments: Iterable[Segment]) -> bool:
    """Say whether segments are fixed texts, headings or labels only, whatever facts they state."""
    return all(_is_formal(context, language, segment) for segment in segments)


def _is_formal(context: CheckContext, language: str, segment: Segment) -> bool:
    text = _BLANK.sub(" ", segment.text).strip()
    return (
        not any(character.isalpha() for character in text)
        or _is_title(context, language, segment)
        or load_fixed_texts().find(text, language) is not None
        or _is_short_line(context, language, segment, text)
    )


def _is_title(context: CheckContext, language: str, segment: Segment) -> bool:
    """Say whether a segment is a heading, or stands above the first sentence of a text.

    Web pages and mails have a title above the title; the units of a bilingual file have neither.
    """
    if segment.kind is BlockKind.HEADING:
        return True
    if context.is_bilingual or segment.index >= _HEAD:
        return False
    above = context.segments[language][: segment.index + 1]
    return not any(_is_sentence(each.text) for each in above)


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(_SENTENCE_ENDS) and len(text.split()) > _NAME


def _is_short_line(context: CheckContext, language: str, segment: Segment, text: str) -> bool:
    """Say whether a segment is a block of its own, too short for a sentence.

    The units of a bilingual file are all blocks of their own: that says nothing there. Demands in
    a list are short.
    """
    if context.is_bilingual or segment.kind is BlockKind.LIST_ITEM:
        return False
    if not _is_whole_block(context, language, segment):
        return False
    words = len(text.split())
    if text.endswith("!"):
        return words <= _SLOGAN
    return words <= (_NAME if text.endswith(_SENTENCE_ENDS) else _SHORT)


def _is_whole_block(context: CheckContext, language: str, segment: Segment) -> bool:
    versions = context.segments[language]
    around = versions[max(0, segment.index - 1) : segment.index + 2]
    return sum(each.block == segment.block for each in around) == 1

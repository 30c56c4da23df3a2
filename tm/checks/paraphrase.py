"""What good translations say in other words: a date as "the following day", 280 as 279 others."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tm import languages
from tm.checks.comparison import Item
from tm.checks.judgement import Judgement, Verdict
from tm.facts.values import Number

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# How far from a count the word may stand that leaves one person out of it.
_BESIDE = 15
# Words of what in brackets is more than a date or a sum.
_EXPLANATION = 7


def is_told_relatively(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether every version without a date has a relative time in the bead instead.

    Where those with the date have one as well, it says something else.
    """
    cluster = judgement.cluster
    if cluster.kind != "date" or not judgement.absent:
        return False
    bead = context.beads[cluster.bead].segments
    counts = {
        language: sum(
            len(_words(language, "relative_times").findall(context.segments[language][index].text))
            for index in bead.get(language, ())
        )
        for language in (*judgement.absent, *cluster.members)
    }
    most = max(counts[language] for language in cluster.members)
    return all(counts[language] > most for language in judgement.absent)


def is_enumerated(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether every version without a count names as many: "three men", "A, B and C"."""
    counts = {_count(item) for item in judgement.cluster}
    if len(counts) != 1 or judgement.cluster.kind != "number" or not judgement.absent:
        return False
    (count,) = counts
    lists = {
        side.code: {len(names) for names in side.lists}
        for side in context.names.beads[judgement.cluster.bead]
    }
    return all(count in lists.get(language, ()) for language in judgement.absent)


def is_explained(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether one version alone states the fact, in a sentence in brackets for its readers."""
    if judgement.verdict is not Verdict.ADDED or len(judgement.cluster) > 1:
        return False
    (item,) = judgement.cluster
    text = context.segments[item.language][item.segment].text
    opened, closed = text.rfind("(", 0, item.fact.start), text.find(")", item.fact.end)
    if opened < 0 or closed < 0 or ")" in text[opened : item.fact.start]:
        return False
    return len(text[opened:closed].split()) >= _EXPLANATION


def is_one_more(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether counts differ by the one person that "others" leaves out."""
    counts = [(item, _count(item)) for item in judgement.cluster]
    values = {count for _, count in counts if count is not None}
    if len(values) != 2 or max(values) - min(values) != 1 or None in (c for _, c in counts):
        return False
    return all((count == min(values)) == has_others(context, item) for item, count in counts)


def _count(item: Item) -> int | None:
    value = item.fact.value
    if not isinstance(value, Number) or value.parts != 1 or value.amount != int(value.amount):
        return None
    return int(value.amount)


def has_others(context: CheckContext, item: Item) -> bool:
    """Say whether "others" or "more" stands beside a count."""
    text = context.segments[item.language][item.segment].text
    before = text[max(item.fact.start - _BESIDE, 0) : item.fact.start]
    after = text[item.fact.end : item.fact.end + _BESIDE]
    return bool(_words(item.language, "others").search(f"{before} {after}"))


@cache
def _words(language: str, name: str) -> re.Pattern[str]:
    words = languages.get(language).table("checks").get(name, ())
    alternatives = "|".join(re.escape(w).replace("'", "['’]") for w in words) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)

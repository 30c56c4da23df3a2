"""Dates that one version counts from another: "two days later" for "on 11 September".

The date is worked out from those that the version states shortly before, so that "two days later"
against the 12th, behind the 9th, is still an error.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tm import languages
from tm.checks.comparison import Item
from tm.checks.judgement import Judgement
from tm.facts.dates import Date
from tm.facts.durations import Duration
from tm.model import Bound

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# How many segments before an interval may state the day that it counts from.
_BACK = 8
_GAP = 12  # characters between a length of time and "later", or "after" and it
_SOME_YEAR = 2001
_SLACK = 0  # days
_ROUGH = 31  # the same where a day is not stated, or the interval is one of months or years


def is_worked_out(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether the versions without a date count to it, or those without an interval date it."""
    kind = judgement.cluster.kind
    if kind not in ("date", "duration") or not judgement.absent:
        return False
    item = next(iter(judgement.cluster))
    intervals = kind == "date" or all(_is_interval(context, one) for one in judgement.cluster)
    return all(
        (
            intervals
            and any(
                _agrees(context, *((item, other) if kind == "date" else (other, item)))
                for other in _unmatched(context, judgement, language, kind)
            )
        )
        or any(
            _leads_to(context, *((item, other) if kind == "date" else (other, item)))
            for other in _anywhere(context, item, language)
        )
        for language in judgement.absent
    )


def _anywhere(context: CheckContext, item: Item, language: str) -> Iterator[Item]:
    """Yield the days that a version states, or the lengths of time that it counts, anywhere.

    In the bead itself any length may be counted: "held for 22 days before being transferred".
    """
    dated = isinstance(item.fact.value, Date)
    here = context.beads[item.bead].segments.get(language, ())
    for segment, facts in enumerate(context.facts[language]):
        for fact in facts:
            found = Item(language, item.bead, segment, 0.0, fact)
            counts = segment in here or _is_interval(context, found)
            if counts if dated else isinstance(fact.value, Date):
                yield found


def _leads_to(context: CheckContext, dated: Item, length: Item) -> bool:
    """Say whether a length of time leads to the very day from one stated shortly before it."""
    target, value = dated.fact.value, length.fact.value
    if not isinstance(target, Date) or not isinstance(value, Duration):
        return False
    exact = length.fact.bound is Bound.EXACTLY and value.bare is not None and value.bare > 1
    if target.day is None or target.month is None or not exact or value.years or value.months:
        return False
    sign = _direction(context, length) or 1
    return any(
        anchor.day is not None and anchor.month is not None and _leads(anchor, value, sign, target)
        for anchor in _before(context, length)
    )


def _unmatched(
    context: CheckContext, judgement: Judgement, language: str, kind: str
) -> Iterator[Item]:
    """Yield what a version has instead: intervals or dates that none who state the fact have."""
    stating = judgement.cluster.members.keys()
    for cluster in context.comparison.of_bead(judgement.cluster.bead):
        item = cluster.members.get(language)
        if item is None or not stating.isdisjoint(cluster.members):
            continue
        dated = isinstance(item.fact.value, Date)
        if dated if kind == "duration" else _is_interval(context, item):
            yield item


def _is_interval(context: CheckContext, item: Item) -> bool:
    """Say whether a length of time is counted from a point: "two days later", "after two days"."""
    return isinstance(item.fact.value, Duration) and _direction(context, item) != 0


def _direction(context: CheckContext, item: Item) -> int:
    """Return 1 for a length of time that leads to what is later, -1 to what is earlier, else 0."""
    text = context.segments[item.language][item.segment].text
    before, earlier, later = _counting(item.language)
    if earlier.match(text, item.fact.end):
        return -1
    if later.match(text, item.fact.end):
        return 1
    return 1 if before.search(text[max(0, item.fact.start - _GAP) : item.fact.start]) else 0


@cache
def _counting(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what stands before a length of time that is counted from a point, and behind it.

    Behind it stands what is said of earlier points in time, or of later ones.
    """
    known = languages.get(language)
    before = _alternatives(known.table("checks").get("interval_before", ()))
    table = known.table("bounds").get("offset_after", {})
    earlier, later = (_alternatives(table.get(name, ())) for name in ("earlier", "later"))
    return (
        re.compile(rf"(?<!\w)(?:{before})\s+$", re.IGNORECASE),
        re.compile(rf"\s+(?:{earlier})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s+(?:{later})(?!\w)", re.IGNORECASE),
    )


def _alternatives(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words) or "(?!)"


def _agrees(context: CheckContext, dated: Item, interval: Item) -> bool:
    """Say whether the interval leads from a date shortly before it to the other version's date.

    Where none is stated, nothing tells, and the two are taken for the same.
    """
    target, length = dated.fact.value, interval.fact.value
    if not isinstance(target, Date) or not isinstance(length, Duration):
        return False
    anchors = [day for day in _before(context, interval) if day.day is not None]
    if not anchors or interval.fact.bound is not Bound.EXACTLY or target.month is None:
        return True
    sign = _direction(context, interval)
    return any(
        _leads(anchor, length, sign, target) for anchor in anchors if anchor.month is not None
    )


def _before(context: CheckContext, interval: Item) -> Iterator[Date]:
    facts = context.facts[interval.language]
    first = max(0, interval.segment - _BACK)
    for index in range(first, interval.segment + 1):
        for fact in facts[index]:
            if fact.start >= interval.fact.start and index == interval.segment:
                break
            if isinstance(fact.value, Date) and not fact.value.span:
                yield fact.value


def _leads(anchor: Date, length: Duration, sign: int, target: Date) -> bool:
    year = anchor.year or target.year or _SOME_YEAR
    start = _day(anchor, year)
    if start is None:
        return False
    reached = _moved(start, length, sign)
    months = bool(length.years or length.months)
    slack = _ROUGH if target.day is None or months else _SLACK
    ends = (_day(target, target.year or reached.year + step) for step in (-1, 0, 1))
    return any(end is not None and abs((end - reached).days) <= slack for end in ends)


def _day(value: Date, year: int) -> date | None:
    """Return a day of the calendar; the middle of the month where only that is known."""
    if value.month is None or not 1 <= value.month <= 12 or not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, value.month)[1]
    return date(year, value.month, min(value.day or 15, last))


def _moved(start: date, length: Duration, sign: int) -> date:
    months = start.year * 12 + start.month - 1 + sign * int(length.years * 12 + length.months)
    year, month = min(max(months // 12, 1), 9999), months % 12 + 1
    day = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    days = float(length.weeks * 7 + length.days) + float(length.hours) / 24
    try:
        return day + timedelta(days=sign * round(days))
    except OverflowError:
        return day

"""Times of day: "2.30 p.m.", "14.30 Uhr", "14 h 30", "halb fünf", "midnight"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from tm.facts.analysis import Analysis
from tm.facts.clock import NOON, ClockReader
from tm.facts.date_writer import DateWriter
from tm.facts.relations import amounts, relate_readings
from tm.facts.values import Time
from tm.languages import get
from tm.model import Fact, Relation, Value

_SCORE = re.compile(r"\d{1,2}:\d\d")
_TRIGGERS = frozenset(
    ("clock_after", "hour_word", "clock_offset_before", "clock_offset_led", "clock_word")
)


class TimeKind:
    """Values are `Time`; a time on the 12-hour clock has both readings where nothing tells."""

    name = "time"
    comparable = frozenset(("number", "duration"))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        if not analysis.has_digits and _TRIGGERS.isdisjoint(analysis.sorts):
            return []
        reader = ClockReader(analysis)
        facts = [
            *reader.clocks(),
            *reader.offsets(),
            *reader.hours(),
            *reader.periods(),
            *reader.words(),
        ]
        facts.sort(key=lambda fact: (fact.start, -fact.end))
        result: list[Fact] = []
        for fact in facts:
            if not result or fact.start >= result[-1].end:
                result.append(fact)
        return result

    def relate(self, first: Fact, second: Fact) -> Relation:
        if "duration" in (first.kind, second.kind):
            return _relate_to_duration(first, second)
        if first.kind != second.kind:
            return _relate_to_number(first, second)
        if _is_midnight(first) and _is_first_minute(second):
            return Relation.LESS_SPECIFIC
        if _is_first_minute(first) and _is_midnight(second):
            return Relation.MORE_SPECIFIC
        return relate_readings(first, second)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Time):
            return None
        return DateWriter(get(language), like).write_time(value)


def _is_midnight(fact: Fact) -> bool:
    """Say whether a time is midnight in words: "12.01 a.m." is meant to be on the right day."""
    return fact.value == Time(0, 0) and not any(map(str.isdigit, fact.surface))


def _is_first_minute(fact: Fact) -> bool:
    return fact.value == Time(0, 1)


def _relate_to_number(first: Fact, second: Fact) -> Relation:
    """Relate a time to the bare number that it is elsewhere: "from 10 to 4", "the 7.52"."""
    time, number = (first, second) if first.kind == "time" else (second, first)
    times = [value for value in (time.value, *time.alternatives) if isinstance(value, Time)]
    hours = {value.hour + Fraction(value.minute or 0, 100) for value in times}
    if _SCORE.fullmatch(time.surface):  # "3:10" may be the result of a game
        hours.update(Fraction(part) for value in times for part in (value.hour, value.minute))
    if not any(h in (n, n + NOON) for h in hours for n in amounts(number)[:1]):
        return Relation.UNRELATED
    return Relation.MORE_SPECIFIC if time is first else Relation.LESS_SPECIFIC


def _relate_to_duration(first: Fact, second: Fact) -> Relation:
    """Relate "7 p.m." to "(19 heures)", which may be either."""
    time, length = (first, second) if first.kind == "time" else (second, first)
    times = [value for value in (time.value, *time.alternatives) if isinstance(value, Time)]
    said = {
        f"PT{t.hour}H" + (f"{t.minute}M" if t.minute else "") + (f"{t.second}S" if t.second else "")
        for t in times
    }
    return Relation.EQUIVALENT if str(length.value) in said else Relation.UNRELATED


KIND = TimeKind()

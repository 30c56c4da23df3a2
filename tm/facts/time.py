"""Times of day: "2.30 p.m.", "14.30 Uhr", "14 h 30", "halb fünf", "midnight"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from tm.facts.analysis import Analysis
from tm.facts.date_writer import DateWriter
from tm.facts.found import make_fact, point_bound
from tm.facts.lexicon import Hit
from tm.facts.numerals import Numeral
from tm.facts.relations import amounts, relate_readings
from tm.facts.units import one_before, spread_left
from tm.facts.values import Time
from tm.languages import get
from tm.model import Bound, Fact, Relation, Salience, Value

_CLOCK = re.compile(
    r"(?<![\d.,:/])(\d{1,2})(:|\.|\s?[hH]\.?\s?)([0-5]\d)(?::([0-5]\d))?(?![\d:/]|[.,]\d)(?!\s?(?:%|min\b))"
)
_SCORE = re.compile(r"\d{1,2}:\d\d")
_UNITS = frozenset(("duration", "percent", "currency", "currency_sign", "currency_code", "measure",
                    "scale", "unit_symbol"))  # fmt: skip
_TRIGGERS = frozenset(
    ("clock_after", "hour_word", "clock_offset_before", "clock_offset_led", "clock_word")
)
_NOON = 12
_QUARTER = 15


class TimeKind:
    """Values are `Time`; a time on the 12-hour clock has both readings where nothing tells."""

    name = "time"
    comparable = frozenset(("number", "duration"))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        if not analysis.has_digits and _TRIGGERS.isdisjoint(analysis.sorts):
            return []
        reader = _Reader(analysis)
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
    if not any(h in (n, n + _NOON) for h in hours for n in amounts(number)[:1]):
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


# Bounds that a length of time has, and no hour of the day.
_LENGTHS = frozenset((Bound.AT_LEAST, Bound.MORE_THAN, Bound.LESS_THAN, Bound.ALMOST))


class _Reader:
    """Finds the times of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens = analysis.tokens
        self.by_start = analysis.digit_starts
        settings = analysis.lexicon.settings.get("clock", {})
        self.twelve_hours = bool(settings.get("twelve_hours", False))

    def clocks(self) -> Iterator[Fact]:
        """Yield 14:30, 14 h 30, 14.30 Uhr, 2.30 p.m."""
        if not self.by_start or not self.analysis.has_joined_digits:
            return
        for match in _CLOCK.finditer(self.analysis.text):
            first, hour = self.by_start.get(match.start()), int(match[1])
            if first is None or hour > 24:
                continue
            last = self._token_at(first, match.end())
            marker = self._marker(last + 1)
            if not marker and self.analysis.closing("score_before", first - 1):
                continue
            if match[2] == "." and not (marker or self._led(first, last)):
                continue
            time = Time(hour, int(match[3]), int(match[4]) if match[4] else None)
            if marker:
                yield from self._hour_left(first)
            yield from self._made(time, first, last, digital=True)

    def _hour_left(self, first: int) -> Iterator[Fact]:
        """Yield the 8 of "von 8 bis 17.30 Uhr"."""
        before = self.analysis.ending.get(first - 2)
        linked = self.analysis.hit(first - 1, "range") or self.analysis.hit(first - 1, "also")
        if before is None or not linked or not _is_hour(before):
            return
        if self.analysis.closing("clock_before", before.first - 1):
            time = Time(int(before.value))
            yield from self._made(time, before.first, before.last, digital=not before.worded)

    def hours(self) -> Iterator[Fact]:
        """Yield 5am, 18 h, 14 Uhr 30, 4 o'clock, à 16 heures, from 8 to 10 a.m."""
        for hit in self.analysis.sorts.get("clock_after", ()):
            # "14.30 hrs" is a time, "3 hrs" are three hours.
            if hit.value != "minutes":
                yield from self._hour_before(hit)
        for hit in self.analysis.sorts.get("hour_word", ()):
            numeral = self.analysis.ending.get(hit.first - 1)
            if self._is_hour_of_day(numeral, hit) if numeral else self._marks_hour(hit.last + 1):
                yield from self._hour_before(hit)

    def _marks_hour(self, index: int) -> bool:
        """Say whether "une heure" before the token is an hour of the day: "une heure du matin"."""
        sorts = ("day_period", "clock_offset_after")
        return any(self.analysis.hit(index, sort) for sort in sorts) and not self.analysis.hit(
            index, "half"
        )

    def _hour_before(self, hit: Hit) -> Iterator[Fact]:
        at = hit.first - 1
        if self.tokens[at].fold == "-" and at:
            at -= 1
        numeral = self.analysis.ending.get(at)
        if numeral is None and self.analysis.closing("clock_one", at):
            numeral = one_before(self.analysis, hit.first)
        if numeral is None or not _is_hour(numeral):
            return
        for other in spread_left(self.analysis, numeral):
            if _is_hour(other):
                digital = not other.worded
                time = Time(int(other.value))
                yield from self._made(time, other.first, other.last, digital=digital, hit=hit)
        minutes = self._minutes_at(hit.last + 1)
        time, last = Time(int(numeral.value)), hit.last
        offset = self.analysis.hit(hit.last + 1, "clock_offset_after")
        if minutes and hit.value == "full":
            time, last = Time(time.hour, int(minutes.value)), minutes.last
        elif offset:
            time, last = time.shifted(int(offset.value)), offset.last
        yield from self._made(time, numeral.first, last, digital=not numeral.worded, hit=hit)

    def _is_hour_of_day(self, numeral: Numeral, hit: Hit) -> bool:
        """Say whether "16 heures" is a time: minutes behind, or a preposition before."""
        behind = self._minutes_at(hit.last + 1)
        if behind and not self.analysis.hit(behind.last + 1, "duration"):
            return _is_hour(numeral)
        if self.analysis.hit(hit.last + 1, "day_period"):
            return True
        if self.analysis.hit(hit.last + 1, "of"):
            return False
        first = (spread_left(self.analysis, numeral) or [numeral])[0].first
        bound = self.analysis.closing("bound_before", first - 1)
        if bound and bound.value in _LENGTHS:  # "moins de deux heures"
            return False
        if any(self.analysis.closing(sort, first - 1) for sort in ("clock_before", "weekday")):
            return True
        ranged = self.analysis.hit(hit.last + 1, "range") or first < numeral.first
        if ranged and self.analysis.closing("clock_from", first - 1):
            return True
        linked = self.analysis.hit(first - 1, "range") or self.analysis.hit(first - 1, "also")
        earlier = self.analysis.closing("hour_word", first - 2) if linked else None
        start = self.analysis.ending.get(earlier.first - 1) if earlier else None
        return bool(earlier and start and self._is_hour_of_day(start, earlier))

    def _minutes_at(self, index: int) -> Numeral | None:
        """Return the 30 of "14 Uhr 30"; not the four of "gegen 19 Uhr vier Unbekannte"."""
        numeral = self.analysis.starting.get(index)
        if numeral is None or not _is_minutes(numeral):
            return None
        if not numeral.worded or (numeral.value >= _QUARTER and numeral.value % 5 == 0):
            return numeral
        after = self.tokens[numeral.last + 1 : numeral.last + 2]
        return None if after and after[0].sort == "w" else numeral

    def periods(self) -> Iterator[Fact]:
        """Yield "at 5 in the afternoon"."""
        for hit in self.analysis.sorts.get("day_period", ()):
            numeral = self.analysis.ending.get(hit.first - 1)
            if numeral and _is_hour(numeral) and self._led(numeral.first, numeral.last):
                yield from self._hour_left(numeral.first)
                time = Time(int(numeral.value))
                yield from self._made(time, numeral.first, numeral.last, digital=not numeral.worded)

    def offsets(self) -> Iterator[Fact]:
        """Yield "half past four", "halb fünf", "Viertel nach drei"."""
        led = (
            hit
            for hit in self.analysis.sorts.get("clock_offset_led", ())
            if self.analysis.closing("clock_before", hit.first - 1)
        )
        for hit in (*self.analysis.sorts.get("clock_offset_before", ()), *led):
            numeral = self.analysis.starting.get(hit.last + 1)
            if numeral is None or not _is_hour(numeral) or numeral.value > _NOON:
                continue
            unit = self.analysis.hit(numeral.last + 1, "duration")
            if unit and not self.analysis.hit(numeral.last + 1, "clock_after"):
                continue
            marker = self.analysis.hit(numeral.last + 1, "clock_after")
            last = marker.last if marker else numeral.last
            time = Time(int(numeral.value)).shifted(int(hit.value))
            yield from self._made(time, hit.first, last)

    def words(self) -> Iterator[Fact]:
        """Yield noon and midnight."""
        for hit in self.analysis.sorts.get("clock_word", ()):
            before = self.tokens[hit.first - 1].fold if hit.first else ""
            if (
                before == "-"
                or self.analysis.closing("not_clock", hit.last)
                or not self._is_free(hit.first, hit.last)
            ):
                continue
            first, last = hit.first, hit.last
            hour, minute = map(int, hit.value.removeprefix("~").split(":"))
            time = Time(hour, minute)
            if offset := self.analysis.hit(last + 1, "clock_offset_after"):
                time, last = time.shifted(int(offset.value)), offset.last
            salience = Salience.LOW if hit.value.startswith("~") else Salience.FULL
            yield make_fact(self.analysis, "time", time, first, last, salience=salience)

    # ---- what stands around

    def _made(
        self, time: Time, first: int, last: int, *, digital: bool = False, hit: Hit | None = None
    ) -> Iterator[Fact]:
        half = hit.value if hit and hit.value in ("am", "pm") else ""
        if not half and (marker := self._marker(last + 1)):
            last = marker.last
            half = marker.value if marker.value in ("am", "pm") else ""
        period = self.analysis.hit(last + 1, "day_period")
        if not half and period:
            half, last = period.value, period.last
        if not self._is_free(first, last):
            return
        if half and time.hour <= _NOON:
            hour = time.hour % _NOON + (_NOON if half == "pm" else 0)
            yield self._fact(Time(hour, time.minute, time.second), first, last)
            return
        doubtful = 1 <= time.hour <= _NOON and (self.twelve_hours or not digital) and not half
        if doubtful and not self._padded(first):
            other = time.shifted(_NOON * 60)
            yield self._fact(time, first, last, (other,))
        else:
            yield self._fact(time, first, last)

    def _fact(self, time: Time, first: int, last: int, others: tuple[Time, ...] = ()) -> Fact:
        fact = make_fact(self.analysis, "time", time, first, last, alternatives=others)
        if self.analysis.closing("clock_about", first - 1):
            return replace(fact, bound=Bound.ABOUT)
        if fact.bound is Bound.EXACTLY:
            return replace(fact, bound=point_bound(self.analysis, first))
        return fact

    def _padded(self, first: int) -> bool:
        """A leading zero belongs to the 24-hour clock."""
        return self.tokens[first].fold.startswith("0")

    def _marker(self, index: int) -> Hit | None:
        return self.analysis.hit(index, "clock_after")

    def _led(self, first: int, last: int) -> bool:
        """Say whether a word such as "at" makes a time of 19.30, with no unit behind."""
        if not _UNITS.isdisjoint(self.analysis.place(last + 1)):
            return False
        if self.analysis.closing("clock_before", first - 1):
            return True
        # "6.30-10am": what the range ends with says what it is.
        other = self.analysis.starting.get(last + 2)
        ranges = self.analysis.hit(last + 1, "range") and other
        return bool(ranges and other and self._marker(other.last + 1))

    def _is_free(self, first: int, last: int) -> bool:
        return self.analysis.is_free(self.tokens[first].start, self.tokens[last].end)

    def _token_at(self, index: int, end: int) -> int:
        while index + 1 < len(self.tokens) and self.tokens[index + 1].end <= end:
            index += 1
        return index


def _is_hour(numeral: Numeral) -> bool:
    plain = not (numeral.rank or numeral.scaled or numeral.plural or numeral.tail)
    if not plain or numeral.parts > 1 or numeral.value != int(numeral.value):
        return False
    return 0 <= numeral.value <= 24 and numeral.digits <= 2


def _is_minutes(numeral: Numeral) -> bool:
    return 0 <= numeral.value < 60 and numeral.value == int(numeral.value) and not numeral.rank


KIND = TimeKind()

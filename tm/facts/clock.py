"""Reading the clock: every form in which a time of day stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact, point_bound
from tm.facts.lexicon import Hit
from tm.facts.numerals import Numeral
from tm.facts.units import one_before, spread_left
from tm.facts.values import Time
from tm.model import Bound, Fact, Salience

_CLOCK = re.compile(
    r"(?<![\d.,:/])(\d{1,2})(:|\.|\s?[hH]\.?\s?)([0-5]\d)(?::([0-5]\d))?(?![\d:/]|[.,]\d)(?!\s?(?:%|min\b)|['’′m]\d)"
)
_UNITS = frozenset(("duration", "percent", "currency", "currency_sign", "currency_code", "measure",
                    "scale", "unit_symbol"))  # fmt: skip
NOON, _LAST_HOUR, _HOUR, _CLOCK_DIGITS = 12, 23, 60, 4
_QUARTER = 15
_MINUTE_SIGNS = frozenset(("m", "'", "\u2019", "\u2032"))
# Bounds that a length of time has, and no hour of the day.
_LENGTHS = frozenset((Bound.AT_LEAST, Bound.MORE_THAN, Bound.LESS_THAN, Bound.ALMOST))


class ClockReader:
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
            elif found := self._military(hit):
                yield found
        for hit in self.analysis.sorts.get("hour_word", ()):
            numeral = self.analysis.ending.get(hit.first - 1)
            if self._is_hour_of_day(numeral, hit) if numeral else self._marks_hour(hit.last + 1):
                yield from self._hour_before(hit)

    def _military(self, hit: Hit) -> Fact | None:
        """Return the time of "0530 hrs", "at 1430 hours"."""
        numeral = self.analysis.ending.get(hit.first - 1)
        if numeral is None or numeral.digits != _CLOCK_DIGITS or numeral.worded:
            return None
        hour, minute = divmod(int(numeral.value), 100)
        led = self.analysis.closing("clock_before", numeral.first - 1)
        if self.analysis.hit(hit.last + 1, "of"):  # "after 1200 hours of work"
            led = None
        if hour > _LAST_HOUR or minute >= _HOUR or not (led or self._padded(numeral.first)):
            return None
        return self._fact(Time(hour, minute), numeral.first, hit.last)

    def _marks_hour(self, index: int) -> bool:
        """Say whether "une heure" before the token is an hour of the day: "une heure du matin"."""
        sorts = ("day_period", "clock_offset_after")
        return any(self.analysis.hit(index, sort) for sort in sorts) and not self.analysis.hit(
            index, "half"
        )

    def _hour_before(self, hit: Hit) -> Iterator[Fact]:
        if self._goes_on(hit):
            return
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
        if minutes and self._is_length(numeral, minutes):
            return
        time, last = Time(int(numeral.value)), hit.last
        offset = self.analysis.hit(hit.last + 1, "clock_offset_after")
        if minutes and hit.value == "full":
            time, last = Time(time.hour, int(minutes.value)), minutes.last
        elif offset:
            time, last = time.shifted(int(offset.value)), offset.last
        yield from self._made(time, numeral.first, last, digital=not numeral.worded, hit=hit)

    def _goes_on(self, hit: Hit) -> bool:
        """Say whether digits stand straight behind: "2h19m24s" is a length; "14h30" is a clock."""
        after = self.tokens[hit.last + 1 : hit.last + 2]
        return bool(after) and after[0].sort == "d" and after[0].start == self.tokens[hit.last].end

    def _is_length(self, hour: Numeral, minutes: Numeral) -> bool:
        """Say whether "2 h 19 min" is a length of time; "à 14 h 30 min" is none."""
        at = minutes.last + 1
        unit = self.analysis.hit(at, "duration") or (
            at + 1 in self.analysis.starting and (self.tokens[at].fold in _MINUTE_SIGNS)
        )
        return bool(unit) and not self.analysis.closing("clock_before", hour.first - 1)

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
            if numeral is None or not _is_hour(numeral) or numeral.value > NOON:
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
        if half and time.hour <= NOON:
            hour = time.hour % NOON + (NOON if half == "pm" else 0)
            yield self._fact(Time(hour, time.minute, time.second), first, last)
            return
        doubtful = 1 <= time.hour <= NOON and (self.twelve_hours or not digital) and not half
        if doubtful and not self._padded(first):
            other = time.shifted(NOON * 60)
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

"""Dates with a month in words: "4 November 2024", "11–18 August", "les 7 et 8 janvier"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tm.facts.analysis import Analysis
from tm.facts.dates import Date
from tm.facts.lexicon import Hit
from tm.facts.numerals import Numeral

MONTH_SORTS = ("month", "month_compound", "month_weak", "month_name", "month_short")
_LAST_DAY = 31
_LONGEST_LIST = 12


class Found(NamedTuple):
    """A date at tokens `first` to `last`, and other readings of the same characters."""

    first: int
    last: int
    date: Date
    others: tuple[Date, ...] = ()


class Day(NamedTuple):
    """A day of the month at tokens `first` to `last` (with the full stop of an ordinal)."""

    number: int
    first: int
    last: int


# From here on a number before a unit is a year all the same: "in May 2019 hours passed".
_SURE_YEAR = 1900


def _is_counting(analysis: Analysis, numeral: Numeral) -> bool:
    """Say whether a unit follows: "bis Ende März 1200 Hektar"."""
    sorts = ("measure", "unit_symbol", "currency", "currency_sign", "currency_code", "percent")
    place = analysis.place(numeral.last + 1)
    return numeral.value < _SURE_YEAR and any(sort in place for sort in sorts)


def is_year(numeral: Numeral | None) -> bool:
    """Say whether the numeral can be a year of four digits."""
    if numeral is None or numeral.rank or numeral.glued or numeral.alternatives:
        return False
    return numeral.digits == 4 and 1000 <= numeral.value <= 2999


def year_right(analysis: Analysis, last: int) -> tuple[int | None, int]:
    """Return the year behind token `last`, over "of" or a comma, and the last token with it."""
    at = last + 1
    numeral = analysis.starting.get(at)
    if numeral is None:
        link = analysis.hit(at, "year_link")
        if link is None:
            return None, last
        numeral = analysis.starting.get(link.last + 1)
    if numeral is None or not is_year(numeral) or _is_counting(analysis, numeral):
        return None, last
    return int(numeral.value), numeral.last


class MonthDates:
    """Finds the dates around the names of months in one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens = analysis.tokens
        self.month_first = analysis.lexicon.settings["calendar"].get("month_first", False)

    def find(self) -> Iterator[Found]:
        """Yield the dates in order of their months."""
        months = self._months()
        pairs = list(pairwise(months))
        linked = [self._linked(first, second) for first, second in pairs]
        for hit, left, right in zip(months, [False, *linked], [*linked, False], strict=False):
            yield from self._around(hit, left or right)

    def _months(self) -> list[Hit]:
        longest: dict[int, Hit] = {}
        for sort in MONTH_SORTS:
            for hit in self.analysis.sorts.get(sort, ()):
                if hit.first not in longest or hit.last > longest[hit.first].last:
                    longest[hit.first] = hit
        return sorted(longest.values(), key=lambda hit: hit.first)

    def _linked(self, first: Hit, second: Hit) -> bool:
        """Say whether two months stand beside each other or with one token between."""
        between = first.last + 1
        if second.first - between != 1:
            return between == second.first
        return bool(self.analysis.hit(between, "range") or self.analysis.hit(between, "also"))

    def _around(self, hit: Hit, beside: bool) -> Iterator[Found]:
        month = int(hit.value)
        if self._in_street(hit):
            return
        if hit.sort == "month_compound":
            year, last = year_right(self.analysis, hit.last)
            yield Found(hit.first, last, Date(year=year, month=month))
            return
        days = self._days_left(hit.first)
        last = hit.last
        if not days and self.month_first:
            days = self._days_right(hit.last)
            last = days[-1].last if days else last
        year, last = year_right(self.analysis, last)
        if days:
            yield from self._with_days(hit, days, last, year, month)
        elif year is not None or beside or self._stands_alone(hit):
            yield Found(hit.first, last, Date(year=year, month=month))

    def _with_days(
        self, hit: Hit, days: list[Day], last: int, year: int | None, month: int
    ) -> Iterator[Found]:
        """Yield a date per day; the one beside the month also spans month and year."""
        right = days[0].first > hit.first
        whole = days[0] if right else days[-1]
        for day in days:
            date = Date(year, month, day.number)
            if day is not whole:
                yield Found(day.first, day.last, date)
            elif right:
                yield Found(hit.first, last if len(days) == 1 else day.last, date)
            else:
                yield Found(day.first, last, date)

    def _stands_alone(self, hit: Hit) -> bool:
        if hit.sort == "month":
            return True
        led = any(self.analysis.closing(s, hit.first - 1) for s in ("month_before", "part"))
        led = led or self.analysis.hit(hit.last + 1, "month_after") is not None
        return led or (hit.sort == "month_name" and not self._in_name(hit))

    def _in_street(self, hit: Hit) -> bool:
        """Say whether the month belongs to a name: "rue du Onze-Novembre"."""
        if (
            hit.first < 2
            or self.tokens[hit.first - 1].fold != "-"
            or not self._touches(hit.first - 1)
        ):
            return False
        numeral = self.analysis.ending.get(hit.first - 2)
        return bool(numeral and numeral.worded and self.analysis.text[numeral.start].isupper())

    def _in_name(self, hit: Hit) -> bool:
        """Say whether a capitalised unknown word stands right before or behind, as in a name."""
        for index in (hit.first - 1, hit.last + 1):
            if not 0 <= index < len(self.tokens):
                continue
            token = self.tokens[index]
            if token.sort != "w" or index == 0 or self.analysis.is_known(index):
                continue
            if self.analysis.text[token.start].isupper():
                return True
        return False

    def _days_left(self, index: int) -> list[Day]:
        at = index - 1
        if link := self.analysis.closing("day_link", at):
            at = link.first - 1
        elif at >= 0 and self.tokens[at].fold == "-" and self._touches(at):
            at -= 1
        days: list[Day] = []
        listed = False
        while len(days) < _LONGEST_LIST and (day := self.day_ending(at)):
            days.insert(0, day)
            at = day.first - 1
            if weekday := self.weekday_before(at):
                at = weekday.first - 1
            step = self._link_left(at, listed)
            if step is None:
                break
            listed = True
            at = step
        return days

    def _link_left(self, at: int, listed: bool) -> int | None:
        """Step left over what joins two days of one month; a comma only before a later "and"."""
        if link := self.analysis.closing("day_range", at):
            return link.first - 1
        article = self.analysis.closing("day_before", at)
        if article and article.first == at:
            at -= 1
        if at < 1:
            return None
        if self.tokens[at].fold == ",":
            return at - 1 if listed else None
        linked = self.analysis.hit(at, "range") or self.analysis.hit(at, "also")
        return at - 1 if linked else None

    def weekday_before(self, at: int) -> Hit | None:
        """Return the weekday that ends at the token, or before a link such as "Montag, den"."""
        for sort in ("weekday", "weekday_short"):
            if hit := self.analysis.closing(sort, at):
                return hit
            link = self.analysis.closing("weekday_link", at)
            if link and (hit := self.analysis.closing(sort, link.first - 1)):
                return hit
        return None

    def day_ending(self, at: int) -> Day | None:
        """Return the day of the month whose last token is `at`."""
        if at < 0:
            return None
        last = at
        if self.tokens[at].fold == "." and at and self.tokens[at - 1].end == self.tokens[at].start:
            at -= 1
        numeral = self.analysis.ending.get(at)
        if numeral is None or not _is_day(numeral):
            return None
        return Day(int(numeral.value), numeral.first, last)

    def _days_right(self, last: int) -> list[Day]:
        """Read "March 4", "March 3–5", "March 3 and 5"; a number with a unit is no day."""
        days: list[Day] = []
        at = last + 1
        while len(days) < _LONGEST_LIST:
            if self.tokens[at : at + 1] and self.tokens[at].fold == "the":
                at += 1
            numeral = self.analysis.starting.get(at)
            if numeral is None or not _is_day(numeral) or (numeral.worded and not numeral.rank):
                break
            after = numeral.last + 1
            if self.analysis.hit(after, "duration") or self._is_month(after):
                break
            if self.analysis.place(after).keys() & {"percent", "currency"}:
                break
            days.append(Day(int(numeral.value), numeral.first, numeral.last))
            if not (self.analysis.hit(after, "range") or self.analysis.hit(after, "also")):
                break
            if self.tokens[after].fold == ",":
                break
            at = after + 1
        return days

    def _is_month(self, index: int) -> bool:
        return any(sort in MONTH_SORTS for sort in self.analysis.place(index))

    def _touches(self, at: int) -> bool:
        return self.tokens[at].start == self.tokens[at - 1].end


def _is_day(numeral: Numeral) -> bool:
    if numeral.scaled or numeral.glued or numeral.tail or numeral.parts > 1 or numeral.plural:
        return False
    whole = numeral.value == numeral.value.to_integral_value()
    return 1 <= numeral.value <= _LAST_DAY and whole and numeral.digits <= 2

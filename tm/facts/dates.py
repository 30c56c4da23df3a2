"""The value of a date: as much of it as the text says."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace

_SPANS = {"decade": 10, "century": 100}
# Months above twelve are seasons (ISO 8601-2): 21 is spring, 24 winter.
FIRST_SEASON = 20
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Date:
    """A date, partial where the text is: any of year, month, day and weekday (1 is Monday).

    `span` is "decade" or "century", `year` then its first year; years before Christ are negative,
    counted as people do. `part` is "early", "mid" or "late". `night` means the night that begins
    on the day. Months 21 to 24 are seasons, from spring to winter. Canonical forms follow ISO 8601:
    2019-08-17, 2019-08, --08-17, ---17, -W-2, 2000/2009, 2019-22 (summer), 2019-03-08/09 for a
    night.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    span: str = ""
    part: str = ""
    night: bool = False

    def __str__(self) -> str:
        text = self._calendar() or f"-W-{self.weekday}"
        if self.night:
            text += "/" + self._morning()
        return f"{self.part} {text}" if self.part else text

    def _calendar(self) -> str:
        if self.span and self.year is not None:
            return f"{_iso_year(self.year)}/{_iso_year(self.last_year)}"
        year = "" if self.year is None else _iso_year(self.year)
        if self.day is not None:
            month = "-" if self.month is None else f"{self.month:02}"
            return f"{year or '-'}-{month}-{self.day:02}"
        if self.month is not None:
            return f"{year or '-'}-{self.month:02}"
        return year

    def _morning(self) -> str:
        after = next_day(self)
        if after.day is None:
            return f"-W-{after.weekday}"
        if after.month == self.month:
            return f"{after.day:02}"
        return after._calendar()

    @property
    def season(self) -> int | None:
        """The season, 21 to 24, where the date has one."""
        return self.month if self.month is not None and self.month > _MONTHS else None

    @property
    def last_year(self) -> int:
        """The last year of a decade or century, else the year."""
        return (self.year or 0) + _SPANS.get(self.span, 1) - 1

    @property
    def implied_weekday(self) -> int | None:
        """The weekday that the full date falls on, None where it is partial or impossible."""
        if self.span or self.year is None or self.month is None or self.day is None:
            return None
        if not 1 <= self.year <= 9999 or not is_valid(self):
            return None
        return calendar.weekday(self.year, self.month, self.day) + 1


def is_valid(date: Date) -> bool:
    """Say whether the calendar has such a day; in an unknown year February has 29."""
    if date.month is None or date.day is None:
        return date.day is None or 1 <= date.day <= 31
    if not 1 <= date.month <= 12:
        return False
    year = date.year if date.year and date.year > 0 else 2000
    return 1 <= date.day <= calendar.monthrange(year, date.month)[1]


def next_day(date: Date) -> Date:
    """Return the day after."""
    return _shifted(date, 1)


def day_before(date: Date) -> Date:
    """Return the day before."""
    return _shifted(date, -1)


def _shifted(date: Date, step: int) -> Date:
    weekday = None if date.weekday is None else (date.weekday - 1 + step) % 7 + 1
    if date.day is None:
        return replace(date, weekday=weekday)
    shifted = replace(date, day=date.day + step, weekday=weekday)
    if date.month is None or is_valid(shifted):
        return shifted
    month = (date.month - 1 + step) % 12 + 1
    year = date.year
    if year is not None and abs(month - date.month) > 1:
        year += step
    day = 1 if step > 0 else calendar.monthrange(year if year and year > 0 else 2001, month)[1]
    return replace(shifted, year=year, month=month, day=day)


def _iso_year(year: int) -> str:
    """ISO 8601 counts the year before 1 as 0."""
    return f"{year:04}" if year > 0 else f"{year + 1:05}" if year < -1 else "0000"

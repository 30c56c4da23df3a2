"""Years, decades, centuries and numeric dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tm.facts.analysis import Analysis
from tm.facts.date_months import Found, is_year
from tm.facts.dates import Date, is_valid
from tm.facts.lexicon import Hit
from tm.facts.numerals import Numeral
from tm.facts.wording import any_of
from tm.languages import Language, in_all
from tm.patterns import compiled

_ISO = compiled(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})([./])(\d{1,2})\2(\d{1,2})(?!\d|[./-]\d)")
_DAY_MONTH = re.compile(r"(?<![\d.,/-])(\d{1,2})([./]) ?(\d{1,2})(\.?)(?![\d/]|[.,]\d|\.\.)")
_SLASHED = re.compile(r"(?<![\d./-])(1\d{3}|20\d{2})/(\d{4}|\d{2})(?![\d/]|[.,]\d)")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# Two-digit years: the pivot of POSIX strptime.
_PIVOT = 69
_UNIT_SORTS = frozenset(
    ("duration", "measure", "unit_symbol", "percent", "currency", "currency_sign", "currency_code",
     "counted")
)  # fmt: skip


@cache
def _numeric(language: Language) -> re.Pattern[str]:
    """Match 19.09.2021 and the like, but not before a word that makes it a time."""
    words = any_of(language.table("calendar").get("no_date_before", ()))
    return compiled(
        r"(?<![\d.,/-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})"
        rf"(?!\d|[./-]\d|[ ]?{words})"
    )


@cache
def _roman() -> re.Pattern[str]:
    endings = any_of(_roman_endings())
    return compiled(rf"(?=[ivxlc])(c{{0,1}}(?:xc|xl|l?x{{0,3}})(?:ix|iv|v?i{{0,3}})){endings}?")


def _roman_endings() -> tuple[str, ...]:
    """Return what makes an ordinal of a Roman numeral; texts keep it of names in any language."""
    return in_all("numbers", "roman_endings") + in_all("numbers", "roman_first_endings")


def roman(fold: str) -> int | None:
    """Return the value of a Roman numeral up to 199, with or without an ordinal ending."""
    match = _roman().fullmatch(fold)
    if match is None or not match[1]:
        return None
    values = [_ROMAN_VALUES[char] for char in match[1]]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def year_of(digits: str) -> int:
    """Return the year that two or four digits mean."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < _PIVOT else 1900)


class YearDates:
    """Finds dates in which no month is written in words."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens = analysis.tokens
        self.text = analysis.text
        self.settings = analysis.lexicon.settings["calendar"]
        self._starts = analysis.digit_starts

    # ---- numeric dates

    def numeric(self) -> Iterator[Found]:
        """Yield 19.09.2021, 19/09/2021, 2021-09-19, and 19.09. where the language has that."""
        if not self._starts or not self.analysis.has_joined_digits:
            return
        for match in _ISO.finditer(self.text):
            yield from self._checked(match, [Date(int(match[1]), int(match[2]), int(match[3]))])
        for match in _YEAR_FIRST.finditer(self.text):
            yield from self._checked(match, [Date(int(match[1]), int(match[3]), int(match[4]))])
        for match in _numeric(self.analysis.language).finditer(self.text):
            if match[2] == "-" and len(match[4]) == 2:
                continue
            year = year_of(match[4])
            first, second = int(match[1]), int(match[3])
            readings = [Date(year, second, first)]
            if self.settings.get("other_numeric") == "mdy":
                readings.append(Date(year, first, second))
            yield from self._checked(match, readings)
        yield from self._day_month()

    def _day_month(self) -> Iterator[Found]:
        signs = self.settings.get("day_month", "")
        if not signs:
            return
        usual = signs[0]
        for match in _DAY_MONTH.finditer(self.text):
            sign, first = match[2], self._starts.get(match.start())
            if first is None or sign not in signs or (sign == "." and not match[4]):
                continue
            # Only "16.3." of German needs no word before; "3/4" is a fraction more often.
            led = any(self.analysis.closing(s, first - 1) for s in ("day_before", "slash_before"))
            if not led and (sign == "/" or usual != "."):
                continue
            yield from self._checked(match, self._day_readings(match))

    def _day_readings(self, match: re.Match[str]) -> list[Date]:
        """Return day and month, or month and day where the language has that too."""
        first, second = int(match[1]), int(match[3])
        readings = [Date(None, second, first)]
        if self.settings.get("other_numeric") != "mdy":
            return readings
        # "on 3/4 of the days", "on 24/7 duty"
        if not (match[1].startswith("0") or match[3].startswith("0")):
            return []
        return [*readings, Date(None, first, second)]

    def _checked(self, match: re.Match[str], readings: list[Date]) -> Iterator[Found]:
        possible = [date for date in dict.fromkeys(readings) if is_valid(date)]
        first = self._starts.get(match.start())
        if first is None or not possible:
            return
        last = first
        while last + 1 < len(self.tokens) and self.tokens[last + 1].end <= match.end():
            last += 1
        yield Found(first, last, possible[0], tuple(possible[1:]))

    # ---- centuries

    def centuries(self) -> Iterator[Found]:
        """Yield "the 18th and 19th centuries", "das 19. Jahrhundert", "le XXe siècle"."""
        for hit in self.analysis.sorts.get("century", ()):
            at = hit.first - 1
            if at >= 0 and self.tokens[at].fold == "-":
                at -= 1
            if between := self.analysis.closing("century_between", at):
                at = between.first - 1
            bc = any(self.analysis.closing("century_between", i) for i in (hit.first - 1,))
            last = hit.last
            if era := self.analysis.hit(hit.last + 1, "bc") or self.analysis.hit(last + 1, "ad"):
                bc, last = bc or era.sort == "bc", era.last
            yield from self._listed_centuries(at, last, bc)

    def _listed_centuries(self, at: int, last: int, bc: bool) -> Iterator[Found]:
        while rank := self._rank_ending(at):
            number, first, end = rank
            yield Found(first, last, _century(number, bc))
            link = first - 1
            linked = self.analysis.hit(link, "range") or self.analysis.hit(link, "also")
            if not linked:
                break
            at = last = link - 1
            del end

    def _rank_ending(self, at: int) -> tuple[int, int, int] | None:
        """Return (number, first token, last token) of the ordinal that ends at `at`."""
        if at < 0:
            return None
        token = self.tokens[at]
        numeral = self.analysis.ending.get(at)
        if numeral and numeral.rank and 1 <= numeral.value <= 40:
            return int(numeral.value), numeral.first, at
        if token.fold == "." and (numeral := self.analysis.ending.get(at - 1)) and numeral.dotted:
            return (int(numeral.value), numeral.first, at) if numeral.value <= 40 else None
        surface = self.text[token.start : token.end]
        if token.sort == "w" and surface[:1].isupper() and (value := roman(token.fold)):
            return value, at, at
        before = self.tokens[at - 1] if at else None
        if token.fold in _roman_endings() and before and before.end == token.start:
            value = roman(before.fold)
            return (value, at - 1, at) if value else None
        return None

    # ---- decades

    def decades(self) -> Iterator[Found]:
        """Yield "the 1980s", "die 1980er-Jahre", "les années 80", "the eighties"."""
        for hit in self.analysis.sorts.get("decade_word", ()):
            yield Found(hit.first, hit.last, Date(int(hit.value), span="decade"))
            yield from self._beside(hit)
        for hit in self.analysis.sorts.get("decade_behind_part", ()):
            part = self.analysis.closing("part", hit.first - 1)
            if part and not self.analysis.closing("not_decade", part.first - 1):
                yield Found(hit.first, hit.last, Date(int(hit.value), span="decade"))
        for hit in self.analysis.sorts.get("decade_after", ()):
            numeral = self.analysis.ending.get(hit.first - 1)
            if numeral and numeral.end == self.tokens[hit.first].start:
                yield from self._decade(numeral, numeral.first, hit.last)
        for hit in self.analysis.sorts.get("decade_before", ()):
            numeral = self.analysis.starting.get(hit.last + 1)
            if numeral and not self.analysis.hit(hit.first, "decade_word"):
                yield from self._decade(numeral, hit.first, numeral.last)
                yield from self._more_decades(numeral)

    def _beside(self, hit: Hit) -> Iterator[Found]:
        """Yield the other of "the seventies and eighties", "Siebziger- und Achtzigerjahre"."""
        right, left = hit.last + 1, hit.first - 1
        others = []
        if self.analysis.hit(right, "also") or self.analysis.hit(right, "range"):
            others.append(self.analysis.hit(right + 1, "decade_more"))
        if self.analysis.closing("also", left) or self.analysis.closing("range", left):
            hyphen = left > 0 and self.tokens[left - 1].fold == "-"
            others.append(self.analysis.closing("decade_more", left - 2 if hyphen else left - 1))
        for other in others:
            if other:
                yield Found(other.first, other.last, Date(int(other.value), span="decade"))

    def _more_decades(self, numeral: Numeral) -> Iterator[Found]:
        """Yield the 30 of "les années 20 et 30"."""
        while self.analysis.hit(link := numeral.last + 1, "also"):
            other = self.analysis.starting.get(link + 1)
            if other is None or other.digits != numeral.digits:
                return
            yield from self._decade(other, other.first, other.last)
            numeral = other

    def _decade(self, numeral: Numeral, first: int, last: int) -> Iterator[Found]:
        value = numeral.value
        if value % 10 or numeral.digits not in (2, 4) or numeral.rank:
            return
        part = self.analysis.closing("part", first - 1)
        if numeral.digits == 2 and self.analysis.closing(
            "not_decade", part.first - 1 if part else first - 1
        ):
            return
        year = int(value) if numeral.digits == 4 else 1900 + int(value)
        if not 1000 <= year <= 2999:
            return
        decade, century = Date(year, span="decade"), Date(year, span="century")
        if year % 100 or year >= 2000:
            yield Found(first, last, decade)
        else:
            yield Found(first, last, decade, (century,))

    # ---- years

    def years(self) -> Iterator[Found]:
        """Yield single years, "2014–18", "2012/13", "44 BC"."""
        slashed = _SLASHED.finditer(self.text) if self.analysis.has_joined_digits else ()
        for match in slashed:
            first = self._starts.get(match.start())
            year = int(match[1])
            second = int(match[2]) if len(match[2]) == 4 else year // 100 * 100 + int(match[2])
            if first is not None and second - year in range(1, 10):
                yield Found(first, first, Date(year))
                yield Found(first + 2, first + 2, Date(second))
        for numeral in self.analysis.numerals:
            if era := self._era(numeral):
                bc = era.sort == "bc"
                value = int(numeral.value)
                yield Found(numeral.first, era.last, Date(-value if bc else value))
            elif is_year(numeral) and self._reads_as_year(numeral):
                yield Found(numeral.first, numeral.last, Date(int(numeral.value)))
                yield from self._short_end(numeral)
            elif self._follows_year_word(numeral):
                yield Found(numeral.first, numeral.last, Date(int(numeral.value)))

    def _era(self, numeral: Numeral) -> Hit | None:
        if numeral.rank or numeral.worded or numeral.value != int(numeral.value):
            return None
        if not 1 <= numeral.value <= 4000:
            return None
        at = numeral.last + 1
        return self.analysis.hit(at, "bc") or self.analysis.hit(at, "ad")

    def _short_end(self, numeral: Numeral) -> Iterator[Found]:
        """Yield 2018 for the 18 of "2014–18"."""
        sign = numeral.last + 1
        other = self.analysis.starting.get(sign + 1)
        if other is None or other.digits != 2 or self.tokens[sign].fold not in ("-", "–"):
            return
        if self.tokens[sign].start != numeral.end or other.start != self.tokens[sign].end:
            return
        year = int(numeral.value)
        if int(other.value) > year % 100:
            date = Date(year // 100 * 100 + int(other.value))
            yield Found(other.first, other.last, date)

    def _follows_year_word(self, numeral: Numeral) -> bool:
        """Say whether a word such as "im Jahr" makes a number of three digits a year."""
        hit = self.analysis.closing("year_word", numeral.first - 1)
        return bool(hit) and numeral.digits in (3, 4) and not numeral.rank

    def _reads_as_year(self, numeral: Numeral) -> bool:
        """Say whether four digits are a year: by the words around, and by how round they are."""
        place = self.analysis.place(numeral.last + 1)
        if not _UNIT_SORTS.isdisjoint(place):
            return False
        index = numeral.first - 1
        if self.analysis.closing("currency_sign", index) or self.analysis.closing(
            "currency_code", index
        ):
            return False
        led = any(self.analysis.closing(s, index) for s in ("year_before", "part"))
        if led:
            return not self._shares_unit(numeral)
        if self.analysis.closing("bound_before", index) or not 1600 <= numeral.value <= 2099:
            return False
        if numeral.value % 100 == 0:
            return self._bracketed(numeral)
        return numeral.value >= 1800 or self._bracketed(numeral)

    def _shares_unit(self, numeral: Numeral) -> bool:
        """Say whether another number with a unit follows: "zwischen 2300 und 2800 Franken"."""
        other = self.analysis.starting.get(numeral.last + 2)
        if other is None or not any(
            self.analysis.hit(numeral.last + 1, sort) for sort in ("also", "range")
        ):
            return False
        return not _UNIT_SORTS.isdisjoint(self.analysis.place(other.last + 1))

    def _bracketed(self, numeral: Numeral) -> bool:
        before = self.tokens[numeral.first - 1].fold if numeral.first else ""
        after = self.tokens[numeral.last + 1].fold if numeral.last + 1 < len(self.tokens) else ""
        return before in "([–-" and after in ")],;–-" and bool(before)


def _century(number: int, bc: bool) -> Date:
    """The nineteenth century is 1801 to 1900; before Christ the fifth is 500 to 401."""
    return Date(-number * 100 if bc else number * 100 - 99, span="century")

"""Writing dates and times of day as a language does, in the manner of what stands there already."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from tm.facts.date_months import MONTH_SORTS
from tm.facts.dates import Date
from tm.facts.lexicon import Hit
from tm.facts.values import Time
from tm.facts.wording import any_of
from tm.facts.writer import Imitator

_NUMERIC = re.compile(r"(\d{1,2})([./-] ?)(\d{1,2})([./-] ?)(\d{4}|\d{2})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"(\d{1,2})(?:(\s?[hH:.]\s?)(\d{2}))?")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NOON = 12


class DateWriter(Imitator):
    """Writes dates and times of day."""

    def write(self, date: Date) -> str | None:
        """Write a date; None where the model does not tell how."""
        if date.night or date.season:
            return None
        if date.part:
            return self._with_part(date)
        if date.span:
            return self._span(date)
        if date.weekday and date.day is None:
            return self._cased(self._name(date.weekday, "weekday"))
        if _ISO.fullmatch(self.like) and date.year and date.month and date.day:
            return str(replace(date, weekday=None))
        if match := _NUMERIC.search(self.like):
            return self._numeric(date, match)
        return self._with_weekday(date)

    def _numeric(self, date: Date, match: re.Match[str]) -> str | None:
        if date.year is None or date.month is None or date.day is None:
            return None
        day, month = (f"{n:0{len(match[i])}}" for n, i in ((date.day, 1), (date.month, 3)))
        year = f"{date.year:04}"[-len(match[5]) :]
        return f"{day}{match[2]}{month}{match[4]}{year}"

    def _with_weekday(self, date: Date) -> str | None:
        rest = self._calendar(date)
        if rest is None:
            return None
        old = self._first("weekday")
        weekday = date.weekday or (date.implied_weekday if old else None)
        if weekday is None:
            return rest if old is None else None
        name = self._cased(self._name(weekday, "weekday"))
        if old is None:
            return str(self.formats["date"]["weekday"]).format(weekday=name, date=rest)
        tokens = self.model.tokens
        start = tokens[old.last].end
        after = next((t.start for t in tokens[old.last + 1 :] if t.sort == "d"), None)
        month = self._month_hit()
        if month and (after is None or tokens[month.first].start < after):
            after = tokens[month.first].start
        return None if after is None else name + self.like[start:after] + rest

    def _calendar(self, date: Date) -> str | None:
        """Write day, month and year, as far as there are."""
        if date.month is None:
            return str(date.year) if date.year and date.day is None and date.year > 0 else None
        month = self._cased(self._month(date.month))
        year = "" if date.year is None else str(date.year)
        if date.day is None:
            return f"{month} {year}".strip()
        patterns = self.formats["date"]
        pattern = patterns["month_first"] if self._month_leads() else patterns["day"]
        text = str(pattern).format(day=self._day(date.day), month=month, year=year)
        return text.strip(" ,")

    def _day(self, day: int) -> str:
        first = self.formats["date"].get("first")
        if day == 1 and first:
            return str(first)
        numeral = next(iter(self.model.numerals), None)
        hook = getattr(self.language.hooks(), "ordinal_ending", None)
        is_rank = numeral is not None and numeral.rank and numeral.value <= 31 and first is None
        return f"{day}{hook(day)}" if is_rank and hook else str(day)

    def _month_leads(self) -> bool:
        month = self._month_hit()
        if month is None or "month_first" not in self.formats["date"]:
            return False
        days = [n for n in self.model.numerals if n.digits and n.digits <= 2]
        return bool(days) and month.first < days[0].first

    def _month(self, month: int) -> str:
        hit = self._month_hit()
        short = hit is not None and hit.sort == "month_short"
        return self._name(month, *(("month_short",) if short else ()))

    def _month_hit(self) -> Hit | None:
        hits = [hit for sort in MONTH_SORTS for hit in self.model.sorts.get(sort, ())]
        return min(hits, key=lambda hit: hit.first, default=None)

    def _first(self, sort: str) -> Hit | None:
        return next(iter(self.model.sorts.get(sort, ())), None)

    def _name(self, number: int, *sorts: str) -> str:
        """Return the first name of a month or weekday in the classes."""
        table = self.language.table("calendar")
        names = (table.get(sort, {}).get(str(number)) for sort in (*sorts, *MONTH_SORTS))
        return str(next(found for found in names if found)[0])

    def _cased(self, name: str) -> str:
        """Write in capitals where the model does."""
        letters = [char for char in self.like if char.isalpha()]
        capitals = len(letters) > 2 and all(char.isupper() for char in letters)
        return name.upper() if capitals else name

    def _with_part(self, date: Date) -> str | None:
        """Write "early", "mid", "late" before the rest: as the model does where it has the same."""
        tokens = self.model.tokens
        hits = [h for i in range(len(tokens)) if (h := self.model.hit(i, "part"))]
        old = max(hits, key=lambda hit: hit.last - hit.first, default=None)
        start = 0
        if old is not None:
            start = tokens[old.last + 1].start if old.last + 1 < len(tokens) else len(self.like)
        rest = DateWriter(self.language, self.like[start:]).write(replace(date, part=""))
        if rest is None:
            return None
        if old is not None and old.value == date.part:
            return self.like[:start] + rest
        if old is not None:
            return self._other_part(self.like[:start], date.part) + rest
        return str(self.formats["date"][date.part]).format(date=rest)

    def _other_part(self, text: str, part: str) -> str:
        """Put another part before what follows: "Ende der " becomes "Anfang der "."""
        words: list[str] = self.language.table("calendar")["part"][part]
        _, _, link = text.strip().partition(" ")
        for word in words:
            if word.partition(" ")[2] == link:
                return word + text[len(text.rstrip()) :]
        return words[0] + " "

    def _span(self, date: Date) -> str | None:
        """Write a decade or century by changing the number in the model."""
        if date.year is None or date.year < 0:
            return None
        numeral = next(iter(self.model.numerals), None)
        if date.span == "decade":
            if numeral is None or not numeral.digits:
                return str(self.formats["date"]["decade"]).format(year=date.year)
            start = numeral.start
            digits = str(date.year)[-numeral.digits :]
            return self.like[:start] + digits + self.like[start + numeral.digits :]
        number = date.year // 100 + 1
        endings = chain(*self.language.table("numbers").get("ordinal_ending", {}).values())
        match = re.search(rf"\d+{any_of(endings)}?|[IVX]+", self.like)
        hook = getattr(self.language.hooks(), "ordinal_ending", lambda number: "")
        if match is None:
            ordinal = str(self.formats["ordinal"]).format(number=number, ending=hook(number))
            form = str(self.formats["date"]["century"])
            return None if self.like else form.format(ordinal=ordinal, roman=_roman(number))
        old = match.group()
        new = f"{number}{hook(number)}" if old[-1].isalpha() else str(number)
        if old.isupper():
            new = _roman(number)
        return self.like[: match.start()] + new + self.like[match.end() :]

    # ---- times

    def write_time(self, time: Time) -> str | None:
        """Write a time of day on the clock of the model, else on the language's usual one."""
        forms: dict[str, str] = self.formats["time"]
        match = _CLOCK.search(self.like)
        if match is None or time.second is not None:
            return self._usual_time(time)
        half = self._half()
        if half:
            hour = (time.hour - 1) % _NOON + 1
            if bool(match[3]) != bool(time.minute) and not match[3]:
                new = f"{hour}.{time.minute:02}"
            else:
                new = f"{hour}{match[2] or ''}{time.minute:02}" if match[3] else str(hour)
            tail = self.like[match.end() :]
            old, wanted = half, forms["pm"] if time.hour >= _NOON else forms["am"]
            same = old.value == ("pm" if time.hour >= _NOON else "am")
            if not same:
                tail = _other_half(tail, wanted)
            return self.like[: match.start()] + new + tail
        if match[3]:
            hour_text = f"{time.hour:0{len(match[1])}}" if match[1][0] == "0" else str(time.hour)
            new = f"{hour_text}{match[2]}{time.minute:02}"
            return self.like[: match.start()] + new + self.like[match.end() :]
        if not time.minute:
            return self.like[: match.start()] + str(time.hour) + self.like[match.end() :]
        return self._usual_time(time)

    def _half(self) -> Hit | None:
        hits = self.model.sorts.get("clock_after", [])
        return next((hit for hit in hits if hit.value in ("am", "pm")), None)

    def _usual_time(self, time: Time) -> str:
        forms: dict[str, str] = self.formats["time"]
        if "half_day" in forms:
            half = forms["pm"] if time.hour >= _NOON else forms["am"]
            hour = (time.hour - 1) % _NOON + 1
        else:
            half, hour = "", time.hour
        if not time.minute:
            return forms["hour_only"].format(hour=hour, half=half)
        form = forms.get("half_day", forms["full"])
        return form.format(hour=hour, minute=f"{time.minute:02}", half=half)


def _other_half(tail: str, wanted: str) -> str:
    """Put the other half of the day into "a.m.", "am" or "AM", spelt as it was."""
    letters = str.maketrans("aApP", "pPaA")
    match = re.search(r"[ap]\.?\s?m", tail, re.IGNORECASE)
    if match is None:
        return f" {wanted}"
    return (
        tail[: match.start()] + tail[match.start()].translate(letters) + tail[match.start() + 1 :]
    )


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text

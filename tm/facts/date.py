"""Dates: full and partial, ranges, decades, centuries, nights, weekdays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from tm.facts.analysis import Analysis
from tm.facts.date_months import Found, MonthDates
from tm.facts.date_named import named
from tm.facts.date_writer import DateWriter
from tm.facts.date_years import YearDates
from tm.facts.dates import Date, day_before, next_day
from tm.facts.daypart import day_part_start
from tm.facts.found import make_fact, point_bound
from tm.facts.lexicon import Hit
from tm.facts.relations import amounts
from tm.facts.values import Age
from tm.languages import get
from tm.model import Bound, Fact, Relation, Salience, Value

_TRIGGERS = frozenset(
    ("month", "month_compound", "month_weak", "month_name", "month_short", "weekday",
     "weekday_habit", "weekday_short", "century", "decade_word", "decade_before", "season",
     "season_weak", "feast", "decade_behind_part")
)  # fmt: skip
_QUOTES = frozenset("\"“‘«„»'")
_BOUNDED = frozenset((Bound.EXACTLY, Bound.ABOUT))
_LAST_DAY = frozenset((Bound.AT_MOST, Bound.MORE_THAN))


class DateKind:
    """Values are `Date`."""

    name = "date"
    comparable = frozenset(("number", "ordinal", "age"))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        if not analysis.has_digits and _TRIGGERS.isdisjoint(analysis.sorts):
            return []
        found = _Collection(analysis)
        years = YearDates(analysis)
        for group in (
            years.numeric(),
            named(analysis),
            MonthDates(analysis).find(),
            years.centuries(),
            years.decades(),
            years.years(),
        ):
            found.take(group)
        found.add_weekdays()
        return list(_facts(analysis, found.merged()))

    def relate(self, first: Fact, second: Fact) -> Relation:
        if "age" in (first.kind, second.kind):
            return _relate_to_age(first, second)
        if first.kind != second.kind:
            return _relate_to_number(first, second)
        relations = [
            relate_dates(mine, other)
            for mine in (first.value, *first.alternatives)
            for other in (second.value, *second.alternatives)
            if isinstance(mine, Date) and isinstance(other, Date)
        ]
        if _same_limit(first, second):
            return Relation.EQUIVALENT
        if Relation.EQUAL in relations[1:] and relations[0] is not Relation.EQUAL:
            return Relation.EQUIVALENT
        return min(relations, key=_CLOSEST.index)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        return DateWriter(get(language), like).write(value) if isinstance(value, Date) else None


_CLOSEST = [
    Relation.EQUAL,
    Relation.EQUIVALENT,
    Relation.LESS_SPECIFIC,
    Relation.MORE_SPECIFIC,
    Relation.DIFFERENT,
    Relation.UNRELATED,
]


class _Collection:
    """Dates that do not overlap, by their first token; the first to take a token keeps it."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.dates: dict[int, Found] = {}
        self.taken: set[int] = set()

    def take(self, group: Iterable[Found]) -> None:
        tokens = self.analysis.tokens
        for found in group:
            span = range(found.first, found.last + 1)
            free = self.analysis.is_free(tokens[found.first].start, tokens[found.last].end)
            if free and self.taken.isdisjoint(span):
                self.dates[found.first] = found
                self.taken.update(span)

    def add_weekdays(self) -> None:
        """Join each weekday to the date behind it, or let it stand alone."""
        for sort in ("weekday", "weekday_habit", "weekday_short"):
            for hit in self.analysis.sorts.get(sort, ()):
                if hit.first in self.taken or self._is_named(hit):
                    continue
                at = hit.last + 1
                date = self.dates.get(at)
                if date is None and (link := self.analysis.hit(at, "weekday_link")):
                    date = self.dates.get(link.last + 1)
                if date and date.date.day is not None and date.date.weekday is None:
                    del self.dates[date.first]
                    joined = replace(date.date, weekday=int(hit.value))
                    others = tuple(replace(o, weekday=int(hit.value)) for o in date.others)
                    self.dates[hit.first] = Found(hit.first, date.last, joined, others)
                    self.taken.update(range(hit.first, date.last + 1))
                elif sort != "weekday_short":
                    self.take([Found(hit.first, hit.last, Date(weekday=int(hit.value)))])

    def _is_named(self, hit: Hit) -> bool:
        """Say whether the weekday belongs to a name: "The Sunday Times", "Black Friday"."""
        if self.analysis.hit(hit.first, "not_weekday"):
            return True
        if self.analysis.closing("not_weekday", hit.last):
            return True
        tokens, text = self.analysis.tokens, self.analysis.text
        if hit.first < 1 or hit.last + 1 >= len(tokens):
            return False
        before, after = tokens[hit.first - 1], tokens[hit.last + 1]
        opens = before.fold in _QUOTES or self.analysis.closing("definite", hit.first - 1)
        unknown = after.sort == "w" and not self.analysis.is_known(hit.last + 1)
        return bool(opens) and unknown and text[after.start].isupper()

    def merged(self) -> list[Found]:
        """Return the dates in order, with "early", "mid", "late" and nights taken in."""
        ordered = sorted(self.dates.values())
        result: list[Found] = []
        skip = False
        for index, found in enumerate(ordered):
            if skip:
                skip = False
                continue
            after = ordered[index + 1] if index + 1 < len(ordered) else None
            night = self._night(found, after)
            skip = night is not None and after is not None and night.last == after.last
            result.append(night or self._with_part(found))
        return result

    def _with_part(self, found: Found) -> Found:
        if found.date.day is not None or found.date.weekday is not None:
            return found
        at = found.first - 1
        if at >= 0 and self.analysis.tokens[at].fold == "-":
            hit = self.analysis.closing("part", at) or self.analysis.closing("part", at - 1)
        else:
            hit = self.analysis.closing("part", at)
        if hit is None:
            return found
        date = replace(found.date, part=hit.value)
        others = tuple(replace(other, part=hit.value) for other in found.others)
        return Found(hit.first, found.last, date, others)

    def _night(self, found: Found, after: Found | None) -> Found | None:
        """Read "nuit du 8 au 9 mars", "Nacht zum 9. März", "night of 8 March" as one night."""
        hit = self.analysis.closing("night", found.first - 1)
        if hit is None or (found.date.day is None and found.date.weekday is None):
            return None
        if hit.value == "to":
            return Found(hit.first, found.last, replace(day_before(found.date), night=True))
        if after and after.first - found.last <= 4:
            date = replace(found.date, month=found.date.month or after.date.month)
            morning = next_day(date)
            named = morning.day is not None or morning.weekday == after.date.weekday
            if named and morning.day == after.date.day:
                date = replace(date, year=date.year or after.date.year)
                return Found(hit.first, after.last, replace(date, night=True))
        return Found(hit.first, found.last, replace(found.date, night=True))


def _facts(analysis: Analysis, dates: list[Found]) -> Iterator[Fact]:
    for found in dates:
        fact = make_fact(
            analysis, "date", found.date, found.first, found.last, alternatives=found.others,
            salience=_salience(analysis, found),
        )  # fmt: skip
        # "over", "up to" before a date are prepositions; only "about 1850" limits it.
        limited = fact.bound in _BOUNDED and not found.date.span  # "dans les années 80"
        if not limited or fact.bound is Bound.EXACTLY:
            fact = replace(fact, bound=point_bound(analysis, found.first))
        yield _bare(analysis, found, fact)


def _bare(analysis: Analysis, found: Found, fact: Fact) -> Fact:
    """Leave the part of the day of "Dienstagabend" to `daypart`."""
    hit = analysis.hit(found.first, "weekday") if found.first == found.last else None
    part = day_part_start(analysis, hit) if hit else None
    if part is None:
        return fact
    return replace(fact, end=part[0], surface=analysis.text[fact.start : part[0]])


def _salience(analysis: Analysis, found: Found) -> Salience:
    """A season or a feast without its year may be called by another name, or not at all."""
    if found.date.year is not None or not (found.date.season or analysis.hit(found.first, "feast")):
        return Salience.FULL
    return Salience.NONE


def relate_dates(first: Date, second: Date) -> Relation:
    """Relate two dates by the fields that both have."""
    if first == second:
        return Relation.EQUAL
    if first.span or second.span:
        return _relate_spans(first, second)
    mine, other = _fields(first), _fields(second)
    shared = mine.keys() & other.keys()
    if not shared:
        return Relation.UNRELATED
    if any(mine[name] != other[name] for name in shared) and not _same_night(first, second):
        return Relation.DIFFERENT
    if first.part != second.part and first.part and second.part:
        return Relation.DIFFERENT
    if len(mine) == len(other) and first.part == second.part and first.night == second.night:
        return Relation.EQUIVALENT
    less = (len(mine), bool(first.part)) < (len(other), bool(second.part))
    return Relation.LESS_SPECIFIC if less else Relation.MORE_SPECIFIC


def _same_limit(first: Fact, second: Fact) -> bool:
    """Say whether two limits leave the same last day: "before the 20th", "none after the 19th"."""
    for open_end, last in ((first, second), (second, first)):
        if open_end.bound is Bound.LESS_THAN and last.bound in _LAST_DAY:
            day = open_end.value
            if isinstance(day, Date) and day.day and not day.span and day_before(day) == last.value:
                return True
    return False


def _fields(date: Date) -> dict[str, int]:
    names = ("year", "month", "day", "weekday")
    fields = {name: value for name in names if (value := getattr(date, name)) is not None}
    if date.season:
        fields["season"] = fields.pop("month")
    if "weekday" not in fields and date.implied_weekday is not None:
        fields["weekday"] = date.implied_weekday
    return fields


def _same_night(first: Date, second: Date) -> bool:
    """Say whether the one is the morning after the night that is the other."""
    if first.night == second.night:
        return False
    night, day = (first, second) if first.night else (second, first)
    mine, other = _fields(replace(next_day(night), night=False)), _fields(day)
    return all(mine[name] == other[name] for name in mine.keys() & other.keys())


def _relate_spans(first: Date, second: Date) -> Relation:
    if first.year is None or second.year is None:
        return Relation.UNRELATED
    same = (first.year, first.span) == (second.year, second.span)
    if same:
        if first.part and second.part:
            return Relation.DIFFERENT
        return Relation.MORE_SPECIFIC if first.part else Relation.LESS_SPECIFIC
    if second.year >= first.year and second.last_year <= first.last_year:
        return Relation.LESS_SPECIFIC
    if first.year >= second.year and first.last_year <= second.last_year:
        return Relation.MORE_SPECIFIC
    return Relation.DIFFERENT


def _relate_to_number(first: Fact, second: Fact) -> Relation:
    """Relate a year to the bare number that it may have been read as elsewhere."""
    date, number = (first, second) if first.kind == "date" else (second, first)
    value = date.value
    if not isinstance(value, Date) or value.span:
        return Relation.UNRELATED
    # "le 11 au matin" against "11 March", "der 11." against both.
    stated = {Fraction(n) for n in (value.year, value.day) if n is not None}
    if value.day is not None and value.month is not None:  # "18.12"
        stated.add(Fraction(value.day) + Fraction(value.month, 100))
    if stated.isdisjoint(amounts(number)):
        return Relation.UNRELATED
    return Relation.MORE_SPECIFIC if date is first else Relation.LESS_SPECIFIC


def _relate_to_age(first: Fact, second: Fact) -> Relation:
    """Relate "in den Achtzigern", which may be either, to "in her eighties"."""
    date, age = (first, second) if first.kind == "date" else (second, first)
    value, years = date.value, age.value
    if not (isinstance(value, Date) and isinstance(years, Age) and years.decade):
        return Relation.UNRELATED
    if value.span != "decade" or value.year is None or str(value.year) in date.surface:
        return Relation.UNRELATED
    same = value.year % 100 == years.amount and value.part == years.part
    return Relation.EQUIVALENT if same else Relation.DIFFERENT


KIND = DateKind()

"""Durations and prison terms: "three and a half years", "72-stündig", "quinze jours"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest

from tm.facts.analysis import Analysis
from tm.facts.durations import FIELDS, Duration, duration_of, parse_iso
from tm.facts.found import make_fact
from tm.facts.frequency import intervals
from tm.facts.race_time import race_times
from tm.facts.relations import amounts, relate_amounts, relate_readings
from tm.facts.units import Counted, compounds, counted
from tm.facts.writer import Writer
from tm.languages import get
from tm.model import Bound, Fact, Relation, Salience, Value


class DurationKind:
    """Values are `Duration`."""

    name = "duration"
    comparable = frozenset(("number", "age", "ordinal"))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        facts = [fact for found in self._found(analysis) if (fact := self._fact(analysis, found))]
        facts.extend(self._after_articles(analysis))
        facts.extend(self._words(analysis))
        facts.extend(self._intervals(analysis))
        return list(_joined(analysis, _longest(facts)))

    def _found(self, analysis: Analysis) -> Iterator[Counted]:
        yield from counted(analysis, "duration", "adjective")
        yield from compounds(analysis, "adjective")

    def _fact(self, analysis: Analysis, found: Counted) -> Fact | None:
        numeral, last = found.numeral, found.last
        if numeral.parts > 1 and numeral.first - 1 in analysis.ranks:  # "the first half year"
            return None
        amount = Fraction(numeral.value) / numeral.parts
        if (half := analysis.hit(last + 1, "half")) and last > numeral.last:
            amount, last = amount + Fraction(1, 2), half.last
        measure = analysis.hit(found.numeral.last + 1, "measure")
        if measure and measure.last > found.last:  # "48 années-lumière"
            return None
        start = analysis.tokens[found.first].start
        if amount < 0 or not analysis.is_free(start, analysis.tokens[last].end):
            return None
        value = duration_of(amount, found.unit)
        others = tuple(duration_of(Fraction(a), found.unit) for a in numeral.alternatives)
        return make_fact(
            analysis,
            self.name,
            value,
            found.first,
            last,
            rough=numeral.rough,
            alternatives=(*others, *idioms(analysis, value)),
        )

    def _intervals(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield "every other day", which is every two days, and "1:52.37"."""
        for first, last, value in intervals(analysis):
            start, end = analysis.tokens[first].start, analysis.tokens[last].end
            if analysis.is_free(start, end):
                yield make_fact(
                    analysis, self.name, value, first, last, bounded=False, salience=Salience.LOW
                )
        for start, end, value in race_times(analysis):
            if analysis.is_free(start, end):
                yield Fact(self.name, value, start, end, analysis.text[start:end])

    def _words(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield durations in one word: "Halbjahr", "fortnight", and what only hints at one."""
        for hit in analysis.sorts.get("duration_hint", ()):
            if analysis.is_free(analysis.tokens[hit.first].start, analysis.tokens[hit.last].end):
                yield make_fact(
                    analysis, self.name, parse_iso(hit.value), hit.first, hit.last, bounded=False,
                    salience=Salience.NONE,
                )  # fmt: skip
        for hit in analysis.sorts.get("duration_word", ()):
            start, end = analysis.tokens[hit.first].start, analysis.tokens[hit.last].end
            # "im ersten Halbjahr" is a part of a year, no length of time.
            ranked = hit.first - 1 in analysis.ranks or self._is_dotted(analysis, hit.first - 1)
            if analysis.is_free(start, end) and not ranked:
                yield make_fact(analysis, self.name, parse_iso(hit.value), hit.first, hit.last)

    @staticmethod
    def _is_dotted(analysis: Analysis, index: int) -> bool:
        """Say whether an ordinal in digits ends at the token: the 1. of "1. Halbjahr"."""
        numeral = analysis.ending.get(index - 1)
        return bool(numeral and numeral.dotted and analysis.tokens[index].fold == ".")

    def _after_articles(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield units behind an article: "a year", "une heure"."""
        for hit in analysis.sorts.get("duration", ()):
            fact = self._after_article(analysis, hit.first, hit.last, hit.value)
            if fact is not None:
                yield fact

    def _after_article(self, analysis: Analysis, first: int, last: int, unit: str) -> Fact | None:
        tokens = analysis.tokens
        hyphen = tokens[first - 1].fold == "-" and first > 1
        at = first - 2 if hyphen else first - 1
        between = None if hyphen or unit == "day" else analysis.closing("between", at)
        article = analysis.closing("article", between.first - 1 if between else at)
        if article is None or unit == "second":
            return None
        before = article.first - 1
        led = analysis.closing("bound_before", before) or analysis.closing("lasting", before)
        if not led and not hyphen and (unit in ("day", "century") or _is_rate(analysis, before)):
            return None
        # "35,000 passengers a week"
        if before - 1 in analysis.ending and not (
            led or analysis.hit(last + 1, "offset_after") or tokens[before].sort != "w"
        ):
            return None
        # "à une heure inhabituelle"
        if (
            not led
            and analysis.hit(first, "hour_word")
            and analysis.closing("clock_before", before)
        ):
            return None
        amount = Fraction(1)
        if half := analysis.hit(last + 1, "half"):
            amount, last = Fraction(3, 2), half.last
        if not analysis.is_free(tokens[article.first].start, tokens[last].end):
            return None
        return make_fact(
            analysis,
            self.name,
            duration_of(amount, unit),
            article.first,
            last,
            salience=Salience.LOW if amount == 1 else Salience.FULL,
        )

    def relate(self, first: Fact, second: Fact) -> Relation:
        if "ordinal" in (first.kind, second.kind):
            return _relate_to_rank(first, second)
        if first.kind != second.kind:
            return relate_amounts(first, second)
        return relate_readings(first, second)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Duration):
            return None
        writer = Writer(get(language), like)
        parts = [(name, amount) for name in FIELDS if (amount := getattr(value, name))]
        if len(parts) == 1 and writer.numeral:
            return _like(writer, *parts[0])
        written = []
        for name, amount in parts:
            forms = writer.formats["unit"][name.removesuffix("s")]
            unit = forms[0] if amount == 1 else forms[1]
            written.append(f"{writer.digits(amount)} {unit}")
        return str(writer.formats["duration"]["joint"]).join(written) or None


def _like(writer: Writer, field: str, amount: Decimal) -> str | None:
    """Write an amount of one unit as the model does: noun or adjective, in words or digits."""
    units = writer.formats["unit"]
    old = next(
        (h.value for s in ("duration", "adjective") for h in writer.model.sorts.get(s, ())), None
    )
    if old is None and writer.numeral:
        old = writer.model.lexicon.knows(writer.numeral.tail, "adjective")
    if old is None or old not in units:
        return None
    return writer.with_unit(amount, units[field.removesuffix("s")], units[old])


def _relate_to_rank(first: Fact, second: Fact) -> Relation:
    """Relate "das 100-jährige Bestehen" to "the 100th anniversary".

    And "im fünften Monat schwanger" to "five months pregnant".
    """
    length, rank = (first, second) if first.kind == "duration" else (second, first)
    counted = any(getattr(length.value, unit, 0) for unit in ("years", "months", "weeks"))
    same = counted and amounts(length)[:1] == amounts(rank)[:1]
    return Relation.EQUIVALENT if same else Relation.UNRELATED


def _longest(facts: list[Fact]) -> list[Fact]:
    """Return the facts in order without those that overlap a longer one before them."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        if not kept or fact.start >= kept[-1].end:
            kept.append(fact)
    return kept


def _is_rate(analysis: Analysis, index: int) -> bool:
    """Say whether "a week" behind this token is a rate: "three times a week", "$5 a week"."""
    if index < 0:
        return False
    place = analysis.closing
    rates = ("times", "counted", "currency", "currency_sign", "currency_code", "measure")
    return index in analysis.ending or any(place(sort, index) for sort in rates)


def idioms(analysis: Analysis, value: Duration) -> tuple[Duration, ...]:
    """Return what else a language means by the duration ("quinze jours" are two weeks)."""
    table = analysis.language.table("units").get("idiom", {})
    return tuple(parse_iso(meant) for meant, said in table.items() if str(value) in said)


def _joined(analysis: Analysis, facts: list[Fact]) -> Iterator[Fact]:
    """Join "three years and six months", "2 hours 30 minutes": larger unit first."""
    pending: Fact | None = None
    for fact, after in zip_longest(facts, facts[1:]):
        # "two hours, twenty minutes and nine seconds": a comma joins before a later "and".
        listed = after is not None and _join(analysis, fact, after) is not None
        if pending is not None and (joined := _join(analysis, pending, fact, listed=listed)):
            pending = joined
            continue
        if pending is not None:
            yield pending
        pending = fact
    if pending is not None:
        yield pending


_GAP = 8
_DAYS = FIELDS.index("days")


def _join(analysis: Analysis, first: Fact, second: Fact, *, listed: bool = False) -> Fact | None:
    gap = second.start - first.end
    if not 0 <= gap <= _GAP or not isinstance(first.value, Duration):
        return None
    between = analysis.text[first.end : second.start].strip().casefold()
    joints = analysis.language.table("units").get("joints", {}).get("words", [])
    linked = not between or between in joints or (listed and between == ",")
    if not linked or not isinstance(second.value, Duration):
        return None
    large, small = _smallest(first.value), _largest(second.value)
    # Years with months, weeks and days; days with hours; hours with minutes and seconds.
    follows = large < small and (small <= _DAYS or large >= _DAYS)
    if not follows or second.bound is not Bound.EXACTLY:
        return None
    merged = {n: getattr(first.value, n) + getattr(second.value, n) for n in FIELDS}
    return replace(
        first,
        value=Duration(**merged),
        end=second.end,
        surface=analysis.text[first.start : second.end],
        alternatives=(),
        salience=Salience.FULL,
    )


def _largest(value: Duration) -> int:
    return next((i for i, name in enumerate(FIELDS) if getattr(value, name)), 0)


def _smallest(value: Duration) -> int:
    return max((i for i, name in enumerate(FIELDS) if getattr(value, name)), default=0)


KIND = DurationKind()

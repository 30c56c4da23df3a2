"""Ages: "28 years old", "aged 28", "28-Jährige", "âgé de 28 ans"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from tm.facts.analysis import Analysis
from tm.facts.durations import Duration
from tm.facts.found import make_fact
from tm.facts.lexicon import Hit
from tm.facts.numerals import Numeral
from tm.facts.relations import relate_amounts
from tm.facts.units import Counted, compounds, counted, spread_left
from tm.facts.values import Age
from tm.facts.writer import Writer
from tm.languages import get
from tm.model import Fact, Relation, Salience, Value

_OLDEST = 130
_WITHIN_YEARS = frozenset(("month", "week", "day"))
_ENTRY = 12  # tokens before the age in an entry of a list of persons
_FULL_NAME = 2  # words of a name in capitals
_PARTICLE = 3  # letters of what may be small in a name: "von", "bin", "de"
_TENS = frozenset(map(Decimal, range(20, 100, 10)))


class AgeKind:
    """Values are `Age`."""

    name = "age"
    comparable = frozenset(("number", "duration"))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        facts = {fact.start: fact for fact in self._decades(analysis)}
        if not analysis.numerals:
            return list(facts.values())
        for found, last in self._found(analysis):
            start, end = found.numeral.start, analysis.tokens[last].end
            if _is_compound(analysis, found):
                continue
            if analysis.is_free(start, end) and not _clashes(facts, start, end):
                facts[start] = self._fact(analysis, found, last)
        return sorted(facts.values(), key=lambda fact: fact.start)

    def _decades(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield "in his early thirties", "Mitte vierzig", "la trentaine"."""
        for hit in analysis.sorts.get("age_decade", ()):
            part = analysis.closing("part", hit.first - 1)
            first = part.first if part else hit.first
            free = analysis.is_free(analysis.tokens[first].start, analysis.tokens[hit.last].end)
            if free and analysis.closing("age_decade_before", first - 1):
                yield self._decade(analysis, Decimal(hit.value), part, hit.first, hit.last)
        for hit in analysis.sorts.get("age_decade_sure", ()):
            yield self._decade(analysis, Decimal(hit.value), None, hit.first, hit.last)
        if "age_after_part" in analysis.lexicon.settings["units"]:
            for n in analysis.numerals:
                part = analysis.closing("part", n.first - 1)
                bare = n.value in _TENS and not (n.rank or n.tail)
                if part and bare and not analysis.place(n.last + 1) and n.last == n.first:
                    yield self._decade(analysis, n.value, part, n.first, n.last)

    def _decade(
        self, analysis: Analysis, amount: Decimal, part: Hit | None, first: int, last: int
    ) -> Fact:
        value = Age(amount, decade=True, part=part.value if part else "")
        first = part.first if part else first
        return make_fact(analysis, self.name, value, first, last, salience=Salience.LOW)

    def _fact(self, analysis: Analysis, found: Counted, last: int) -> Fact:
        numeral = found.numeral
        amount = numeral.value
        if (half := analysis.hit(last + 1, "half")) and last > numeral.last:
            amount, last = amount + Decimal("0.5"), half.last
        value = Age(amount, found.unit)
        return make_fact(analysis, self.name, value, found.first, last, rough=numeral.rough)

    def _found(self, analysis: Analysis) -> Iterator[tuple[Counted, int]]:
        """Yield what is counted in units of time and marked as an age, and its last token."""
        pending: list[Counted] = []
        for found in counted(analysis, "duration", "adjective", "age_adjective"):
            if found.last == found.numeral.last:
                pending.append(found)
                continue
            last = self._age_end(analysis, found)
            if last:
                yield from ((each, each.last) for each in pending)
                yield found, last
            pending = []
        for found in compounds(analysis, "adjective"):
            token = analysis.tokens[found.first]
            known = analysis.lexicon.knows(found.numeral.tail, "age_adjective")
            is_noun = known and found.first and analysis.text[token.start].isupper()
            if found.unit == "year" and (is_noun or self._before_person(analysis, found)):
                yield found, found.last
        yield from self._without_unit(analysis)
        yield from self._years_of_life(analysis)

    def _years_of_life(self, analysis: Analysis) -> Iterator[tuple[Counted, int]]:
        """Yield "vor dem 18. Lebensjahr", which is before the age of 18."""
        for hit in analysis.sorts.get("age_ordinal", ()):
            at = hit.first - 1
            dotted = at >= 0 and analysis.tokens[at].fold == "."
            numeral = analysis.ending.get(at - 1 if dotted else at)
            if numeral and (numeral.rank or dotted) and 0 < numeral.value <= _OLDEST:
                yield Counted(numeral, "year", numeral.first, hit.last), hit.last

    def _age_end(self, analysis: Analysis, found: Counted) -> int:
        """Return the last token of the age, 0 where the duration is none."""
        at = found.last + 1
        if at < len(analysis.tokens) and analysis.tokens[at].fold == "-":
            at += 1
        if after := analysis.hit(at, "age_after"):
            return after.last
        if analysis.tokens[found.last].sort == "w" and self._is_noun(analysis, found):
            return found.last
        if found.unit == "year" and (
            self._before_person(analysis, found)
            or _is_apposition(analysis, found.numeral, found.last)
            or _ends_entry(analysis, found)
        ):
            return found.last
        first = (spread_left(analysis, found.numeral) or [found.numeral])[0].first
        return found.last if _age_before(analysis, first) else 0

    def _is_noun(self, analysis: Analysis, found: Counted) -> bool:
        token = analysis.tokens[found.last]
        return analysis.lexicon.knows(token.fold, "age_adjective") is not None and (
            analysis.text[token.start].isupper()
        )

    def _before_person(self, analysis: Analysis, found: Counted) -> bool:
        """Say whether an adjective ("34-jährige") stands before a person and not a sentence."""
        table = analysis.language.table("units").get("person")
        tail = found.numeral.tail or analysis.tokens[found.last].fold
        if table is None or not analysis.lexicon.knows(tail, "adjective"):
            return False
        tokens = analysis.tokens[found.last + 1 : found.last + 3]
        cases = table["cases"]
        endings = tuple(noun + case for noun in table["endings"] for case in cases)
        return any(token.sort == "w" and token.fold.endswith(endings) for token in tokens)

    def _without_unit(self, analysis: Analysis) -> Iterator[tuple[Counted, int]]:
        """Yield "aged 28", "aged 28 and 30", "im Alter von 28"."""
        marked = analysis.lexicon.occurs(analysis.tokens, "age_before")
        for numeral in analysis.numerals:
            if not _is_age(numeral) or analysis.hit(numeral.last + 1, "duration"):
                continue
            members = [numeral]
            if not _is_apposition(analysis, numeral):
                members = [*spread_left(analysis, numeral), numeral] if marked else [numeral]
                if not _age_before(analysis, members[0].first):
                    continue
            yield from ((Counted(n, "year", n.first, n.last), n.last) for n in members)

    def relate(self, first: Fact, second: Fact) -> Relation:
        if "number" in (first.kind, second.kind):
            return relate_amounts(first, second)
        if first.value == second.value:
            return Relation.EQUAL
        if getattr(first.value, "decade", False) or getattr(second.value, "decade", False):
            return _relate_decades(first, second)
        mine, other = _exact(first.value), _exact(second.value)
        return Relation.EQUIVALENT if mine == other else Relation.DIFFERENT

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Age) or value.decade:
            return None
        writer = Writer(get(language), like)
        if not like:
            forms = writer.formats["unit"][value.unit]
            unit = forms[0] if value.amount == 1 else forms[1]
            return str(writer.formats["age"]).format(number=writer.digits(value.amount), unit=unit)
        forms = writer.formats["unit"][value.unit]
        return writer.with_unit(value.amount, forms, forms) or writer.swapped(value.amount)


def _relate_decades(first: Fact, second: Fact) -> Relation:
    """Relate "in his thirties" to "early thirties", to 34, and to a rough 30."""
    mine, other = first.value, second.value
    if not (isinstance(mine, Age) and isinstance(other, Age)):
        return Relation.UNRELATED
    if mine.decade and other.decade:
        if mine.amount != other.amount or (mine.part and other.part):
            return Relation.DIFFERENT
        return Relation.MORE_SPECIFIC if mine.part else Relation.LESS_SPECIFIC
    decade, age = (mine, other) if mine.decade else (other, mine)
    if not 0 <= age.amount - decade.amount < 10 or age.unit != "year":
        return Relation.DIFFERENT
    return Relation.LESS_SPECIFIC if decade is mine else Relation.MORE_SPECIFIC


def _exact(value: Value) -> tuple[Fraction, Fraction] | None:
    if isinstance(value, Age):
        value = value.duration
    return value.exact if isinstance(value, Duration) else None


def _is_age(numeral: Numeral) -> bool:
    if numeral.rank or numeral.scaled or numeral.glued or numeral.tail or numeral.parts > 1:
        return False
    return 0 < numeral.value <= _OLDEST


def _age_before(analysis: Analysis, first: int) -> Hit | None:
    """Return "aged" before a number, over a bound ("aged at least 18", "aged between")."""
    at = first - 1
    for sort in ("bound_before", "between_word"):
        if hit := analysis.closing(sort, at):
            at = hit.first - 1
    return analysis.closing("age_before", at) or analysis.closing("age_before", first - 1)


def _is_apposition(analysis: Analysis, numeral: Numeral, last: int | None = None) -> bool:
    """Say whether the number stands behind a name as an age does: "Leyla Aydin, 34, was".

    `last` is the last token where a unit belongs to it ("Leyla Aydin, 34 ans, a été").
    """
    tokens, index = analysis.tokens, numeral.first
    last = numeral.last if last is None else last
    if numeral.worded or not numeral.digits or index < 2 or last + 1 >= len(tokens):
        return False
    pair = tokens[index - 1].fold + tokens[last + 1].fold
    name = tokens[index - 2]
    if pair not in (",,", "()") or name.sort != "w" or analysis.is_known(index - 2):
        return False
    surface = analysis.text[name.start : name.end]
    return surface[0].isupper() and (not surface.isupper() or _is_entry(analysis, index - 1))


def _is_entry(analysis: Analysis, end: int) -> bool:
    """Say whether the text begins with two words or more of a name, up to the token `end`."""
    words = [
        analysis.text[token.start]
        for token in analysis.tokens[:end]
        if token.sort == "w" and token.end - token.start > _PARTICLE
    ]
    return end <= _ENTRY and len(words) >= _FULL_NAME and all(map(str.isupper, words))


def _ends_entry(analysis: Analysis, found: Counted) -> bool:
    """Say whether the years stand in an entry of a list of persons: "Herr OMAR SAID, 36 Jahre".

    More may follow where the name is in capitals: ", seine Schwester".
    """
    tokens, index, after = analysis.tokens, found.numeral.first, found.last + 1
    if index < 2 or index > _ENTRY or (after < len(tokens) and tokens[after].fold not in "),;(."):
        return False
    if tokens[index - 1].fold not in ",(":
        return False
    names = [
        analysis.text[token.start : token.end]
        for token in tokens[: index - 1]
        if token.sort == "w" and token.end - token.start > _PARTICLE
    ]
    if after + 1 < len(tokens) and not (len(names) >= _FULL_NAME and any(map(str.isupper, names))):
        return False
    return all(name[0].isupper() for name in names)


def _is_compound(analysis: Analysis, found: Counted) -> bool:
    """Say whether years go on with smaller units, as a length of time does.

    "19 years and three months old" is read by `duration` as a whole.
    """
    at, before = found.last + 1, found.first - 1
    joints = analysis.language.table("units").get("joints", {}).get("words", ())
    if found.unit == "year" and found.last > found.numeral.last:
        if at < len(analysis.tokens) and analysis.tokens[at].fold in joints:
            numeral = analysis.starting.get(at + 1)
            unit = analysis.hit(numeral.last + 1, "duration") if numeral else None
            return unit is not None and unit.value in _WITHIN_YEARS
        return False
    if found.unit not in _WITHIN_YEARS or before < 1:
        return False
    larger = analysis.closing("duration", before - 1)
    return analysis.tokens[before].fold in joints and bool(larger and larger.value == "year")


def _clashes(facts: dict[int, Fact], start: int, end: int) -> bool:
    return any(start < fact.end and fact.start < end for fact in facts.values())


KIND = AgeKind()

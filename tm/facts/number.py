"""Numbers that no other kind has claimed: counts, fractions, multiples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.facts.numerals import Numeral
from tm.facts.relations import relate_amounts
from tm.facts.values import Multiple, Number
from tm.facts.writer import Writer
from tm.languages import get
from tm.model import Fact, Relation, Salience, Value

# Number words up to here are often rendered by other means ("both", "a couple", an article).
_SMALL = Decimal(12)
_HALVES = 2
# Endings of words that other languages put otherwise ("viergipflig", "Achttausender").
_LOOSE = frozenset(("-ig", "tausender"))


class NumberKind:
    """Values are `Number` or, for "dozens", `Multiple`."""

    name = "number"
    comparable = frozenset(
        ("ordinal", "percentage", "money", "date", "time", "duration", "age", "quantity")
    )

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        facts = [
            *self._numerals(analysis),
            *self._words(analysis),
            *self._ones(analysis),
            *self._codes(analysis),
        ]
        return sorted(facts, key=lambda fact: fact.start)

    def _numerals(self, analysis: Analysis) -> Iterator[Fact]:
        for numeral in analysis.numerals:
            if numeral.rank or not analysis.is_free(numeral.start, numeral.end):
                continue
            if analysis.closing("idle_before", numeral.first - 1):
                continue
            if numeral.parts > 1 and numeral.first - 1 in analysis.ranks:
                continue
            if numeral.tail and not _is_counted(analysis, numeral):
                continue
            yield make_fact(
                analysis,
                self.name,
                _with_half(analysis, numeral),
                numeral.first,
                numeral.last,
                start=numeral.start,
                rough=numeral.rough,
                alternatives=tuple(Number(other) for other in numeral.alternatives),
                salience=_salience(analysis, numeral),
            )

    def _codes(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield the number of "A61", which is "A 61" elsewhere, but may not become "A16"."""
        for code in analysis.codes:
            if analysis.is_free(code.start, code.end):
                yield make_fact(
                    analysis, self.name, value_of(code), code.first, code.last,
                    bounded=False, salience=Salience.NONE,
                )  # fmt: skip

    def _words(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield "both", "twice", "nobody": numbers that are not numerals."""
        taken = {i for n in analysis.numerals for i in range(n.first, n.last + 1)}
        for sort in ("times", "manifold", "both", "nobody"):
            for hit in analysis.sorts.get(sort, ()):
                start, end = analysis.tokens[hit.first].start, analysis.tokens[hit.last].end
                if hit.value == "1" or not analysis.is_free(start, end):
                    continue
                if taken.isdisjoint(range(hit.first, hit.last + 1)):
                    value = Number(Decimal(hit.value))
                    salience = Salience.LOW if sort == "times" else Salience.NONE
                    yield make_fact(
                        analysis, self.name, value, hit.first, hit.last, salience=salience
                    )

    def _ones(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield the one of "one of the five", against which "none of the five" stands."""
        done = -1
        for hit in sorted(analysis.sorts.get("one_of", ()), key=lambda hit: hit.first):
            start, end = analysis.tokens[hit.first].start, analysis.tokens[hit.last].end
            if hit.first <= done:
                continue
            done = hit.last
            if hit.last + 1 in analysis.starting and analysis.is_free(start, end):
                yield make_fact(
                    analysis, self.name, Number(Decimal(1)), hit.first, hit.last,
                    salience=Salience.NONE,
                )  # fmt: skip

    def relate(self, first: Fact, second: Fact) -> Relation:
        return relate_amounts(first, second)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Number) or value.parts > 1:
            return None
        writer = Writer(get(language), like)
        return writer.swapped(value.amount) if like else writer.number(value.amount)


def _with_half(analysis: Analysis, numeral: Numeral) -> Number | Multiple:
    """Return the value, with the half that stands behind the noun in "cinq points et demi"."""
    value = value_of(numeral)
    if not analysis.lexicon.settings["numbers"].get("half_after_noun") or numeral.parts > 1:
        return value
    after = analysis.tokens[numeral.last + 1 : numeral.last + 2]
    if not after or after[0].sort != "w" or not analysis.hit(numeral.last + 2, "half"):
        return value
    return Number(numeral.value + Decimal("0.5")) if isinstance(value, Number) else value


def _is_counted(analysis: Analysis, numeral: Numeral) -> bool:
    """Say whether the word that the number begins counts something: "dreifach", not "einmal"."""
    known = numeral.tail in _LOOSE or analysis.lexicon.knows(numeral.tail, "counted")
    return bool(known) and numeral.value != 1


def _salience(analysis: Analysis, numeral: Numeral) -> Salience:
    last = numeral.last
    thing = numeral.parts > 1 and any(
        analysis.hit(i, "fraction_word") for i in range(max(numeral.first, last - 1), last + 1)
    )
    whole = thing and numeral.value == 1
    return (
        Salience.NONE
        if whole
        or numeral.glued
        or _is_part(analysis, numeral)
        or (numeral.worded and _is_adjective(analysis, numeral))
        else salience_of(numeral)
    )


def _is_adjective(analysis: Analysis, numeral: Numeral) -> bool:
    """Say whether the word may be the "new" of "matériel neuf": nothing follows to be counted."""
    if numeral.first != numeral.last or not analysis.hit(numeral.first, "also_adjective"):
        return False
    after = analysis.tokens[numeral.last + 1 : numeral.last + 2]
    before = analysis.tokens[numeral.first - 1] if numeral.first else None
    if before is None or before.sort != "w":
        return False
    return not after or after[0].sort != "w" or bool(analysis.hit(numeral.last + 1, "no_noun"))


def _is_part(analysis: Analysis, numeral: Numeral) -> bool:
    """Say whether a number in words belongs to a name of a thing: "four-wheeler", "deux-roues"."""
    tokens = analysis.tokens[numeral.last + 1 : numeral.last + 3]
    if not numeral.worded or len(tokens) < 2 or tokens[0].fold != "-":
        return False
    return tokens[0].start == numeral.end and tokens[1].start == tokens[0].end


def value_of(numeral: Numeral) -> Number | Multiple:
    """Return the value of a numeral that counts things."""
    return Multiple(numeral.value) if numeral.plural else Number(numeral.value, numeral.parts)


def salience_of(numeral: Numeral) -> Salience:
    """Say how surely another language states this number as a number."""
    if numeral.tail in _LOOSE:
        return Salience.NONE
    if numeral.parts == _HALVES and numeral.first == numeral.last:
        # A bare "half" is an adjective or part of a phrase as often as a share.
        return Salience.NONE
    if numeral.value == 1 and numeral.parts == 1:
        return Salience.NONE if numeral.worded else Salience.LOW
    if numeral.worded and (numeral.value <= _SMALL or numeral.plural):
        return Salience.LOW
    return Salience.FULL


KIND = NumberKind()

"""Shares of a count: "one in five", "eines von fünf", "jede fünfte Person", "une sur cinq".

Only one of so many is a share. In "three of the four" both numbers count, and stand in every
version as numbers of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.facts.lexicon import Hit
from tm.facts.numerals import Numeral
from tm.facts.relations import amounts
from tm.facts.values import Number
from tm.model import Fact, Relation, Salience, Value

_MOST = 1000
_MOST_RANK = 100
_MOST_WORDS = 2  # between "one" and "in five": "one young woman in five"
_YEAR_DIGITS = 4
_ROUNDING = Fraction(2, 100)
_UNITS = ("duration", "measure", "unit_symbol", "currency", "currency_sign", "percent", "month")


class ShareKind:
    """Values are `Number` with a denominator; the denominator alone is another reading."""

    name = "share"
    comparable = frozenset(("number", "ordinal", "percentage"))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        end = 0
        for fact in sorted(_found(analysis), key=lambda fact: fact.start):
            if fact.start >= end and analysis.is_free(fact.start, fact.end):
                end = fact.end
                yield fact

    def relate(self, first: Fact, second: Fact) -> Relation:
        if first.kind == second.kind:
            return Relation.EQUAL if first.value == second.value else Relation.DIFFERENT
        share, other = (first, second) if first.kind == self.name else (second, first)
        stated, said = amounts(share), amounts(other)
        if other.kind == "percentage":
            near = any(abs(each / 100 - stated[0]) < _ROUNDING for each in said)
            return Relation.EQUIVALENT if near else Relation.UNRELATED
        if not set(stated).isdisjoint(said):
            return Relation.EQUIVALENT
        is_fraction = isinstance(other.value, Number) and other.value.parts > 1
        return Relation.DIFFERENT if is_fraction else Relation.UNRELATED

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        """Return None: the words around a share are part of it."""
        return None


def _found(analysis: Analysis) -> Iterator[Fact]:
    for numeral in analysis.numerals:
        if numeral.rank:
            if each := _each_before(analysis, numeral):
                yield _fact(analysis, numeral, each.first)
        elif (link := analysis.closing("share_of", numeral.first - 1)) and _is_whole(
            analysis, numeral
        ):
            first = _one_before(analysis, link)
            if first is not None:
                yield _fact(analysis, numeral, first)


def _is_whole(analysis: Analysis, numeral: Numeral) -> bool:
    plain = not (numeral.plural or numeral.tail or numeral.glued or numeral.rough)
    if not plain or numeral.parts > 1 or numeral.digits == _YEAR_DIGITS:
        return False
    if not 2 <= numeral.value <= _MOST or numeral.value != int(numeral.value):
        return False
    return not any(analysis.hit(numeral.last + 1, sort) for sort in _UNITS)


def _one_before(analysis: Analysis, link: Hit) -> int | None:
    """Return the token of the "one" before "in five", over a noun where the language has it so."""
    reach = _MOST_WORDS if analysis.lexicon.settings["numbers"].get("share_across_noun") else 0
    for at in range(link.first - 1, link.first - 2 - reach, -1):
        if at < 0:
            return None
        if one := analysis.closing("share_one", at):
            return one.first
        digit = analysis.ending.get(at)
        if digit and digit.digits and digit.value == 1:
            return digit.first
        if analysis.tokens[at].sort != "w" or digit or _is_measured(analysis, at):
            return None
    return None


def _each_before(analysis: Analysis, numeral: Numeral) -> Hit | None:
    """Return the "jede" of "jede fünfte Person"; what has a unit of time is a frequency."""
    each = analysis.closing("each", numeral.first - 1)
    if each is None or each.value != "always" or not 2 <= numeral.value <= _MOST_RANK:
        return None
    return None if _is_measured(analysis, numeral.last + 1) else each


def _is_measured(analysis: Analysis, index: int) -> bool:
    """Say whether the word at a token makes a frequency or a measure of it: "un jeudi sur deux"."""
    return any(analysis.hit(index, sort) for sort in ("duration", "weekday", "measure"))


def _fact(analysis: Analysis, numeral: Numeral, first: int) -> Fact:
    whole = Number(numeral.value)
    return make_fact(
        analysis, "share", Number(Decimal(1), int(numeral.value)), first,
        numeral.last, alternatives=(whole,), salience=Salience.LOW,
    )  # fmt: skip


KIND = ShareKind()

"""Percentages, per mille and percentage points."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.facts.numerals import EXACT
from tm.facts.relations import relate_amounts
from tm.facts.units import Counted, compounds, counted
from tm.facts.values import Percentage
from tm.facts.writer import Writer
from tm.languages import get
from tm.model import Fact, Relation, Value

_TEN = Decimal(10)


class PercentageKind:
    """Values are `Percentage`."""

    name = "percentage"
    comparable = frozenset(("number",))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        sorts = {"percent", "percent_adjective"}
        if sorts.isdisjoint(analysis.sorts) and not any(n.tail for n in analysis.numerals):
            return []
        found = [
            *counted(analysis, "percent", "percent_adjective", singles=True),
            *compounds(analysis, "percent_adjective"),
        ]
        facts = (self._fact(analysis, each) for each in found)
        return sorted((fact for fact in facts if fact), key=lambda fact: fact.start)

    def _fact(self, analysis: Analysis, found: Counted) -> Fact | None:
        numeral = found.numeral
        if not analysis.is_free(numeral.start, analysis.tokens[found.last].end):
            return None
        readings = (numeral.value, *numeral.alternatives)
        if found.unit == "permille":
            readings = tuple(EXACT.divide(reading, _TEN) for reading in readings)
        if numeral.parts > 1:
            readings = tuple(EXACT.divide(reading, Decimal(numeral.parts)) for reading in readings)
        values = [Percentage(reading, found.unit == "points") for reading in readings]
        return make_fact(
            analysis,
            self.name,
            values[0],
            found.first,
            found.last,
            start=numeral.start,
            rough=numeral.rough,
            alternatives=tuple(values[1:]),
        )

    def relate(self, first: Fact, second: Fact) -> Relation:
        return relate_amounts(first, second)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Percentage) or (value.points and not like):
            return None
        writer = Writer(get(language), like)
        if like:
            return writer.swapped(value.amount)
        return writer.digits(value.amount) + str(writer.formats["percent"])


KIND = PercentageKind()

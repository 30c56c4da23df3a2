"""Quantities with a unit of measure: 5 km, "12 kilos", 30 °C."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.facts.relations import amounts, relate_amounts
from tm.facts.units import Counted, counted, is_single
from tm.facts.values import Money, Quantity
from tm.facts.writer import Writer
from tm.languages import get, shared
from tm.model import Fact, Relation, Salience, Value

# Unit: what it measures, in which base unit, and how many base units it is (BIPM, NIST SP 811).
_FACTORS: dict[str, tuple[str, Fraction]] = {
    unit: (base, Fraction(factor))
    for unit, base, factor in (
        ("m", "m", "1"), ("km", "m", "1000"), ("cm", "m", "0.01"), ("mm", "m", "0.001"),
        ("mi", "m", "1609.344"), ("ft", "m", "0.3048"), ("in", "m", "0.0254"),
        ("yd", "m", "0.9144"), ("nmi", "m", "1852"),
        ("g", "g", "1"), ("kg", "g", "1000"), ("mg", "g", "0.001"), ("t", "g", "1000000"),
        ("lb", "g", "453.59237"), ("oz", "g", "28.349523125"), ("pfund", "g", "500"),
        ("l", "l", "1"), ("ml", "l", "0.001"), ("m³", "l", "1000"),
        ("hl", "l", "100"), ("cl", "l", "0.01"), ("dl", "l", "0.1"), ("cm³", "l", "0.001"),
        ("cm²", "m²", "0.0001"), ("µg", "g", "0.000001"), ("km³", "l", "1000000000000"),
        ("kWh", "Wh", "1000"), ("MWh", "Wh", "1000000"), ("GWh", "Wh", "1000000000"),
        ("TWh", "Wh", "1000000000000"), ("kn", "km/h", "1.852"),
        ("m²", "m²", "1"), ("km²", "m²", "1000000"), ("ha", "m²", "10000"),
        ("ac", "m²", "4046.8564224"), ("mi²", "m²", "2589988.110336"), ("ft²", "m²", "0.09290304"),
        ("km/h", "km/h", "1"), ("mph", "km/h", "1.609344"),
        ("W", "W", "1"), ("kW", "W", "1000"), ("MW", "W", "1000000"), ("GW", "W", "1000000000"),
        ("B", "B", "1"), ("kB", "B", "1000"), ("MB", "B", "1000000"), ("GB", "B", "1000000000"),
        ("TB", "B", "1000000000000"),
        ("Hz", "Hz", "1"), ("kHz", "Hz", "1000"), ("MHz", "Hz", "1000000"),
        ("GHz", "Hz", "1000000000"),
    )
}  # fmt: skip
# A conversion is rounded: 5 miles are "8 km", 12 feet "4 metres".
_ROUNDED = Fraction(8, 100)
_ROUNDED_AT_MOST = Fraction(15, 100)
# A pound weighs 454 g in English and 500 g elsewhere, and is money as well.
_POUNDS, _POUND_MONEY = frozenset(("lb", "pfund")), frozenset(("GBP", "pound"))
_TEMPERATURES = frozenset(("°", "°C", "°F"))
_CELSIUS_PER_FAHRENHEIT, _FREEZING = Fraction(5, 9), 32


class QuantityKind:
    """Values are `Quantity`."""

    name = "quantity"
    comparable = frozenset(("number", "money"))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        if not ("measure" in analysis.sorts or "unit_symbol" in analysis.sorts):
            return []
        facts = (
            self._fact(analysis, each)
            for each in counted(analysis, "measure", "unit_symbol", singles=True)
        )
        return sorted((fact for fact in facts if fact), key=lambda fact: fact.start)

    def _fact(self, analysis: Analysis, found: Counted) -> Fact | None:
        numeral, last = found.numeral, found.last
        amount = numeral.value if numeral.parts == 1 else Decimal(numeral.value) / numeral.parts
        share, _, unit = found.unit.rpartition("*")  # "Viertelliter"
        if (half := analysis.hit(last + 1, "half")) and last > numeral.last:
            amount, last = amount + Decimal("0.5"), half.last
        if unit == "m" and (more := _centimetres(analysis, found)):
            amount, last = amount + Decimal(int(more)) / 100, last + 1
        if not analysis.is_free(numeral.start, analysis.tokens[last].end):
            return None
        one = is_single(numeral) and last == found.last
        if one and _is_thing(analysis, found):
            return None
        return make_fact(
            analysis,
            self.name,
            Quantity(amount * Decimal(share or 1), unit),
            found.first,
            last,
            start=numeral.start,
            rough=numeral.rough,
            salience=Salience.LOW if one else Salience.FULL,
            alternatives=tuple(Quantity(other, unit) for other in numeral.alternatives),
        )

    def relate(self, first: Fact, second: Fact) -> Relation:
        mine, other = first.value, second.value
        if "money" in (first.kind, second.kind):
            return _relate_to_money(first, second)
        if not (isinstance(mine, Quantity) and isinstance(other, Quantity)):
            return relate_amounts(first, second)
        degrees = {mine.unit, other.unit} <= _TEMPERATURES
        if degrees and (mine.unit != other.unit or mine.amount * other.amount < 0):
            return Relation.EQUIVALENT if _same_degrees(mine, other) else Relation.DIFFERENT
        if mine.unit == other.unit:
            return relate_amounts(first, second)
        if {mine.unit, other.unit} == _POUNDS and mine.amount == other.amount:
            return Relation.EQUIVALENT
        base, factor = _FACTORS.get(mine.unit, (mine.unit, Fraction(1)))
        other_base, other_factor = _FACTORS.get(other.unit, (other.unit, Fraction(1)))
        if base != other_base:
            same = mine.amount == other.amount
            return Relation.DIFFERENT if same else Relation.UNRELATED
        a, b = Fraction(mine.amount) * factor, Fraction(other.amount) * other_factor
        steps = max(_step(mine.amount) * factor, _step(other.amount) * other_factor)
        largest = max(abs(a), abs(b))
        room = max(_ROUNDED * largest, min(steps / 2, _ROUNDED_AT_MOST * largest))
        return Relation.EQUIVALENT if abs(a - b) <= room else Relation.DIFFERENT

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Quantity):
            return None
        writer = Writer(get(language), like)
        if like:
            return writer.swapped(value.amount)
        known = shared("units")["unit_symbol"]
        return f"{writer.digits(value.amount)} {value.unit}" if value.unit in known else None


def _centimetres(analysis: Analysis, found: Counted) -> str:
    """Return the 85 of "1m85", nothing where no two digits stand straight behind the unit."""
    tokens = analysis.tokens[found.numeral.last : found.last + 2]
    if len(tokens) != 3 or any(one.end != other.start for one, other in pairwise(tokens)):
        return ""
    more = tokens[-1]
    return more.fold if more.sort == "d" and len(more.fold) == 2 else ""


def _relate_to_money(first: Fact, second: Fact) -> Relation:
    """Relate pounds that one version weighs and another pays with."""
    weight, money = (first, second) if first.kind == "quantity" else (second, first)
    if getattr(weight.value, "unit", "") not in _POUNDS or not isinstance(money.value, Money):
        return Relation.UNRELATED
    if money.value.currency not in _POUND_MONEY or amounts(weight)[:1] != amounts(money)[:1]:
        return Relation.UNRELATED
    return Relation.EQUIVALENT


def _is_thing(analysis: Analysis, found: Counted) -> bool:
    """Say whether "a yard", "un pouce", "l'un l'autre" are no measures at all."""
    unit = found.numeral.last + 1
    if analysis.hit(unit, "unit_symbol"):
        return True
    thing = analysis.hit(unit, "measure_word")
    return thing is not None and not analysis.closing("bound_before", found.first - 1)


def _step(amount: Decimal) -> Fraction:
    """Return how finely an amount is stated: 1 for "12", 100 for "300"."""
    exponent = amount.normalize().as_tuple().exponent
    return Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(0)


def _same_degrees(mine: Quantity, other: Quantity) -> bool:
    """Say whether two temperatures, or differences of them, agree; bare degrees may be either."""
    # In "minus 20 Grad" the word is no part of the number.
    if abs(mine.amount) == abs(other.amount):
        return mine.unit == other.unit or "°" in (mine.unit, other.unit)
    for warm, cold in ((mine, other), (other, mine)):
        if warm.unit != "°C" and cold.unit != "°F":
            difference = Fraction(warm.amount) * _CELSIUS_PER_FAHRENHEIT
            reading = (Fraction(warm.amount) - _FREEZING) * _CELSIUS_PER_FAHRENHEIT
            if any(abs(each - Fraction(cold.amount)) <= 1 for each in (difference, reading)):
                return True
    return False


KIND = QuantityKind()

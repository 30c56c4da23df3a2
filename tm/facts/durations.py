"""The value of a duration, and its arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tm.facts.numerals import EXACT
from tm.facts.plain import plain

_ZERO = Decimal(0)
# Unit: field, how many of it, and the next smaller field with how many of that make one.
_UNITS: dict[str, tuple[str, int | Fraction]] = {
    "century": ("years", 100),
    "decade": ("years", 10),
    "year": ("years", 1),
    "month": ("months", 1),
    "fortnight": ("weeks", 2),
    "week": ("weeks", 1),
    "day": ("days", 1),
    "hour": ("hours", 1),
    "minute": ("minutes", 1),
    "second": ("seconds", 1),
    "tenth": ("seconds", Fraction(1, 10)),
    "hundredth": ("seconds", Fraction(1, 100)),
    "thousandth": ("seconds", Fraction(1, 1000)),
}
_SMALLER = {"years": ("months", 12), "days": ("hours", 24), "hours": ("minutes", 60)}
_SMALLER["minutes"] = ("seconds", 60)
FIELDS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_SECONDS = {"weeks": 604800, "days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
_ISO = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in the units of the text (ISO 8601: `P3Y6M`, `P2W`, `PT72H`)."""

    years: Decimal = _ZERO
    months: Decimal = _ZERO
    weeks: Decimal = _ZERO
    days: Decimal = _ZERO
    hours: Decimal = _ZERO
    minutes: Decimal = _ZERO
    seconds: Decimal = _ZERO

    def __str__(self) -> str:
        parts = {name: getattr(self, name) for name in FIELDS}
        date = "".join(f"{plain(parts[n])}{n[0].upper()}" for n in FIELDS[:4] if parts[n])
        time = "".join(f"{plain(parts[n])}{n[0].upper()}" for n in FIELDS[4:] if parts[n])
        return f"P{date}{'T' if time else ''}{time}" if date or time else "PT0S"

    @property
    def exact(self) -> tuple[Fraction, Fraction]:
        """Months and seconds: the two measures that have no fixed ratio."""
        months = Fraction(self.years) * 12 + Fraction(self.months)
        seconds = sum((Fraction(getattr(self, n)) * s for n, s in _SECONDS.items()), Fraction(0))
        return months, seconds

    @property
    def bare(self) -> Decimal | None:
        """The number, where there is one unit only."""
        amounts = [amount for name in FIELDS if (amount := getattr(self, name))]
        return amounts[0] if len(amounts) == 1 else None


def parse_iso(text: str) -> Duration:
    """Read `P3Y6M`; ValueError where the text is no such duration."""
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"not an ISO 8601 duration: {text!r}")
    return Duration(**{name: Decimal(number or 0) for name, number in match.groupdict().items()})


def duration_of(amount: Fraction, unit: str) -> Duration:
    """Return an amount of a unit, a fraction in the next smaller unit where that is whole."""
    name, factor = _UNITS[unit]
    amount *= factor
    whole = amount.numerator // amount.denominator
    rest = amount - whole
    if not rest:
        return Duration(**{name: Decimal(whole)})
    if name in _SMALLER:
        smaller, ratio = _SMALLER[name]
        part = rest * ratio
        if part.denominator == 1:
            return Duration(**{name: Decimal(whole), smaller: Decimal(part.numerator)})
    return Duration(**{name: EXACT.divide(amount.numerator, amount.denominator).quantize(_DIGITS)})


_DIGITS = Decimal("0.0001")

"""What facts say: immutable values whose `str()` is canonical. Exact arithmetic only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


def plain(number: Decimal) -> str:
    """Return the number without exponent and without idle zeros: 2500000, 0.5, -3."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `parts` is a denominator ("two thirds": 2, 3) that a decimal form would round."""

    amount: Decimal
    parts: int = 1

    def __str__(self) -> str:
        return plain(self.amount) if self.parts == 1 else f"{plain(self.amount)}/{self.parts}"

    @property
    def exact(self) -> Fraction:
        return Fraction(self.amount) / self.parts


@dataclass(frozen=True, slots=True)
class Multiple:
    """An indefinite number of tens, dozens, hundreds, …: "dozens of people"."""

    unit: Decimal

    def __str__(self) -> str:
        return f"{plain(self.unit)}s"


@dataclass(frozen=True, slots=True)
class Percentage:
    """Per cent, or percentage points where `points` is set."""

    amount: Decimal
    points: bool = False

    def __str__(self) -> str:
        return f"{plain(self.amount)}{' pp' if self.points else '%'}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a unit of measure, by its symbol (SI where there is one)."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.unit}"

"""What facts say: immutable values whose `str()` is canonical. Exact arithmetic only."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tm.facts.dates import Date
from tm.facts.durations import Duration, duration_of
from tm.facts.plain import plain


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


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency: its ISO 4217 code, or the lower-case name that several share.

    `loose` says that the text names the currency by a word that others share ("dollars").
    """

    currency: str
    amount: Decimal
    loose: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.currency} {plain(self.amount)}"


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order: fifth, 5., Ve."""

    rank: int

    def __str__(self) -> str:
        return f"{self.rank}."

    @property
    def amount(self) -> int:
        return self.rank


@dataclass(frozen=True, slots=True)
class Age:
    """How old somebody or something is, in `unit` (year, month, week, day).

    `decade` means the ten years from `amount` on ("in his thirties": `30s`), of which `part` may
    say "early", "mid" or "late".
    """

    amount: Decimal
    unit: str = "year"
    decade: bool = False
    part: str = ""

    def __str__(self) -> str:
        if self.decade:
            return f"{self.part} {plain(self.amount)}s".lstrip()
        if self.unit == "year":
            return plain(self.amount)
        return str(self.duration)

    @property
    def duration(self) -> Duration:
        """The time since birth."""
        return duration_of(Fraction(self.amount), self.unit)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day by the 24-hour clock."""

    hour: int
    minute: int = 0
    second: int | None = None

    def __str__(self) -> str:
        seconds = "" if self.second is None else f":{self.second:02}"
        return f"T{self.hour:02}:{self.minute:02}{seconds}"

    @property
    def exact(self) -> int:
        """Seconds since midnight; 24:00 is midnight as well."""
        return (self.hour % 24) * 3600 + self.minute * 60 + (self.second or 0)

    def shifted(self, minutes: int) -> Time:
        """Return the time that many minutes later."""
        total = (self.hour * 60 + self.minute + minutes) % (24 * 60)
        return Time(total // 60, total % 60, self.second)


__all__ = [
    "Age",
    "Date",
    "Duration",
    "Money",
    "Multiple",
    "Number",
    "Ordinal",
    "Percentage",
    "Quantity",
    "Time",
]

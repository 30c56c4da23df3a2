"""A fact: something in a text that has a value which a translation must keep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol


class Bound(StrEnum):
    """How a value limits what is said: "up to seven years" is not "seven years"."""

    EXACTLY = "exactly"
    ABOUT = "about"
    ALMOST = "almost"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"


class Salience(IntEnum):
    """How surely a faithful translation states the fact as a fact of its own.

    NONE: hardly ("first", "one", "both"): its absence means nothing, though a contradiction does.
    LOW: often ("two men" may become "a couple"): its absence is a hint. FULL: always.
    """

    NONE = 0
    LOW = 1
    FULL = 2


class Relation(StrEnum):
    """How the value of one fact stands to that of another of a comparable kind.

    EQUAL: the same value. EQUIVALENT: the same thing in another measure or form (14 days and two
    weeks, 16:00 and 4 without a.m. or p.m.). LESS_SPECIFIC: the first says less, but nothing else
    ("10 March" against "10 March 2019"). MORE_SPECIFIC: the other way round. DIFFERENT: of the
    same sort, with another value. UNRELATED: not to be compared.
    """

    EQUAL = "equal"
    EQUIVALENT = "equivalent"
    LESS_SPECIFIC = "less-specific"
    MORE_SPECIFIC = "more-specific"
    DIFFERENT = "different"
    UNRELATED = "unrelated"


class Value(Protocol):
    """What a fact says, whatever the words: immutable, hashable, `str()` is its canonical form.

    Canonical forms are ISO 8601 dates (`--08-17` without a year, `2019-08`, `2000/2009`),
    `T14:30`, `P3Y6M`, `USD 700`, plain decimals, `UA 118/24`, `EUR 57/0926/2019`.
    """

    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __str__(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Fact:
    """A value found at `text[start:end]`, which reads `surface`.

    `kind` names the module in `tm.facts` that found it (`date`, `time`, `money`, `number`, …).
    `alternatives` are the other values that the same characters can have ("1,335").
    """

    kind: str
    value: Value
    start: int
    end: int
    surface: str
    bound: Bound = Bound.EXACTLY
    alternatives: tuple[Value, ...] = ()
    salience: Salience = Salience.FULL

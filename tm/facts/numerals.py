"""Numerals: every number in a text, in digits or words, before it is known what it counts.

Words are composed by the arithmetic that the languages share (Hurford 1975, The Linguistic Theory
of Numerals): addends fill the room that the number before them leaves, hundreds and scales
multiply. What differs (room after French sixty, connectors, compounds in one word) is data and
one hook of the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from typing import NamedTuple

from tm.facts.lexicon import Hit

EXACT = Context(prec=1000)
_ONE, _HUNDRED, _THOUSAND = Decimal(1), Decimal(100), Decimal(1000)
_HALF = Decimal("0.5")


class Numeral(NamedTuple):
    """A number at tokens `first` to `last` (inclusive), characters `start` to `end` of the text.

    `alternatives` are other readings of the same digits. `rank` marks an ordinal ("fifth"),
    `rough` a word that rounds ("une vingtaine"), `plural` an indefinite multiple ("dozens"),
    `worded` a number without digits, `glued` digits with letters straight behind ("3D"), `dotted`
    an integer with a full stop straight behind. `tail` is what the last word goes on with
    ("jährige" in "siebenjährige"). `parts` is the denominator of a fraction ("two thirds": 2, 3).
    `scaled` says that it ends with a word such as "million" or "dozen", `scale` which; `digits`
    is the length of a plain run of digits.
    """

    value: Decimal
    first: int
    last: int
    start: int
    end: int
    alternatives: tuple[Decimal, ...] = ()
    rank: bool = False
    rough: bool = False
    plural: bool = False
    worded: bool = False
    glued: bool = False
    dotted: bool = False
    tail: str = ""
    parts: int = 1
    scale: Decimal = Decimal(1)
    scaled: bool = False
    digits: int = 0


class Sum:
    """The composition of number words into one number."""

    def __init__(self, rooms: Mapping[Decimal, Decimal], start: Decimal | None = None) -> None:
        self.rooms = rooms
        self.total = Decimal(0)
        self.current = start
        self.room = Decimal(0)
        self.last_scale: Decimal | None = None
        self.digits = start is not None
        self.rank = self.rough = self.scaled = False

    @property
    def value(self) -> Decimal:
        return EXACT.add(self.total, self.current or Decimal(0))

    def take(self, place: Mapping[str, Hit], *, begun: bool) -> Hit | None:
        """Go on with one of the words at a token; return it, or None where none fits."""
        if hit := place.get("hundred"):
            return hit if self._hundred() else None
        if hit := place.get("ordinal"):
            self.rank = self._rank(Decimal(hit.value))
            return hit if self.rank else None
        if not begun and (hit := place.get("ordinal_alone")):
            self.rank = self._add(Decimal(hit.value))
            return hit
        if hit := place.get("cardinal"):
            return hit if self._add(Decimal(hit.value)) else None
        if hit := place.get("scale") or place.get("collective"):
            self.rough = self.rough or hit.value.startswith("~")
            return hit if self.scale(amount_of(hit)) else None
        if begun and (hit := place.get("half")):
            self._half()
            return hit
        return None

    @property
    def end_scale(self) -> Decimal:
        """The scale that the number ends with: a million in "2 million", else one."""
        return self.last_scale if self.last_scale and self.current is None else _ONE

    @property
    def state(self) -> tuple[Decimal, Decimal | None]:
        """What has been composed so far, to return to."""
        return self.total, self.current

    @state.setter
    def state(self, state: tuple[Decimal, Decimal | None]) -> None:
        self.total, self.current = state

    def _add(self, value: Decimal) -> bool:
        """Add a number below one hundred, where it fits; nothing to it ("four-nil")."""
        if not value and self.current is not None:
            return False
        if self.current is None:
            if self.last_scale is not None and value >= self.last_scale:
                return False
            self.current = value
        elif self.digits or not value < self.room:
            return False
        else:
            self.current += value
        self.room = self.rooms.get(self.current % _HUNDRED, _place(value))
        return True

    def _rank(self, value: Decimal) -> bool:
        """Close with an ordinal: added ("twenty-first") or multiplied ("eight-hundredth")."""
        if self.current is None or value < _HUNDRED:
            return self._add(value)
        return self._hundred() if value == _HUNDRED else self.scale(value)

    def _hundred(self) -> bool:
        """Multiply by one hundred."""
        if self.digits or (self.current is not None and not 1 <= self.current < _HUNDRED):
            return False
        self.current = (self.current or _ONE) * _HUNDRED
        self.room = _HUNDRED
        return True

    def scale(self, value: Decimal) -> bool:
        """Multiply by a thousand, a million, …"""
        if self.last_scale is not None and value > self.last_scale:
            if self.current is not None:
                return False
            self.total = EXACT.multiply(self.total, value)
        elif value == self.last_scale:
            return False
        else:
            factor = _ONE if self.current is None else self.current
            self.total = EXACT.add(self.total, EXACT.multiply(factor, value))
        self.current, self.last_scale, self.digits, self.scaled = None, value, False, True
        return True

    def _half(self) -> None:
        """Add "and a half" of the last scale, or of one."""
        if self.current is None and self.last_scale is not None:
            self.total = EXACT.add(self.total, EXACT.multiply(self.last_scale, _HALF))
        else:
            self.current = EXACT.add(self.current or Decimal(0), _HALF)


def amount_of(hit: Hit) -> Decimal:
    """The number that a word stands for; a tilde in the tables marks one that rounds."""
    return Decimal(hit.value.removeprefix("~"))


def _place(value: Decimal) -> Decimal:
    """The room that an addend leaves: 20 leaves 10, 300 leaves 100, 7 and 10 leave none."""
    if value <= 10:
        return _ONE
    place = _ONE
    while value % (place * 10) == 0:
        place *= 10
    return place

"""Writing numbers and units as a language does, in the manner of what stands there already.

Every form written here is read back by `tm.facts.render`, which returns only what reads as the
value that was asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from tm.facts.analysis import Analysis
from tm.facts.numerals import Numeral
from tm.facts.plain import plain
from tm.languages import Language

_GROUPED = re.compile(r"\d([.,'\u2019 \u00a0\u2009\u202f])\d{3}")
_DIGIT = re.compile(r"\d")
_LEAST_GROUPED = 4
_MOST_DECIMALS = 3


@dataclass(frozen=True)
class Imitator:
    """Writes in `language`, in the manner of the surface `like` (empty: the usual form)."""

    language: Language
    like: str = ""

    @cached_property
    def formats(self) -> dict[str, Any]:
        return self.language.table("formats")

    @cached_property
    def model(self) -> Analysis:
        """The surface to imitate."""
        return Analysis(self.like, self.language)


class Writer(Imitator):
    """Writes numbers, alone or with a unit."""

    @cached_property
    def numeral(self) -> Numeral | None:
        """The number in the surface to imitate, where there is exactly one."""
        if len(self.model.numerals) != 1:
            return None
        numeral = self.model.numerals[0]
        return None if numeral.parts > 1 or numeral.plural else numeral

    # ---- numbers

    def number(self, value: Decimal) -> str | None:
        """Write a number: in words, with a scale word, grouped or not, as the model does."""
        model = self.numeral
        if model is None:
            return self.digits(value)
        surface = self.like[model.start : model.end]
        if model.worded and not _DIGIT.search(surface):
            return self._words(value, surface, model)
        if model.scaled:
            return self._scaled(value, surface)
        return self.digits(value, surface)

    def digits(self, value: Decimal, like: str = "") -> str:
        """Write a number in digits, grouped as in `like`, else as is usual."""
        settings = self.language.table("numbers")
        whole, _, part = plain(value).partition(".")
        sign = "-" if whole.startswith("-") else ""
        whole = whole.removeprefix("-")
        found = _GROUPED.search(like)
        group = found[1] if found else settings["group"]
        ungrouped = not found and sum(char.isdigit() for char in like) >= _LEAST_GROUPED
        if len(whole) > 3 and not ungrouped:
            whole = _group(whole, group)
        return sign + whole + (settings["decimal"] + part if part else "")

    def _scaled(self, value: Decimal, surface: str) -> str | None:
        """Write "2,5 Millionen": the largest scale that leaves few decimals."""
        for scale in sorted(map(int, self.formats["scale"]), reverse=True):
            mantissa = value / scale
            exponent = mantissa.as_tuple().exponent
            short = isinstance(exponent, int) and -exponent <= _MOST_DECIMALS
            if mantissa >= 1 and short:
                one, several = self.formats["scale"][str(scale)]
                word = one if mantissa < self.formats.get("several_from", 2) else several
                spelt = self._old_scale(surface)
                return f"{self.digits(mantissa)}{spelt or ' '}{word}"
        return self.digits(value)

    def _old_scale(self, surface: str) -> str:
        match = re.search(r"\d(\s+)\D", surface)
        return match[1] if match else ""

    def _words(self, value: Decimal, surface: str, model: Numeral) -> str | None:
        name = getattr(self.language.hooks(), "number_name", None)
        if name is None or value != int(value) or value < 0:
            return None
        words: str | None = name(int(value))
        if words is None:
            return self.digits(value)
        if model.tail:
            words += surface[len(surface) - len(model.tail) :]
        elif value == 1:
            # "one" agrees with its noun in most languages.
            return None
        return _cased(words, surface)

    def swapped(self, value: Decimal) -> str | None:
        """Return the surface with its number replaced."""
        model, written = self.numeral, self.number(value)
        if model is None or written is None:
            return None
        rest = self.like[model.end :]
        linked = self.model.hit(model.last + 1, "of")
        if model.scaled and linked and not any(char.isalpha() for char in written):
            # "3 millions de dollars", but "700 dollars"
            rest = " " + self.like[self.model.tokens[linked.last].end :].lstrip()
        return self.like[: model.start] + written + rest

    # ---- units

    def with_unit(self, value: Decimal, forms: list[str], old: list[str]) -> str | None:
        """Return the surface with another number and the unit in the matching form.

        `old` and `forms` are the forms of the unit that stands there and of the one wanted, one
        and several first, in the same order.
        """
        text = self.swapped(value)
        model = self.numeral
        if text is None or model is None:
            return None
        start = model.start if model.tail else len(text) - (len(self.like) - model.end)
        unit = _replaced(text[start:], old, forms, one=value == 1)
        return None if unit is None else text[:start] + unit


# The first forms of a unit are nouns; from here on they are beginnings of adjectives.
_STEMS = 4


def _replaced(text: str, old: list[str], new: list[str], *, one: bool) -> str | None:
    """Replace the form of a unit found in the text by the new unit's form of the same place."""
    for place in sorted(range(len(old)), key=lambda place: -len(old[place])):
        is_stem = place >= _STEMS
        pattern = re.escape(old[place]) + ("" if is_stem else r"(?!\w)")
        match = re.search(pattern, text)
        if match is None or (not is_stem and text[: match.start()][-1:].isalpha()):
            continue
        if not is_stem and text[: match.start()][-1:] != "-":
            # In "two-year" the unit is an adjective and stays as it is.
            place = 0 if one else max(place, 1)
        if place >= len(new):
            return None
        return text[: match.start()] + new[place] + text[match.end() :]
    return None


def _group(whole: str, group: str) -> str:
    head = len(whole) % 3
    parts = [whole[:head]] if head else []
    parts += [whole[i : i + 3] for i in range(head, len(whole), 3)]
    return group.join(parts)


def _cased(text: str, like: str) -> str:
    """Give a text the capitals of another: all, the first letter, or none."""
    if like.isupper() and len(like) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if like[:1].isupper() else text

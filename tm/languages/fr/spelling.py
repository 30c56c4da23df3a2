"""Numbers in French words, as in France, with the spaces of the traditional spelling."""

from __future__ import annotations

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")  # noqa: E501  # fmt: skip
_VIGESIMAL = (7, 9)


def number_name(value: int) -> str | None:
    """Return a whole number from 0 to 999,999 in words."""
    if not 0 <= value < 1_000_000:
        return None
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _below_thousand(rest, last=True)
    text = "mille" if thousands == 1 else _below_thousand(thousands, last=False) + " mille"
    return f"{text} {_below_thousand(rest, last=True)}" if rest else text


def _below_thousand(value: int, *, last: bool) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_hundred(rest, last=last)
    text = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
    if rest:
        return f"{text} {_below_hundred(rest, last=last)}"
    return text + "s" if hundreds > 1 and last else text


def _below_hundred(value: int, *, last: bool) -> str:
    if value < len(_UNITS):
        return _UNITS[value]
    tens, unit = divmod(value, 10)
    if tens in _VIGESIMAL:
        unit += 10
    if not unit:
        return _TENS[tens] + ("s" if value == 80 and last else "")
    joint = " et " if unit in (1, 11) and tens < 8 else "-"
    return f"{_TENS[tens]}{joint}{_UNITS[unit]}"


def ordinal_ending(value: int) -> str:
    """Return the ending of an ordinal in digits: er or e."""
    return "er" if value == 1 else "e"

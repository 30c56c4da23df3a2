"""Numbers in English words, British style."""

from __future__ import annotations

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number_name(value: int) -> str | None:
    """Return a whole number from 0 to 999,999 in words."""
    if not 0 <= value < 1_000_000:
        return None
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _below_thousand(rest)
    text = _below_thousand(thousands) + " thousand"
    if not rest:
        return text
    return f"{text}{' and ' if rest < 100 else ' '}{_below_thousand(rest)}"


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, unit = divmod(rest, 10)
    if rest < len(_UNITS):
        small = _UNITS[rest]
    else:
        small = f"{_TENS[tens]}-{_UNITS[unit]}" if unit else _TENS[tens]
    if not hundreds:
        return small
    return f"{_UNITS[hundreds]} hundred" + (f" and {small}" if rest else "")


def ordinal_ending(value: int) -> str:
    """Return the ending of an ordinal in digits: st, nd, rd or th."""
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")

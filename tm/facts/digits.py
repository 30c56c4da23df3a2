"""Numbers written in digits, in every thousands and decimal convention, with their readings."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

# Beyond this a run of digits is no quantity that anybody compares (a key, a hash); it also keeps
# exact arithmetic on what remains cheap.
LONGEST = 400
_SPACES = " \u00a0\u2009\u202f"
_GROUPED = re.compile(
    rf"\d{{1,3}}(?P<group>[.,'\u2019\u02bc{_SPACES}])\d{{3}}(?:(?P=group)\d{{3}})*(?!\d)"
    r"(?:(?P<point>[.,])\d+(?![.,]?\d))?"
)
_PLAIN = re.compile(r"\d+(?:(?P<point>[.,])\d+)?")
_NOT_DIGITS = re.compile(r"\D")
_CONTINUES = re.compile(r"[.,]\d")
# ½ and its like, which Unicode counts among the letters and digits of a word.
VULGAR = frozenset(map(chr, (*range(0xBC, 0xBF), *range(0x2150, 0x215F))))


class Digits(NamedTuple):
    """A number in digits ending at `end` of the text: its value, then any other reading."""

    end: int
    value: Decimal
    alternatives: tuple[Decimal, ...] = ()


class Convention(NamedTuple):
    """How a language writes numbers: its decimal point, and a second one seen in some countries."""

    decimal: str
    other_decimal: str = ""


def read_digits(text: str, start: int, limit: int, convention: Convention) -> Digits | None:
    """Read the number at `text[start]`, whose first digit run ends at `limit`.

    None for what only looks like a number: chains such as 192.168.1.2 or 19.09.2021.
    """
    if limit - start > LONGEST:
        return None
    if (match := _GROUPED.match(text, start)) and not _CONTINUES.match(text, match.end()):
        return _grouped(match, convention)
    match = _PLAIN.match(text, start)
    if match is None or match.end() - start > LONGEST:
        return None
    if match["point"] and _CONTINUES.match(text, match.end()):
        # "1,2,3" is a list, whose members are read one by one; "1.2.3" is a version, a date, …
        if match["point"] == ".":
            return None
        return Digits(limit, _decimal(text[start:limit]))
    whole, _, part = match.group().partition(match["point"] or "\0")
    return Digits(match.end(), _decimal(f"{whole}.{part}" if part else whole))


def read_vulgar(char: str) -> Decimal | None:
    """Return the value of a character such as ½ that has an exact decimal form."""
    if char not in VULGAR:
        return None
    above, _, below = unicodedata.normalize("NFKD", char).partition("\u2044")
    value = Decimal(above) / Decimal(below)
    return value if value * Decimal(below) == Decimal(above) else None


def _grouped(match: re.Match[str], convention: Convention) -> Digits | None:
    if match.end() - match.start() > LONGEST * 2:
        return None
    group, point = match["group"], match["point"]
    if group == point:
        return None
    number = match.group()
    whole, _, part = number.rpartition(point) if point else (number, "", "")
    grouped = _decimal(_NOT_DIGITS.sub("", whole) + (f".{part}" if part else ""))
    single = not point and len(_NOT_DIGITS.findall(number)) == 1
    if not single or group not in ".,":
        return Digits(match.end(), grouped)
    decimal = _decimal(number.replace(group, "."))
    if group == convention.decimal:
        return Digits(match.end(), decimal)
    if group == convention.other_decimal and not number.endswith("0"):
        return Digits(match.end(), grouped, (decimal,))
    return Digits(match.end(), grouped)


def _decimal(digits: str) -> Decimal:
    """Decimal reads the digits of every script."""
    return Decimal(digits)

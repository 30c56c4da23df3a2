"""German numbers written in one word, alone or with an ending: "vierundzwanzig", "siebenjährige".

Number words from 1 to 999 are built once from the table; what is larger is cut at "tausend".
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from tm.languages.base import get

_BEGINS = re.compile(
    "ein|zwei|zwo|drei|vier|fünf|fuenf|sech|sieb|acht|neun|zehn|elf|zwan|zwölf|zwoelf|hundert|tausend|anderthalb"
)
_HALF = Decimal("0.5")
_LONGEST = 60
# siebzehnhundertundsiebenundsiebzig has 34 letters; nothing in the table has more than 36.
_LONGEST_WORD = 36


@cache
def _words() -> dict[str, int]:
    """Every written form of 1 to 999, case folded, and the hundreds from eleven to nineteen."""
    table = get("de").table("numbers")
    found = {w.casefold(): v for v, ws in table["cardinal"].items() for w in ws if v.isdigit()}
    base = {word: int(v) for word, v in found.items() if word not in table["inflected"]}
    units = {word: value for word, value in base.items() if 2 <= value <= 9}
    units["ein"] = 1
    tens = {word: value for word, value in base.items() if value >= 20}
    below = {word: value for word, value in base.items() if value} | {"ein": 1}
    for ten, value in tens.items():
        below |= {f"{unit}und{ten}": value + n for unit, n in units.items()}
    words = dict(below)
    for unit, n in {**units, "": 1}.items():
        hundred = f"{unit}hundert"
        words[hundred] = 100 * n
        for word, value in below.items():
            words[hundred + word] = words[f"{hundred}und{word}"] = 100 * n + value
    # achtzehnhundertdreiundsechzig
    for teen in range(11, 20):
        name = next(word for word, value in base.items() if value == teen)
        words[f"{name}hundert"] = 100 * teen
        for word, value in below.items():
            words[f"{name}hundert{word}"] = words[f"{name}hundertund{word}"] = 100 * teen + value
    return words


@lru_cache(maxsize=65536)
def number_word(fold: str) -> tuple[Decimal, bool, str] | None:
    """Take a case-folded word apart: its number, whether it is an ordinal, and its ending.

    The ending is empty for a plain number or ordinal; None where no number begins the word.
    """
    if len(fold) > _LONGEST or not _BEGINS.match(fold):
        return None
    value, rest = _read(fold)
    if value is None:
        return None
    if rest.startswith("tel"):  # Viertelstunde, viertelstündig
        return None
    if not rest:
        return (value, False, "") if value != 1 else None
    if _RANK.fullmatch(rest):
        return value, True, ""
    if rest in ("er", "ern", "ers") and value >= _THOUSAND:
        return value, False, "tausender"
    if unit := _OF_TIME.match(rest):
        return value, False, f"{unit[1]}frist"
    return value, False, "-ig" if _OF_MANY.fullmatch(rest) else rest


# Achttausender; viergipflige, dreisprachig, Zweizimmerwohnung, Vierergruppe
_THOUSAND = 1000
_OF_MANY = re.compile(
    r"(?!jähr|monat|täg|wöch|stünd|minüt|prozent|mal)[a-zäöüß]{3,}ig(?:e[rnsm]?)?"
    r"|(?:er)?(?:zimmer|bett|personen|mann|frau|rad|räd|bein|sitz|stern|stock|geschoss|kampf|partei"
    r"|staat|länder|gruppe|team|kette|reihe|bande|bob|mannschaft|delegation|gespann|familien|kinder"
    r"|stufen|seiten|sprachen|klassen|köpf|teil|satz)[a-zäöüß]*"
)
# Fünfjahresplan, Dreimonatsvisum
_OF_TIME = re.compile(r"(jahres|monats|wochen|tages|stunden|minuten)[a-zäöüß]{3,}")
# zwanzigste, zwölften, fünfthöchste
_RANK = re.compile(r"s?t(?:e[rnsm]?|ens|[a-zäöüß]+ste[rnsm]?)")


def _read(fold: str) -> tuple[Decimal | None, str]:
    """Read thousands, then what is below; return the number and what follows it."""
    if fold.startswith("anderthalb"):
        return _scaled(Decimal("1.5"), fold[len("anderthalb") :])
    high, rest = _below_thousand(fold)
    if rest.startswith("tausend"):
        low, tail = _below_thousand(rest[len("tausend") :].removeprefix("und"))
        value = Decimal((high or 1) * 1000 + (low or 0))
        return value, tail if low else rest[len("tausend") :]
    if high is None:
        return None, fold
    if rest.startswith("einhalb"):
        return _scaled(Decimal(high) + _HALF, rest[len("einhalb") :])
    return Decimal(high), rest


def _scaled(value: Decimal, rest: str) -> tuple[Decimal, str]:
    """Multiply by what follows a half: "dreieinhalbtausend"."""
    for word, factor in (("tausend", 1000), ("hundert", 100)):
        if rest.startswith(word):
            return value * factor, rest[len(word) :]
    return value, rest


def _below_thousand(fold: str) -> tuple[int | None, str]:
    """Read the longest number below one thousand at the start; return it and what follows."""
    words = _words()
    for end in range(min(len(fold), _LONGEST_WORD), 0, -1):
        value = words.get(fold[:end])
        if value is not None:
            return value, fold[end:]
    return None, fold

"""Numbers in German words."""

from __future__ import annotations

_UNITS = (
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
    "neunzehn",
)  # fmt: skip
_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")  # noqa: E501  # fmt: skip


def number_name(value: int) -> str | None:
    """Return a whole number from 0 to 999,999 as it begins a compound ("ein", not "eins")."""
    if not 0 <= value < 1_000_000:
        return None
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _below_thousand(rest)
    return _below_thousand(thousands) + "tausend" + (_below_thousand(rest) if rest else "")


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    text = _UNITS[hundreds] + "hundert" if hundreds else ""
    if rest or not hundreds:
        tens, unit = divmod(rest, 10)
        if rest < len(_UNITS):
            text += _UNITS[rest]
        else:
            text += (_UNITS[unit] + "und" if unit else "") + _TENS[tens]
    return text.removeprefix("ein") if text.startswith("einhundert") else text

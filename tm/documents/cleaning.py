"""Characters that are in a file but not in its text: invisible ones, controls, mis-decoded bytes.

Every reader passes raw text through `clean`, so that the other rooms meet the text as a reader
sees it, while every character still knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Soft hyphen, zero-width space, word joiner, byte-order mark and marks of direction: nobody sees
# them, and they split words and numbers. The joiners U+200C and U+200D are part of some scripts.
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_COMBINING = "\u0300-\u036f"
_SPECIAL = re.compile(
    rf"[{_INVISIBLE}]+|\r\n|[{_BREAKS}{_CONTROLS}]|[^\W\d_][{_COMBINING}]+", re.UNICODE
)
# Nearly all texts have nothing of it; one set of characters is found faster than alternatives.
_SUSPECT = re.compile(f"[{_INVISIBLE}{_BREAKS}{_CONTROLS}{_COMBINING}]")


class Stretch(NamedTuple):
    """Characters of the text that stand together at `start` in the raw string."""

    text: str
    start: int


def clean(raw: str) -> list[Stretch]:
    """Return the text of `raw` in stretches that each map one to one to the raw characters.

    Line breaks of every kind become a line feed, letters with combining accents are composed, and
    bytes of Windows-1252 that were read as Latin-1 (U+0080 to U+009F) become what was meant. A
    composed letter or a replaced break is a stretch of its own, at the start of its source.
    """
    if _SUSPECT.search(raw) is None:
        return [Stretch(raw, 0)] if raw else []
    found: list[Stretch] = []
    position = 0
    for match in _SPECIAL.finditer(raw):
        if match.start() > position:
            found.append(Stretch(raw[position : match.start()], position))
        replacement = _replacement(match.group())
        if replacement:
            found.append(Stretch(replacement, match.start()))
        position = match.end()
    if position < len(raw):
        found.append(Stretch(raw[position:], position))
    return found


def _replacement(special: str) -> str:
    first = special[0]
    if first in _BREAKS and (first != "\x85" or len(special) > 1):
        return "\n"
    if "\x80" <= first <= "\x9f":
        return bytes([ord(first)]).decode("cp1252", errors="ignore")
    if len(special) > 1 and special[0].isalpha():
        return unicodedata.normalize("NFC", special)
    return ""

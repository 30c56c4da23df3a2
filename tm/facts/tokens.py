"""Text cut into words, digit runs and single other characters, in one linear pass.

White space and invisible characters separate or vanish; every token keeps its place in the
original text. Combining marks, soft hyphens and zero-width characters stay inside their word, so
that decomposed and hyphenated text reads like any other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Soft hyphen, zero-width characters, bidirectional controls, word joiner, byte-order mark.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MARKS = "\u0300-\u036f"
_TOKEN = re.compile(
    rf"[^\W\d_]+(?:(?:[{_MARKS}]+|[{INVISIBLE}]+(?=[^\W\d_]))[^\W\d_]*)*"
    rf"|\d+(?:[{INVISIBLE}]+\d+)*"
    rf"|[^\s{INVISIBLE}]"
)
# The same for texts without such marks and characters, as most are.
_PLAIN_TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
_SPECIAL = re.compile(f"[{_MARKS}{INVISIBLE}]")
_DROPPED = re.compile(rf"[{INVISIBLE}]+")
_KEPT = 65536  # surfaces whose form and sort are remembered
_FOLDED = {"\u2019": "'", "\u02bc": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-"}


class Token(NamedTuple):
    """`text[start:end]`; `fold` is its lower-case form for lookup; `sort` is w, d or o.

    w is a word (letters), d a run of decimal digits of any script (`fold` in ASCII), o any other
    single character (typographic apostrophes and hyphens folded to the plain ones).
    """

    start: int
    end: int
    fold: str
    sort: str


def fold(text: str) -> str:
    """Return the form under which a word is looked up: composed, case folded, nothing hidden."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", _DROPPED.sub("", text)).casefold()


def tokenize(text: str) -> list[Token]:
    """Cut `text` into tokens, in order."""
    tokens: list[Token] = []
    # The innermost loop of extraction: no match objects, no call of Token.
    append, new, index, form = tokens.append, tuple.__new__, text.index, _form
    end = 0
    pattern = _PLAIN_TOKEN if text.isascii() or not _SPECIAL.search(text) else _TOKEN
    for surface in pattern.findall(text):
        start = index(surface, end)
        end = start + len(surface)
        folded, sort = form(surface)
        append(new(Token, (start, end, folded, sort)))
    return tokens


@lru_cache(maxsize=_KEPT)
def _form(surface: str) -> tuple[str, str]:
    """Return the `fold` and the `sort` of a token."""
    first = surface[0]
    if first.isdecimal():
        return surface if surface.isascii() else _ascii_digits(surface), "d"
    if first.isalnum():
        return fold(surface), "w"
    return _FOLDED.get(surface, surface), "o"


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())

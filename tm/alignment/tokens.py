"""Tokens for alignment: words without case, accents and endings, so that versions can be compared.

These are not linguistic tokens: the only question asked of them is whether two of them, in two
languages, are likely to stand for the same thing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tm.languages import shared

_TOKEN = re.compile(r"\d+(?:[.,:'’\u00a0\u202f]\d+)*|[^\W\d_]+|[^\w\s]")
_SEPARATORS = re.compile(r"\D")
# One character for all that mark the same thing in different typographic traditions.
_PUNCTUATION = str.maketrans({**dict.fromkeys("«»“”„‟‹›", '"'), **dict.fromkeys("’‘‚", "'")})
_PUNCTUATION |= str.maketrans({**dict.fromkeys("–—‒", "-"), "…": "."})
# Words are compared by their first letters: endings differ more than stems.
STEM_LENGTH = 6


@lru_cache(maxsize=100_000)
def normalise(token: str) -> str:
    """Return the form under which `token` is compared: "10'000" → "10000", "Être" → "etre"."""
    if token[0].isdigit():
        return _SEPARATORS.sub("", token).lstrip("0") or "0"
    if not token[0].isalpha():
        return token.translate(_PUNCTUATION)
    if token.isascii():
        return token.lower()
    decomposed = unicodedata.normalize("NFKD", token.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)) or token


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in shared("sounds")["spellings"])


@lru_cache(maxsize=100_000)
def fold_spelling(token: str) -> str:
    """Return a word as it sounds, roughly: "kritik", "critique" and "criticism" begin alike.

    Only for comparing words by their letters; folded words are not words any more.
    """
    for pattern, sound in _spellings():
        token = pattern.sub(sound, token)
    return token


def split(text: str) -> list[str]:
    """Return the words, numbers and punctuation marks of `text` as they are, in order."""
    return _TOKEN.findall(text)


def tokenise(text: str) -> list[str]:
    """Return the normalised words, numbers and punctuation marks of `text`, in order."""
    return [normalise(token) for token in _TOKEN.findall(text)]


def stem(token: str) -> str:
    """Return the part of a normalised token by which word statistics know it."""
    return token[:STEM_LENGTH]


def is_number(token: str) -> bool:
    """Say whether a normalised token is a number in digits."""
    return token[0].isdigit()

"""The words of a segment in the forms under which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tm.facts.tokens import INVISIBLE, fold
from tm.languages import Language

_LETTER = rf"[^\W\d_][\u0300-\u036f{INVISIBLE}]*+"
_WORD = re.compile(rf"(?:{_LETTER})++(?:['’ʼ](?:{_LETTER})++)*+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_POSSESSIVE = re.compile(r"['’](?:s)?$", re.IGNORECASE)
# Letters that Unicode does not decompose.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "'": None}
)


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` of a segment without elided article or possessive.

    `form` is case-folded and composed; `plain` has no accents and apostrophes either. `before`
    says what stands between it and the word before: a blank, a hyphen, or something else ("").
    """

    start: int
    end: int
    surface: str
    form: str
    plain: str
    joint: str

    @property
    def capital(self) -> bool:
        return self.surface[0].isupper()


def words(text: str, language: Language) -> list[Word]:
    """Return the words of `text` in order; parts of hyphenated words are words of their own."""
    return list(_words(text, language))


def _words(text: str, language: Language) -> Iterator[Word]:
    elided = _elided(language)
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        surface = match[0]
        if "'" in surface or "’" in surface:
            if article := elided.match(surface):
                start += article.end()
                surface = surface[article.end() :]
            if possessive := _POSSESSIVE.search(surface):
                end -= len(possessive[0])
                surface = surface[: possessive.start()]
        if surface:
            form = fold(surface).translate(_APOSTROPHES)
            yield Word(start, end, surface, form, plain(form), _joint(text[last:start][:2]))
        last = end


def _joint(between: str) -> str:
    if between in ("-", "‐", "‑"):
        return "-"
    return " " if len(between) == 1 and between.isspace() else ""


@cache
def _elided(language: Language) -> re.Pattern[str]:
    articles = language.table("names").get("elided", ())
    return re.compile(rf"(?:{'|'.join(articles) or '(?!)'})['’]", re.IGNORECASE)


@lru_cache(maxsize=65536)
def plain(form: str) -> str:
    """Return `form` without accents, ligatures and apostrophes."""
    if form.isascii():
        return form.replace("'", "")
    letters = unicodedata.normalize("NFD", form.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

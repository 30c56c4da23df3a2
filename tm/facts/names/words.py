"""The words of a segment in the forms under which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tm.facts.tokens import INVISIBLE, fold
from tm.languages import Language

_LETTER = rf"[^\W\d_][\u0300-\u036f{INVISIBLE}]*+"
_WORD = re.compile(rf"(?:{_LETTER})++(?:['’ʼ](?:{_LETTER})++)*+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_POSSESSIVE = re.compile(r"['’](?:s)?$", re.IGNORECASE)
_JOINTS = {"-": "-", "‐": "-", "‑": "-", " ": " ", "\u00a0": " ", "\u202f": " ", "\n": " "}
# Letters that Unicode does not decompose.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "'": None}
)


class Word(NamedTuple):
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
            joint = text[last] if start - last == 1 else ""
            yield Word(start, end, surface, *_forms(surface), _JOINTS.get(joint, ""))
        last = end


@cache
def _elided(language: Language) -> re.Pattern[str]:
    articles = language.table("names").get("elided", ())
    return re.compile(rf"(?:{'|'.join(articles) or '(?!)'})['’]", re.IGNORECASE)


@lru_cache(maxsize=65536)
def _forms(surface: str) -> tuple[str, str]:
    form = fold(surface).translate(_APOSTROPHES)
    return form, plain(form)


def plain(form: str) -> str:
    """Return `form` without accents, ligatures and apostrophes."""
    if form.isascii():
        return form.replace("'", "")
    letters = unicodedata.normalize("NFD", form.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

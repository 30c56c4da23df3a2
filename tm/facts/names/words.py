"""The words of a segment in the forms under which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tm.facts.tokens import INVISIBLE, fold
from tm.languages import Language

_PART = rf"[^\W\d_]++(?:[\u0300-\u036f{INVISIBLE}]++[^\W\d_]*+)*+"
_WORD = re.compile(rf"{_PART}(?:['’ʼ]{_PART})*+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_POSSESSIVE = re.compile(r"['’](?:s)?$", re.IGNORECASE)
_JOINTS = {"-": "-", "‐": "-", "‑": "-", " ": " ", "\u00a0": " ", "\u202f": " ", "\n": " "}
_MARKS = re.compile("[\u0300-\u036f]+")  # those of Latin letters
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
    found: list[Word] = []
    # No match objects and no call of Word: texts have some thousand words.
    append, new, index, forms = found.append, tuple.__new__, text.index, _forms
    elided, marked = _elided(language), "'" in text or "’" in text
    last = after = 0
    for surface in _WORD.findall(text):
        start = index(surface, after)
        end = after = start + len(surface)
        if marked and ("'" in surface or "’" in surface):
            start, end = _bare(surface, start, elided)
            surface = text[start:end]
        if surface:
            joint = _JOINTS.get(text[last], "") if start - last == 1 else ""
            append(new(Word, (start, end, surface, *forms(surface), joint)))
        last = end
    return found


def _bare(surface: str, start: int, elided: re.Pattern[str]) -> tuple[int, int]:
    """Return where the word at `start` begins and ends without elided article and possessive."""
    first, end = 0, len(surface)
    if article := elided.match(surface):
        first = article.end()
    if possessive := _POSSESSIVE.search(surface, first):
        end = possessive.start()
    return start + first, start + end


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


def plain_all(forms: Sequence[str]) -> list[str]:
    """Return what `plain` returns for each of many forms of one line, in a tenth of the time."""
    text = "\n".join(forms)
    for letter, others in _PLAIN.items():
        text = text.replace(chr(letter), others or "")
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).split("\n") if text else []

"""Lists in running text: "two laptops, a camera and 19 notebooks"."""

from __future__ import annotations

import re
from functools import cache

from tm import languages
from tm.checks.senses import Word
from tm.patterns import compiled

# How many words stand between what joins a list and the word that matters: articles, adjectives.
_BEFORE, _AFTER = 2, 1


def is_longer(text: str, language: str, other: str, other_language: str) -> bool:
    """Say whether a text has a list that is longer by a part than that of another text.

    One more word like "and" tells it; where both have one, so does a comma.
    """
    words, commas = _joints(text, language)
    other_words, other_commas = _joints(other, other_language)
    return words > other_words or (words == other_words > 0 and commas > other_commas)


def is_listed(text: str, language: str, word: Word) -> bool:
    """Say whether a word is a part of a list, or may be."""
    before = _before(language).search(text, 0, word.start)
    after = _after(language).match(text, word.end)
    commas = (before is None or before["comma"]) and (after is None or after["comma"])
    return bool(before and after) if commas else True


def _joints(text: str, language: str) -> tuple[int, int]:
    return len(_joiner(language).findall(text)), text.count(",")


@cache
def _words(language: str) -> str:
    table = languages.get(language).table("terminology")
    words = (*table.get("joiners", ()), *languages.get(language).table("checks").get("joiners", ()))
    return rf"\b(?:{'|'.join(map(re.escape, words))})\b"


@cache
def _joiner(language: str) -> re.Pattern[str]:
    return compiled(_words(language), re.IGNORECASE)


@cache
def _before(language: str) -> re.Pattern[str]:
    words = rf"(?:\s+(?:[^\W\d_]+['’])?[^\W\d_]+){{0,{_BEFORE}}}"
    joint = rf"(?:(?P<comma>,)|{_words(language)})"
    return compiled(rf"{joint}{words}\s+(?:[^\W\d_]+['’])?$", re.IGNORECASE)


@cache
def _after(language: str) -> re.Pattern[str]:
    words = rf"(?:\s+[^\W\d_]+){{0,{_AFTER}}}"
    return compiled(rf"{words}\s*(?:(?P<comma>,)|{_words(language)})", re.IGNORECASE)

"""Whether an unknown wording of a fixed text says something else than the approved ones.

Sections word headings in their own ways, so a word more or less means nothing. What readers see
first is another word in place of an approved one ("NOM ET PRÉNOM À UTILISER"), a "no" lost or
gained, and "from" for "until".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from tm.alignment.tokens import normalise
from tm.checks.wording import is_translated, words
from tm.languages import get
from tm.terminology.presence import same_stem

_WORD = re.compile(r"[^\W\d_]+")
# A wording is compared with the approved one that shares at least half of the words with it.
_NEAR = 0.5
_TELLING = 4


def contradicts(
    text: str, language: str, approved: Iterable[str], others: Mapping[str, str]
) -> bool:
    """Say whether `text` contradicts the approved wordings and the versions `others`."""
    wordings = [_words(each) for each in approved]
    mine = _words(text)
    if _points_elsewhere(mine, wordings, language):
        return True
    best = max(wordings, key=lambda each: _likeness(each, mine), default=None)
    if best is None or _likeness(best, mine) < _NEAR:
        return False
    if _has(best, language, "negations") != _has(mine, language, "negations"):
        return True
    known = {word for each in wordings for word in each}
    replaced, replacing = _replaced(best, mine)
    return any(
        _is_new(word, language, known, others) for word in replacing if len(word) >= _TELLING
    ) or (bool(replacing) and any(_is_in_all(word, wordings, mine) for word in replaced))


def _words(text: str) -> list[str]:
    return [normalise(word) for word in _WORD.findall(text)]


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _replaced(approved: Sequence[str], mine: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words of the approved wording that others stand for, and these."""
    lost: list[str] = []
    new: list[str] = []
    steps = SequenceMatcher(None, approved, mine, autojunk=False).get_opcodes()
    for step, first, last, start, end in steps:
        if step == "replace":
            lost += approved[first:last]
            new += mine[start:end]
    return lost, new


def _is_in_all(word: str, wordings: Iterable[Sequence[str]], mine: Sequence[str]) -> bool:
    """Say whether all approved wordings have a word in some form, and `mine` has not."""
    return (
        len(word) >= _TELLING
        and all(_has_form(word, each) for each in wordings)
        and not _has_form(word, mine)
    )


def _has_form(word: str, text: Sequence[str]) -> bool:
    return any(word == each or same_stem(word, each) for each in text)


def _is_new(word: str, language: str, known: set[str], others: Mapping[str, str]) -> bool:
    """Say whether neither an approved wording nor another version has anything like a word."""
    if any(same_stem(word, each) or each in word for each in known if len(each) >= _TELLING):
        return False
    return not any(
        is_translated(word, language, frozenset(words(text, code)), code)
        for code, text in others.items()
    )


def _points_elsewhere(
    mine: Sequence[str], wordings: Sequence[Sequence[str]], language: str
) -> bool:
    """Say whether all approved wordings name a deadline and this one a beginning."""
    return (
        bool(wordings)
        and all(_has(each, language, "until") for each in wordings)
        and _has(mine, language, "since")
        and not _has(mine, language, "until")
    )


def _has(text: Sequence[str], language: str, table: str) -> bool:
    listed = get(language).table("terminology").get(table, ())
    return not set(map(normalise, listed)).isdisjoint(text)

"""Which language a text is in, by counting function words; abstains rather than guesses.

The method is that of Ingle (1976) and Johnson (1993): the words that make up almost half of any
running text are known for each language. Here languages that are not installed compete as well, so
that Spanish is recognised as Spanish instead of as poor French.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tm import languages

_WORD = re.compile(r"[^\W\d_]+")
# Enough for certainty; a whole book would only cost time.
_SAMPLE = 20_000
_MIN_HITS = 3.0
_MIN_SHARE = 0.25
_MIN_LEAD = 2.0
_CERTAIN_HITS = 12.0
_CERTAIN_LEAD = 3.0


@dataclass(frozen=True, slots=True)
class Guess:
    """What counting says: `code` is the language installed, None where there is no saying.

    `name` is what the text looks like, "" where it looks like nothing known. `certain` is true
    where even a file name that says otherwise is wrong.
    """

    code: str | None
    name: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What tells a language: `code` is None where it is known only to be refused."""

    code: str | None
    name: str
    file_names: frozenset[str]
    function_words: frozenset[str]


@cache
def profiles() -> tuple[Profile, ...]:
    """Return the languages that take part in the count, those installed first."""
    found = [
        _profile(
            code, languages.get(code).table("language"), languages.get(code).table("documents")
        )
        for code in languages.codes()
    ]
    return (*found, *(_profile(None, entry, entry) for entry in languages.others().values()))


def _profile(code: str | None, names: Mapping[str, Any], table: Mapping[str, Any]) -> Profile:
    files = frozenset(fold(name) for name in table.get("file_names", ()))
    words = frozenset(table.get("function_words", "").split())
    return Profile(code, names.get("name", code or ""), files, words)


def fold(word: str) -> str:
    """Return a word as file names are compared: without case, accents and fonts.

    Case is folded on both sides of the decomposition, since a mathematical capital is a capital
    only once it is decomposed (Unicode, section 3.13, compatibility caseless matching).
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold()).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _weights() -> dict[str, tuple[float, tuple[int, ...]]]:
    """Return for each function word its weight and the profiles that it speaks for.

    A word of many languages ("de") says little: its weight is one over their number.
    """
    owners: dict[str, list[int]] = {}
    for index, profile in enumerate(profiles()):
        for word in profile.function_words:
            owners.setdefault(word, []).append(index)
    return {word: (1 / len(found), tuple(found)) for word, found in owners.items()}


def identify(text: str) -> Guess:
    """Say in which language a text is; the guess has no code where that cannot be told."""
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    scores = [0.0] * len(profiles())
    hits = [0] * len(profiles())
    weights = _weights()
    for word, count in words.items():
        weight, owners = weights.get(word, (0.0, ()))
        for owner in owners:
            scores[owner] += weight * count
            hits[owner] += count
    ranking = sorted(range(len(scores)), key=lambda index: -scores[index])
    best, second = ranking[0], ranking[1]
    share = hits[best] / max(words.total(), 1)
    lead = scores[best] / max(scores[second], 0.5)
    if scores[best] < _MIN_HITS or share < _MIN_SHARE or lead < _MIN_LEAD:
        return Guess(None)
    found = profiles()[best]
    return Guess(found.code, found.name, scores[best] >= _CERTAIN_HITS and lead >= _CERTAIN_LEAD)

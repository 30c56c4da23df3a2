"""What the words beside and within a name mean: "Hospital" and "Krankenhaus" are one word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from tm.facts.names.words import plain_all
from tm.languages.lexicon import BETWEEN, load_columns

_LONGEST_ENDING = 3
_SHORTEST = 4  # letters that a word without its ending must keep
_NONE: frozenset[str] = frozenset()


def same_meaning(one: str, code: str, other: str, other_code: str) -> bool:
    """Say whether the core lexicon knows two words (plain forms) as translations."""
    return not concepts(one, code).isdisjoint(concepts(other, other_code))


@lru_cache(maxsize=65536)
def concepts(form: str, code: str) -> frozenset[str]:
    """Return the concepts of a word, found as it is or without up to three letters of ending."""
    words = _words(code)
    for length in range(_LONGEST_ENDING + 1):
        stem = form[: len(form) - length]
        if (found := words.get(stem)) and (not length or len(stem) >= _SHORTEST):
            return frozenset(found)
    return _NONE


@cache
def _words(code: str) -> Mapping[str, list[str]]:
    """Return the concepts of each single word of the core lexicon in a language."""
    found: dict[str, list[str]] = defaultdict(list)
    names, rows = load_columns().get(code, ([], []))
    for concept, row in zip(names, plain_all([row.casefold() for row in rows]), strict=True):
        for word in row.split(BETWEEN):
            if " " not in word:
                found[word].append(concept)
    return found

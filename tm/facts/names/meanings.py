"""What the words beside and within a name mean: "Hospital" and "Krankenhaus" are one word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from tm.facts.names.words import plain
from tm.languages.lexicon import load

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
            return found
    return _NONE


@cache
def _words(code: str) -> Mapping[str, frozenset[str]]:
    """Return the concepts of each single word of the core lexicon in a language."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept, versions in load().items():
        for word in versions.get(code, ()):
            if " " not in word:
                found[plain(word.casefold())].add(concept)
    return {word: frozenset(meant) for word, meant in found.items()}

"""How alike two texts are, as a percentage: the only definition, explained in docs/matching.md.

Two edit distances (Levenshtein 1966) are taken: over tokens, that is words and punctuation marks
without regard to case, and over characters. Each distance d between sequences of which the longer
has n items is the percentage 100 * (n - d) / n, rounded down. The similarity is the better of the
two; texts that are not identical have at most 99. All of it is integer arithmetic: the percentage
that is shown is the one that is compared with a threshold.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tm.memory.rows import normal

IDENTICAL = 100
IN_CONTEXT = 101
TOKEN = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words and punctuation marks of a text in NFC, folded to one case."""
    return tuple(TOKEN.findall(text.casefold()))


def percentage(distance: int, length: int) -> int:
    """Return 100 * (length - distance) / length, rounded down; `length` must be over 0."""
    return 100 * (length - distance) // length


def longest_distance(length: int, minimum: int) -> int:
    """Return the greatest distance at which `length` items are still `minimum` per cent alike."""
    return length * (100 - minimum) // 100


def similarity(first: str, second: str) -> int:
    """Return how alike two texts are in 0..100; 100 means identical (in Unicode NFC)."""
    first, second = normal(first), normal(second)
    if first == second:
        return IDENTICAL
    words, others = tokens(first), tokens(second)
    longest = max(len(words), len(others))
    # Texts of spaces alone have no tokens; their characters decide.
    by_token = percentage(Levenshtein.distance(words, others), longest) if longest else 0
    by_character = percentage(Levenshtein.distance(first, second), max(len(first), len(second)))
    return min(IDENTICAL - 1, max(by_token, by_character))

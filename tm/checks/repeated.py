"""Sentences that a text repeats word for word, except for one fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING

from tm.checks.within import Statement
from tm.model import Fact, Salience

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# Shorter sentences recur by chance or by form ("On 4 May he was questioned.").
_LEAST_WORDS = 8
_MOST_REPEATS = 20
# Addresses repeat their form with every new value.
_ADDRESSES = frozenset({"phone", "email", "link", "link-target", "postbox", "reference"})
_WORD = re.compile(r"\w+")


def repeated_sentences(
    context: CheckContext, language: str
) -> Iterator[tuple[Statement, Statement]]:
    """Yield the facts that differ between sentences which are otherwise the same."""
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, segment in enumerate(context.segments[language]):
        words = _words_around(segment.text, context.facts[language][index])
        if len(words) >= _LEAST_WORDS:
            by_words[words].append(index)
    for same in by_words.values():
        for first, second in islice(combinations(same, 2), _MOST_REPEATS):
            yield from _only_difference(context, language, first, second)


def _words_around(text: str, facts: Sequence[Fact]) -> tuple[str, ...]:
    rest, position = [], 0
    for fact in facts:
        rest.append(text[position : fact.start])
        position = max(position, fact.end)
    rest.append(text[position:])
    return tuple(_WORD.findall(" ".join(rest).casefold()))


def _only_difference(
    context: CheckContext, language: str, first: int, second: int
) -> Iterator[tuple[Statement, Statement]]:
    one, other = _telling(context, language, first), _telling(context, language, second)
    if [fact.kind for fact in one] != [fact.kind for fact in other]:
        return
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a.value != b.value]
    if len(pairs) == 1:
        a, b = pairs[0]
        yield Statement(language, first, a), Statement(language, second, b)


def _telling(context: CheckContext, language: str, segment: int) -> list[Fact]:
    return [
        fact
        for fact in context.facts[language][segment]
        if fact.salience is not Salience.NONE and fact.kind not in _ADDRESSES
    ]

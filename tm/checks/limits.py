"""Words near a value that limit it, or may, without being read as its bound."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tm import languages
from tm.checks.comparison import Cluster, Item
from tm.model import Bound
from tm.patterns import compiled

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# How far from a value a word may stand that limits it.
_REACH = 25
# How far from it a word may stand that makes it a limit: "limits the detention of … to 14 months".
_FAR = 60
_NOT_NUMBERS = frozenset(("point_bound", "denying", "negating", "bound_implied"))


def limit_of(context: CheckContext, item: Item, cluster: Cluster) -> Bound:
    """Return the bound of a value, or the one of the others that its clause implies.

    "Limits to 14 months" is "at most 14 months", "may not come within 500 metres" "less than 500".
    """
    if item.fact.bound is not Bound.EXACTLY:
        return item.fact.bound
    around = _around(context, item, _FAR)
    for bound in {other.fact.bound for other in cluster} - {Bound.EXACTLY}:
        names = ("bound_implied", "bound_after")
        if any(limit_words(item.language, name, bound).search(around) for name in names):
            return bound
    return Bound.EXACTLY


def has_word(context: CheckContext, item: Item, bound: Bound) -> bool:
    return bool(_words(item.language, bound).search(_around(context, item, _REACH)))


def has_soft_word(context: CheckContext, item: Item) -> bool:
    text = context.segments[item.language][item.segment].text[: item.fact.start]
    soft = languages.get(item.language).table("numbers").get("round_adjective", {})
    return any(ends_with(text, word) for words in soft.values() for word in words)


def ends_with(text: str, word: str) -> bool:
    """Say whether the text ends with the word and a space."""
    start = text.rstrip().casefold()
    return start.endswith(word.casefold()) and not start[: -len(word)][-1:].isalnum()


def _around(context: CheckContext, item: Item, reach: int) -> str:
    """Return the text beside a value, up to the next other fact or `reach` characters."""
    text = context.segments[item.language][item.segment].text
    neighbours = context.facts[item.language][item.segment]
    start = max([f.end for f in neighbours if f.end <= item.fact.start], default=0)
    end = min([f.start for f in neighbours if f.start >= item.fact.end], default=len(text))
    before = text[max(start, item.fact.start - reach) : item.fact.start]
    after = text[item.fact.end : min(end, item.fact.end + reach)]
    return f"{before} {after}"


@cache
def limit_words(language: str, name: str, bound: Bound | None = None) -> re.Pattern[str]:
    table = languages.get(language).table("bounds").get(name, {})
    parts = table.values() if bound is None else (table.get(bound.value, ()),)
    words = [re.escape(word) for part in parts for word in part]
    return compiled(rf"(?<!\w)(?:{'|'.join(words) or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def _words(language: str, bound: Bound) -> re.Pattern[str]:
    table = languages.get(language).table("bounds")
    words = [
        re.escape(word)
        for name, part in table.items()
        if name not in _NOT_NUMBERS
        for word in part.get(bound.value, ())
    ]
    return compiled(rf"(?<!\w)(?:{'|'.join(words) or '(?!)'})(?!\w)", re.IGNORECASE)

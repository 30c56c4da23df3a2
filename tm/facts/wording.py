"""Small helpers for patterns that are put together from a language's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tm.facts.tokens import tokenize

# White space inside an expression, breaks of lines included; a set of some takes long to compile.
SPACE = r"\s"
GAP = rf"{SPACE}{{1,3}}"
MAYBE_GAP = rf"{SPACE}{{0,3}}"
# A letter that is no small one of Latin script.
CAPITAL = r"[^\W\d_a-z\u00df-\u00ff]"
HYPHEN = r"[-\u2010\u2011\u2012\u2013]"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of `words`, the longest first; a blank stands for any space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    escaped = (re.escape(word).replace(r"\ ", GAP).replace("'", "['’]") for word in ordered)
    return f"(?:{'|'.join(escaped)})" if ordered else r"(?!)"


def whole(words: Iterable[str]) -> str:
    """Return a pattern for one of `words` that does not start or end inside a longer word."""
    return rf"(?<!\w){any_of(words)}(?!\w)"


def stems(words: Iterable[str], length: int = 4) -> tuple[str, ...]:
    """Return the first letters of `words` in lower case, each once: a cheap first look."""
    found = {word.casefold()[:length] for word in words}
    return tuple(
        sorted(stem for stem in found if not any(stem[:n] in found for n in range(1, len(stem))))
    )


def first_words(words: Iterable[str]) -> frozenset[str]:
    """Return the first token of each of `words`, folded: without one of them, none is there."""
    return frozenset(tokenize(word)[0].fold for word in words)


def mentions(folded: str, found: Iterable[str]) -> bool:
    """Say whether a case-folded text holds one of the stems; much cheaper than a pattern."""
    return any(stem in folded for stem in found)

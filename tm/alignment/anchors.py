"""Facts as anchors: the tokens under which a fact's value is compared across languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.model import Fact

# The first character of an anchor; it is never the start of a normalised token.
MARK = "\x00"
# "Nobody" and "one of them" are put otherwise as often as not.
_WEAK = {"0", "1"}
_FULL_DATE = re.compile(r"\d{4}-(\d\d-\d\d)")


def anchors(facts: Sequence[Fact]) -> list[str]:
    """Return the tokens that stand for the facts of one segment.

    A date gives its day and month as well, because versions leave the year out where it is clear.
    """
    tokens: list[str] = []
    for fact in facts:
        for value in (fact.value, *fact.alternatives):
            text = str(value)
            if text in _WEAK:
                continue
            tokens.append(MARK + text)
            if whole := _FULL_DATE.fullmatch(text):
                tokens.append(f"{MARK}--{whole[1]}")
    return tokens


def without_facts(text: str, facts: Sequence[Fact]) -> str:
    """Blank the digits inside facts: their values speak for them ("2.30 p.m." and "14.30")."""
    for fact in facts:
        inside = re.sub(r"\d", " ", text[fact.start : fact.end])
        text = text[: fact.start] + inside + text[fact.end :]
    return text

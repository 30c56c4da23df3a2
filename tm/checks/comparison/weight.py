"""How much a fact tells: whether its absence means anything, and how far its value identifies it.

"One of them", "the first", "two" come and go in any good translation. "5" is a fact, but another
"5" ten sentences later is hardly the same one moved; "USD 700" or a full date is.
"""

from __future__ import annotations

import re
from enum import IntEnum

from tm.model import Fact, Salience


class Weight(IntEnum):
    """From what hardly counts to what identifies itself anywhere in a document."""

    WEAK = 0
    COMMON = 1
    TELLING = 2


# One of something ("a year", "zero"), a half or an indefinite many ("dozens"), by canonical value.
_SLIGHT = re.compile(r"(?:PT?)?[01](?:[A-Z%]| \S+)?|\d+s|1/2")
# Where one version alone states it, a pair as well: "both", "a couple", "a dozen".
_PAIR = re.compile(r"2|12")
# A plain count up to this many characters of its canonical value is common: it may recur by chance.
_COMMON_LENGTH = 2


def weight(fact: Fact) -> Weight:
    """Return how much a fact tells."""
    if fact.salience is Salience.NONE:
        return Weight.WEAK
    short = fact.kind == "number" and len(str(fact.value)) <= _COMMON_LENGTH
    return Weight.COMMON if short or fact.salience is Salience.LOW else Weight.TELLING


def is_slight(fact: Fact, alone: bool) -> bool:
    """Say whether good translations often put this without a number: "a month", "millions".

    `alone` says that one version only states it.
    """
    if alone and fact.kind == "ordinal":  # "George III" and "George"
        return True
    if fact.salience is Salience.FULL:
        return False
    canonical = str(fact.value)
    return bool(_SLIGHT.fullmatch(canonical) or (alone and _PAIR.fullmatch(canonical)))


def is_one(fact: Fact) -> bool:
    """Say whether this is one or the first of something, which is often no number at all."""
    return str(fact.value) in {"1", "1."}

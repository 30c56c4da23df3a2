"""Versions that hardly share a fact with the others: a file of another text among them.

Measured on 30 appeals, versions of one text share two thirds of their telling facts or more, and
those of different texts a tenth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tm.checks.comparison.weight import Weight, weight
from tm.model import Fact

# Fewer facts show nothing; of those of a stranger less than one in so many stands elsewhere.
_ENOUGH, _SHARE = 8, 4


def strangers(facts: Mapping[str, Sequence[Sequence[Fact]]]) -> list[str]:
    """Return the languages whose version seems to belong to another text, never all of them."""
    told = {
        code: {
            (fact.kind, fact.value)
            for row in rows
            for fact in row
            if weight(fact) is Weight.TELLING
        }
        for code, rows in facts.items()
    }
    found = [
        code
        for code, mine in told.items()
        if len(told) > 1
        and all(len(theirs) >= _ENOUGH for theirs in told.values())
        and len(mine & set().union(*(told[other] for other in told if other != code))) * _SHARE
        < len(mine)
    ]
    return found if len(found) < len(told) else found[1:]

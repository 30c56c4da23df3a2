"""How well two facts agree, as one scale."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from tm.model import Fact, Relation


class Level(IntEnum):
    """Degrees of agreement between facts, ascending."""

    NONE = 0
    DIFFERENT = 1
    COMPATIBLE = 2
    EQUIVALENT = 3
    EQUAL = 4


_LEVELS = {
    Relation.UNRELATED: Level.NONE,
    Relation.DIFFERENT: Level.DIFFERENT,
    Relation.LESS_SPECIFIC: Level.COMPATIBLE,
    Relation.MORE_SPECIFIC: Level.COMPATIBLE,
    Relation.EQUIVALENT: Level.EQUIVALENT,
    Relation.EQUAL: Level.EQUAL,
}

Relate = Callable[[Fact, Fact], Relation]


def level(first: Fact, second: Fact, relate: Relate) -> Level:
    """Return how well two facts agree; symmetric even where only one kind knows the other."""
    if first.kind == second.kind and first.value == second.value:
        return Level.EQUAL
    found = _LEVELS[relate(first, second)]
    if first.kind == second.kind:
        return found
    other = _LEVELS[relate(second, first)]
    return Level.DIFFERENT if Level.DIFFERENT in (found, other) else max(found, other)

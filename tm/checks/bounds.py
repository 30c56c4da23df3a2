"""How far two bounds of one value are from saying the same."""

from __future__ import annotations

from enum import IntEnum

from tm.model import Bound


class Change(IntEnum):
    """From no difference to the contrary, ascending."""

    NONE = 0
    VAGUER = 1
    LOST = 2
    INVERTED = 3


_LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN, Bound.ALMOST})
_NEAR = frozenset({Bound.ABOUT, Bound.ALMOST})

# "Up to seven years" is not "about seven years", nor is "almost half" half.
_TELLING = (
    {Bound.ABOUT, Bound.AT_MOST},
    {Bound.ABOUT, Bound.AT_LEAST},
    {Bound.ALMOST, Bound.EXACTLY},
)


def change(first: Bound, second: Bound) -> Change:
    """Return how the bound changed; symmetric."""
    pair = {first, second}
    if len(pair) == 1 or pair <= _LOWER or pair <= _UPPER or pair <= _NEAR:
        return Change.NONE
    if pair & _LOWER and pair & _UPPER:
        return Change.INVERTED
    if pair in _TELLING:
        return Change.LOST
    # "Some 200" for "200", or for "more than 200": a matter of style more often than a slip.
    return Change.VAGUER if pair & _NEAR else Change.LOST

"""Whatever edits are made: one of the windows has enough of the bigrams that are left."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.memory.index.bounds import Limits, Range

ANY_PLANES: Any = SimpleNamespace(low=0, high=1 << 20)


def edit(edits: dict[int, str]) -> tuple[int, list[int]]:
    """Edit 100 characters, all different; return the new length, and how far each bigram moved.

    An edit is d (delete), i (insert before) or r (replace).
    """
    new: list[int] = []
    for place in range(100):
        kind = edits.get(place, "")
        new += {"": [place], "d": [], "i": [-1, place], "r": [-1]}[kind]
    pairs = enumerate(itertools.pairwise(new))
    return len(new), [i - a for i, (a, b) in pairs if a >= 0 and b == a + 1]


def assert_some_window_has_enough(edits: dict[int, str], less: int = 0, more: int = 0) -> None:
    length, shifts = edit(edits)
    limits = Limits(100, 70, [Range(ANY_PLANES, 0, 1, length - less, length + more)])

    def is_enough(window: Any) -> bool:
        (left,), (right,), (needed,) = window
        return sum(-left <= shift <= right for shift in shifts) >= needed

    assert is_enough(limits.whole())
    assert any(map(is_enough, limits.sides()))


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.integers(0, 99), st.sampled_from("dir"), max_size=30),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_of_any_edits(edits: dict[int, str], less: int, more: int) -> None:
    assert_some_window_has_enough(edits, less, more)


@pytest.mark.parametrize("kinds", ["di", "id"])
@pytest.mark.parametrize("far", range(16))
def test_of_edits_that_move_far_and_destroy_the_most(kinds: str, far: int) -> None:
    one, two = kinds
    for back in range(16 - far):
        moves = [one * far, two * (far + back), one * back]
        rest = "r" * (30 - sum(map(len, moves)))
        for at in range(4):
            order = "".join(moves[:at]) + rest + "".join(moves[at:])
            assert_some_window_has_enough({3 * i + 5: kind for i, kind in enumerate(order)})

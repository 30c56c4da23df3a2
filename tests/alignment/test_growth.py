"""What keeps long texts linear gives what comparing everything with everything gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.alignment import moved, statistics
from tm.alignment.groups import Group, crossing
from tm.alignment.moved_signals import Piece


def _crossed(one: Group, other: Group) -> bool:
    """Compare two groups in every two versions, as the definition says."""
    shared = [
        (has[0], there[0])
        for has, there in zip(one.members, other.members, strict=True)
        if has and there
    ]
    return len({has < there for has, there in shared}) > 1


@st.composite
def _groups(draw: st.DrawFn) -> list[Group]:
    count = draw(st.integers(1, 8))
    orders = [draw(st.permutations(range(count))) for _ in range(3)]
    lacks = [draw(st.sets(st.integers(0, count - 1))) for _ in range(3)]
    return [
        Group(
            tuple(
                () if number in lack else (2 * order[number], 2 * order[number] + 1)
                for order, lack in zip(orders, lacks, strict=True)
            ),
            1.0,
        )
        for number in range(count)
    ]


@given(_groups(), st.integers(0, 8))
def test_crossing_is_standing_in_another_order_than_some_group(
    groups: list[Group], cut: int
) -> None:
    made, others = groups[:cut], groups[cut:]
    assert crossing(made, others) == [any(_crossed(one, each) for each in others) for one in made]


def test_words_learned_in_chunks_are_those_learned_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(7)
    beads = [
        (random.integers(1, 30, random.integers(0, 9)), random.integers(1, 25, 6))
        for _ in range(50)
    ]
    at_once = statistics._sparse(beads, 30, 25)
    monkeypatch.setattr(statistics, "CHUNK", 7)
    in_chunks = statistics._sparse(beads, 30, 25)
    for once, chunked in zip(at_once, in_chunks, strict=True):
        np.testing.assert_allclose(once, chunked)


def _pieces(version: int, numbers: range) -> list[Piece]:
    return [(version, (number,), number) for number in numbers]


def test_few_leftovers_are_compared_all_at_once() -> None:
    left, right = _pieces(0, range(0, 50, 2)), _pieces(1, range(1, 50, 2))
    assert list(moved._blocks(left, right)) == [(left, right)]


def test_leftovers_are_compared_with_those_near_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved, "LARGEST", 20)
    left, right = _pieces(0, range(0, 1000, 2)), _pieces(1, range(1, 1000, 2))
    blocks = list(moved._blocks(left, right))
    together = {(a[2], b[2]) for rows, columns in blocks for a in rows for b in columns}
    assert {(i, j) for i in range(0, 1000, 2) for j in range(1, 1000, 2) if abs(i - j) < 15} <= (
        together
    )
    assert all(max(map(len, block)) <= 20 for block in blocks)
    assert len(blocks) <= 2 * len(left) / 20


def test_leftovers_of_one_version_alone_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved, "LARGEST", 20)
    left, right = _pieces(0, range(500)), _pieces(1, range(490, 500))
    assert [len(rows) for rows, _ in moved._blocks(left, right)] == [20]
    assert list(moved._blocks(left, [])) == []

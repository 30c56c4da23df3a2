"""Beads while they are being made: segments by the number of the version, and reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations
from math import exp
from sys import maxsize

Members = tuple[tuple[int, ...], ...]  # per version, segments in ascending order


@dataclass(frozen=True, slots=True)
class Group:
    """Segments per version that belong together, how sure that is, and whether they moved."""

    members: Members
    score: float
    moved: bool = False

    def marked(self, *, moved: bool) -> Group:
        """The same group, moved or not."""
        return replace(self, moved=moved)

    def weighed(self, chance: float) -> Group:
        """The same group, as sure as it was if something else of this probability holds too."""
        return replace(self, score=round(self.score * chance, 4))


def probability(odds: float) -> float:
    """Return the probability of natural-log odds, as scores are rounded."""
    return round(1 / (1 + exp(-odds)), 4)


def crossing(groups: Sequence[Group], others: Sequence[Group]) -> list[bool]:
    """Say of each group whether it stands in another order than some other one.

    No segment may be in two of all these. Takes n log n time, as texts have many groups.
    """
    found = [False] * len(groups)
    versions = range(len(groups[0].members)) if groups else ()
    for pair in combinations(versions, 2):
        order = _Order(pair, others)
        found = [
            known or order.is_crossed(group) for known, group in zip(found, groups, strict=True)
        ]
    return found


class _Order:
    """Where the groups that both of two versions have begin: crossed by what stands otherwise."""

    def __init__(self, pair: tuple[int, int], groups: Sequence[Group]) -> None:
        self._pair = pair
        places = sorted(place for group in groups if (place := self._place(group)))
        self._firsts = [first for first, _ in places]
        seconds = [second for _, second in places]
        # Up to each group the last second place, and from it on the earliest.
        self._last = list(accumulate(seconds, max, initial=-1))
        self._earliest = list(accumulate(reversed(seconds), min, initial=maxsize))[::-1]

    def is_crossed(self, group: Group) -> bool:
        place = self._place(group)
        if not place:
            return False
        here = bisect_left(self._firsts, place[0])
        return self._last[here] > place[1] or self._earliest[here] < place[1]

    def _place(self, group: Group) -> tuple[int, int] | None:
        one, other = (group.members[version] for version in self._pair)
        return (one[0], other[0]) if one and other else None


def reading_order(groups: Sequence[Group], versions: int) -> list[Group]:
    """Sort by the first version; what it lacks follows what it follows in the next version."""
    order = sorted(
        (group for group in groups if group.members[0]), key=lambda group: group.members[0]
    )
    for version in range(1, versions):
        fresh = [g for g in groups if g.members[version] and not any(g.members[:version])]
        if fresh:
            order = _insert(order, sorted(fresh, key=lambda g: g.members[version]), version)
    return order


def _insert(order: Sequence[Group], fresh: Sequence[Group], version: int) -> list[Group]:
    """Put each fresh group after the one with the segment before its own, moved ones aside."""
    owner = {
        segment: number
        for number, group in enumerate(order)
        if not group.moved
        for segment in group.members[version]
    }
    after: dict[int, list[Group]] = {}
    place = -1
    segment = 0
    for group in fresh:
        while segment < group.members[version][0]:
            place = owner.get(segment, place)
            segment += 1
        after.setdefault(place, []).append(group)
    result = list(after.get(-1, []))
    for number, group in enumerate(order):
        result += [group, *after.get(number, [])]
    return result

"""Beads while they are being made: segments by the number of the version, and reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

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

    def crosses(self, others: Iterable[Group]) -> bool:
        """Say whether the group stands in another order than some other one."""
        return any(_cross(self.members, other.members) for other in others)


def _cross(one: Members, other: Members) -> bool:
    for first, second in combinations(range(len(one)), 2):
        if one[first] and one[second] and other[first] and other[second]:
            before = one[first] < other[first]
            if one[first] != other[first] and before != (one[second] < other[second]):
                return True
    return False


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

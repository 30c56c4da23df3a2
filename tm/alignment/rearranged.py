"""A text as it would stand if nothing in it had moved.

The search knows no links that cross. So once the sentences that moved are known, the versions are
put into the order of the first one, and what moved can be searched like everything else: merged and
split, with its neighbours beside it. A section that stands elsewhere is aligned as if it stood here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tm.alignment.groups import Group, Members

Order = list[int]  # the segments of a version, in the order in which they are searched


def orders(groups: Sequence[Group], blocks: Sequence[Sequence[int]]) -> list[Order]:
    """Return an order for each version in which no two groups cross.

    `blocks` are the blocks of all segments of each version: what is in no group of an earlier
    version stays with its neighbour in the same block, else with the one before it.
    """
    line = sorted((g for g in groups if g.members[0]), key=lambda g: g.members[0])
    for version in range(1, len(blocks)):
        line = _insert(line, groups, version, blocks[version])
    return [
        [segment for group in line for segment in group.members[version]]
        for version in range(len(blocks))
    ]


def _insert(
    line: Sequence[Group], groups: Sequence[Group], version: int, blocks: Sequence[int]
) -> list[Group]:
    """Add the groups that begin with a version, each beside what it stands beside there."""
    place = {segment: n for n, group in enumerate(line) for segment in group.members[version]}
    fresh = [g for g in groups if g.members[version] and not any(g.members[:version])]
    before: dict[int, list[Group]] = {}
    after: dict[int, list[Group]] = {}
    last, waiting = -1, []  # type: int, list[Group]
    own = {group.members[version][0]: group for group in fresh}
    for segment in range(len(blocks)):
        if segment in place:
            last = place[segment]
        elif segment in own:
            follows = _following(segment, place, blocks)
            if follows is None:
                after.setdefault(last, []).append(own[segment])
            else:
                before.setdefault(follows, []).append(own[segment])
    result = list(after.get(-1, []))
    for number, group in enumerate(line):
        result += [*before.get(number, []), group, *after.get(number, [])]
    return result


def _following(segment: int, place: Mapping[int, int], blocks: Sequence[int]) -> int | None:
    """Return the group that a segment goes with, if that is the one after it."""
    first = segment
    while first >= 0 and first not in place:
        first -= 1
    if first >= 0 and blocks[first] == blocks[segment]:
        return None
    end = segment
    while end < len(blocks) and end not in place:
        end += 1
    return place[end] if end < len(blocks) and blocks[end] == blocks[segment] else None


def places(groups: Sequence[Group], order: Sequence[Order]) -> list[Members]:
    """Return where the first segments of groups stand in the orders, ascending."""
    found = [
        {segment: place for place, segment in enumerate(own)} for own in order
    ]
    return sorted(
        tuple(tuple(sorted(map(own.__getitem__, has))) for own, has in zip(found, group.members, strict=True))
        for group in groups
    )


def back(group: Group, order: Sequence[Order]) -> Group:
    """Return a group of places in the orders as one of segments of the text."""
    members = tuple(
        tuple(sorted(own[place] for place in has))
        for own, has in zip(order, group.members, strict=True)
    )
    return replace(group, members=members)

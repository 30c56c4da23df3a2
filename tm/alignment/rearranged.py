"""A text as it would stand if nothing in it had moved.

The search knows no links that cross. So once it is known what has moved, the versions are put into
the order of the first one, and all is searched again: what moved is merged and split there like
everything else, with its neighbours beside it. A section that stands elsewhere is aligned as if it
stood here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tm.alignment.groups import Group, Members

Order = list[int]  # the segments of a version, in the order in which they are searched


def orders(groups: Sequence[Group], blocks: Sequence[Sequence[int]]) -> list[Order]:
    """Return an order for each version in which no two groups cross.

    `blocks` are the blocks of all segments of each version.
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
    """Add the groups that begin with a version, each beside one of its neighbours there."""
    place = {segment: n for n, group in enumerate(line) for segment in group.members[version]}
    fresh = [g for g in groups if g.members[version] and not any(g.members[:version])]
    before: dict[int, list[Group]] = {}
    after: dict[int, list[Group]] = {-1: []}
    for run in _runs(sorted(fresh, key=lambda g: g.members[version]), version, place):
        edges = run[0].members[version][0] - 1, run[-1].members[version][-1] + 1
        last, following = (place.get(edge, -1) for edge in edges)
        for group in run:
            own = blocks[group.members[version][0]]
            # Rather beside text that lacks it, in its own paragraph, where nothing moved.
            near = [
                (_lacks(line, where + step, version), blocks[edge] == own, not line[where].moved)
                if where >= 0
                else ()
                for where, edge, step in ((last, edges[0], 1), (following, edges[1], -1))
            ]
            if near[1] > near[0]:
                before.setdefault(following, []).append(group)
            else:
                after.setdefault(last, []).append(group)
    result = list(after[-1])
    for number, group in enumerate(line):
        result += [*before.get(number, []), group, *after.get(number, [])]
    return result


def _lacks(line: Sequence[Group], where: int, version: int) -> bool:
    """Say whether there is a group that has nothing of a version."""
    return 0 <= where < len(line) and not line[where].members[version]


def _runs(fresh: Sequence[Group], version: int, place: dict[int, int]) -> Iterator[list[Group]]:
    """Cut groups into runs with nothing of the line between them."""
    run: list[Group] = []
    for group in fresh:
        first = group.members[version][0]
        if run and any(n in place for n in range(run[-1].members[version][-1] + 1, first)):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def places(groups: Sequence[Group], order: Sequence[Order]) -> list[Members]:
    """Return where the segments of groups stand in the orders, ascending."""
    found = [{segment: place for place, segment in enumerate(own)} for own in order]
    return sorted(
        tuple(
            tuple(sorted(map(own.__getitem__, has)))
            for own, has in zip(found, group.members, strict=True)
        )
        for group in groups
    )


def back(group: Group, order: Sequence[Order]) -> Group:
    """Return a group of places in the orders as one of segments of the text."""
    members = tuple(
        tuple(sorted(own[place] for place in has))
        for own, has in zip(order, group.members, strict=True)
    )
    return replace(group, members=members)

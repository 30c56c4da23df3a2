"""Beads that no path can hold: with a segment left out in the middle, or one from elsewhere.

The search only knows runs of segments. Here finished beads are mended where that explains more: a
segment that says nothing of its bead is let go from between its neighbours; a segment left alone
is taken in where the rest of its sentence went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tm.alignment.features import link_feature
from tm.alignment.groups import Group, Members
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import NEVER

Aligners = Mapping[tuple[int, int], PairAligner]
Cell = tuple[int, int]  # version, segment

# What taking in a segment from elsewhere must gain (natural log), and one from next to a bead
# that moved: there the search could not try it.
MARGIN = 2.0
MARGIN_MOVED = 0.0
MARGIN_LET_GO = 0.0
# How many beads, those that share the most words, are tried for a segment.
TRIED = 2


def mend(groups: Sequence[Group], aligners: Aligners) -> list[Group]:
    """Return the groups with what they should not hold let go, and what they lack taken in."""
    result = dict(enumerate(part for group in groups for part in _let_go(group, aligners)))
    owners = {cell: number for number, group in result.items() for cell in _cells(group.members)}
    for number, lone in list(result.items()):
        if lone.moved or all(lone.members):
            continue
        taker = _taker(lone, owners, result, aligners)
        if taker is not None:
            del result[number]
            group = result[taker]
            result[taker] = Group(_join(group.members, lone.members), group.score, group.moved)
            owners.update(dict.fromkeys(_cells(lone.members), taker))
    return list(result.values())


def _taker(
    lone: Group, owners: Mapping[Cell, int], groups: Mapping[int, Group], aligners: Aligners
) -> int | None:
    """Return the number of the group that gains most by what stands alone, if any gains."""
    best: tuple[float, int] | None = None
    near = {owners[cell] for cell in _around(lone.members) if cell in owners}
    far = {owners[cell] for cell in _alike(lone, aligners)}
    for number in sorted(near | far):
        group = groups[number]
        beside = _is_next(lone, group)
        if group is lone or sum(map(bool, group.members)) < 2 or (beside and not group.moved):
            continue
        gains = _gains(group.members, _join(group.members, lone.members), aligners)
        gain = sum(gains) - (MARGIN_MOVED if beside else MARGIN)
        if gain > 0 and (beside or number in far) and (best is None or gain > best[0]):
            best = gain, number
    return best and best[1]


def _let_go(group: Group, aligners: Aligners) -> list[Group]:
    """Return a group in parts: itself without the inner segments that are better left alone."""
    members, lone = group.members, []
    for version, segments in enumerate(group.members):
        others = [len(has) for v, has in enumerate(group.members) if v != version]
        if len(segments) < 3 or max(others) >= len(segments):
            continue  # a version that has as many is likely to have the counterpart
        for segment in segments[1:-1]:
            alone = tuple((segment,) if v == version else () for v in range(len(members)))
            fewer = tuple(
                tuple(each for each in has if each not in gone)
                for has, gone in zip(members, alone, strict=True)
            )
            gains = _gains(fewer, members, aligners)
            # A shape that the search does not know says nothing for or against its parts.
            if gains and min(gains) > NEVER / 2 and max(gains) < -MARGIN_LET_GO:
                members = fewer
                lone.append(Group(alone, group.score))
    return [Group(members, group.score, group.moved), *lone] if lone else [group]


def _join(one: Members, other: Members) -> Members:
    return tuple(tuple(sorted(a + b)) for a, b in zip(one, other, strict=True))


def _cells(members: Members) -> Iterator[Cell]:
    return ((version, segment) for version, has in enumerate(members) for segment in has)


def _around(members: Members) -> Iterator[Cell]:
    """Yield the segments right before and after."""
    for version, segments in enumerate(members):
        if segments:
            yield version, segments[0] - 1
            yield version, segments[-1] + 1


def _alike(lone: Group, aligners: Aligners) -> Iterator[Cell]:
    """Yield the segments (version, segment) that have the most words in common with a group."""
    for version, segment in _cells(lone.members):
        for (first, second), aligner in aligners.items():
            if version not in (first, second) or not aligner.is_whole:
                continue
            support = link_feature("lexical", aligner.evidence(aligner.window))[0]
            row, other = (
                (support[segment], second) if version == first else (support[:, segment], first)
            )
            if not lone.members[other]:
                for place in row.argsort()[::-1][:TRIED].tolist():
                    if row[place] > 0:
                        yield other, place


def _is_next(lone: Group, group: Group) -> bool:
    """Say whether a group stands right before or after another in all versions that it has."""
    return all(
        bool(has) and (there[0] - has[-1] == 1 or has[0] - there[-1] == 1)
        for has, there in zip(group.members, lone.members, strict=True)
        if there
    )


def _gains(before: Members, after: Members, aligners: Aligners) -> list[float]:
    """Return by how much, over pairs, a bead with more segments beats leaving those alone.

    Between versions that both have more, it matters little whether that is one bead or two.
    """
    return [
        _pair_gain(before, after, key, aligner)
        for key, aligner in aligners.items()
        if before[key[0]]
        and before[key[1]]
        and (before[key[0]] == after[key[0]]) != (before[key[1]] == after[key[1]])
    ]


def _pair_gain(
    before: Members, after: Members, key: tuple[int, int], aligner: PairAligner
) -> float:
    joined, kept = ((members[key[0]], members[key[1]]) for members in (after, before))
    alone = sum(
        aligner.alone(side, segment)
        for side, (has, had) in enumerate(zip(joined, kept, strict=True))
        for segment in has
        if segment not in had
    )
    return aligner.gain(joined, kept) - alone

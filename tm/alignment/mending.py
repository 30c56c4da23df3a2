"""Beads that no path can hold: with a segment left out in the middle, or one from elsewhere.

The search only knows runs of segments. Here finished beads are mended where that explains more: a
segment that says nothing of its bead is let go from between its neighbours; a segment left alone
is taken in where the rest of its sentence went.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from tm.alignment.gains import gains, is_asked, join
from tm.alignment.groups import Group, Members, probability
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import NEVER
from tm.alignment.version import Version

Aligners = Mapping[tuple[int, int], PairAligner]
Cell = tuple[int, int]  # version, segment

# What taking in a segment from elsewhere must gain (natural log), and one from next to a bead
# that moved: there the search could not try it.
MARGIN = 2.0
MARGIN_MOVED = 0.0
MARGIN_LET_GO = 0.0
# What more it must gain if the bead has nothing of its version yet, where it has been looked for
# before, or if it stands in a paragraph of its own.
MARGIN_LINK = 2.0
MARGIN_APART = 2.0
# What no pair of versions may lose by it.
LEAST_GAIN = -1.5
# Where so little was lacking, either is less sure to be whole.
NEARLY = -2.5
# How many beads, those that explain most of its words, are tried for a segment; what the log ratio
# per token by which they do adds to the gain, and the least of it.
TRIED = 3
SUPPORT_WEIGHT = 3.0
LEAST_SUPPORT = -0.8


def mend(groups: Sequence[Group], aligners: Aligners) -> list[Group]:
    """Return the groups with what they should not hold let go, and what they lack taken in."""
    _score_ahead(
        [(_less(each.members, alone), alone) for each in groups for alone in _inner(each)],
        aligners,
    )
    result = dict(enumerate(part for group in groups for part in _let_go(group, aligners)))
    owners = {cell: number for number, group in result.items() for cell in _cells(group.members)}
    incomplete = [number for number, each in result.items() if not all(each.members)]
    _score_ahead(
        [
            (result[taker].members, result[number].members)
            for number in incomplete
            for taker in _bars(result[number], owners, result, aligners)
        ],
        aligners,
    )
    for number in incomplete:
        gain, taker = _taker(result[number], owners, result, aligners)
        if taker is None:
            continue
        lone, group = result[number], result[taker]
        if gain > 0:
            del result[number]
            members = join(group.members, lone.members)
            result[taker] = replace(group, members=members).weighed(probability(gain))
            owners.update(dict.fromkeys(_cells(lone.members), taker))
        elif gain > NEARLY:
            result[number] = lone.weighed(probability(-gain))
    return list(result.values())


def _score_ahead(tried: Collection[tuple[Members, Members]], aligners: Aligners) -> None:
    """Score at once what will be asked for: beads, and what may be one with them."""
    for (first, second), aligner in aligners.items():
        asked = [
            (part[first], part[second])
            for before, lone in tried
            if is_asked(before, lone, first, second)
            for part in (before, lone, join(before, lone))
        ]
        aligner.score_all([bead for bead in asked if all(bead)])


def _taker(
    lone: Group, owners: Mapping[Cell, int], groups: Mapping[int, Group], aligners: Aligners
) -> tuple[float, int | None]:
    """Return what the group that gains most by what stands alone gains beyond the bar, and which.

    These gains are about the log odds that the two are one bead.
    """
    best: tuple[float, int | None] = (NEVER, None)
    for number, bar in sorted(_bars(lone, owners, groups, aligners).items()):
        members = groups[number].members
        if _is_other_matter(members, lone.members, aligners):
            continue
        found = gains(members, lone.members, aligners)
        gain = sum(found) - bar - _more_margin(members, lone.members, aligners)
        if gain > best[0] and min(found, default=0.0) >= LEAST_GAIN:
            best = gain, number
    return best


def _bars(
    lone: Group, owners: Mapping[Cell, int], groups: Mapping[int, Group], aligners: Aligners
) -> dict[int, float]:
    """Return the groups that may take in what stands alone, and what each must gain by it."""
    bars: dict[int, float] = {}
    for cell, support in _alike(lone, aligners):
        bar = MARGIN - SUPPORT_WEIGHT * support
        bars[owners[cell]] = min(bar, bars.get(owners[cell], bar))
    for number in {owners[cell] for cell in _around(lone.members) if cell in owners}:
        if lone.moved != groups[number].moved and _is_next(lone, groups[number]):
            bars[number] = MARGIN_MOVED
    return {
        number: bar
        for number, bar in bars.items()
        if groups[number] is not lone
        and sum(map(bool, groups[number].members)) > 1
        and (lone.moved != groups[number].moved or not _is_next(lone, groups[number]))
    }


def _more_margin(members: Members, lone: Members, aligners: Aligners) -> float:
    """Return what a segment must gain beyond the bar for the bead that is to take it in."""
    margin = 0.0
    for version, (own, more) in enumerate(zip(members, lone, strict=True)):
        if more and not own:
            margin = max(margin, MARGIN_LINK)
        elif more:
            blocks = _version(version, aligners).blocks
            inside = {int(blocks[segment]) for segment in own}
            if inside.isdisjoint(int(blocks[segment]) for segment in more):
                margin = max(margin, MARGIN_APART)
    return margin


def _is_other_matter(members: Members, lone: Members, aligners: Aligners) -> bool:
    """Say whether both have facts, of other versions, and most are not the same."""
    sides = [
        (_version(version, aligners).facts_in(own), _version(version, aligners).facts_in(more))
        for version, (own, more) in enumerate(zip(members, lone, strict=True))
    ]
    has = set().union(*(own for own, more in sides if not more))
    wanted = set().union(*(more for _, more in sides))
    return 2 * len(has & wanted) < min(len(has), len(wanted))


def _version(number: int, aligners: Aligners) -> Version:
    return next(
        aligner.source if first == number else aligner.target
        for (first, second), aligner in aligners.items()
        if number in (first, second)
    )


def _let_go(group: Group, aligners: Aligners) -> list[Group]:
    """Return a group in parts: itself without the inner segments that are better left alone."""
    members, lone = group.members, []
    for alone in _inner(group):
        fewer = _less(members, alone)
        found = gains(fewer, alone, aligners)
        # A shape that the search does not know says nothing for or against its parts.
        if found and min(found) > NEVER / 2 and max(found) < -MARGIN_LET_GO:
            members = fewer
            lone.append(Group(alone, group.score))
    return [Group(members, group.score, group.moved), *lone] if lone else [group]


def _inner(group: Group) -> Iterator[Members]:
    """Yield, one by one, the segments between others of a bead that may be let go."""
    for version, segments in enumerate(group.members):
        others = [len(has) for v, has in enumerate(group.members) if v != version]
        # A version that has as many is likely to have the counterpart.
        if len(segments) > 2 and max(others) < len(segments):
            for segment in segments[1:-1]:
                yield tuple((segment,) if v == version else () for v in range(len(others) + 1))


def _less(members: Members, gone: Members) -> Members:
    return tuple(
        tuple(segment for segment in has if segment not in without)
        for has, without in zip(members, gone, strict=True)
    )


def _cells(members: Members) -> Iterator[Cell]:
    return ((version, segment) for version, has in enumerate(members) for segment in has)


def _around(members: Members) -> Iterator[Cell]:
    """Yield the segments right before and after."""
    for version, segments in enumerate(members):
        if segments:
            yield version, segments[0] - 1
            yield version, segments[-1] + 1


def _alike(lone: Group, aligners: Aligners) -> Iterator[tuple[Cell, float]]:
    """Yield the segments (version, segment) that explain a group's best, with how well they do."""
    for version, segment in _cells(lone.members):
        for (first, second), aligner in aligners.items():
            if version not in (first, second) or not aligner.is_whole:
                continue
            by_source, by_target = aligner.evidence(aligner.window).per_token
            row, other = (
                (by_target[0, segment], second)
                if version == first
                else (by_source[0, :, segment], first)
            )
            if not lone.members[other]:
                for place in row.argsort()[::-1][:TRIED].tolist():
                    if row[place] > LEAST_SUPPORT:
                        yield (other, place), float(row[place])


def _is_next(lone: Group, group: Group) -> bool:
    """Say whether a group stands right before or after another in all versions that it has."""
    return all(
        bool(has) and (there[0] - has[-1] == 1 or has[0] - there[-1] == 1)
        for has, there in zip(group.members, lone.members, strict=True)
        if there
    )

"""Sentences that stand elsewhere in another version: a second pass over what was left alone.

The monotone search cannot cross links. Here segments of different versions that were left alone, or
ended up in a bead that is doubtful, are compared by what they say, not by where they stand, and
linked greedily where the odds that they belong together are high enough. Doubtful beads of which
nothing was taken stay as they were.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tm.alignment.groups import Group, crossing, probability
from tm.alignment.moved_signals import Pair, Piece, log_odds, pair_signals
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import NEVER, Doubles
from tm.alignment.spans import LONGEST

# The leftovers of one version that are compared at once; moves are mostly short.
LARGEST = 200
# What each leftover may be linked to, where there are more: the best by what they say.
CANDIDATES = 30
# Beads less sure than this may lose segments to better partners.
DOUBTFUL = 0.5
# How much less (natural log) further links need once one has been made.
ENCOURAGED = 2.0
# The least log odds of any pair of versions in a bead, however sure the others: 10 %.
LEAST = math.log(0.1 / 0.9)
# Log odds from which on a link that was not made makes it less sure that a segment is alone.
NEARLY = -2.5

Cell = tuple[int, int]  # version, segment


def link_moved(
    groups: Sequence[Group],
    aligners: Mapping[tuple[int, int], PairAligner],
    weights: Mapping[str, float],
    margin: float,
    *,
    encouraged: bool = False,
) -> list[Group]:
    """Join segments of different versions that say the same, wherever they stand.

    `encouraged`: others are known to have moved.
    """
    loose = loosen(groups)
    odds = _all_odds(loose, aligners, weights)
    together = {item: items for items in _together(loose, groups) for item in items}
    lowered = margin - ENCOURAGED
    clusters = _greedy(odds, lowered if encouraged else margin, lowered, together)
    linked = [found for found in clusters if _is_new(found)]
    gone = {
        (v, segment) for cluster in linked for v, segments, _ in cluster for segment in segments
    }
    doubts = _doubts(odds, gone, together)
    result = [_doubted(kept, doubts) for group in groups for kept in _without(group, gone)]
    made = [_made(cluster, odds, len(groups[0].members)) for cluster in linked]
    crossed = crossing(made, result)
    return result + [
        group.marked(moved=is_moved) for group, is_moved in zip(made, crossed, strict=True)
    ]


def _doubts(
    odds: Mapping[Pair, float], gone: Collection[Cell], together: Mapping[Piece, list[Piece]]
) -> dict[Cell, float]:
    """Return the odds of the likeliest link that was not made, by the segments it would join."""
    doubts: dict[Cell, float] = {}
    for pair in odds:
        first, second = (together.get(piece, [piece]) for piece in pair)
        cells = [(version, n) for version, run, _ in (*first, *second) for n in run]
        value = _odds_between(first, second, odds)
        if value > NEARLY and not any(cell in gone for cell in cells):
            doubts.update((cell, max(value, doubts.get(cell, value))) for cell in cells)
    return doubts


def _odds_between(
    first: Sequence[Piece], second: Sequence[Piece], odds: Mapping[Pair, float]
) -> float:
    """Return the mean log odds that two clusters are one, NEVER if they cannot be."""
    if {version for version, _, _ in first} & {version for version, _, _ in second}:
        return NEVER
    pairs = [odds.get((min(a, b), max(a, b)), NEVER) for a in first for b in second]
    return sum(pairs) / len(pairs) if min(pairs) >= LEAST else NEVER


def _doubted(group: Group, doubts: Mapping[Cell, float]) -> Group:
    """Return a group that lacks a version, less sure if it was nearly linked elsewhere."""
    if all(group.members):
        return group
    cells = ((version, segment) for version, run in enumerate(group.members) for segment in run)
    likeliest = max((doubts.get(cell, NEVER) for cell in cells), default=NEVER)
    return group.weighed(probability(-likeliest)) if likeliest > NEARLY else group


def _made(cluster: Sequence[Piece], odds: Mapping[Pair, float], versions: int) -> Group:
    members: list[tuple[int, ...]] = [()] * versions
    for version, segments, _ in cluster:
        members[version] = segments
    least = min(odds[pair] for pair in combinations(sorted(cluster), 2) if _is_new(pair))
    return Group(tuple(members), probability(least))


def loosen(groups: Sequence[Group]) -> list[Piece]:
    """Return what a second pass may link: what lacks a version, and segments of doubtful beads."""
    pieces: list[Piece] = []
    for number, group in enumerate(groups):
        for version, segments in enumerate(group.members):
            if group.score < DOUBTFUL:
                pieces += [(version, (segment,), number) for segment in segments]
            elif segments and not all(group.members) and len(segments) <= LONGEST:
                pieces.append((version, segments, number))
    return pieces


def _together(loose: Sequence[Piece], groups: Sequence[Group]) -> list[list[Piece]]:
    """Return the pieces whose bead is sure as far as it goes: they stay together."""
    found: dict[int, list[Piece]] = {}
    for item in loose:
        if groups[item[2]].score >= DOUBTFUL:
            found.setdefault(item[2], []).append(item)
    return list(found.values())


def _is_new(cluster: Sequence[Piece]) -> bool:
    """Say whether a cluster joins what was apart."""
    return len({number for _, _, number in cluster}) > 1


def _without(group: Group, gone: set[tuple[int, int]]) -> list[Group]:
    """Return what is left of a group, in parts if only one version is left."""
    members = tuple(
        tuple(segment for segment in segments if (version, segment) not in gone)
        for version, segments in enumerate(group.members)
    )
    if members == group.members:
        return [group]
    if sum(map(bool, members)) > 1:
        return [Group(members, group.score)]
    return [
        Group(tuple((segment,) if v == version else () for v in range(len(members))), group.score)
        for version, segments in enumerate(members)
        for segment in segments
    ]


def _greedy(
    odds: Mapping[Pair, float],
    margin: float,
    lowered: float,
    together: Mapping[Piece, list[Piece]],
) -> list[list[Piece]]:
    """Cluster pieces by descending odds, at most one of each version in a cluster.

    Where one sentence moved, others are likely to have: after the first link they need less.
    """
    cluster = dict(together)
    for (one, other), value in sorted(odds.items(), key=lambda item: (-item[1], item[0])):
        if value < margin:
            break
        first, second = cluster.get(one, [one]), cluster.get(other, [other])
        if first is second or _odds_between(first, second, odds) < margin:
            continue
        joined = first + second
        if _is_new(joined) and first[0][2] != second[0][2]:
            margin = lowered
        for segment in joined:
            cluster[segment] = joined
    unique = {id(joined): joined for joined in cluster.values()}
    return list(unique.values())


def _all_odds(
    loose: Sequence[Piece],
    aligners: Mapping[tuple[int, int], PairAligner],
    weights: Mapping[str, float],
) -> dict[Pair, float]:
    """Return the log odds of every two pieces of different versions that may be a bead."""
    odds: dict[Pair, float] = {}
    versions = sorted({version for version, _, _ in loose})
    for first, second in combinations(versions, 2):
        left = sorted(item for item in loose if item[0] == first)
        right = sorted(item for item in loose if item[0] == second)
        for rows, columns in _blocks(left, right):
            signals, possible = pair_signals(aligners[first, second], rows, columns)
            values = log_odds(signals, weights)
            likely = possible & (values >= LEAST) & _among_best(values)
            for i, j in np.argwhere(likely).tolist():
                odds[rows[i], columns[j]] = float(values[i, j])
    return odds


def _among_best(values: Doubles) -> NDArray[np.bool_]:
    """Mark the best candidates of each row and of each column: nothing else will be linked.

    Among equals the nearest count: of sentences that are all the same none has moved.
    """
    best = np.zeros(values.shape, dtype=bool)
    rows, columns = np.indices(values.shape)
    values = values - 1e-9 * np.abs(rows - columns)
    for axis in (0, 1):
        if values.shape[axis] <= CANDIDATES:
            return np.ones_like(best)
        order = np.argpartition(-values, CANDIDATES, axis)
        np.put_along_axis(best, order.take(range(CANDIDATES), axis), True, axis)
    return best


def _blocks(left: list[Piece], right: list[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Cut the comparison into blocks of what stands near each other in reading order.

    Where more is left over than can be compared at once, the later half of a block is compared
    with what follows as well.
    """
    rows: list[Piece] = []
    columns: list[Piece] = []
    for piece in sorted((*left, *right), key=lambda piece: (piece[2], piece)):
        side = rows if piece[0] == left[0][0] else columns
        if len(side) == LARGEST:
            if rows and columns:
                yield rows.copy(), columns.copy()
            middle = side[LARGEST // 2][2]
            rows[:] = [kept for kept in rows if kept[2] >= middle]
            columns[:] = [kept for kept in columns if kept[2] >= middle]
        side.append(piece)
    if rows and columns:
        yield rows, columns

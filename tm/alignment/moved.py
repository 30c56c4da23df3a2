"""Sentences that stand elsewhere in another version: a second pass over what was left alone.

The monotone search cannot cross links. Here segments of different versions that were left alone, or
ended up in a bead that is doubtful, are compared by what they say, not by where they stand, and
linked greedily where the odds that they belong together are high enough. Doubtful beads of which
nothing was taken stay as they were.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from tm.alignment.evidence import Evidence
from tm.alignment.features import link_feature
from tm.alignment.groups import Group
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import Doubles
from tm.alignment.spans import Floats

# The leftovers of one version that are compared at once; moves are mostly short.
LARGEST = 400
# Beads less sure than this may lose segments to better partners.
DOUBTFUL = 0.5
# How much less (natural log) further links need once one has been made.
ENCOURAGED = 2.0
SIGNALS = (
    "length-likelihood",
    "lexical",
    "lexical-density",
    "numbers",
    "numbers-elsewhere",
    "facts",
    "facts-elsewhere",
    "names",
)

Loose = tuple[int, int, int]  # version, segment, number of the group that it comes from
Pair = tuple[Loose, Loose]  # the lower version first


def pair_signals(
    evidence: Evidence, rows: Sequence[int], columns: Sequence[int]
) -> dict[str, Floats]:
    """What two single segments have in common, by signal: (rows, columns) each."""
    cells = np.ix_(rows, columns)
    signals = {name: link_feature(name, evidence)[0][cells] for name in SIGNALS}
    support = signals["lexical"]
    signals["lead"] = support - np.maximum(_best_other(support), _best_other(support.T).T)
    return signals


def _best_other(support: Floats) -> Floats:
    """For each cell the best value in the same row elsewhere, at least 0."""
    n, m = support.shape
    if m < 2:
        return np.zeros((n, m), dtype=np.float32)
    order = np.partition(support, m - 2, axis=1)
    first, second = order[:, -1:], order[:, -2:-1]
    return np.maximum(np.where(support == first, second, first), 0)


def log_odds(signals: Mapping[str, Floats], weights: Mapping[str, float]) -> Doubles:
    """Log odds that two single segments are the same sentence: (n, m)."""
    total = np.full(next(iter(signals.values())).shape, weights["bias"])
    for name, values in signals.items():
        total += weights.get(name, 0.0) * values
    return total


def link_moved(
    groups: Sequence[Group],
    aligners: Mapping[tuple[int, int], PairAligner],
    weights: Mapping[str, float],
    margin: float,
) -> list[Group]:
    """Join segments of different versions that say the same, wherever they stand."""
    loose = loosen(groups)
    odds = _all_odds(loose, aligners, weights)
    linked = [found for found in _greedy(odds, margin, _together(loose, groups)) if _is_new(found)]
    gone = {(version, segment) for cluster in linked for version, segment, _ in cluster}
    result = [kept for group in groups for kept in _without(group, gone)]
    made = [_made(cluster, odds, len(groups[0].members)) for cluster in linked]
    result += [group.marked(moved=group.crosses(result)) for group in made]
    return result


def _made(cluster: Sequence[Loose], odds: Mapping[Pair, float], versions: int) -> Group:
    members = tuple(
        tuple(sorted(segment for v, segment, _ in cluster if v == version))
        for version in range(versions)
    )
    least = min(odds[pair] for pair in combinations(sorted(cluster), 2) if pair in odds)
    return Group(members, round(1 / (1 + math.exp(-least)), 4))


def loosen(groups: Sequence[Group]) -> list[Loose]:
    """Return the segments that a second pass may link: those alone, and of doubtful beads."""
    return [
        (version, segment, number)
        for number, group in enumerate(groups)
        if group.score < DOUBTFUL or (not all(group.members) and max(map(len, group.members)) == 1)
        for version, segments in enumerate(group.members)
        for segment in segments
    ]


def _together(loose: Sequence[Loose], groups: Sequence[Group]) -> list[list[Loose]]:
    """Return the loose segments whose bead is sure as far as it goes: they stay together."""
    found: dict[int, list[Loose]] = {}
    for item in loose:
        if groups[item[2]].score >= DOUBTFUL:
            found.setdefault(item[2], []).append(item)
    return list(found.values())


def _is_new(cluster: Sequence[Loose]) -> bool:
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
    odds: Mapping[Pair, float], margin: float, together: Sequence[list[Loose]]
) -> list[list[Loose]]:
    """Cluster segments by descending odds, at most one of each version in a cluster.

    Where one sentence moved, others are likely to have: after the first link they need less.
    """
    lowered = margin - ENCOURAGED
    cluster = {item: items for items in together for item in items}
    for (one, other), value in sorted(odds.items(), key=lambda item: (-item[1], item[0])):
        if value < margin:
            break
        first, second = cluster.get(one, [one]), cluster.get(other, [other])
        if first is second or {v for v, _, _ in first} & {v for v, _, _ in second}:
            continue
        pairs = [odds[min(a, b), max(a, b)] for a in first for b in second]
        if sum(pairs) / len(pairs) < margin:
            continue
        joined = first + second
        if _is_new(joined) and first[0][2] != second[0][2]:
            margin = lowered
        for segment in joined:
            cluster[segment] = joined
    unique = {id(joined): joined for joined in cluster.values()}
    return list(unique.values())


def _all_odds(
    loose: Sequence[Loose],
    aligners: Mapping[tuple[int, int], PairAligner],
    weights: Mapping[str, float],
) -> dict[Pair, float]:
    """Return the log odds of every two loose segments of different versions."""
    odds: dict[Pair, float] = {}
    versions = sorted({version for version, _, _ in loose})
    for first, second in combinations(versions, 2):
        left = sorted(item for item in loose if item[0] == first)
        right = sorted(item for item in loose if item[0] == second)
        for rows, columns in _blocks(left, right):
            found = aligners[first, second].compare(
                [segment for _, segment, _ in rows], [segment for _, segment, _ in columns]
            )
            values = log_odds(pair_signals(*found), weights).tolist()
            for one, line in zip(rows, values, strict=True):
                odds.update(((one, other), v) for other, v in zip(columns, line, strict=True))
    return odds


def _blocks(left: list[Loose], right: list[Loose]) -> list[tuple[list[Loose], list[Loose]]]:
    """Cut the comparison into blocks along the diagonal where it is too large to do at once."""
    count = max(1, -(-max(len(left), len(right)) // LARGEST))
    cuts = [
        (
            left[len(left) * k // count : len(left) * (k + 1) // count],
            right[len(right) * k // count : len(right) * (k + 1) // count],
        )
        for k in range(count)
    ]
    return [(rows, columns) for rows, columns in cuts if rows and columns]

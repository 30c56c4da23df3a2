"""Sentences that stand elsewhere in another version: a second pass over what was left alone.

The monotone search cannot cross links. Here every two leftovers of different versions are compared
by what they say, not by where they stand, and linked greedily where the odds that they belong
together are high enough, and clearly better than for any other partner.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tm.alignment.features import LINK_FEATURES, Evidence
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import Doubles
from tm.alignment.version import Floats

# The leftovers of one version that are compared at once; moves are mostly short.
LARGEST = 400

Members = tuple[tuple[int, ...], ...]  # segments per version


@dataclass(frozen=True)
class Group:
    """Segments per version that belong together, how sure that is, and whether they moved."""

    members: Members
    score: float
    moved: bool = False


def pair_signals(evidence: Evidence) -> dict[str, Floats]:
    """What two lone segments have in common, by signal: (n, m) each."""
    signals = {name: LINK_FEATURES[name](evidence)[0] for name in SIGNALS}
    support = signals["lexical"]
    signals["lead"] = support - np.maximum(_best_other(support), _best_other(support.T).T)
    return signals


SIGNALS = ("length-likelihood", "lexical", "lexical-density", "numbers", "short", "sentences")


def _best_other(support: Floats) -> Floats:
    """For each cell the best value in the same row elsewhere; 0 where there is none."""
    n, m = support.shape
    if m < 2:
        return np.zeros((n, m), dtype=np.float32)
    order = np.partition(support, m - 2, axis=1)
    first, second = order[:, -1:], order[:, -2:-1]
    return np.maximum(np.where(support == first, second, first), 0)


def log_odds(signals: Mapping[str, Floats], weights: Mapping[str, float]) -> Doubles:
    """Log odds that two lone segments are the same sentence, moved: (n, m)."""
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
    """Join groups of different versions whose segments are the same, moved."""
    kept = dict(enumerate(groups))
    odds = _all_odds(groups, aligners, weights)
    for (one, other), value in sorted(odds.items(), key=lambda item: (-item[1], item[0])):
        if value < margin:
            break
        if one in kept and other in kept and kept[one].members and kept[other].members:
            joined = tuple(
                tuple(sorted(a + b))
                for a, b in zip(kept[one].members, kept[other].members, strict=True)
            )
            kept[one] = Group(joined, 1 / (1 + math.exp(-value)), moved=True)
            del kept[other]
    return list(kept.values())


def _all_odds(
    groups: Sequence[Group],
    aligners: Mapping[tuple[int, int], PairAligner],
    weights: Mapping[str, float],
) -> dict[tuple[int, int], float]:
    """Return the log odds of every two groups without a version in common."""
    single = [
        {version: members[0] for version, members in enumerate(group.members) if len(members) == 1}
        for group in groups
    ]
    partial = [
        number
        for number, group in enumerate(groups)
        if not all(group.members) and len(single[number]) == sum(map(bool, group.members))
    ]
    odds: dict[tuple[int, int], list[float]] = {}
    for first, second in combinations(range(len(groups[0].members) if groups else 0), 2):
        left = [n for n in partial if first in single[n] and second not in single[n]]
        right = [n for n in partial if second in single[n] and first not in single[n]]
        for rows, columns in _blocks(left, right):
            evidence = aligners[first, second].compare(
                [single[n][first] for n in rows], [single[n][second] for n in columns]
            )
            values = log_odds(pair_signals(evidence), weights)
            for row, one in enumerate(rows):
                for column, other in enumerate(columns):
                    if not single[one].keys() & single[other].keys():
                        key = (min(one, other), max(one, other))
                        odds.setdefault(key, []).append(float(values[row, column]))
    return {key: sum(values) / len(values) for key, values in odds.items()}


def _blocks(left: list[int], right: list[int]) -> list[tuple[list[int], list[int]]]:
    """Cut the comparison into blocks along the diagonal where it is too large to do at once."""
    count = max(1, -(-max(len(left), len(right)) // LARGEST))
    if not left or not right:
        return []
    cuts = [
        (
            left[len(left) * k // count : len(left) * (k + 1) // count],
            right[len(right) * k // count : len(right) * (k + 1) // count],
        )
        for k in range(count)
    ]
    return [(rows, columns) for rows, columns in cuts if rows and columns]

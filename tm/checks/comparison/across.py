"""Across beads: facts left over in one bead that stand, left over too, in another.

Translators merge, split and move sentences, and no aligner is always right. A date that English
has in bead 7 and German in bead 8 is neither missing nor added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from tm.checks.comparison.cluster import Cluster
from tm.checks.comparison.level import Level, Relate
from tm.checks.comparison.weight import Weight, weight
from tm.model import Bound

# How many beads away a value that may recur by chance is still taken for the same one.
NEAR = 2
# "All" in one sentence is not the "all" of another.
_NEVER_MOVED = frozenset({"quantifier"})
_LIMITS = frozenset((Bound.LESS_THAN, Bound.MORE_THAN, Bound.AT_MOST))
# More candidates of one value than this are not told apart any better by looking at all of them.
_CROWD = 50


def reconcile(
    clusters: list[Cluster], languages: Sequence[str], relate: Relate
) -> tuple[list[Cluster], set[int]]:
    """Merge left-over clusters of different beads, nearest first.

    Returns the clusters that remain, and the `id()` of those that took one from another bead.
    """
    open_ones = [cluster for cluster in clusters if len(cluster) < len(languages)]
    gone: set[int] = set()
    joined: set[int] = set()
    for least in (Level.EQUAL, Level.COMPATIBLE):
        candidates = (
            _same_value(open_ones)
            if least is Level.EQUAL
            else (*_neighbours(open_ones), *_references(open_ones), *_limits(open_ones))
        )
        for _, first, second in sorted(candidates, key=lambda found: found[0]):
            if id(first) in gone or id(second) in gone:
                continue
            if first.agreement(second, relate) >= least:
                first.absorb(second)
                gone.add(id(second))
                joined.add(id(first))
    return [cluster for cluster in clusters if id(cluster) not in gone], joined


Candidate = tuple[int, Cluster, Cluster]


def _same_value(clusters: list[Cluster]) -> Iterator[Candidate]:
    by_value: dict[object, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        fact = next(iter(cluster)).fact
        if fact.kind not in _NEVER_MOVED:
            by_value[fact.kind, fact.value].append(cluster)
    for group in by_value.values():
        telling = weight(next(iter(group[0])).fact) is Weight.TELLING
        for order, first in enumerate(group):
            for second in group[order + 1 : order + 1 + _CROWD]:
                distance = abs(first.bead - second.bead)
                if distance and (telling or distance <= NEAR):
                    yield distance, first, second


def _references(clusters: list[Cluster]) -> Iterator[Candidate]:
    """Pairs of references anywhere: "UA 203/15-1" at the head of one version is all it needs."""
    group = [each for each in clusters if each.kind == "reference"][:_CROWD]
    for first, second in combinations(group, 2):
        yield abs(first.bead - second.bead), first, second


def _limits(clusters: list[Cluster]) -> Iterator[Candidate]:
    """Pairs of limits in time anywhere: "appeals before the 20th" and "none after the 19th"."""
    group = [(each, next(iter(each)).fact.bound) for each in clusters if each.kind == "date"]
    limits = [(each, bound) for each, bound in group if bound in _LIMITS][:_CROWD]
    for (first, one), (second, other) in combinations(limits, 2):
        if one is not other:
            yield abs(first.bead - second.bead), first, second


def _neighbours(clusters: list[Cluster]) -> Iterator[Candidate]:
    """Pairs in neighbouring beads that may say the same in other words."""
    by_bead: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if not cluster.is_weak():
            by_bead[cluster.bead].append(cluster)
    for bead, group in by_bead.items():
        for distance in range(1, NEAR + 1):
            for first in group[:_CROWD]:
                for second in by_bead.get(bead + distance, [])[:_CROWD]:
                    yield distance, first, second

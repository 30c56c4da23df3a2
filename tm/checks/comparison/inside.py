"""Inside one bead: which facts of the versions belong together, at one level of agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from tm.checks.comparison.assignment import assign
from tm.checks.comparison.cluster import Cluster
from tm.checks.comparison.level import Level, Relate

# More facts than this on one side of one bead is a table or an attack; only near ones are compared.
_CROWD = 60


def merge(
    clusters: list[Cluster], languages: Sequence[str], least: Level, relate: Relate
) -> list[Cluster]:
    """Merge clusters of different versions that agree at `least`, one to one and optimally."""
    for first, second in combinations(languages, 2):
        if len(clusters) < 2:
            break
        left = [c for c in clusters if not c.lacks(first) and c.lacks(second)]
        right = [c for c in clusters if c.lacks(first) and not c.lacks(second)]
        gone: set[int] = set()
        for these, those in _problems(left, right, least):
            for i, j in _pairs(these, those, least, relate):
                these[i].absorb(those[j])
                gone.add(id(those[j]))
        clusters = [c for c in clusters if id(c) not in gone]
    return clusters


def _pairs(
    these: list[Cluster], those: list[Cluster], least: Level, relate: Relate
) -> list[tuple[int, int]]:
    """Return who belongs to whom, by their places."""
    if len(these) == len(those) == 1:  # nothing to choose
        return [(0, 0)] if these[0].agreement(those[0], relate) >= least else []
    return assign([[_cost(a, b, least, relate) for b in those] for a in these])


def _cost(first: Cluster, second: Cluster, least: Level, relate: Relate) -> float | None:
    """Return what it costs to join two clusters: better agreement beats any nearness."""
    agreement = first.agreement(second, relate)
    if agreement < least:
        return None
    return 10 * (Level.EQUAL - agreement) + first.distance(second)


Problem = tuple[list[Cluster], list[Cluster]]


def _problems(left: list[Cluster], right: list[Cluster], least: Level) -> list[Problem]:
    """Cut one assignment problem into small ones: by value for equals, by order for crowds."""
    if not left or not right:
        return []
    if least is Level.EQUAL:
        return [*_by_value(left, right)]
    if max(len(left), len(right)) <= _CROWD:
        return [(left, right)]
    pieces = max(len(left), len(right)) // _CROWD + 1
    return [(_piece(left, n, pieces), _piece(right, n, pieces)) for n in range(pieces)]


def _by_value(left: list[Cluster], right: list[Cluster]) -> list[Problem]:
    sides: dict[object, Problem] = defaultdict(lambda: ([], []))
    for side, clusters in enumerate((left, right)):
        for cluster in clusters:
            fact = next(iter(cluster)).fact
            sides[fact.kind, fact.value][side].append(cluster)
    return [
        (_piece(these, n, pieces), _piece(those, n, pieces))
        for these, those in sides.values()
        if these and those
        for pieces in (max(len(these), len(those)) // _CROWD + 1,)
        for n in range(pieces)
    ]


def _piece(clusters: list[Cluster], number: int, pieces: int) -> list[Cluster]:
    return clusters[number * len(clusters) // pieces : (number + 1) * len(clusters) // pieces]

"""Sentences that changed places with their neighbours: beads that are two, crossed.

The monotone search can only merge them into one bead. Here a bead is cut in two where its parts
explain each other better crosswise by more than chance would.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np

from tm.alignment.cells import SHAPES, Cells
from tm.alignment.groups import Group, Members
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import NEVER
from tm.alignment.spans import LONGEST

Aligners = Mapping[tuple[int, int], PairAligner]

_PAIR = SHAPES.index((1, 1))
# What two crossed beads must gain over one (natural log).
MARGIN = 2.5


def uncross(groups: Sequence[Group], aligners: Aligners) -> list[Group]:
    """Cut the beads in two that are better as two crossed ones; the shorter one has moved."""
    return [part for group in groups for part in _parts(group, aligners)]


def _parts(group: Group, aligners: Aligners) -> list[Group]:
    sizes = [len(segments) for segments in group.members if segments]
    if len(sizes) < 2 or min(sizes) < 2 or max(sizes) > LONGEST:
        return [group]
    best, halves = MARGIN, None
    for one, other in _cuts(group.members, aligners):
        gain = _gain(group.members, one, other, aligners)
        if gain > best:
            best, halves = gain, (one, other)
    if halves is None:
        return [group]
    first, second = sorted(halves, key=lambda half: sum(map(len, half)))
    return [Group(second, group.score), Group(first, group.score, moved=True)]


def _cuts(members: Members, aligners: Aligners) -> Iterator[tuple[Members, Members]]:
    """Yield the ways to cut a bead that cross between some versions and look likely there."""
    versions = [version for version, segments in enumerate(members) if segments]
    sides = [range(1, len(members[version])) for version in versions]
    fits = {
        key: _fit(members[key[0]], members[key[1]], aligners[key])
        for key in combinations(versions, 2)
    }
    for cuts in product(*sides):
        for turned in product((False, True), repeat=len(versions) - 1):
            if not any(turned):
                continue
            one: list[tuple[int, ...]] = [()] * len(members)
            other = one.copy()
            for version, cut, turn in zip(versions, cuts, (False, *turned), strict=True):
                parts = members[version][:cut], members[version][cut:]
                one[version], other[version] = parts[::-1] if turn else parts
            if all(
                _looks_crossed(one, other, key, fit)
                for key, fit in fits.items()
                if (one[key[0]] < other[key[0]]) != (one[key[1]] < other[key[1]])
            ):
                yield tuple(one), tuple(other)


def _fit(
    left: tuple[int, ...], right: tuple[int, ...], aligner: PairAligner
) -> dict[tuple[int, int], float]:
    """Return the log score of every segment with every other as a bead."""
    evidence, rows, columns = aligner.compare(left, right)
    places = np.array(list(product(rows, columns)))
    size = evidence.source.size, evidence.target.size
    scores = aligner.scores(evidence, Cells(size, np.full(len(places), _PAIR), *places.T))
    return dict(zip(product(left, right), scores.tolist(), strict=True))


def _looks_crossed(
    one: Sequence[tuple[int, ...]],
    other: Sequence[tuple[int, ...]],
    key: tuple[int, int],
    fit: Mapping[tuple[int, int], float],
) -> bool:
    """Say whether single segments fit better crosswise: quickly told, and rarely so."""
    (top, left), (bottom, right) = ((half[key[0]], half[key[1]]) for half in (one, other))

    def best(rows: Sequence[int], columns: Sequence[int]) -> float:
        return max(fit[i, j] for i in rows for j in columns)

    return best(top, left) + best(bottom, right) > best(top, right) + best(bottom, left)


def _gain(whole: Members, one: Members, other: Members, aligners: Aligners) -> float:
    """Log score of two beads less that of one, over all pairs of versions."""
    total = 0.0
    for (first, second), aligner in aligners.items():
        if whole[first] and whole[second]:
            scores = [aligner.score(each[first], each[second]) for each in (one, other, whole)]
            if min(scores) <= NEVER:
                return NEVER
            total += scores[0] + scores[1] - scores[2]
    return total

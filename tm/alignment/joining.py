"""Alignments of every two of n versions to one set of beads that holds for all of them.

The beads over all versions are those whose projections on every two versions have the highest sum
of scores (sum of pairs, as in multiple sequence alignment). So a pair that is sure outvotes one
that is not, and a–b with b–c always brings a–c. The search only visits places that are boundaries
between beads, with some probability, for every two versions; about as many as there are segments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import le, ne, sub

import numpy as np

from tm.alignment.pair_alignment import PairAlignment
from tm.alignment.search import Doubles
from tm.alignment.spans import Ints

Place = tuple[int, ...]  # a boundary in each version
Step = tuple[Place, Place]  # a bead: the segments of each version from the first place on
Pairs = Mapping[tuple[int, int], PairAlignment]

# How many places back a bead can begin; those farther away are reached by leaving text alone.
LOOK_BACK = 80
NEVER = -1e30
# What it costs (natural log) that two versions leave a segment of a bead alone, and what a bead
# gains by being one: of equals, the finer win.
SPLIT = 1.5
PER_BEAD = 0.01
LONGEST_SPAN = 5


def join(sizes: Sequence[int], pairs: Pairs) -> list[Step]:
    """Return the beads over all versions, in order, segments left alone one by one.

    Where the best paths of all pairs agree, their beads are the best there are; only the stretches
    between are searched.
    """
    start, end = tuple(0 for _ in sizes), tuple(sizes)
    search = _Search(sizes, pairs)
    steps: list[Step] = []
    agreed = _agreed(start, end, pairs)
    number = 1
    while number < len(agreed):
        if search.is_settled(agreed[number - 1], agreed[number]):
            steps.append((agreed[number - 1], agreed[number]))
            number += 1
            continue
        first = number - 1
        while number < len(agreed) and not search.is_settled(agreed[number - 1], agreed[number]):
            number += 1
        steps += _search_between(agreed[first], agreed[number - 1], pairs, search)
    return steps


def _agreed(start: Place, end: Place, pairs: Pairs) -> list[Place]:
    """Return the places that are boundaries on the best path of every pair, ascending."""
    places: list[Place] = [(index,) for index in range(start[0], end[0] + 1)]
    for version in range(1, len(start)):
        follow = [_by_first(pairs[first, version].on_path) for first in range(version)]
        places = _extend(places, follow)
    chain: list[Place] = [start]
    for place in sorted(places):
        if place > chain[-1] and all(map(le, chain[-1], place)):
            chain.append(place)
    return chain if chain[-1] == end else [*chain, end]


def _extend(places: Sequence[Place], follow: Sequence[Mapping[int, set[int]]]) -> list[Place]:
    """Extend each place by the indices of one more version that go with all it has."""
    extended: list[Place] = []
    for place in places:
        options = [known.get(index, _NONE) for known, index in zip(follow, place, strict=True)]
        extended += [(*place, index) for index in set.intersection(*options)]
    return extended


_NONE: set[int] = set()


def _search_between(start: Place, end: Place, pairs: Pairs, search: _Search) -> list[Step]:
    places = _places(start, end, pairs)
    where = np.array(places)
    best = np.full(len(places), NEVER)
    best[0] = 0.0
    back: list[tuple[int, bool]] = [(0, False)] * len(places)
    for here in range(1, len(places)):
        tried = np.arange(max(0, here - LOOK_BACK), here)
        if tried[0]:
            tried = np.append(0, tried)
        spans = where[here] - where[tried]
        behind = (spans >= 0).all(axis=1)
        tried, spans = tried[behind], spans[behind]
        scores = best[tried] + search.alone(where[tried], where[here])
        possible = (spans.max(axis=1) <= LONGEST_SPAN) & ((spans > 0).sum(axis=1) > 1)
        is_linked = np.zeros(len(tried), dtype=bool)
        for number in np.flatnonzero(possible).tolist():
            before = int(tried[number])
            linked = best[before] + search.bead(places[before], places[here])
            if linked >= scores[number]:
                scores[number], is_linked[number] = linked, True
        pick = int(scores.argmax())
        if scores[pick] > NEVER:
            best[here] = scores[pick]
            back[here] = int(tried[pick]), bool(is_linked[pick])
    return _trace(places, back)


def _places(start: Place, end: Place, pairs: Pairs) -> list[Place]:
    """Return the places from start to end that may be boundaries for all pairs, sorted."""
    places: list[Place] = [(index,) for index in range(start[0], end[0] + 1)]
    for version in range(1, len(start)):
        inside = set(range(start[version], end[version] + 1))
        follow = [
            {
                index: pairs[first, version].boundaries.get(index, _NONE) & inside
                for index in range(start[first], end[first] + 1)
            }
            for first in range(version)
        ]
        places = _extend(places, follow)
    return sorted({start, end}.union(places))


def _by_first(boundaries: set[tuple[int, int]]) -> dict[int, set[int]]:
    result: dict[int, set[int]] = {}
    for i, j in boundaries:
        result.setdefault(i, set()).add(j)
    return result


def _trace(places: Sequence[Place], back: Sequence[tuple[int, bool]]) -> list[Step]:
    steps: list[Step] = []
    here = len(places) - 1
    while here:
        before, linked = back[here]
        start, end = places[before], places[here]
        steps += [(start, end)] if linked else reversed(_one_by_one(start, end))
        here = before
    return steps[::-1]


def _one_by_one(start: Place, end: Place) -> list[Step]:
    steps: list[Step] = []
    for version in range(len(start)):
        while start[version] < end[version]:
            after = (*start[:version], start[version] + 1, *start[version + 1 :])
            steps.append((start, after))
            start = after
    return steps


class _Search:
    """Scores of beads over all versions as sums over pairs."""

    def __init__(self, sizes: Sequence[int], pairs: Pairs) -> None:
        self._on_path = {key: set(pair.path) for key, pair in pairs.items()}
        self._blocks = {key: _Blocks(pair) for key, pair in pairs.items()}
        # Prefix sums, by version, of the scores of being alone against all other versions.
        self._alone = [np.zeros(size + 1) for size in sizes]
        for (first, second), block in self._blocks.items():
            self._alone[first] += block.source
            self._alone[second] += block.target

    def is_settled(self, start: Place, end: Place) -> bool:
        """Say whether the segments between two agreed places are one bead by the best paths."""
        if sum(map(ne, start, end)) == 1:
            return sum(map(sub, end, start)) == 1
        spans = list(map(sub, end, start))
        return max(spans) <= LONGEST_SPAN and all(
            (start[a], spans[a], start[b], spans[b]) in path
            for (a, b), path in self._on_path.items()
            if spans[a] and spans[b]
        )

    def alone(self, starts: Ints, end: Ints) -> Doubles:
        """Scores of leaving all segments from some places, (places, versions), to one alone."""
        total = np.zeros(len(starts))
        for version, sums in enumerate(self._alone):
            total += sums[end[version]] - sums[starts[:, version]]
        return total

    def bead(self, start: Place, end: Place) -> float:
        """Score of one bead from `start` to `end`."""
        total = PER_BEAD
        for (first, second), block in self._blocks.items():
            total += block.score(start[first], end[first], start[second], end[second])
            if total <= NEVER:
                return NEVER
        return total


class _Blocks:
    """Scores of projections: what two versions say of segments that are to be one bead.

    Two versions may well link the segments of a bead one to one where a third has merged them, so
    a projection counts as the best path inside it; leaving a segment alone there costs extra.
    """

    def __init__(self, pair: PairAlignment) -> None:
        self.source = list(accumulate(pair.source_alone, initial=0.0))
        self.target = list(accumulate(pair.target_alone, initial=0.0))
        self._ending: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        for (i, a, j, b), (score, _) in pair.beads.items():
            self._ending.setdefault((i + a, j + b), []).append((a, b, score))
        self._known: dict[tuple[int, int, int, int], float] = {}

    def score(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """Best log score of the segments i to i_end with j to j_end, ends exclusive."""
        if i == i_end:
            return self.target[j_end] - self.target[j]
        if j == j_end:
            return self.source[i_end] - self.source[i]
        return self._path(i, i_end, j, j_end)

    def _path(self, i: int, i_end: int, j: int, j_end: int) -> float:
        if i == i_end or j == j_end:
            count = i_end - i + j_end - j
            alone = self.source[i_end] - self.source[i] + self.target[j_end] - self.target[j]
            return alone - count * SPLIT
        key = (i, i_end, j, j_end)
        best = self._known.get(key)
        if best is not None:
            return best
        best = self._path(i, i_end - 1, j, j_end) + self._last(self.source, i_end)
        best = max(best, self._path(i, i_end, j, j_end - 1) + self._last(self.target, j_end))
        for a, b, score in self._ending.get((i_end, j_end), ()):
            if i_end - a >= i and j_end - b >= j:
                best = max(best, self._path(i, i_end - a, j, j_end - b) + score)
        self._known[key] = best
        return best

    @staticmethod
    def _last(sums: list[float], end: int) -> float:
        return sums[end] - sums[end - 1] - SPLIT

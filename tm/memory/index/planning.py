"""Which of a query's bigrams to look for, and how to judge by them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tm.memory.index.arrays import Array, Numbers
from tm.memory.index.bounds import Test

_SURE = 3.2  # standard deviations that are enough
_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0)  # of the bigrams, that may be enough
_STEADY = 0.8  # part of the variance that goes where the bigram before is looked for too
_COMMON = 0.9  # chance from which a bigram is not worth looking for


class Plan(NamedTuple):
    """The bigrams to look for, how to judge by them, and whether that is expected to be enough.

    `is_spread`: none of the bigrams follows another, so that no edit explains two.
    """

    telling: Numbers
    by_number: bool
    by_edits: bool
    is_sure: bool
    is_spread: bool = False


def plans(tests: Sequence[Test]) -> Iterator[tuple[list[Test], Plan]]:
    """Choose for each test the fewest bigrams that are enough, the most telling first.

    What is enough is told by how many standard deviations a random text is from passing, as if
    its bigrams were independent. Tests with the same plan come together.
    """
    if not tests:
        return
    left = list(tests)
    chances = np.stack([test.chance for test in left])
    limits = np.array([(test.needed, test.edits) for test in left])
    ranking, spread = _rankings(chances, np.mean([test.reads for test in left], axis=0))
    for share in _SHARES:
        count = math.ceil(share * len(ranking))
        first, apart = np.sort(ranking[:count]), np.sort(spread[:count])
        by_number = _by_number(chances, limits[:, 0], first)
        by_edits, is_spread = _by_edits(chances, limits[:, 1], apart)
        sure = np.maximum(by_number, by_edits) >= _SURE
        better = by_number > by_edits
        if group := list(itertools.compress(left, (sure & better).tolist())):
            yield group, Plan(first, True, False, True)
        if group := list(itertools.compress(left, (sure & ~better).tolist())):
            yield group, Plan(apart, False, True, True, is_spread)
        left = list(itertools.compress(left, (~sure).tolist()))
        if not left:
            return
        chances, limits = chances[~sure], limits[~sure]
    yield left, Plan(np.sort(ranking), True, True, False)


def _rankings(chances: Array, reads: Array) -> tuple[Numbers, Numbers]:
    """Return the places of the query worth looking at, the most telling for their cost first.

    The second ranking begins with places of which none follows another.
    """
    highest = chances.max(axis=0)
    ranking = np.argsort((highest - 1) / (reads + 1.5), kind="stable")
    ranking = ranking[highest[ranking] < _COMMON]
    apart = np.zeros(len(highest), bool)
    apart[_apart(np.maximum(0, _COMMON - highest).tolist())] = True
    chosen = apart[ranking]
    return ranking, np.concatenate((ranking[chosen], ranking[~chosen]))


def _apart(weights: list[float]) -> list[int]:
    """Return places of which none follows another, with the greatest sum of weights."""
    sums = [0.0, 0.0]  # the best up to each place, which has two of none before it
    for weight in weights:
        sums.append(max(sums[-1], sums[-2] + weight))
    chosen = []
    place = len(weights) - 1
    while place >= 0:
        if sums[place + 2] > sums[place + 1]:
            chosen.append(place)
            place -= 1
        place -= 1
    return chosen


def _by_number(chances: Array, needed: Numbers, telling: Numbers) -> Array:
    """Return how many standard deviations too few bigrams a random text has."""
    unseen = chances.shape[1] - len(telling)
    if unseen >= needed.max():
        return np.full(len(chances), -np.inf)
    seen = chances[:, telling]
    deviation = np.sqrt((seen * (1 - seen)).sum(axis=1))
    surprise: Array = (needed - unseen - seen.sum(axis=1)) / (deviation + 0.5)
    return surprise


def _by_edits(chances: Array, edits: Numbers, telling: Numbers) -> tuple[Array, bool]:
    """Return how many standard deviations too many edits one needs, and whether none follows."""
    beside = telling[1:] == telling[:-1] + 1
    is_spread = not beside.any()
    if len(telling) <= edits.min():
        return np.full(len(chances), -np.inf), is_spread
    missing = 1 - chances[:, telling]
    cost = missing.copy()  # a missing bigram costs an edit unless the one before did
    cost[:, 1:] *= 1 - beside * missing[:, :-1] / (1 + missing[:, :-1])
    variance = cost * (1 - cost)
    variance[:, 1:] *= 1 - _STEADY * beside
    return (cost.sum(axis=1) - edits) / (np.sqrt(variance.sum(axis=1)) + 0.5), is_spread

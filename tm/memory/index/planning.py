"""Which of a query's bigrams to look for, and how to judge by them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tm.memory.index.arrays import Array, Numbers
from tm.memory.index.bounds import Test

_SURE = 3.2  # standard deviations that are enough
_SHARES = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.85, 1.0)  # of the bigrams
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
    chances = np.stack([test.chance for test in tests])
    limits = np.array([(test.needed, test.edits) for test in tests])
    ranking, spread, apart = _rankings(chances, np.mean([test.reads for test in tests], axis=0))
    counts = np.ceil(np.array(_SHARES) * len(ranking)).astype(np.int64)
    number = _by_number(chances, limits[:, 0], ranking, counts)
    edits = _by_edits(chances, limits[:, 1], spread, counts, apart, number)
    sure = np.maximum(number, edits) >= _SURE
    first = np.where(sure.any(axis=1), sure.argmax(axis=1), len(counts))
    better = number > edits
    for at in np.unique(first).tolist():
        chosen = first == at
        if at == len(counts):
            yield _chosen(tests, chosen), Plan(np.sort(ranking), True, True, False)
            continue
        if group := _chosen(tests, chosen & better[:, at]):
            yield group, Plan(np.sort(ranking[: counts[at]]), True, False, True)
        if group := _chosen(tests, chosen & ~better[:, at]):
            telling = np.sort(spread[: counts[at]])
            yield group, Plan(telling, False, True, True, bool(counts[at] <= apart))


def _chosen(tests: Sequence[Test], which: Array) -> list[Test]:
    return list(itertools.compress(tests, which.tolist()))


def _rankings(chances: Array, reads: Array) -> tuple[Numbers, Numbers, int]:
    """Return the places of the query worth looking at, the most telling for their cost first.

    The second ranking begins with places of which none follows another, as many as the last number.
    """
    highest = chances.max(axis=0)
    ranking = np.argsort((highest - 1) / (reads + 1.5), kind="stable")
    ranking = ranking[highest[ranking] < _COMMON]
    apart = np.zeros(len(highest), bool)
    apart[_apart(np.maximum(0, _COMMON - highest).tolist())] = True
    chosen = apart[ranking]
    spread = np.concatenate((ranking[chosen], ranking[~chosen]))
    return ranking, spread, int(chosen.sum())


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


def _by_number(chances: Array, needed: Numbers, ranking: Numbers, counts: Numbers) -> Array:
    """Return how many standard deviations too few bigrams a random text has.

    A row for each test, a column for each of `counts`: so many bigrams of `ranking` are looked at.
    """
    seen, deviation = _sums(chances[:, ranking], counts)
    unseen = chances.shape[1] - counts
    surprise: Array = (needed[:, None] - unseen - seen) / (deviation + 0.5)
    return surprise


def _by_edits(
    chances: Array,
    edits: Numbers,
    ranking: Numbers,
    counts: Numbers,
    apart: int,
    by_number: Array,
) -> Array:
    """Return how many standard deviations too many edits a random text needs, as above.

    Of the first `apart` of `ranking` none follows another. What is beyond is looked at for tests
    that fewer bigrams, or `by_number`, do not make sure.
    """
    within = counts <= apart
    missing, deviation = _sums(1 - chances[:, ranking[:apart]], counts[within])
    surprise = np.full(by_number.shape, -np.inf)
    surprise[:, within] = (missing - edits[:, None]) / (deviation + 0.5)
    for column in np.nonzero(~within)[0].tolist():
        best = np.maximum(by_number[:, :column], surprise[:, :column])
        left = ~(best >= _SURE).any(axis=1)
        if not left.any():
            break
        telling = np.sort(ranking[: counts[column]])
        surprise[left, column] = _by_runs(chances[left], edits[left], telling)
    return surprise


def _sums(chances: Array, counts: Numbers) -> tuple[Array, Array]:
    """Return the expected number among the first so many, and its standard deviation."""
    sums = np.zeros((2, len(chances), chances.shape[1] + 1))
    np.cumsum(chances, axis=1, out=sums[0, :, 1:])
    np.cumsum(chances * (1 - chances), axis=1, out=sums[1, :, 1:])
    expected, variance = sums[:, :, counts]
    return expected, np.sqrt(variance)


def _by_runs(chances: Array, edits: Numbers, telling: Numbers) -> Array:
    """Return how many standard deviations too many edits one needs where some follow others."""
    beside = telling[1:] == telling[:-1] + 1
    missing = 1 - chances[:, telling]
    cost = missing.copy()  # a missing bigram costs an edit unless the one before did
    cost[:, 1:] *= 1 - beside * missing[:, :-1] / (1 + missing[:, :-1])
    variance = cost * (1 - cost)
    variance[:, 1:] *= 1 - _STEADY * beside
    surprise: Array = (cost.sum(axis=1) - edits) / (np.sqrt(variance.sum(axis=1)) + 0.5)
    return surprise

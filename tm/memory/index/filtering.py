"""Which rows of an index may be within k edits of a query: easy ranges first, hard ones closer."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from tm.memory.index.arrays import Numbers
from tm.memory.index.bounds import Limits, Range, Test
from tm.memory.index.planning import plans
from tm.memory.index.sifting import Sieve

_LEAKY = 8  # where one text of so many passes, alignments are told apart


def passing(
    sieve: Sieve,
    grams: Numbers,
    minimum: int,
    ranges: Sequence[Range],
    slices: Callable[[Range], Sequence[Range]],
) -> Numbers:
    """Return the rows of `ranges` that may qualify for a query of these bigrams, ascending.

    `slices` cuts a range into some of narrower lengths.
    """
    if not ranges:
        return np.empty(0, np.int64)
    found: list[Numbers] = []
    hard: list[Range] = []
    limits = Limits(len(grams) + 1, minimum, ranges)
    for tests, plan in plans(limits.tests(grams, limits.whole())):
        if plan.is_sure:
            found += sieve.run(tests, plan)
        else:
            hard += [each for test in tests for each in slices(test.range)]
    if hard:
        found.append(_closer(sieve, grams, minimum, sorted(hard, key=_place)))
    return np.sort(np.concatenate(found))


def _closer(sieve: Sieve, grams: Numbers, minimum: int, ranges: Sequence[Range]) -> Numbers:
    """Return the rows that may qualify, telling alignments apart where many would pass."""
    limits = Limits(len(grams) + 1, minimum, ranges)
    rows = _run(sieve, limits.tests(grams, limits.whole()))
    edges = np.array([each.rows for each in ranges])
    begin, end = np.searchsorted(rows, edges).T
    is_leaky = (end - begin) * _LEAKY > edges[:, 1] - edges[:, 0]
    if not is_leaky.any():
        return rows
    leaky = list(itertools.compress(ranges, is_leaky))
    limits = Limits(len(grams) + 1, minimum, leaky)
    near, left, right = (limits.tests(grams, window) for window in limits.sides())
    # Near and far, different bigrams are telling.
    passed = np.concatenate([_run(sieve, near), _run(sieve, left + right)])
    is_looked_at = np.zeros(len(rows), bool)
    for first, last in zip(begin[is_leaky].tolist(), end[is_leaky].tolist(), strict=True):
        is_looked_at[first:last] = True
    return rows[~is_looked_at | np.isin(rows, passed)]


def _run(sieve: Sieve, tests: Sequence[Test]) -> Numbers:
    """Return the rows that pass, in ascending order."""
    found = [rows for some, plan in plans(tests) for rows in sieve.run(some, plan)]
    return np.sort(np.concatenate(found))


def _place(each: Range) -> tuple[int, int]:
    return each.rows

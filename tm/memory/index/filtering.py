"""Which rows of an index may be within k edits of a query: easy ranges first, hard ones closer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tm.memory.index.arrays import Numbers
from tm.memory.index.bounds import Part, plans
from tm.memory.index.sifting import Sieve


def passing(sieve: Sieve, parts: Sequence[Part], low: int, high: int) -> Numbers:
    """Return the rows from `low` to before `high` that may qualify, in ascending order."""
    if not parts:
        return np.empty(0, np.int64)
    found: list[Numbers] = []
    hard: list[Part] = []
    for tests, plan in plans([part.whole() for part in parts]):
        if plan.is_sure:
            found += sieve.run(tests, plan)
        else:
            hard += [test.part for test in tests]
    harder = [half for part in hard for half in part.halves() or [part]]
    # Near and far tests find different bigrams telling.
    for each in zip(*(part.tests() for part in harder), strict=True):
        for tests, plan in plans(each):
            found += sieve.run(tests, plan)
    rows = np.unique(np.concatenate(found))
    return rows[(rows >= low) & (rows < high)]

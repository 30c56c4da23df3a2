"""Which texts may be within k edits of a query, told from their bigrams.

An alignment of a query of m characters with a text of n that costs k edits moves nothing by more
than (k - d) / 2 to the left or (k + d) / 2 to the right, with d = n - m. So each bigram of the
query that no edit destroys stands in the text within that distance. Two bounds follow, and
whichever is expected to let fewer texts pass is used:

* by number: a replacement or deletion destroys two bigrams, an insertion one, and d are insertions
  at the least, so m - 1 - 2k + max(0, d) bigrams are found (q-gram lemma; Ukkonen 1992);
* by edits: an edit explains at most two missing bigrams, and only if they follow each other, so a
  run of r missing ones takes r / 2 edits, rounded up; these add up to k at most.

Bigrams that almost every text has are taken as found without looking, which keeps both true.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tm.memory.index.arrays import Array, Numbers, Words
from tm.memory.index.bigrams import Planes
from tm.memory.index.bits import at_least, count_columns, positions

_SURE = 5.0  # standard deviations that are enough
_SHARES = (0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 1.0)  # of the bigrams, that may be enough
_COMMON = 0.8  # chance from which a bigram is not worth looking for
_NEAR = 4  # part of the edits that the drift of a near alignment may have


Places = list[tuple[int, int]]
Judge = Callable[[Sequence["Test"], Numbers, Words, Places], list[Words]]


class Part:
    """The texts of `shortest` to `longest` characters in the words `start` to `stop` of planes.

    `halves` cuts the part in two of narrower lengths, or returns nothing where it is too small.
    """

    def __init__(
        self,
        grams: Numbers,
        minimum: int,
        planes: Planes,
        start: int,
        stop: int,
        shortest: int,
        longest: int,
        halves: Callable[[], list[Part]],
    ) -> None:
        self.halves = halves
        self.grams, self.planes, self.start, self.stop = grams, planes, start, stop
        size = len(grams) + 1
        lengths = np.arange(shortest, longest + 1)
        edits = np.maximum(lengths, size) * (100 - minimum) // 100
        more = lengths - size
        self.edits = int(edits.max())
        self.needed = int((size - 1 - 2 * edits + np.maximum(0, more)).min())
        self.left = int(((edits - more) // 2).max())
        self.right = int(((edits + more) // 2).max())
        self.net = max(0, size - shortest), max(0, longest - size)

    def tests(self) -> tuple[Test, Test]:
        """Return two tests of which a text that qualifies passes one.

        Either nothing is moved much further than the lengths make it, or there are more insertions
        than those, each of which destroys one bigram instead of two.
        """
        drift = max(1, (self.edits - self.net[1]) // _NEAR)
        left, right = (
            min(most, net + drift) for most, net in zip(self._reach, self.net, strict=True)
        )
        return (
            Test(self, left, right, self.needed),
            Test(self, *self._reach, self.needed + drift + 1),
        )

    def whole(self) -> Test:
        return Test(self, *self._reach, self.needed)

    @property
    def _reach(self) -> tuple[int, int]:
        return self.left, self.right


class Test:
    """Which texts of a part have enough bigrams at most `left` or `right` places off?"""

    def __init__(self, part: Part, left: int, right: int, needed: int) -> None:
        self.part, self.needed = part, needed
        planes, grams = part.planes, part.grams
        places = np.arange(len(grams))
        first = planes.part(grams, places - left)
        last = planes.part(grams, places + right)
        starts = planes.starts[grams]
        self.begin = starts + first
        self.span = last - first
        self.chance: Array = -np.expm1(
            planes.empty[starts + last + 1] - planes.empty[starts + first]
        )

    def gather(self, telling: Numbers, found: Words) -> None:
        """Write into `found` which texts have each telling bigram near its place."""
        order = np.argsort(-self.span[telling], kind="stable")
        begin, span = self.begin[telling][order], self.span[telling][order]
        bits, start, stop = self.part.planes.bits, self.part.start, self.part.stop
        gathered = bits[begin, start:stop]
        for step in range(1, int(span[0]) + 1):
            wide = int(np.count_nonzero(span >= step))
            gathered[:wide] |= bits[begin[:wide] + step, start:stop]
        found[order] = gathered

    def rows(self, passed: Words) -> Numbers:
        """Return the rows of the index whose bits are set."""
        return positions(passed) + (self.part.planes.low + 64 * self.part.start)


def passing(parts: Sequence[Part], low: int, high: int) -> Numbers:
    """Return the rows from `low` to before `high` that may qualify, in ascending order."""
    if not parts:
        return np.empty(0, np.int64)
    found: list[Numbers] = []
    hard: list[Part] = []
    for tests, plan in _plans([part.whole() for part in parts]):
        if plan.is_sure:
            found += _run(tests, plan)
        else:
            hard += [test.part for test in tests]
    harder = [half for part in hard for half in part.halves() or [part]]
    for tests, plan in _plans([test for part in harder for test in part.tests()]):
        found += _run(tests, plan)
    rows = np.unique(np.concatenate(found))
    return rows[(rows >= low) & (rows < high)]


class _Plan(NamedTuple):
    """The bigrams to look for, how to judge by them, and whether that is expected to be enough."""

    telling: Numbers
    judge: Judge
    is_sure: bool


def _plans(tests: Sequence[Test]) -> Iterator[tuple[list[Test], _Plan]]:
    """Choose for each test the fewest bigrams that are enough, the most telling first.

    What is enough is told by how many standard deviations a random text is from passing, as if
    its bigrams were independent. Tests with the same plan come together.
    """
    if not tests:
        return
    chances = np.stack([test.chance for test in tests])
    highest = chances.max(axis=0)
    costs = np.mean([test.span for test in tests], axis=0) + 1.5
    ranking = np.argsort((highest - 1) / costs, kind="stable")
    ranking = ranking[highest[ranking] < _COMMON]
    left = np.ones(len(tests), bool)
    for share in _SHARES:
        telling = np.sort(ranking[: math.ceil(share * len(ranking))])
        by_number, by_edits = _surprise(tests, chances, telling)
        sure = left & (np.maximum(by_number, by_edits) >= _SURE)
        for judge, better in (
            (_judge_number, by_number > by_edits),
            (_judge_edits, by_number <= by_edits),
        ):
            if group := list(itertools.compress(tests, (sure & better).tolist())):
                yield group, _Plan(telling, judge, True)
        left &= ~sure
    if left.any():
        yield list(itertools.compress(tests, left.tolist())), _Plan(telling, _judge_both, False)


def _surprise(tests: Sequence[Test], chances: Array, telling: Numbers) -> tuple[Array, Array]:
    """Return how rare it is that a random text passes, by number and by edits."""
    edits = np.array([test.part.edits for test in tests])
    needed = np.array([test.needed for test in tests])
    missing = np.zeros_like(chances)
    missing[:, telling] = 1 - chances[:, telling]
    deviation = np.sqrt((missing * (1 - missing)).sum(axis=1))
    by_number = (needed - chances.shape[1] + missing.sum(axis=1)) / (deviation + 0.5)
    cost = missing / (1 + missing)  # a missing bigram costs an edit unless the one before did
    deviation = np.sqrt((cost * (1 - cost)).sum(axis=1))
    by_edits = (cost.sum(axis=1) - edits) / (deviation / 3 + 0.5)
    return by_number, by_edits


def _run(tests: Sequence[Test], plan: _Plan) -> Iterator[Numbers]:
    """Yield for each test the rows that pass."""
    if not len(plan.telling):
        yield from (test.rows(_all(test)) for test in tests)
        return
    found, places = _gathered(tests, plan.telling)
    judged = plan.judge(tests, plan.telling, found, places)
    for test, passed in zip(tests, judged, strict=True):
        yield test.rows(passed)


def _gathered(tests: Sequence[Test], telling: Numbers) -> tuple[Words, Places]:
    """Return the bits of all tests side by side, and where each begins and ends."""
    edges = np.cumsum([0, *(test.part.stop - test.part.start for test in tests)]).tolist()
    found = np.empty((len(telling), edges[-1]), np.uint64)
    places = list(itertools.pairwise(edges))
    for test, (begin, end) in zip(tests, places, strict=True):
        test.gather(telling, found[:, begin:end])
    return found, places


def _judge_edits(
    tests: Sequence[Test], telling: Numbers, found: Words, places: Places
) -> list[Words]:
    _cover(found, telling.tolist())
    digits = count_columns(found)
    return [
        ~at_least([digit[begin:end] for digit in digits], test.part.edits + 1)
        for test, (begin, end) in zip(tests, places, strict=True)
    ]


def _judge_number(
    tests: Sequence[Test], telling: Numbers, found: Words, places: Places
) -> list[Words]:
    digits = count_columns(found)
    passed = []
    for test, (begin, end) in zip(tests, places, strict=True):
        enough = test.needed - (len(test.chance) - len(telling))
        here = [digit[begin:end] for digit in digits]
        passed.append(at_least(here, enough) if enough > 0 else _all(test))
    return passed


def _judge_both(
    tests: Sequence[Test], telling: Numbers, found: Words, places: Places
) -> list[Words]:
    by_number = _judge_number(tests, telling, found.copy(), places)
    by_edits = _judge_edits(tests, telling, found, places)
    return [first & second for first, second in zip(by_number, by_edits, strict=True)]


def _all(test: Test) -> Words:
    return np.full(test.part.stop - test.part.start, 0xFFFFFFFFFFFFFFFF, np.uint64)


def _cover(found: Words, places: list[int]) -> None:
    """Turn what was found into the edits that explain what was not, one bit an edit.

    Row i of `found` is the bigram at `places[i]` of the query. From left to right every second
    missing bigram of a run costs an edit.
    """
    before, last = found[0], -2
    for here, place in zip(found, places, strict=True):
        if place == last + 1:
            np.bitwise_or(here, before, out=here)
        np.invert(here, out=here)
        before, last = here, place

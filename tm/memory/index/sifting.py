"""Running tests on bits: which texts have, or lack, how many of the query's bigrams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tm.memory.index.arrays import Numbers, Words
from tm.memory.index.bits import at_least, count_columns, positions
from tm.memory.index.bounds import Test
from tm.memory.index.planning import Plan

_CACHED = 1 << 17  # words of bits that are looked at together: what the processor has at hand
_ALL = 0xFFFFFFFFFFFFFFFF
_LEAST = 64  # words of a row that are looked at together
_WIDE = 400  # words of a row from which rows are read one by one


class _Piece(NamedTuple):
    """The words `start` to `stop` of the planes of a test, which become those from `at` on."""

    test: Test
    start: int
    stop: int
    at: int

    @property
    def size(self) -> int:
        return self.stop - self.start


class Sieve:
    """Runs tests. It has memory of its own for that, so it serves one thread."""

    def __init__(self) -> None:
        self._memory = [np.empty(_CACHED, np.uint64) for _ in range(3)]

    def run(self, tests: Sequence[Test], plan: Plan) -> Iterator[Numbers]:
        """Yield the rows of the index that pass."""
        count = len(plan.telling)
        if not count:
            yield from (np.arange(*test.range.rows) for test in tests)
            return
        most = max(_LEAST, _CACHED // count)
        if count * most > len(self._memory[0]):
            self._memory = [np.empty(count * most, np.uint64) for _ in range(3)]
        for batch in _batches(tests, most):
            yield self._judge(batch, plan)

    def _judge(self, batch: Sequence[_Piece], plan: Plan) -> Numbers:
        count, width = len(plan.telling), batch[-1].at + batch[-1].size
        found, spare, copy = (each[: count * width].reshape(count, width) for each in self._memory)
        for piece in batch:
            _gather(piece, plan.telling, found[:, piece.at : piece.at + piece.size])
        sizes = [piece.size for piece in batch]
        passed = np.full(width, _ALL, np.uint64)
        if plan.by_number:
            rows = found
            if plan.by_edits:
                rows = copy
                rows[:] = found
            unseen = len(batch[0].test.chance) - count  # taken as found without looking
            few = [piece.test.needed - unseen for piece in batch]
            passed &= at_least(count_columns(rows, spare), few, sizes)
        if plan.by_edits and plan.is_spread:
            few = [count - piece.test.edits for piece in batch]
            passed &= at_least(count_columns(found, spare), few, sizes)
        elif plan.by_edits:
            _cover(found, plan.telling.tolist())
            many = [piece.test.edits + 1 for piece in batch]
            passed &= ~at_least(count_columns(found, spare), many, sizes)
        firsts = [piece.test.range.planes.low + 64 * (piece.start - piece.at) for piece in batch]
        return positions(passed, np.repeat(firsts, sizes) + 64 * np.arange(width))


def _batches(tests: Sequence[Test], most: int) -> Iterator[list[_Piece]]:
    """Yield the words of all tests in pieces, as many together as have `most` words."""
    batch: list[_Piece] = []
    at = 0
    for test in tests:
        start, stop = test.range.start, test.range.stop
        while start < stop:
            end = min(stop, start + most - at)
            batch.append(_Piece(test, start, end, at))
            at += end - start
            start = end
            if at == most:
                yield batch
                batch, at = [], 0
    if batch:
        yield batch


def _gather(piece: _Piece, telling: Numbers, found: Words) -> None:
    """Write into `found` which texts have each telling bigram in its window."""
    test = piece.test
    first, last, step = test.first[telling], test.last[telling], test.step[telling]
    bits = test.range.planes.bits[:, piece.start : piece.stop]
    if piece.size >= _WIDE:  # copies of rows would leave what the processor has at hand
        for row, begin, end, run in zip(
            found, first.tolist(), last.tolist(), step.tolist(), strict=True
        ):
            np.bitwise_or(bits[begin], bits[end], out=row)
            for between in range(begin + run, end, run):
                np.bitwise_or(row, bits[between], out=row)
        return
    np.bitwise_or(bits[first], bits[last], out=found)
    place = first + step
    while len(more := np.nonzero(place < last)[0]):
        found[more] |= bits[place[more]]
        place += step


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

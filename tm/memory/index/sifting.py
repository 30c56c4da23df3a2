"""Running tests on bits: which texts have, or lack, how many of the query's bigrams."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tm.memory.index.arrays import Numbers, Words
from tm.memory.index.bits import at_least, count_columns, positions
from tm.memory.index.bounds import Plan, Test

_CACHED = 1 << 19  # words of bits that are looked at together: what the processor has at hand
_ALL = 0xFFFFFFFFFFFFFFFF


class _Piece(NamedTuple):
    """The words `start` to `stop` of the planes of a test."""

    test: Test
    start: int
    stop: int


class Sieve:
    """Runs tests. It has memory of its own for that, so it serves one thread."""

    def __init__(self) -> None:
        self._found = np.empty(_CACHED, np.uint64)
        self._spare = np.empty(_CACHED, np.uint64)
        self._copy = np.empty(_CACHED, np.uint64)

    def run(self, tests: Sequence[Test], plan: Plan) -> Iterator[Numbers]:
        """Yield the rows of the index that pass."""
        count = len(plan.telling)
        if not count:
            yield from (np.arange(*test.part.rows) for test in tests)
            return
        most = max(64, _CACHED // count)
        if count * most > _CACHED:
            self._found, self._spare, self._copy = (
                np.empty(count * most, np.uint64) for _ in range(3)
            )
        for batch in _batches(tests, most):
            yield from self._judge(batch, plan)

    def _judge(self, batch: Sequence[_Piece], plan: Plan) -> Iterator[Numbers]:
        edges = np.cumsum([0, *(piece.stop - piece.start for piece in batch)]).tolist()
        places = list(itertools.pairwise(edges))
        shape = len(plan.telling), edges[-1]
        size = shape[0] * shape[1]
        found, spare = self._found[:size].reshape(shape), self._spare[:size].reshape(shape)
        for piece, (begin, end) in zip(batch, places, strict=True):
            _gather(piece, plan.telling, found[:, begin:end])
        passed = np.full(edges[-1], _ALL, np.uint64)
        if plan.by_number:
            rows = found
            if plan.by_edits:
                rows = self._copy[:size].reshape(shape)
                rows[:] = found
            few = [piece.test.needed - piece.test.unseen(plan.telling) for piece in batch]
            passed &= _at_least(places, count_columns(rows, spare), few)
        if plan.by_edits and plan.is_spread:
            few = [len(plan.telling) - piece.test.part.edits for piece in batch]
            passed &= _at_least(places, count_columns(found, spare), few)
        elif plan.by_edits:
            _cover(found, plan.telling.tolist())
            many = [piece.test.part.edits + 1 for piece in batch]
            passed &= ~_at_least(places, count_columns(found, spare), many)
        for piece, (begin, end) in zip(batch, places, strict=True):
            yield positions(passed[begin:end]) + (piece.test.part.planes.low + 64 * piece.start)


def _batches(tests: Sequence[Test], most: int) -> Iterator[list[_Piece]]:
    """Yield the words of all tests in pieces, as many together as have `most` words."""
    batch: list[_Piece] = []
    room = most
    for test in tests:
        start, stop = test.part.start, test.part.stop
        while start < stop:
            end = min(stop, start + room)
            batch.append(_Piece(test, start, end))
            room -= end - start
            start = end
            if not room:
                yield batch
                batch, room = [], most
    if batch:
        yield batch


def _gather(piece: _Piece, telling: Numbers, found: Words) -> None:
    """Write into `found` which texts have each telling bigram near its place."""
    test = piece.test
    bits = test.part.planes.bits[:, piece.start : piece.stop]
    where = (each[telling].tolist() for each in (test.first, test.last, test.step))
    for row, first, last, step in zip(found, *where, strict=True):
        if first == last:
            row[:] = bits[first]
            continue
        np.bitwise_or(bits[first], bits[last], out=row)
        for plane in range(first + step, last, step):
            np.bitwise_or(row, bits[plane], out=row)


def _at_least(
    places: Sequence[tuple[int, int]], digits: list[Words], numbers: Sequence[int]
) -> Words:
    """Return the columns that have at least the number of the piece they belong to."""
    passed = np.full_like(digits[0], _ALL)
    for (begin, end), number in zip(places, numbers, strict=True):
        if number > 0:
            passed[begin:end] = at_least([digit[begin:end] for digit in digits], number)
    return passed


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

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

Where that tells too little, alignments are told apart by how much further than d they move. One
that moves a places further to the left, and b to the right, moves back again: a + b is at most
(k - |d|) / 2, and as many more of its edits are insertions, each of which destroys one bigram
instead of two. So one that moves far to one side does not move far to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tm.memory.index.arrays import Array, Numbers
from tm.memory.index.bigrams import Planes


class Range(NamedTuple):
    """Texts of `shortest` to `longest` characters: the words `start` to `stop` of planes."""

    planes: Planes
    start: int
    stop: int
    shortest: int
    longest: int

    @property
    def rows(self) -> tuple[int, int]:
        """The first row, and the one behind the last."""
        low = self.planes.low
        return low + 64 * self.start, min(self.planes.high, low + 64 * self.stop)


class Window(NamedTuple):
    """Alignments of each of several ranges: how far they move, and how many bigrams they keep."""

    left: Numbers
    right: Numbers
    needed: Numbers


class Limits:
    """What an alignment of a query of `size` characters may be, for each of several ranges."""

    def __init__(self, size: int, minimum: int, ranges: Sequence[Range]) -> None:
        self._ranges = ranges
        first = min(each.shortest for each in ranges)
        lengths = np.arange(first, max(each.longest for each in ranges) + 2)
        ends = np.array([(each.shortest, each.longest + 1) for each in ranges]).ravel() - first

        def most(values: Numbers) -> Numbers:
            found: Numbers = np.maximum.reduceat(values, ends)[::2]
            return found

        edits = np.maximum(lengths, size) * (100 - minimum) // 100
        more = lengths - size
        self.edits = most(edits)
        self._needed = -most(2 * edits + 1 - size - np.maximum(0, more))
        self._left, self._right = most((edits - more) // 2), most((edits + more) // 2)
        self._net = most(np.maximum(0, -more)), most(np.maximum(0, more))
        self._excess = most((edits - np.abs(more)) // 2)

    def whole(self) -> Window:
        """Return the window of all alignments that qualify."""
        return Window(self._left, self._right, self._needed)

    def sides(self) -> tuple[Window, Window, Window]:
        """Return three narrower ones: no far move, one to the left, one to the right."""
        drift = np.maximum(1, self._excess // 2)
        other = np.maximum(0, self._excess - drift - 1)
        needed = self._needed + drift + 1
        return (
            Window(*self._within(drift), self._needed),
            Window(self._left, self._within(other)[1], needed),
            Window(self._within(other)[0], self._right, needed),
        )

    def _within(self, drift: Numbers) -> tuple[Numbers, Numbers]:
        left, right = self._net
        return np.minimum(self._left, left + drift), np.minimum(self._right, right + drift)

    def tests(self, grams: Numbers, window: Window) -> list[Test]:
        """Return the test of each range whether a text has the bigrams of the query there."""
        found: list[Test] = []
        for planes, first, last in _runs(self._ranges):
            chosen = slice(first, last)
            looked = _look(planes, grams, window.left[chosen, None], window.right[chosen, None])
            limits = zip(window.needed[chosen].tolist(), self.edits[chosen].tolist(), strict=True)
            for each, (needed, edits), *rows in zip(
                self._ranges[chosen], limits, *looked, strict=True
            ):
                found.append(Test(each, needed, edits, *rows))
        return found


class Test(NamedTuple):
    """Has a text of a range `needed` bigrams, or do the missing ones take `edits` at most?

    For each bigram, `chance` is the share of texts that have it in the window, and `reads` the
    number of planes to look at: every `step`-th from `first`, and `last`.
    """

    range: Range
    needed: int
    edits: int
    chance: Array
    reads: Numbers
    first: Numbers
    last: Numbers
    step: Numbers


def _runs(ranges: Sequence[Range]) -> Iterator[tuple[Planes, int, int]]:
    """Yield the planes of ranges that follow each other, the first of them and the one behind."""
    first = 0
    for last in range(1, len(ranges) + 1):
        if last == len(ranges) or ranges[last].planes is not ranges[first].planes:
            yield ranges[first].planes, first, last
            first = last


def _look(
    planes: Planes, grams: Numbers, left: Numbers, right: Numbers
) -> tuple[Array, Numbers, Numbers, Numbers, Numbers]:
    """Return chance, reads, first, last and step, a row for each window, a column a bigram."""
    layout = planes.layout
    parts, run, at = layout.parts[grams], layout.runs[grams], layout.places[grams]
    starts = layout.starts[grams]
    places = np.arange(len(grams))
    begin = np.minimum(_part(places - left, parts, planes.longest), parts - run)
    end = np.maximum(_part(places + right, parts, planes.longest), begin + run - 1)
    chance: Array = -np.expm1(planes.empty[at + end + 1] - planes.empty[at + begin])
    reads = -((begin - end - 1) // run)
    step = np.broadcast_to(run, begin.shape)
    return chance, reads, starts + begin, starts + end - run + 1, step


def _part(places: Numbers, parts: Numbers, longest: int) -> Numbers:
    """Return the part of the text in which each place lies."""
    found: Numbers = np.minimum(np.maximum(places * parts // longest, 0), parts - 1)
    return found

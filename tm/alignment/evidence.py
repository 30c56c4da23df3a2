"""Two slices and what is known of their words: what the signals are computed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from tm.alignment.cells import SHAPES, SOURCE_SPANS, TARGET_SPANS
from tm.alignment.lexical import explain
from tm.alignment.lexicon import Lexicon
from tm.alignment.slices import Bits, Slice, bits
from tm.alignment.spans import LONGEST, Floats, Ints, sums
from tm.alignment.statistics import WordStatistics
from tm.alignment.tables import Table

Sides = tuple[Any, Any]  # arrays with a row a segment, of the source and of the target
_A, _B = SOURCE_SPANS - 1, TARGET_SPANS - 1


@dataclass(frozen=True)
class Evidence:
    """Two slices to be aligned and what is known of their words.

    `forward` and `backward` are tables of source types by target types: how likely a source type is
    to be rendered by a target type, and the other way round. `ratio` is the number of characters in
    the target version for each in the source version.
    """

    source: Slice
    target: Slice
    forward: Table
    backward: Table
    ratio: float
    lexicons: tuple[Lexicon, ...] = ()
    # What the words say of all beads, kept by the weights.
    said: dict[object, Floats] = field(default_factory=dict, init=False)
    # What is true of single segments whatever is known of words: kept between passes.
    by_segment: dict[str, Sides] = field(default_factory=dict)

    def knowing(self, statistics: WordStatistics, weight: float) -> Evidence:
        """The same pair with more known of its words."""
        there, back = statistics.tables(self.source, self.target)
        return replace(
            self,
            forward=self.forward.raised(there.weighed(weight)),
            backward=self.backward.raised(back.weighed(weight)),
        )

    def reading(self, lexicon: Lexicon, weight: float) -> Evidence:
        """The same pair with a lexicon at hand."""
        table = lexicon.table(self.source, self.target).weighed(weight)
        forward = self.forward.raised(table)
        backward = forward if self.backward is self.forward else self.backward.raised(table)
        lexicons = (*self.lexicons, lexicon)
        return replace(self, forward=forward, backward=backward, lexicons=lexicons)

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> Evidence:
        """What is known of some of the segments; the types stay those of all."""
        source, target = self.source.part(rows), self.target.part(columns)
        left, right = list(rows), list(columns)
        kept = {name: (one[left], other[right]) for name, (one, other) in self.by_segment.items()}
        return replace(self, source=source, target=target, by_segment=kept)

    def in_both(self, what: str) -> tuple[Bits, Bits]:
        """Return which segments have which of the things that both versions have, as bits.

        `what` is the name of a property of slices that has them; (segments, words of 64 things).
        """

        def look() -> tuple[Bits, Bits]:
            (names, left), (others, right) = (
                getattr(side, what) for side in (self.source, self.target)
            )
            places = {name: place for place, name in enumerate(others)}
            both = [(row, places[name]) for row, name in enumerate(names) if name in places]
            return bits(left[:, [row for row, _ in both]]), bits(right[:, [row for _, row in both]])

        return self._keep(what, look)

    @property
    def twins(self) -> tuple[Ints, Ints]:
        """The segments that stand word for word in the other version, by number; else -1: (n)."""

        def look() -> tuple[Ints, Ints]:
            both = set(self.source.texts) & set(self.target.texts)
            numbers = dict(zip(sorted(both), range(len(both)), strict=True))
            left, right = (
                np.array([numbers.get(text, -1) for text in side.texts], dtype=np.int64)
                for side in (self.source, self.target)
            )
            return left, right

        return self._keep("twins", look)

    def _keep(self, name: str, look: Callable[[], Sides]) -> Sides:
        found = self.by_segment.get(name)
        if found is None:
            found = self.by_segment[name] = look()
        return found

    @cached_property
    def covered(self) -> tuple[Floats, Floats]:
        """Which types of either side some lexicon translates into the other language, 0 or 1."""
        source, target = self.source, self.target
        found = (
            np.zeros(source.counts.shape[1], np.float32),
            np.zeros(target.counts.shape[1], np.float32),
        )
        for lexicon in self.lexicons:
            np.maximum(found[0], lexicon.covers(source, target.version.language), out=found[0])
            np.maximum(found[1], lexicon.covers(target, source.version.language), out=found[1])
        return found

    @cached_property
    def by_source(self) -> Floats:
        """(source span length, n, m): how well source spans explain target segments."""
        return explain(self.source, self.target, self.forward, self.covered[1], LONGEST)

    @cached_property
    def by_target(self) -> Floats:
        """(target span length, n, m): how well target spans explain source segments."""
        spans = explain(
            self.target, self.source, self.backward.transposed, self.covered[0], LONGEST
        )
        return np.ascontiguousarray(spans.transpose(0, 2, 1))

    @cached_property
    def all_spans(self) -> tuple[Floats, Floats]:
        """Log ratios of whole spans in both directions: (a, b, n, m) each."""
        forward = sums(self.by_source, LONGEST).swapaxes(0, 1)
        backward = sums(self.by_target.swapaxes(1, 2), LONGEST).swapaxes(2, 3)
        return forward, backward

    @cached_property
    def spans(self) -> tuple[Floats, Floats]:
        """Log ratios of the beads in both directions: (shapes, n, m) each."""
        forward, backward = self.all_spans
        return forward[_A, _B], backward[_A, _B]

    @cached_property
    def per_token(self) -> tuple[Floats, Floats]:
        """`by_source` and `by_target` divided by the explained segment's tokens."""
        return (
            self.by_source / (self.target.tokens + 2),
            self.by_target / (self.source.tokens + 2)[:, None],
        )

    @cached_property
    def outside(self) -> tuple[Floats, Floats]:
        """Mean and highest support of beads for segments just outside: (shapes, n, m) each."""
        by_source, by_target = self.per_token
        _, n, m = by_source.shape
        columns = np.zeros((LONGEST, n, m + 1 + LONGEST), dtype=np.float32)
        rows = np.zeros((LONGEST, n + 1 + LONGEST, m), dtype=np.float32)
        columns[:, :, 1 : m + 1], rows[:, 1 : n + 1] = by_source, by_target
        total = np.empty((len(SHAPES), n, m), dtype=np.float32)
        highest = np.empty_like(total)
        for shape, (a, b) in enumerate(SHAPES):
            wide, high = columns[a - 1], rows[b - 1]
            left, right = wide[:, :m], wide[:, b + 1 : b + 1 + m]
            above, below = high[:n], high[a + 1 : a + 1 + n]
            np.add(left + right, above + below, out=total[shape])
            np.maximum(np.maximum(left, right), np.maximum(above, below), out=highest[shape])
        total /= 4
        return total, highest

    @cached_property
    def best_support(self) -> tuple[Floats, Floats]:
        """Per segment of each side, the best log ratio with any single segment of the other."""
        best = np.maximum(self.by_source[0], self.by_target[0])
        return best.max(axis=1, initial=-50.0), best.max(axis=0, initial=-50.0)

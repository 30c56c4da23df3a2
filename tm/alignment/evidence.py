"""Two slices and what is known of their words: what the signals are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from tm.alignment.lexical import explain
from tm.alignment.lexicon import Lexicon
from tm.alignment.search import SHAPES, SOURCE_SPANS, TARGET_SPANS
from tm.alignment.slices import Slice
from tm.alignment.spans import LONGEST, Floats, sums
from tm.alignment.statistics import WordStatistics
from tm.alignment.tables import raised

_A, _B = SOURCE_SPANS - 1, TARGET_SPANS - 1


@dataclass(frozen=True)
class Evidence:
    """Two slices to be aligned and what is known of their words.

    `forward` and `backward` are (source types, target types): how likely a source type is to be
    rendered by a target type, and the other way round. `ratio` is the number of characters in the
    target version for each in the source version.
    """

    source: Slice
    target: Slice
    forward: Floats
    backward: Floats
    ratio: float
    lexicons: tuple[Lexicon, ...] = ()
    # Values of the signals that do not depend on what is known of words, kept between passes.
    settled: dict[str, Floats] = field(default_factory=dict)

    def knowing(self, statistics: WordStatistics, weight: float) -> Evidence:
        """The same pair with more known of its words."""
        scale = np.float32(weight)
        there, back = statistics.cells(self.source, self.target)
        return replace(
            self,
            forward=raised(self.forward, there[0], there[1], there[2] * scale),
            backward=raised(self.backward, back[0], back[1], back[2] * scale),
        )

    def reading(self, lexicon: Lexicon, weight: float) -> Evidence:
        """The same pair with a lexicon at hand."""
        rows, columns, worth = lexicon.cells(self.source, self.target)
        forward = raised(self.forward, rows, columns, worth * np.float32(weight))
        backward = (
            forward
            if self.backward is self.forward
            else raised(self.backward, rows, columns, worth * np.float32(weight))
        )
        lexicons = (*self.lexicons, lexicon)
        return replace(self, forward=forward, backward=backward, lexicons=lexicons)

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> Evidence:
        """What is known of some of the segments; the types stay those of all."""
        source, target = self.source.part(rows), self.target.part(columns)
        return replace(self, source=source, target=target, settled={})

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
        spans = explain(self.target, self.source, self.backward.T, self.covered[0], LONGEST)
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

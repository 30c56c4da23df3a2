"""Two versions to beads: a pass on looks alone, then one with the words learned from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from tm.alignment.cognates import cognates
from tm.alignment.constraints import PairConstraints, leave_alone
from tm.alignment.evidence import Evidence
from tm.alignment.lexicon import Lexicon
from tm.alignment.options import AlignOptions
from tm.alignment.search import SHAPES, Lattice, Posteriors, Span, best_path, posteriors
from tm.alignment.slices import Slice
from tm.alignment.spans import LONGEST, Floats
from tm.alignment.statistics import WordStatistics, learn
from tm.alignment.version import Version
from tm.alignment.weights import Model, Weights
from tm.alignment.windows import EXACT_CELLS, Anchor, Window, coarse_anchors, sweep

COGNATE_WEIGHT = 0.6
STATISTICS_WEIGHT = 0.8
LEXICON_WEIGHT = 0.4
# Beads and boundaries less likely than this are not kept for the search over all versions.
FAINT_BEAD = 1e-4
FAINT_BOUNDARY = 1e-3
# Beads to learn words from: more of a very long document teach little more.
LEARN_BEADS = 6000


@dataclass
class PairAlignment:
    """What is known of two versions: the best path, and everything that is not out of the question.

    `beads` holds (log score, probability) of links; `boundaries[i]` holds the places j that may
    be boundaries between beads together with i; `*_alone` are the log scores and `*_chance` the
    probabilities of leaving each segment alone.
    """

    path: list[Span] = field(default_factory=list)
    beads: dict[Span, tuple[float, float]] = field(default_factory=dict)
    boundaries: dict[int, set[int]] = field(default_factory=lambda: {0: {0}})
    source_alone: list[float] = field(default_factory=list)
    target_alone: list[float] = field(default_factory=list)
    source_chance: list[float] = field(default_factory=list)
    target_chance: list[float] = field(default_factory=list)

    def chance(self, i: int, a: int, j: int, b: int) -> float:
        """Return the probability that these segments are a bead, or two or more beads inside it."""
        found = self.beads.get((i, a, j, b))
        whole = found[1] if found else 0.0
        first = bisect_left(self.path, (i,))
        inside = [
            (k, c, m, d)
            for k, c, m, d in self.path[first : first + 4 * LONGEST]
            if k + c <= i + a and m >= j and m + d <= j + b
        ]
        covered = sum(c for _, c, _, _ in inside) == a and sum(d for _, _, _, d in inside) == b
        if not covered:
            return whole
        return max(whole, min(self._bead_chance(span) for span in inside))

    def _bead_chance(self, span: Span) -> float:
        i, a, j, b = span
        if a and b:
            return self.beads[span][1]
        return self.source_chance[i] if a else self.target_chance[j]

    @property
    def on_path(self) -> set[tuple[int, int]]:
        """The boundaries (i, j) between beads of the best path."""
        return {(0, 0)} | {(i + a, j + b) for i, a, j, b in self.path}


@dataclass(frozen=True)
class PairAligner:
    """Aligns two versions, either of which may be empty.

    `known` are word statistics with their weights: the core lexicon, a memory, a user's own list.
    """

    source: Version
    target: Version
    model: Model
    options: AlignOptions
    known: Sequence[tuple[WordStatistics, float]] = ()
    lexicons: Sequence[Lexicon] = ()
    constraints: PairConstraints = field(default_factory=PairConstraints)
    _cache: dict[Window, Evidence] = field(default_factory=dict)
    _learned: list[WordStatistics] = field(default_factory=list)

    def align(self) -> PairAlignment:
        """Run both passes."""
        path = self.first_pass()
        self._learned[:] = [self.learn(path)]
        return self.second_pass([(i, j) for i, a, j, b in path if a and b])

    def second_pass(
        self, anchors: Sequence[Anchor], alone: tuple[Collection[int], Collection[int]] = ((), ())
    ) -> PairAlignment:
        """Align with all that is known, along the anchors; `alone` have moved and are left out."""
        result = PairAlignment()
        lattices: dict[Window, Lattice] = {}

        def solve(window: Window) -> list[Span]:
            lattices.clear()
            lattice = lattices[window] = self.lattice(window, self.model.second, *self._learned)
            leave_alone(lattice, window, alone)
            return _shift(best_path(lattice), window)

        for window, settled in sweep(self.size, anchors, solve):
            _keep(result, lattices[window], window, settled)
        return result

    @property
    def size(self) -> tuple[int, int]:
        return len(self.source), len(self.target)

    def first_pass(self) -> list[Span]:
        """Return the best path by what is known before anything is learned."""

        def solve(window: Window) -> list[Span]:
            return _shift(best_path(self.lattice(window, self.model.first)), window)

        path: list[Span] = []
        for _, settled in sweep(self.size, self._anchors(), solve):
            path += settled
        return path

    def _anchors(self) -> list[Anchor]:
        if len(self.source) * len(self.target) <= EXACT_CELLS:
            return []
        return coarse_anchors(self.source, self.target)

    def learn(self, path: Sequence[Span]) -> WordStatistics:
        """Learn word statistics from the links of a path, evenly spread over the document."""
        links = [span for span in path if span[1] and span[3]]
        step = max(1, len(links) // LEARN_BEADS)
        return learn(
            (_stems(self.source, i, a), _stems(self.target, j, b)) for i, a, j, b in links[::step]
        )

    def lattice(
        self, window: Window, weights: Weights, learned: WordStatistics | None = None
    ) -> Lattice:
        """Score all beads of a window."""
        evidence = self.evidence(window)
        if learned is not None:
            evidence = evidence.knowing(learned, STATISTICS_WEIGHT)
        lattice = weights.lattice(evidence, self.options.leave_alone)
        self.constraints.apply(lattice, window)
        return lattice

    def evidence(self, window: Window) -> Evidence:
        """Return what is known of a window before anything is learned."""
        found = self._cache.get(window)
        if found is None:
            found = self._evidence(range(window.i, window.i_end), range(window.j, window.j_end))
            if len(self.source) * len(self.target) <= EXACT_CELLS:
                self._cache[window] = found
        return found

    def compare(self, rows: Sequence[int], columns: Sequence[int]) -> Evidence:
        """Return all that is known of some segments wherever they stand; after `align`."""
        evidence = self._evidence(rows, columns)
        for learned in self._learned:
            evidence = evidence.knowing(learned, STATISTICS_WEIGHT)
        return evidence

    def _evidence(self, rows: Sequence[int], columns: Sequence[int]) -> Evidence:
        left, right = _slice(self.source, rows), _slice(self.target, columns)
        alike: Floats = cognates(left, right) * np.float32(COGNATE_WEIGHT)
        evidence = Evidence(left, right, alike, alike, self._ratio())
        for lexicon in self.lexicons:
            evidence = evidence.reading(lexicon, LEXICON_WEIGHT)
        for statistics, weight in self.known:
            evidence = evidence.knowing(statistics, weight)
        return evidence

    def _ratio(self) -> float:
        """Characters of the target per character of the source."""
        return float(self.target.lengths.sum() + 1) / float(self.source.lengths.sum() + 1)


def _slice(version: Version, segments: Sequence[int]) -> Slice:
    return version.slice(segments) if isinstance(segments, range) else Slice(version, segments)


def _stems(version: Version, first: int, count: int) -> list[str]:
    tokens = version.tokens[version.offsets[first] : version.offsets[first + count]]
    stems = version.vocabulary.stems
    return [stems[token] for token in tokens.tolist()]


def _shift(path: Sequence[Span], window: Window) -> list[Span]:
    return [(i + window.i, a, j + window.j, b) for i, a, j, b in path]


def _keep(result: PairAlignment, lattice: Lattice, window: Window, settled: Sequence[Span]) -> None:
    """Add to the result what a window says of its settled part."""
    chances = posteriors(lattice)
    result.path += settled
    i_end, j_end = window.i, window.j
    if settled:
        i, a, j, b = settled[-1]
        i_end, j_end = i + a, j + b
    _keep_links(result, lattice, chances, window, (i_end, j_end))
    boundaries = np.argwhere(chances.boundaries > FAINT_BOUNDARY)
    boundaries += np.array([window.i, window.j])
    inside = (boundaries <= (i_end, j_end)).all(axis=1)
    likely = boundaries[inside].tolist()
    for i, j in (*likely, *((i + a, j + b) for i, a, j, b in settled)):
        result.boundaries.setdefault(i, set()).add(j)
    for i, a, j, b in settled:
        if a and b and (i, a, j, b) not in result.beads:
            score = lattice.links[SHAPES.index((a, b)), i - window.i, j - window.j]
            result.beads[i, a, j, b] = (float(score), 0.0)
    rows, columns = i_end - window.i, j_end - window.j
    result.source_alone += lattice.source_alone[:rows].tolist()
    result.target_alone += lattice.target_alone[:columns].tolist()
    result.source_chance += chances.source_alone[:rows].tolist()
    result.target_chance += chances.target_alone[:columns].tolist()


def _keep_links(
    result: PairAlignment,
    lattice: Lattice,
    chances: Posteriors,
    window: Window,
    end: tuple[int, int],
) -> None:
    likely = np.nonzero(chances.links > FAINT_BEAD)
    values = chances.links[likely].tolist()
    scores = lattice.links[likely].tolist()
    places = zip(*(axis.tolist() for axis in likely), scores, values, strict=True)
    for shape, i, j, score, value in places:
        a, b = SHAPES[shape]
        i, j = i + window.i, j + window.j
        if i + a <= end[0] and j + b <= end[1]:
            result.beads[i, a, j, b] = (score, value)

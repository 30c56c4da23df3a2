"""Two versions to beads: a pass on looks alone, then one with the words learned from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tm.alignment.apart import Bead, scores_apart, tables
from tm.alignment.cells import Cells
from tm.alignment.cognates import cognates
from tm.alignment.constraints import PairConstraints
from tm.alignment.evidence import Evidence
from tm.alignment.lexicon import Lexicon
from tm.alignment.options import AlignOptions
from tm.alignment.pair_alignment import PairAlignment
from tm.alignment.search import (
    Doubles,
    Lattice,
    Posteriors,
    Span,
    best_path,
    posteriors,
)
from tm.alignment.slices import Slice
from tm.alignment.statistics import WordStatistics, learn
from tm.alignment.version import Version
from tm.alignment.weights import Model, Weights
from tm.alignment.windows import EXACT_CELLS, Anchor, Window, coarse_anchors, sweep

COGNATE_WEIGHT = 0.75
STATISTICS_WEIGHT = 0.9
LEXICON_WEIGHT = 0.6
# Beads to learn words from: more of a very long document teach little more.
LEARN_BEADS = 6000

Places = Sequence[int]  # segments of a version, or where they are in a slice


@dataclass(frozen=True)
class PairAligner:
    """Aligns two versions, either of which may be empty.

    `known` are word statistics with their weights: a memory, other documents of the run.
    """

    source: Version
    target: Version
    model: Model
    options: AlignOptions
    known: Sequence[tuple[WordStatistics, float]] = ()
    lexicons: Sequence[Lexicon] = ()
    constraints: PairConstraints = field(default_factory=PairConstraints)
    _learned: list[WordStatistics] = field(default_factory=list)
    # Of texts that are solved as a whole, what was computed once is kept.
    _evidence: dict[bool, Evidence] = field(default_factory=dict)
    _lattice: list[Lattice] = field(default_factory=list)
    _alone: list[Sequence[float]] = field(default_factory=list)
    _beads: dict[Bead, float] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        return len(self.source), len(self.target)

    @property
    def is_whole(self) -> bool:
        """Whether the text is short enough to be solved as one window."""
        return len(self.source) * len(self.target) <= EXACT_CELLS

    @property
    def window(self) -> Window:
        """The whole text."""
        return Window(0, len(self.source), 0, len(self.target))

    def align(self) -> PairAlignment:
        """Run both passes."""
        path = self.first_pass()
        self.learn(path)
        return self.second_pass([(i, j) for i, a, j, b in path if a and b])

    def rearranged(self, rows: Places, columns: Places) -> PairAligner:
        """The same two versions, all that was learned included, in another order."""
        source, target = self.source.rearranged(rows), self.target.rearranged(columns)
        evidence = {
            learned: replace(found, source=source.whole, target=target.whole, by_segment={})
            for learned, found in self._evidence.items()
        }
        constraints = self.constraints.rearranged(rows, columns)
        return replace(
            self,
            source=source,
            target=target,
            constraints=constraints,
            _evidence=evidence,
            _lattice=[],
            _alone=[],
            _beads={},
        )

    def first_pass(self) -> list[Span]:
        """Return the best path by what is known before anything is learned."""

        def solve(window: Window) -> list[Span]:
            return _shift(best_path(self.first_lattice(window)), window)

        anchors = [] if self.is_whole else coarse_anchors(self.source, self.target)
        return [span for _, settled in sweep(self.size, anchors, solve) for span in settled]

    def learn(self, path: Sequence[Span]) -> None:
        """Learn word statistics from the links of a path, evenly spread over the document."""
        links = [span for span in path if span[1] and span[3]]
        count = min(len(links), LEARN_BEADS)
        spread = [links[len(links) * number // count] for number in range(count)]
        pairs = [(_stems(self.source, i, a), _stems(self.target, j, b)) for i, a, j, b in spread]
        self._learned[:] = [learn(pairs)]

    def second_pass(self, anchors: Sequence[Anchor]) -> PairAlignment:
        """Align with all that is known, along the anchors."""
        result = PairAlignment()
        solved: list[tuple[Lattice, Posteriors]] = []

        def solve(window: Window) -> list[Span]:
            lattice = self.lattice(window)
            solved[:] = [(lattice, posteriors(lattice))]
            return _shift(best_path(lattice), window)

        for window, settled in sweep(self.size, anchors, solve):
            result.extend(*solved[0], window, settled)
        self._alone[:] = [result.source_alone, result.target_alone]
        return result

    def first_lattice(self, window: Window) -> Lattice:
        """Score all beads of a window before anything is learned."""
        return self._score(self.evidence(window, learned=False), self.model.first, window)

    def lattice(self, window: Window) -> Lattice:
        """Score all beads of a window with all that is known."""
        if self._lattice:
            return self._lattice[0]
        lattice = self._score(self.evidence(window), self.model.second, window)
        if self.is_whole:
            self._lattice.append(lattice)
        return lattice

    def _score(self, evidence: Evidence, weights: Weights, window: Window) -> Lattice:
        lattice = weights.lattice(evidence, self.options.leave_alone)
        self.constraints.apply(lattice, window)
        return lattice

    def evidence(self, window: Window, *, learned: bool = True) -> Evidence:
        """Return what is known of a window, with the words learned from the text or without.

        A text that is solved as a whole has no other window.
        """
        found = self._evidence.get(learned)
        if found is not None:
            return found
        if learned and self.is_whole:
            found = self._with_learned(self.evidence(window, learned=False))
        else:
            part = self.window if self.is_whole else window
            rows, columns = range(part.i, part.i_end), range(part.j, part.j_end)
            found = self._look(self.source.slice(rows), self.target.slice(columns))
            found = self._with_learned(found) if learned else found
        if self.is_whole:
            self._evidence[learned] = found
        return found

    def compare(self, rows: Places, columns: Places) -> tuple[Evidence, Places, Places]:
        """Return what is known of some segments wherever they stand, and where they are in it.

        After `align`.
        """
        if self.is_whole:
            return self.evidence(self.window), rows, columns
        found = self._look(self.source.slice(rows), self.target.slice(columns))
        return self._with_learned(found), range(len(rows)), range(len(columns))

    def score(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        """Log score of a bead as if there were no other segments; after `align`."""
        return self.score_all([(left, right)])[0]

    def score_all(self, beads: Sequence[Bead]) -> list[float]:
        """Log score of each bead as if there were no other segments; after `align`."""
        fresh = [bead for bead in dict.fromkeys(beads) if bead not in self._beads]
        weights = self.model.second
        if self.is_whole and fresh:
            found = scores_apart(self.evidence(self.window), weights, fresh)
            self._beads.update(zip(fresh, found, strict=True))
        else:
            # Neighbours share a slice: to prepare one takes longer than to score its beads.
            for near in tables(sorted(fresh)):
                rows, columns = (
                    sorted({index for bead in near for index in bead[side]}) for side in (0, 1)
                )
                evidence = self.compare(rows, columns)[0]
                placed = [
                    (tuple(map(rows.index, left)), tuple(map(columns.index, right)))
                    for left, right in near
                ]
                found = scores_apart(evidence, weights, placed)
                self._beads.update(zip(near, found, strict=True))
        return [self._beads[bead] for bead in beads]

    def scores(self, evidence: Evidence, cells: Cells) -> Doubles:
        """Log scores of some beads of what `compare` returned."""
        return self.model.second.scores(evidence, cells)

    def alone(self, side: int, segment: int) -> float:
        """Log score of leaving a segment of the source (0) or target (1) alone; after `align`."""
        scores = self.lattice(self.window).alone if self.is_whole else self._alone
        return float(scores[side][segment])

    def _look(self, left: Slice, right: Slice) -> Evidence:
        alike = cognates(left, right).weighed(COGNATE_WEIGHT)
        evidence = Evidence(left, right, alike, alike, self._ratio())
        for lexicon in self.lexicons:
            evidence = evidence.reading(lexicon, LEXICON_WEIGHT)
        for statistics, weight in self.known:
            evidence = evidence.knowing(statistics, weight)
        return evidence

    def _with_learned(self, evidence: Evidence) -> Evidence:
        for learned in self._learned:
            evidence = evidence.knowing(learned, STATISTICS_WEIGHT)
        return evidence

    def _ratio(self) -> float:
        """Characters of the target per character of the source."""
        return float(self.target.lengths.sum() + 1) / float(self.source.lengths.sum() + 1)


def _stems(version: Version, first: int, count: int) -> list[str]:
    tokens = version.tokens[version.offsets[first] : version.offsets[first + count]]
    stems = version.vocabulary.stems
    return [stems[token] for token in tokens.tolist()]


def _shift(path: Sequence[Span], window: Window) -> list[Span]:
    return [(i + window.i, a, j + window.j, b) for i, a, j, b in path]

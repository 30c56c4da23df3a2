"""Two versions to beads: a pass on looks alone, then one with the words learned from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tm.alignment.cognates import cognates
from tm.alignment.features import Evidence
from tm.alignment.options import AlignOptions
from tm.alignment.search import SHAPES, Lattice, Span, best_path, posteriors
from tm.alignment.statistics import WordStatistics, learn
from tm.alignment.version import Floats, Slice, Version
from tm.alignment.weights import Model

COGNATE_WEIGHT = 0.6
STATISTICS_WEIGHT = 0.8
# Beads and boundaries less likely than this are not kept for the search over all versions.
FAINT_BEAD = 1e-4
FAINT_BOUNDARY = 1e-3


@dataclass(frozen=True)
class PairAlignment:
    """What is known of two versions: the best path, and everything that is not out of the question.

    `beads` holds (log score, probability) of links; `boundaries` are the places (i, j) between two
    beads; `*_alone` are log scores and `*_chance` probabilities of leaving each segment alone.
    """

    path: list[Span]
    beads: dict[Span, tuple[float, float]]
    boundaries: set[tuple[int, int]]
    source_alone: Sequence[float]
    target_alone: Sequence[float]
    source_chance: Sequence[float]
    target_chance: Sequence[float]


def align_pair(
    source: Version,
    target: Version,
    model: Model,
    options: AlignOptions,
    known: WordStatistics | None = None,
) -> PairAlignment:
    """Align two versions, either of which may be empty."""
    left, right = Slice(source, 0, len(source)), Slice(target, 0, len(target))
    alike = cognates(left, right) * COGNATE_WEIGHT
    forward = backward = alike
    if known is not None:
        forward, backward = _add(alike, alike, known, left, right)
    ratio = float(right.lengths.sum() / max(1.0, left.lengths.sum())) or 1.0
    evidence = Evidence(left, right, forward, backward, ratio)
    path = best_path(model.first.lattice(evidence, options.leave_alone))
    learned = learn(_beads(path, left, right))
    evidence = Evidence(left, right, *_add(forward, backward, learned, left, right), ratio)
    return _result(model.second.lattice(evidence, options.leave_alone))


def _add(
    forward: Floats, backward: Floats, known: WordStatistics, left: Slice, right: Slice
) -> tuple[Floats, Floats]:
    there, back = known.matrices(left, right)
    return (
        np.maximum(forward, STATISTICS_WEIGHT * there),
        np.maximum(backward, STATISTICS_WEIGHT * back),
    )


def _beads(path: list[Span], left: Slice, right: Slice) -> list[tuple[list[str], list[str]]]:
    """Return the stems of both sides of each bead that has both."""
    return [(_stems(left, i, a), _stems(right, j, b)) for i, a, j, b in path if a and b]


def _stems(side: Slice, first: int, count: int) -> list[str]:
    version, start = side.version, side.first + first
    tokens = version.tokens[version.offsets[start] : version.offsets[start + count]]
    stems = version.vocabulary.stems
    return [stems[token] for token in tokens.tolist()]


def _result(lattice: Lattice) -> PairAlignment:
    path = best_path(lattice)
    chances = posteriors(lattice)
    likely = np.argwhere(chances.links > FAINT_BEAD)
    values = chances.links[tuple(likely.T)].tolist()
    scores = lattice.links[tuple(likely.T)].tolist()
    beads: dict[Span, tuple[float, float]] = {}
    for (shape, i, j), score, value in zip(likely.tolist(), scores, values, strict=True):
        a, b = SHAPES[shape]
        beads[i, a, j, b] = (score, value)
    boundaries = {(i, j) for i, j in np.argwhere(chances.boundaries > FAINT_BOUNDARY).tolist()}
    boundaries.update((i, j) for i, _, j, _ in path)
    for i, a, j, b in path:
        if a and b and (i, a, j, b) not in beads:
            beads[i, a, j, b] = (float(lattice.links[SHAPES.index((a, b)), i, j]), 0.0)
    return PairAlignment(
        path,
        beads,
        boundaries,
        lattice.source_alone.tolist(),
        lattice.target_alone.tolist(),
        chances.source_alone.tolist(),
        chances.target_alone.tolist(),
    )

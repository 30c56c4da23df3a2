"""What speaks for and against two loose pieces of text being the same sentence, moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tm.alignment.cells import SHAPES, Cells
from tm.alignment.evidence import Evidence
from tm.alignment.features import link_feature
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import Doubles
from tm.alignment.spans import LONGEST, Floats, Ints

# What the search says of a bead counts up to so much (natural log).
LARGEST_GAIN = 20.0
SIGNALS = (
    "length-likelihood",
    "lexical",
    "lexical-density",
    "numbers-elsewhere",
    "facts-elsewhere",
    "names",
)

# A version, segments of it that follow one another, and the number of the group they come from.
Piece = tuple[int, tuple[int, ...], int]
Pair = tuple[Piece, Piece]  # the lower version first

# The number of each shape of bead, -1 for those there are not.
_SHAPES = np.full((LONGEST + 1, LONGEST + 1), -1)
for _number, _shape in enumerate(SHAPES):
    _SHAPES[_shape] = _number


def pair_signals(
    aligner: PairAligner, left: Sequence[Piece], right: Sequence[Piece]
) -> tuple[dict[str, Floats], NDArray[np.bool_]]:
    """What two pieces have in common, by signal, and whether they can be a bead: (left, right)."""
    segments = [[i for _, run, _ in side for i in run] for side in (left, right)]
    evidence, *places = aligner.compare(*segments)
    sides = zip((left, right), places, strict=True)
    starts, sizes = zip(*(_places(side, at) for side, at in sides), strict=True)
    shapes = _SHAPES[np.ix_(*sizes)]
    every = np.broadcast_arrays(shapes, *np.ix_(*starts))
    size = evidence.source.size, evidence.target.size
    cells = Cells(size, *(each.ravel() for each in every))
    signals = {name: link_feature(name, evidence, cells).reshape(shapes.shape) for name in SIGNALS}
    signals["path"] = _over_alone(aligner, evidence, cells, left, right)
    lengths = [
        side.length_sums[size - 1, start]
        for side, size, start in zip((evidence.source, evidence.target), sizes, starts, strict=True)
    ]
    signals["size"] = np.minimum(np.log(np.minimum.outer(*lengths) / 60), 1.0)
    support = signals["lexical"]
    signals["lead"] = support - np.maximum(_best_other(support), _best_other(support.T).T)
    return signals, shapes >= 0


def _places(pieces: Sequence[Piece], at: Sequence[int]) -> tuple[Ints, Ints]:
    """Return where each piece begins, and how many segments it has."""
    sizes = np.array([len(segments) for _, segments, _ in pieces])
    return np.array(at)[np.cumsum(sizes) - sizes], sizes


def _over_alone(
    aligner: PairAligner,
    evidence: Evidence,
    cells: Cells,
    left: Sequence[Piece],
    right: Sequence[Piece],
) -> Floats:
    """By how much the search would score each bead above leaving its segments alone."""
    alone = [
        np.array([sum(aligner.alone(side, segment) for segment in run) for _, run, _ in pieces])
        for side, pieces in enumerate((left, right))
    ]
    scores = aligner.scores(evidence, cells).reshape(len(left), len(right))
    return np.clip(scores - alone[0][:, None] - alone[1], -LARGEST_GAIN, LARGEST_GAIN)


def _best_other(support: Floats) -> Floats:
    """For each cell the best value in the same row elsewhere, at least 0."""
    n, m = support.shape
    if m < 2:
        return np.zeros((n, m), dtype=np.float32)
    order = np.partition(support, m - 2, axis=1)
    first, second = order[:, -1:], order[:, -2:-1]
    return np.maximum(np.where(support == first, second, first), 0)


def log_odds(signals: Mapping[str, Floats], weights: Mapping[str, float]) -> Doubles:
    """Log odds that two pieces say the same: (left, right)."""
    total = np.full(next(iter(signals.values())).shape, weights["bias"])
    for name, values in signals.items():
        total += weights.get(name, 0.0) * values
    return total

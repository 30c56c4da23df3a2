"""How often beads of a score are right, for `python -m bench.train_alignment`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bench.alignment_data import Text, closure, versions_of
from bench.train_moved import aligned
from tm.alignment.weights import Model


def chances(model: Model, items) -> list[tuple[float, bool]]:
    """Return (uncalibrated score, right) of the beads of (segments, gold beads) items."""
    plain = replace(model, calibration=[[(0.0, 0.0), (1.0, 1.0)]] * 2)
    result = []
    for segments, gold in items:
        wanted = {tuple(bead) for bead in gold}
        _, groups = aligned(segments, plain)
        result += [(group.score, group.members in wanted) for group in groups]
    return result


def curve(samples: Sequence[tuple[float, bool]], bins: int = 12) -> list[tuple[float, float]]:
    """Fit a rising curve from score to share right (pool adjacent violators over quantiles)."""
    ordered = sorted(samples)
    parts = [part for part in np.array_split(np.array(ordered, dtype=float), bins) if len(part)]
    pools: list[list[float]] = []
    for part in parts:
        pools.append([float(part[:, 0].mean()), float(part[:, 1].sum()), float(len(part))])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            x, right, count = pools.pop()
            before = pools[-1]
            before[0] = (before[0] * before[2] + x * count) / (before[2] + count)
            before[1] += right
            before[2] += count
    points = [(x, (right + 0.5) / (count + 1)) for x, right, count in pools]
    return [(0.0, 0.0), *points, (1.0, max(points[-1][1], 0.999))]


def pair_items(texts: Sequence[Text]):
    for text in texts:
        yield versions_of(text), text.gold


def triple_items(found: Sequence[dict]):
    for document in found:
        beads = closure(document)
        codes = list(document["segments"])
        yield document["segments"], [tuple(bead.segments[code] for code in codes) for bead in beads]

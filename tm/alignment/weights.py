"""The learned weights of the signals, read from `weights.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from tm.alignment.evidence import Evidence
from tm.alignment.features import ALONE_FEATURES, link_feature
from tm.alignment.search import NEVER, SHAPES, Doubles, Lattice
from tm.alignment.slices import Slice
from tm.alignment.spans import Floats

PATH = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True)
class Weights:
    """Weights of one pass: bead shapes ("1-2"), signals of links, signals of segments alone."""

    shapes: Mapping[str, float]
    links: Mapping[str, float]
    alone: Mapping[str, float]

    def lattice(self, pair: Evidence, leave_alone: float = 0.0) -> Lattice:
        """Score every bead of the pair."""
        n, m = pair.source.size, pair.target.size
        bias = np.array([self.shapes[f"{a}-{b}"] for a, b in SHAPES])
        links = np.full((len(SHAPES), n + 1, m + 1), NEVER)
        total = np.empty((len(SHAPES), n, m), dtype=np.float32)
        total[:] = bias[:, None, None]
        if n and m:
            weighted = np.empty_like(total)
            for name, weight in self.links.items():
                if weight:
                    total += np.multiply(link_feature(name, pair), np.float32(weight), out=weighted)
        for shape, (a, b) in enumerate(SHAPES):
            inside = np.s_[: max(0, n + 1 - a), : max(0, m + 1 - b)]
            links[shape][inside] = total[shape][inside]
        supports = pair.best_support
        alone = [
            self._alone(side, support) + leave_alone
            for side, support in zip((pair.source, pair.target), supports, strict=True)
        ]
        return Lattice(links, *alone)

    def _alone(self, side: Slice, support: Floats) -> Doubles:
        score = np.full(side.size, self.alone["alone"])
        for name, feature in ALONE_FEATURES.items():
            weight = self.alone.get(name, 0.0)
            if weight:
                score += weight * feature(side, support)
        return score


@dataclass(frozen=True)
class Model:
    """The weights of the first pass (no word statistics yet) and of the later ones."""

    first: Weights
    second: Weights
    moved: Mapping[str, float]
    calibration: Sequence[Sequence[tuple[float, float]]]

    def calibrate(self, chance: float, versions: int) -> float:
        """Return how often beads of this probability are right (straight lines between points).

        `calibration` has one curve for two versions and one for more.
        """
        xs, ys = zip(*self.calibration[versions > 2], strict=True)
        return round(float(np.interp(chance, xs, ys)), 4)


@cache
def default_model() -> Model:
    """The model that travels with the package."""
    return read_model(PATH)


def read_model(path: Path) -> Model:
    """Read a model as `python -m bench.train_alignment` writes it."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    first, second = (
        Weights(data[name]["shapes"], data[name]["links"], data[name]["alone"])
        for name in ("first", "second")
    )
    curves = [
        [(float(x), float(y)) for x, y in data["calibration"][name]] for name in ("two", "more")
    ]
    return Model(first, second, data["moved"], curves)

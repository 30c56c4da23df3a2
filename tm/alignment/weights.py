"""The learned weights of the signals, read from `weights.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from tm.alignment.cells import SHAPES, Cells, over_both
from tm.alignment.constraints import BONUS
from tm.alignment.evidence import Evidence
from tm.alignment.features import (
    ALONE_FEATURES,
    CELL_FEATURES,
    CELL_FEATURES_BY_COST,
    LEXICAL_FEATURES,
)
from tm.alignment.search import Doubles, Lattice
from tm.alignment.slices import Slice
from tm.alignment.spans import LONGEST, Floats, sums

PATH = Path(__file__).with_name("weights.toml")


# Beads that gain less than this (natural log) over leaving their segments alone are not looked at:
# no best path has them, and they are less likely than anything that is used. A correction by hand
# may lift a bead by as much.
HOPELESS = -BONUS


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights of one pass: bead shapes ("1-2"), signals of links, signals of segments alone."""

    shapes: Mapping[str, float]
    links: Mapping[str, float]
    alone: Mapping[str, float]

    def lattice(
        self, pair: Evidence, leave_alone: float = 0.0, hopeless: float = HOPELESS
    ) -> Lattice:
        """Score every bead of the pair that is not out of the question."""
        supports = pair.best_support
        alone = [
            self._alone(side, support) + leave_alone
            for side, support in zip((pair.source, pair.target), supports, strict=True)
        ]
        source_bar, target_bar = (sums(each, LONGEST) for each in alone)
        source_bar += hopeless
        cells = self._hopeful(pair, source_bar, target_bar)
        total = cells.of(self._said(pair)).astype(np.float64)
        bar = cells.source(source_bar) + cells.target(target_bar)
        for names in CELL_FEATURES_BY_COST:
            total += self._weighed(names, pair, cells)
            kept = total > bar
            cells, total, bar = cells.only(kept), total[kept], bar[kept]
        return Lattice(cells, total, *alone)

    def scores(self, pair: Evidence, cells: Cells) -> Doubles:
        """Log scores of some beads."""
        return cells.of(self._said(pair)) + self._weighed(CELL_FEATURES, pair, cells)

    def _weighed(self, names: Iterable[str], pair: Evidence, cells: Cells) -> Doubles:
        """The weighed sum of some signals."""
        total = np.zeros(len(cells))
        for name in names:
            weight = self.links.get(name, 0.0)
            if weight:
                total += weight * CELL_FEATURES[name](pair, cells)
        return total

    def _said(self, pair: Evidence) -> Floats:
        """What shapes and words say of all beads: (shapes, n, m)."""
        found = pair.said.get(self)
        if found is None:
            bias = np.array([self.shapes[f"{a}-{b}"] for a, b in SHAPES], dtype=np.float32)
            size = (len(SHAPES), pair.source.size, pair.target.size)
            found = np.broadcast_to(bias[:, None, None], size).copy()
            for name, feature in LEXICAL_FEATURES.items():
                weight = self.links.get(name, 0.0)
                if weight:
                    found += feature(pair) * np.float32(weight)
            pair.said[self] = found
        return found

    def _hopeful(self, pair: Evidence, source_bar: Floats, target_bar: Floats) -> Cells:
        """Return the beads for which words say enough: all else can only speak against them."""
        bars = (
            (source_bar - self.links["blocks"] * pair.source.break_sums).astype(np.float32),
            (target_bar - self.links["blocks"] * pair.target.break_sums).astype(np.float32),
        )
        lengths = np.log(pair.source.length_sums * pair.ratio), np.log(pair.target.length_sums)
        against = over_both(np.subtract, *lengths)
        np.abs(against, out=against)
        against *= np.float32(-self.links["length-ratio"])
        against += over_both(np.add, *bars)
        against -= np.float32(self.links["kind"]) * (
            pair.source.kinds[:, None] != pair.target.kinds
        )
        return Cells.where(self._said(pair) > against)

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

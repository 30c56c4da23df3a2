"""Beads that are not looked at could not have been on any path."""

from __future__ import annotations

import numpy as np
import pytest

from tm.alignment.cells import SHAPES, Cells
from tm.alignment.features import CELL_FEATURES
from tm.alignment.lexicon import core_lexicon
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import best_path, posteriors
from tm.alignment.version import read_version
from tm.alignment.weights import Weights, default_model

ENGLISH = [
    "URGENT ACTION",
    "Berat Hoxha was arrested in Tirana on 4 March. He has not seen a lawyer.",
    "His family was told on 7 March that he is held in the central prison.",
    "The court has not said when it will hear him.",
    "He is 34 years old and teaches at a school.",
    "Please write to the minister of justice.",
]
GERMAN = [
    "URGENT ACTION",
    "Berat Hoxha wurde am 4. März in Tirana festgenommen.",
    "Er hat noch keinen Anwalt gesehen.",
    "Am 7. März erfuhr seine Familie, dass er im Zentralgefängnis ist.",
    "Er ist 34 Jahre alt und Lehrer an einer Schule. Seine Frau wartet.",
    "Wann das Gericht ihn anhört, hat es nicht gesagt.",
    "Schreiben Sie bitte an den Justizminister.",
]
PASSES = [default_model().first, default_model().second]


def aligner() -> PairAligner:
    versions = read_version("en", ENGLISH), read_version("de", GERMAN)
    return PairAligner(*versions, default_model(), AlignOptions(), (), (core_lexicon(),))


@pytest.mark.parametrize("weights", PASSES)
def test_nothing_but_words_speaks_for_a_bead(weights: Weights) -> None:
    assert max(weights.links[name] for name in CELL_FEATURES) <= 0
    every = Cells.where(np.ones((len(SHAPES), len(ENGLISH), len(GERMAN)), dtype=bool))
    pair = aligner().evidence(aligner().window, learned=False)
    assert all((feature(pair, every) >= 0).all() for feature in CELL_FEATURES.values())


@pytest.mark.parametrize("weights", PASSES)
def test_beads_without_hope_change_neither_path_nor_probabilities(weights: Weights) -> None:
    pair = aligner().evidence(aligner().window, learned=False)
    some, every = weights.lattice(pair), weights.lattice(pair, hopeless=-1e9)
    assert len(some.cells) < len(every.cells)
    assert len(every.cells) == len(Cells.where(np.ones((len(SHAPES), *every.size), dtype=bool)))
    assert best_path(some) == best_path(every)
    for name in ("source_alone", "target_alone", "boundaries", "total"):
        one, other = (getattr(posteriors(each), name) for each in (some, every))
        assert one == pytest.approx(other, abs=1e-4)


@pytest.mark.parametrize("weights", PASSES)
def test_a_bead_scores_alike_alone_and_among_all(weights: Weights) -> None:
    pair = aligner().evidence(aligner().window, learned=False)
    lattice = weights.lattice(pair)
    assert weights.scores(pair, lattice.cells) == pytest.approx(lattice.scores, abs=1e-4)

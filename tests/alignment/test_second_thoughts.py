"""What is done after the search: finished beads are mended, moved sentences linked."""

from __future__ import annotations

import pytest

from tm.alignment import moved
from tm.alignment.groups import Group
from tm.alignment.lexicon import core_lexicon
from tm.alignment.mending import mend
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner
from tm.alignment.version import read_version
from tm.alignment.weights import default_model

ENGLISH = ["The committee met in Geneva on Tuesday and rejected the proposal of the government."]
PARTS = [
    "Der Ausschuss tagte am Dienstag.",
    "In Genf.",
    "Er lehnte den Vorschlag ab.",
    "Den der Regierung.",
    "Ohne Begründung.",
]


def _aligner(source: list[str], target: list[str]) -> PairAligner:
    versions = read_version("en", source), read_version("de", target)
    aligner = PairAligner(*versions, default_model(), AlignOptions(), (), (core_lexicon(),))
    aligner.align()
    return aligner


def test_a_bead_of_an_unknown_shape_is_left_as_it_is() -> None:
    whole = Group(((0,), (0, 1, 2, 3, 4)), 0.9)
    assert mend([whole], {(0, 1): _aligner(ENGLISH, PARTS)}) == [whole]


@pytest.mark.parametrize(("weakest", "joined"), [(-2.0, True), (-2.5, False)])
def test_no_pair_of_versions_may_speak_clearly_against_a_moved_bead(
    weakest: float, joined: bool
) -> None:
    one, two, three = ((version, (0,), version) for version in range(3))
    odds = {(one, two): 4.0, (two, three): 3.0, (one, three): weakest}
    clusters = moved._greedy(odds, 0.0, [])
    assert ([one, two, three] in [sorted(cluster) for cluster in clusters]) is joined

"""Our own examples, whose beads were read: sure ones are right, and few are missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tm.app.aligning import align_files

ROOT = Path(__file__).parents[2]
GOLD = json.loads((ROOT / "bench/alignment_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLD)
def test_sure_beads_are_right_and_few_are_missed(name: str) -> None:
    loaded = align_files([ROOT / "examples" / "markdown" / name])
    assert list(loaded.segments) == ["en", "de", "fr"]
    gold = {tuple(map(tuple, row)) for row in GOLD[name]}
    found = {tuple(bead.segments.values()): bead.score for bead in loaded.beads}
    assert {bead for bead, score in found.items() if score > 0.9} <= gold
    assert len(gold - found.keys()) <= 1

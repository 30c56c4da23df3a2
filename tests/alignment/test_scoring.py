"""Scores as Vecalign counts them, and gold files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.alignment.scoring import project, read_gold, score
from tm.errors import FileError
from tm.model import Bead

GOLD = [((0,), (0,)), ((1,), (1, 2)), ((2,), ()), ((3,), (3,))]


def test_a_perfect_alignment() -> None:
    result = score(GOLD, GOLD)
    assert result.strict.f1 == result.lax.f1 == 1


def test_a_partly_right_bead_is_right_in_the_lax_sense_only() -> None:
    result = score([((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), ()), ((3,), (3,))], GOLD)
    assert (result.strict.right, result.strict.found) == (3, 5)
    assert (result.strict.recalled, result.strict.wanted) == (2, 3)
    assert (result.lax.right, result.lax.recalled) == (4, 3)


def test_nothing_found_scores_nothing() -> None:
    assert score([], GOLD).strict.f1 == 0


def test_scores_add_up() -> None:
    total = score(GOLD, GOLD) + score([], GOLD)
    assert total.strict.precision == 1
    assert total.strict.recall == 0.5


def test_projection_leaves_segments_without_counterpart_one_by_one() -> None:
    beads = [Bead({"en": (0,), "de": (), "fr": (0, 1)}), Bead({"en": (), "de": (0,), "fr": ()})]
    assert project(beads, "en", "fr") == [((0,), (0, 1))]
    assert project(beads, "de", "fr") == [((), (0,)), ((), (1,)), ((0,), ())]


def test_a_gold_file(tmp_path: Path) -> None:
    path = tmp_path / "gold"
    path.write_text("[0]:[0]\n[1]:[1, 2]\n\n[2]:[]\n[3]:[3]:0.5\n", encoding="utf-8")
    assert read_gold(path) == GOLD


@pytest.mark.parametrize("line", ["0:0", "[0]", "[0]:[x]", "[0:[1]"])
def test_a_line_that_is_no_bead_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold"
    path.write_text(f"[0]:[0]\n{line}\n", encoding="utf-8")
    with pytest.raises(FileError, match="line 2"):
        read_gold(path)

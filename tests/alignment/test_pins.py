"""Corrections by hand: they are obeyed, they survive edits, and stale ones are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.alignment import align, read_corrections, resolve
from tm.errors import FileError
from tm.model import Bead

EN = ["He was arrested in May.", "His lawyer protested.", "The trial begins today.", "It is late."]
DE = ["Im Mai wurde er verhaftet.", "Seine Anwältin protestierte.", "Heute beginnt der Prozess."]


def groups(beads: list[Bead]) -> list[tuple[tuple[int, ...], ...]]:
    return [tuple(bead.segments.values()) for bead in beads]


def corrected(
    tmp_path: Path, text: str, segments: dict[str, list[str]]
) -> tuple[list[Bead], list[str]]:
    path = tmp_path / "alignment.toml"
    path.write_text(text, encoding="utf-8")
    constraints = resolve(read_corrections(path), segments)
    return align(segments, constraints=constraints), [str(stale) for stale in constraints.stale]


def test_a_pin_is_obeyed_even_across_others(tmp_path: Path) -> None:
    text = '[[pin]]\nen = ["He was"]\nde = ["Heute  beginnt"]\n'
    beads, stale = corrected(tmp_path, text, {"en": EN, "de": DE})
    assert ((0,), (2,)) in groups(beads)
    assert stale == []
    assert next(bead for bead in beads if bead.segments["en"] == (0,)).moved


def test_a_pin_may_say_that_there_is_no_counterpart(tmp_path: Path) -> None:
    beads, _ = corrected(tmp_path, '[[pin]]\nen = ["His lawyer"]\nde = []\n', {"en": EN, "de": DE})
    assert ((1,), ()) in groups(beads)


def test_a_pin_of_two_versions_leaves_the_third_free(tmp_path: Path) -> None:
    segments = {"en": EN[:3], "de": DE, "fr": ["Arrêté en mai.", "Protestation.", "Le procès."]}
    text = '[[pin]]\nen = ["The trial"]\nde = ["Heute"]\n'
    beads, _ = corrected(tmp_path, text, segments)
    assert next(bead for bead in beads if bead.segments["en"] == (2,)).segments["de"] == (2,)


def test_a_forbidden_link_is_not_made(tmp_path: Path) -> None:
    text = '[[forbid]]\nen = ["He was"]\nde = ["Im Mai"]\n'
    beads, _ = corrected(tmp_path, text, {"en": EN, "de": DE})
    assert not any(0 in b.segments["en"] and 0 in b.segments["de"] for b in beads)


def test_corrections_survive_edits_elsewhere(tmp_path: Path) -> None:
    text = '[[pin]]\nen = ["It is late"]\nde = ["Heute beginnt"]\n'
    beads, _ = corrected(tmp_path, text, {"en": ["New heading", *EN], "de": ["Neu", *DE]})
    assert ((4,), (3,)) in groups(beads)


def test_stale_corrections_are_reported_and_left_out(tmp_path: Path) -> None:
    text = (
        '[[pin]]\nen = ["She was"]\nde = ["Im Mai"]\n'
        '[[pin]]\nen = ["H"]\nde = ["Seine"]\n'
        '[[pin]]\nen = ["The trial"]\nde = ["Heute"]\n'
        '[[pin]]\nen = ["The trial"]\nde = ["Seine"]\n'
    )
    _, stale = corrected(tmp_path, text, {"en": EN, "de": DE})
    assert stale == [
        "en “She was”: no sentence begins so",
        "en “H”: 2 sentences begin so; write more of it",
        "en “The trial”: an earlier pin has it already",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[pin]\n", "not a TOML file"),
        ("[[link]]\nen = []\n", "unknown table 'link'"),
        ("[pin]\nen = []\n", "not a list of tables"),
        ('[[pin]]\nen = ["He"]\n', "needs two languages"),
        ('[[pin]]\nen = "He"\nde = []\n', "not a list of beginnings"),
        ('[[pin]]\nen = [" "]\nde = []\n', "not a list of beginnings"),
    ],
)
def test_a_broken_file_is_one_clear_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "alignment.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=message):
        read_corrections(path)

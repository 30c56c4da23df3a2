"""What comes out of a memory and goes in again: nothing is lost, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.samples import RICH, UNITS, plain
from tm.app.remembering import AddOutcome, export, import_files
from tm.memory import Memory, open_memory
from tm.model import Origin, TranslationUnit, Variant


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_memory(tmp_path / "m.tmdb") as memory:
        memory.add(UNITS)
    return tmp_path / "m.tmdb"


def counts(outcome: AddOutcome) -> tuple[int, int, int]:
    assert outcome.failures == ()
    (result,) = (each.result for each in outcome.added)
    return result.added, result.updated, result.unchanged


def content(path: Path) -> list[TranslationUnit]:
    with open_memory(path) as memory:
        return list(memory.units())


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("units.tmx", {}),
        ("units.tmx", {"pairwise": True}),
        ("units.tmx", {"targets": ["fr"]}),
        ("units.tmx", {"source": "de"}),
        ("units.po", {"targets": ["de"]}),
        ("units.po", {"source": "fr", "targets": ["de"]}),
        ("units.csv", {}),
        ("units.tsv", {"targets": ["fr"]}),
    ],
)
def test_what_came_out_changes_nothing(path: Path, name: str, options: dict[str, object]) -> None:
    before = content(path)
    file = path.with_name(name)
    export(file, memory=path, **options)  # type: ignore[arg-type]
    outcome = import_files([file], memory=path)
    assert counts(outcome)[:2] == (0, 0), outcome
    assert content(path) == before
    with open_memory(path) as memory:
        assert [batch.action for batch in memory.history()] == ["add"]


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_xliff_changes_nothing_where_there_are_no_inline_elements(
    tmp_path: Path, version: str
) -> None:
    path = tmp_path / "m.tmdb"
    with open_memory(path) as memory:
        memory.add(UNITS[1:])
    before = content(path)
    done = export(path.with_name("u.xlf"), targets=["de"], version=version, memory=path)
    assert done.count == 8
    assert done.left_out == ("2 units (8, 9) left out: nothing in en or nothing in de",)
    assert counts(import_files([path.with_name("u.xlf")], memory=path))[:2] == (0, 0)
    assert content(path) == before


def test_tmx_into_a_new_memory_is_the_same_memory(path: Path) -> None:
    file = path.with_name("units.tmx")
    export(file, memory=path)
    again = path.with_name("again.tmdb")
    import_files([file], memory=again)

    def bare(unit: TranslationUnit) -> TranslationUnit:
        # A unit without the file's source language has to name its own.
        attributes = tuple(sorted(a for a in unit.attributes if unit.variant("en")))
        variants = tuple(
            replace(each, attributes=tuple(sorted(each.attributes)))
            for each in sorted(unit.variants, key=lambda v: v.language)
        )
        return replace(unit, attributes=attributes, variants=variants)

    assert list(map(bare, content(again))) == list(map(bare, content(path)))


def test_the_rich_unit_is_in_the_tmx_as_it_was(path: Path) -> None:
    with open_memory(path) as memory:
        (unit,) = memory.find("bold")
    assert replace(unit, number=None) == RICH


def fill(path: Path, *units: TranslationUnit) -> Memory:
    memory = open_memory(path)
    memory.add(units)
    return memory


THREE = plain("One.", "Eins.", "Un.")


@pytest.mark.parametrize(
    ("smaller", "is_known"),
    [
        (plain("One.", "Eins."), True),
        (TranslationUnit((Variant("fr", "Un."), Variant("de", "Eins."))), True),
        (TranslationUnit((Variant("fr", "Un."),)), True),
        (plain("One.", "Zwei."), False),
        (plain("One"), False),
        (TranslationUnit((Variant("en", "One."), Variant("de-CH", "Eins."))), False),
        (TranslationUnit((Variant("en", "One.", "<ph>x</ph>One."), Variant("de", "Eins."))), False),
    ],
)
def test_a_unit_with_fewer_versions_is_nothing_new(
    tmp_path: Path, smaller: TranslationUnit, is_known: bool
) -> None:
    with fill(tmp_path / "m", THREE) as memory:
        result = memory.add([replace(smaller, origins=(Origin("set 1", "4"),), created=None)])
        assert (result.added, result.unchanged) == ((0, 1) if is_known else (1, 0))


def test_two_smaller_units_of_one_are_merged_together(tmp_path: Path) -> None:
    with fill(tmp_path / "m", THREE) as memory:
        pairs = [
            plain("One.", "Eins.", origins=(Origin("a"),)),
            TranslationUnit((Variant("en", "One."), Variant("fr", "Un.")), (Origin("b"),)),
        ]
        result = memory.add(pairs)
        assert (result.added, result.updated, result.unchanged) == (0, 1, 1)
        (unit,) = memory.units()
        assert {origin.name for origin in unit.origins} == {"set 1", "a", "b"}
        memory.undo()
        assert [each.origins for each in memory.units()] == [THREE.origins]


def test_a_corrected_set_keeps_its_place_in_a_larger_unit(tmp_path: Path) -> None:
    with fill(tmp_path / "m", THREE) as memory:
        pair = plain("One.", "Eins.", origins=(Origin("set 9", "1"),))
        other = plain("Two.", "Zwei.", origins=(Origin("set 9", "2"),))
        memory.add([pair, other], subject="set 9", replace=True)
        again = memory.add([pair, other], subject="set 9", replace=True)
        assert (again.added, again.updated, again.removed) == (0, 0, 0)
        memory.add([other], subject="set 9", replace=True)
        first, second = memory.units()
        assert [origin.name for origin in first.origins] == ["set 1"]
        assert [origin.name for origin in second.origins] == ["set 9"]


@pytest.mark.parametrize("spoil", [lambda text: text + "\x0b", lambda text: f"a\x00{text}\ufffe"])
def test_characters_that_no_file_can_hold(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    path = tmp_path / "m"
    with fill(path, plain(spoil("One"), spoil("Eins"))):
        pass
    export(tmp_path / "a.tmx", memory=path)
    assert counts(import_files([tmp_path / "a.tmx"], memory=path)) == (0, 0, 1)

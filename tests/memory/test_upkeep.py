"""Corrections, undo, duplicates, contradictions, several memories, health."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.memory.samples import TEXTS, aligned, unit
from tm.errors import MemoryStoreError
from tm.memory import Memory, database, open_memory, repair_memory, schema, search_memories
from tm.model import Status


def contents(memory: Memory) -> list[object]:
    units = [replace(unit, changed=None, changer="") for unit in memory.units()]
    return sorted(units, key=lambda each: each.number or 0)


def test_every_change_can_be_undone(memory: Memory) -> None:
    states = [contents(memory)]
    memory.add(aligned("a"), replace=True)
    states.append(contents(memory))
    memory.add(aligned("b", {lang: column[:1] for lang, column in TEXTS.items()}), replace=True)
    states.append(contents(memory))
    memory.delete([1, 2], who="anna")
    states.append(contents(memory))
    memory.set_status([3], Status.REJECTED)
    states.append(contents(memory))
    memory.replace(lambda text: text.replace("free", "at liberty"), "en")
    states.append(contents(memory))
    assert len({str(state) for state in states}) == len(states)
    for state in reversed(states[:-1]):
        memory.undo()
        assert contents(memory) == state
    with pytest.raises(MemoryStoreError, match="nothing to undo"):
        memory.undo()


def test_undo_of_an_earlier_change_waits_for_later_ones(memory: Memory) -> None:
    first = memory.add(aligned("a")).batch
    memory.delete([2])
    with pytest.raises(MemoryStoreError, match="undo batch 2 first"):
        memory.undo(first)
    memory.undo()
    memory.undo(first)
    assert len(memory) == 0


def test_earlier_states_are_kept(memory: Memory) -> None:
    memory.add(aligned("a"))
    memory.replace(str.upper, "fr")
    memory.delete([1])
    texts = [unit.variants[2].text for unit in memory.earlier(1)]
    assert texts == [TEXTS["fr"][0].upper(), TEXTS["fr"][0]]


def test_replacing_makes_one_unit_of_two(memory: Memory) -> None:
    memory.add([unit("a", en="Colour", de="Farbe"), unit("b", en="Color", de="Farbe")])
    assert memory.replace(lambda text: text.replace("Colour", "Color"), "en") == 1
    (kept,) = memory.units()
    assert {origin.name for origin in kept.origins} == {"a", "b"}
    memory.undo()
    assert len(memory) == 2


def test_dedupe_merges_into_the_unit_with_more_languages(memory: Memory) -> None:
    memory.add([unit("a", en="One", de="Eins"), unit("b", en="One", de="Eins", fr="Un")])
    memory.add([unit("c", en="One", de="Einer")])
    assert memory.dedupe() == 1
    assert [(u.languages, [o.name for o in u.origins]) for u in memory.units()] == [
        (("en", "de", "fr"), ["a", "b"]),
        (("en", "de"), ["c"]),
    ]
    assert memory.dedupe() == 0


def test_conflicts_have_counts_and_origins(memory: Memory) -> None:
    memory.add([unit("x", en="free", de="frei"), unit("y", en="free", de="frei", fr="libre")])
    memory.add([unit("z", en="free", de_CH="kostenlos"), unit("z", en="one", de="eins")])
    memory.add([replace(unit("z", en="one", de="falsch"), status=Status.REJECTED)])
    (conflict,) = memory.conflicts("en", "de")
    assert conflict.text == "free"
    assert [(r.text, r.count, r.origins) for r in conflict.renderings] == [
        ("frei", 2, ("x", "y")),
        ("kostenlos", 1, ("z",)),
    ]
    assert all(rendering.latest for rendering in conflict.renderings)
    assert memory.conflicts("en", "fr") == []


def test_stats(memory: Memory) -> None:
    memory.add(aligned("a"))
    memory.add([replace(unit("b", en="x", de="y"), status=Status.DRAFT)])
    stats = memory.stats()
    assert (stats.units, stats.texts) == (4, 11)
    assert stats.languages == {"de": 4, "en": 4, "fr": 3}
    assert stats.statuses == {"approved": 3, "draft": 1}
    assert stats.origins == {"a": 3, "b": 1}


def test_several_memories_with_priorities(tmp_path: Path) -> None:
    with open_memory(tmp_path / "first") as first, open_memory(tmp_path / "second") as second:
        first.add([unit(en="Free her now.", de="A"), unit(en="Same", de="S")])
        second.add([unit(en="Free her now.", de="B"), unit(en="Same", de="S")])
        second.add([unit(en="Free her now!", de="C")])

        def found(*memories: tuple[Memory, int]) -> list[tuple[str, int, str]]:
            matches = search_memories(memories, "Free her now.", limit=3)
            return [(m.target.text if m.target else "", m.score, m.memory) for m in matches]

        assert [each[0] for each in found((first, 0), (second, 0))] == ["A", "B", "C"]
        assert [each[0] for each in found((second, 0), (first, 0))] == ["B", "A", "C"]
        assert found((first, 30), (second, 0))[-1] == ("A", 70, "first")
        assert len(search_memories([(first, 0), (second, 0)], "Same")) == 1


def test_merging_a_memory(tmp_path: Path) -> None:
    with open_memory(tmp_path / "first") as first, open_memory(tmp_path / "second") as second:
        first.add(aligned("a"))
        second.add(aligned("b"))
        second.add([unit(en="x", de="y")])
        result = first.merge(second)
        assert (result.added, result.updated, len(first)) == (1, 3, 4)


def test_verify_finds_nothing_in_a_sound_memory(memory: Memory) -> None:
    memory.add(aligned("a"))
    assert memory.verify() == []


def test_repair_saves_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "m.tmdb"
    with open_memory(path) as memory:
        memory.add(unit("a", en=f"Text number {i}", de=f"Text Nummer {i}") for i in range(3000))
        memory.checkpoint()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(data)
    with open_memory(path) as memory, pytest.raises(MemoryStoreError, match="damaged"):
        list(memory.units())
    result = repair_memory(path)
    assert result.backup.read_bytes() == bytes(data)
    assert result.saved > 1000
    with open_memory(path) as memory:
        assert len(memory) == result.saved
        assert memory.verify() == []


def test_nothing_to_repair(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(MemoryStoreError, match="nothing can be read"):
        repair_memory(tmp_path / "m")
    assert [each.name for each in tmp_path.iterdir()] == ["m"]


def test_older_format_is_migrated_with_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m"
    with open_memory(path) as memory:
        memory.add(aligned())
    monkeypatch.setattr(schema, "VERSION", 2)
    monkeypatch.setattr(schema, "MIGRATIONS", {1: "ALTER TABLE info ADD COLUMN more TEXT"})
    with open_memory(path) as memory:
        assert len(memory) == 3
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.execute("SELECT more FROM info")
    connection.close()
    backup = sqlite3.connect(tmp_path / "m.format1.bak")
    assert backup.execute("SELECT count(*) FROM unit").fetchone() == (3,)
    backup.close()


def test_failed_migration_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m"
    with open_memory(path) as memory:
        memory.add(aligned())
    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", 2)
        patch.setattr(schema, "MIGRATIONS", {1: "DELETE FROM unit;\nNOT SQL"})
        with pytest.raises(MemoryStoreError):
            open_memory(path)
    assert database.is_writable(path)
    with open_memory(path) as memory:
        assert len(memory) == 3

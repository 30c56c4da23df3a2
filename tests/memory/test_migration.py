"""Memories of earlier formats, from stored scripts: read, brought forward, with a backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tm.errors import MemoryStoreError
from tm.memory import open_memory, schema
from tm.model import Status

CASES = Path(__file__).resolve().parents[1] / "cases" / "memory"
# What a later format might do: a column, an index, and another way to write what is there.
STEP = (
    "ALTER TABLE unit ADD COLUMN note TEXT NOT NULL DEFAULT '';\n"
    "CREATE INDEX unit_status ON unit (status);\n"
    "UPDATE batch SET subject = 'the ' || subject"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A memory of format 1."""
    found = tmp_path / "m.tmdb"
    script = (CASES / "format-1.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(found)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(script)
    return found


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_content(path: Path) -> None:
    """Look at everything that the memory of format 1 has."""
    with open_memory(path) as memory:
        first, second = memory.units()
        assert [(each.language, each.text) for each in first.variants] == [
            ("en", "She was arrested on 10 March 2019."),
            ("de-CH", "Sie wurde am 10. März 2019 festgenommen."),
            ("fr", "Elle a été arrêtée le 10 mars 2019."),
        ]
        assert [each.name for each in first.origins] == ["UA 118-24", "archive"]
        assert [(each.name, each.value) for each in first.properties] == [("domain", "law")]
        assert [each.text for each in first.notes] == ["checked"]
        assert (first.creator, second.status, second.uses) == ("ada", Status.DRAFT, 3)
        assert memory.search("She is free.")[0].similarity == 100
        assert [batch.action for batch in memory.history()] == ["delete", "add"]
        assert memory.verify() == []


def test_every_earlier_format_has_a_script_and_a_step() -> None:
    earlier = set(range(1, schema.VERSION))
    assert set(schema.MIGRATIONS) == earlier
    assert all((CASES / f"format-{number}.sql").is_file() for number in earlier | {1})


def test_what_format_1_has_is_there(path: Path) -> None:
    check_content(path)
    with open_memory(path) as memory:
        memory.undo()
        assert [each.variants[1].text for each in memory.units()][2] == "Weg."
    assert version(path) == schema.VERSION


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> int:
    """The program as it may be two formats later."""
    now = schema.VERSION
    steps = {now: STEP, now + 1: "CREATE TABLE later (a)"}
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS | steps)
    monkeypatch.setattr(schema, "VERSION", now + 2)
    return now + 2


def test_a_memory_is_brought_forward_after_a_backup(path: Path, later: int) -> None:
    check_content(path)
    assert version(path) == later
    backup = path.with_name("m.tmdb.format1.bak")
    assert version(backup) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM unit WHERE note = ''").fetchone() == (2,)
    with open_memory(path) as memory:
        assert memory.history()[0].subject.startswith("the ")


def test_the_backup_is_a_memory_of_the_earlier_format(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", {**schema.MIGRATIONS, schema.VERSION: STEP})
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        check_content(path)
    check_content(path.with_name("m.tmdb.format1.bak"))
    with pytest.raises(MemoryStoreError, match="install a newer version of tm"):
        open_memory(path)


def test_a_step_that_fails_leaves_all_as_it_was(
    path: Path, later: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(schema.MIGRATIONS, later - 1, "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(MemoryStoreError) as caught:
        open_memory(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert version(path) == 1
    monkeypatch.undo()
    check_content(path)


def test_an_earlier_format_that_may_not_be_written_is_refused(path: Path, later: int) -> None:
    mode = path.stat().st_mode
    path.chmod(mode & 0o555)
    with pytest.raises(MemoryStoreError, match="older format 1 and is read-only; use a copy"):
        open_memory(path)
    path.chmod(mode)
    assert version(path) == 1


def test_a_backup_that_cannot_be_made_stops_the_change(path: Path, later: int) -> None:
    path.with_name("m.tmdb.format1.bak").mkdir()
    with pytest.raises(MemoryStoreError, match="no backup can be written"):
        open_memory(path)
    assert version(path) == 1

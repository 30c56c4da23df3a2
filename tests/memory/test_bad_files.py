"""A memory that cannot be used: one line that says what to do, and the file stays as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.memory.samples import TEXTS, aligned
from tm.errors import MemoryStoreError
from tm.memory import open_memory


def filled(path: Path) -> Path:
    with open_memory(path) as memory:
        memory.add(aligned())
    return path


def not_a_database(path: Path) -> None:
    path.write_text("This is a letter, not a database.\n" * 100, encoding="utf-8")


def foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (a)")
    connection.commit()
    connection.close()


def newer_format(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def truncated(path: Path) -> None:
    data = filled(path).read_bytes()
    path.write_bytes(data[: len(data) // 3])


def overwritten(path: Path) -> None:
    data = bytearray(filled(path).read_bytes())
    data[2000:-100] = b"\x5a" * len(data[2000:-100])
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("spoil", "problem", "advice"),
    [
        (not_a_database, "not a translation memory", "tm import"),
        (foreign_database, "SQLite database, but not a translation memory", "another file"),
        (newer_format, "format 99", "newer version"),
        (truncated, "damaged", "tm memory repair"),
        (overwritten, "damaged", "tm memory repair"),
        (Path.mkdir, "folder", "name a file"),
    ],
)
def test_unusable_file_is_explained(
    tmp_path: Path, spoil: Callable[[Path], None], problem: str, advice: str
) -> None:
    path = tmp_path / "m.tmdb"
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(MemoryStoreError) as caught, open_memory(path) as memory:
        memory.search("She was arrested.")
    message = str(caught.value)
    assert message.startswith(str(path))
    assert problem in message
    assert advice in message
    assert "\n" not in message
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only_memory_is_searched_and_not_written(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = filled(folder / "m.tmdb")
    locked = path if what == "file" else folder
    mode = locked.stat().st_mode
    locked.chmod(mode & 0o555)
    try:
        with open_memory(path) as memory:
            assert memory.search(TEXTS["en"][0])[0].similarity == 100
            with pytest.raises(MemoryStoreError, match="read-only"):
                memory.add(aligned("other"))
            assert len(memory) == 3
    finally:
        locked.chmod(mode)


def test_new_memory_in_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o555)
    try:
        with pytest.raises(MemoryStoreError, match="folder is read-only; choose a folder"):
            open_memory(folder / "m.tmdb")
    finally:
        folder.chmod(0o755)


def test_locked_memory_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tm.memory.database.BUSY_SECONDS", 0.05)
    path = filled(tmp_path / "m.tmdb")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_memory(path) as memory:
        with pytest.raises(MemoryStoreError, match="another program has locked"):
            memory.add(aligned("other"))
        assert memory.search(TEXTS["en"][0])  # readers are not in the way
    other.execute("ROLLBACK")
    other.close()

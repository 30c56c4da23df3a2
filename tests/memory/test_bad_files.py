"""A memory that cannot be used: one line that says what to do, and the file stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.memory.samples import TEXTS, aligned
from tm.errors import MemoryStoreError
from tm.memory import open_memory, repair_memory
from tm.memory.database import explain


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


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody(action: Callable[[], str]) -> str:
    """Return what `action` says when a user without rights does it, in a process of its own."""
    if not hasattr(os, "fork") or os.geteuid() != 0:
        pytest.skip("only a super-user can become somebody else")
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        said = "nothing"
        try:
            os.setgid(65534)
            os.setuid(65534)
            said = action()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(sender, said.encode())
            os._exit(0)
    os.close(sender)
    with os.fdopen(receiver, encoding="utf-8") as file:
        said = file.read()
    os.waitpid(child, 0)
    return said


def test_another_user_can_search_and_cannot_write(open_folder: Path) -> None:
    path = filled(open_folder / "m.tmdb")

    def search() -> str:
        with open_memory(path) as memory:
            return f"{memory.search(TEXTS['en'][0])[0].similarity} {memory.writable}"

    def add() -> str:
        with open_memory(path) as memory:
            return str(memory.add(aligned("other")))

    search()  # so that everything is imported that the other user may not read
    assert as_nobody(search) == "100 False"
    assert as_nobody(add).startswith(f"MemoryStoreError: {path}: the memory is read-only")
    assert as_nobody(lambda: str(repair_memory(path))).startswith("MemoryStoreError: ")
    made = as_nobody(lambda: str(open_memory(open_folder / "new.tmdb")))
    assert "folder is read-only" in made
    assert [each.name for each in open_folder.iterdir() if each.suffix != ".index"] == ["m.tmdb"]
    with open_memory(path) as memory:
        assert len(memory) == 3


def test_a_full_disk_is_named_whatever_sqlite_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert "cannot be read or written" in str(explain(tmp_path / "m", error))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))
    assert "the disk is full; free some space" in str(explain(tmp_path / "m", error))


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


def test_a_memory_whose_making_was_stopped_is_made(tmp_path: Path) -> None:
    path = tmp_path / "m.tmdb"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")  # the first thing that is written
    connection.close()
    assert path.stat().st_size > 0
    with open_memory(path) as memory:
        assert memory.add(aligned()).added == 3
        assert memory.verify() == []

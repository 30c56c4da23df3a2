"""Saving what can be saved of a damaged memory."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tm.errors import MemoryStoreError, Message
from tm.memory.database import explain
from tm.memory.memory import Memory
from tm.memory.rows import load_units
from tm.memory.salvage import salvage
from tm.model import TranslationUnit

_LOGS = ("-wal", "-shm")
_NOTHING = "nothing can be read from the memory"
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@dataclass(frozen=True, slots=True)
class Repaired:
    """How many units were saved and lost; `backup` is the damaged file."""

    saved: int
    lost: int
    backup: Path


def repair_memory(path: str | Path) -> Repaired:
    """Copy every unit that can be read to a new memory in the place of the old one.

    Where SQLite cannot read the file, its pages are read one by one; a unit of which something is
    lost is kept with what is left. The old file is kept beside it as a backup, with its log. The
    history is not saved. Raises MemoryStoreError where nothing can be read, or another program
    writes; then the memory is as it was.
    """
    path = Path(path)
    if not path.is_file():
        raise MemoryStoreError(path, "there is no such memory", "check the name")
    fresh, parts = (path.with_name(f"{path.name}.{name}") for name in ("repaired", "salvaged"))
    backup = _free(path.with_name(f"{path.name}.damaged.bak"))
    done = False
    try:
        _forget(fresh, parts)
        _copy(path, backup)
        with _held(path) as old:
            saved, lost = _save(path, old, fresh, parts)
        fresh.replace(path)
        for suffix in _LOGS:
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
        shutil.rmtree(path.with_name(f"{path.name}.index"), ignore_errors=True)
        done = True
    except OSError as error:
        problem = Message("the memory cannot be repaired here ({reason})", reason=error.strerror)
        raise MemoryStoreError(path, problem, "check the disk and your rights to it") from error
    finally:
        _forget(fresh, parts, *([] if done else [backup]))
    return Repaired(saved, lost, backup)


@contextmanager
def _held(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Keep other programs from writing; None where SQLite cannot read the file at all."""
    connection = sqlite3.connect(path, timeout=1.0, isolation_level=None)
    with closing(connection):
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _LOCKED:
                raise explain(path, error) from error
            yield None
            return
        yield connection


def _save(path: Path, old: sqlite3.Connection | None, fresh: Path, parts: Path) -> tuple[int, int]:
    """Write what can be read to the memory `fresh`; return how many units are saved and lost."""
    with ExitStack() as stack:
        if old is None or not _is_sound(old):
            old = stack.enter_context(closing(sqlite3.connect(parts, isolation_level=None)))
            old.execute("BEGIN")
            if not salvage(path, old):
                raise MemoryStoreError(path, _NOTHING, "go back to a backup")
        lost: list[int] = []
        with Memory(fresh) as new:
            result = new.add(_readable(old, lost), subject=f"repaired from {path.name}")
            new.checkpoint()
    if lost and not result.total:
        raise MemoryStoreError(path, _NOTHING, "go back to a backup")
    return result.total, len(lost)


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT max(id) FROM unit")
        return [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] == ["ok"]
    except sqlite3.Error:
        return False


def _readable(connection: sqlite3.Connection, lost: list[int]) -> Iterator[TranslationUnit]:
    """Yield the units one by one; those of which nothing can be read are noted in `lost`."""
    numbers = [row[0] for row in connection.execute("SELECT id FROM unit ORDER BY id")]
    for number in numbers:
        try:
            (unit,) = load_units(connection, [number])
            if not all(isinstance(each.text, str) for each in unit.variants):
                raise ValueError(number)
        except (sqlite3.DatabaseError, ValueError, TypeError, AttributeError):
            lost.append(number)
            continue
        if unit.variants:
            yield unit
        else:
            lost.append(number)


def _copy(path: Path, backup: Path) -> None:
    """Copy the memory and its log, which may hold what the file has not yet."""
    shutil.copy2(path, backup)
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        shutil.copy2(log, backup.with_name(f"{backup.name}-wal"))


def _forget(*paths: Path) -> None:
    for path in paths:
        for suffix in ("", *_LOGS):
            with suppress(FileNotFoundError):
                path.with_name(f"{path.name}{suffix}").unlink()
        shutil.rmtree(path.with_name(f"{path.name}.index"), ignore_errors=True)


def _free(path: Path) -> Path:
    """Return `path`, or the first of its numbered variations that does not exist."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}{number}")
    return free

"""Saving what can be saved of a damaged memory."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from tm.errors import MemoryStoreError
from tm.memory.memory import Memory
from tm.memory.rows import load_units
from tm.model import TranslationUnit


@dataclass(frozen=True, slots=True)
class Repaired:
    """How many units were saved and lost; `backup` is the damaged file."""

    saved: int
    lost: int
    backup: Path


def repair_memory(path: str | Path) -> Repaired:
    """Copy every unit that can be read to a new memory in the place of the old one.

    The old file is kept beside it as a backup. Its history is not saved. Raises MemoryStoreError
    where nothing can be read; then nothing is changed.
    """
    path = Path(path)
    if not path.is_file():
        raise MemoryStoreError(path, "there is no such memory", "check the name")
    fresh = path.with_name(f"{path.name}.repaired")
    backup = _free(path.with_name(f"{path.name}.damaged.bak"))
    _forget(fresh)
    lost: list[int] = []
    try:
        with closing(sqlite3.connect(path)) as old, Memory(fresh) as new:
            saved = new.add(_readable(old, lost), subject=f"repaired from {path.name}").total
            new.checkpoint()
    except sqlite3.Error as error:
        _forget(fresh)
        problem = f"nothing can be read from the memory ({error})"
        raise MemoryStoreError(path, problem, "go back to a backup") from error
    shutil.copy2(path, backup)
    for suffix in ("-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    fresh.replace(path)
    _forget(fresh)
    shutil.rmtree(path.with_name(f"{path.name}.index"), ignore_errors=True)
    return Repaired(saved, len(lost), backup)


def _readable(connection: sqlite3.Connection, lost: list[int]) -> Iterator[TranslationUnit]:
    """Yield the units one by one; those that cannot be read are noted in `lost`."""
    try:
        (last,) = connection.execute("SELECT max(id) FROM unit").fetchone()
    except sqlite3.DatabaseError:
        (last,) = connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'unit'"
        ).fetchone()
    for number in range(1, (last or 0) + 1):
        try:
            units = load_units(connection, [number])
        except (sqlite3.DatabaseError, ValueError):
            lost.append(number)
            continue
        yield from (unit for unit in units if unit.variants)


def _forget(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
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

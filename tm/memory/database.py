"""Opening a memory's SQLite file, and saying in one line what is wrong with one that cannot be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tm.errors import MemoryStoreError, Message
from tm.memory import schema

_HEADER = b"SQLite format 3\x00"
BUSY_SECONDS = 30.0
# Pages of 4 KB in the log before they are written to the file: an import changes the same pages
# of the indexes again and again.
_LOG_PAGES = 1 << 14
_LITTLE = 1 << 17  # bytes with which nothing can be written any more

_PROBLEMS = {
    sqlite3.SQLITE_BUSY: (
        "another program has locked the memory",
        "wait until it has finished, or close it, and try again",
    ),
    sqlite3.SQLITE_LOCKED: (
        "another program has locked the memory",
        "wait until it has finished, or close it, and try again",
    ),
    sqlite3.SQLITE_READONLY: (
        "the memory is read-only",
        "give yourself the right to write to the file and its folder, or use a copy",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "free some space and try again; nothing was changed"),
    sqlite3.SQLITE_IOERR: (
        "the disk cannot be read or written",
        "check the disk and that the folder is not on an unreliable network share",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the memory cannot be opened",
        "check that its folder exists and that you may write to it",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the memory is damaged",
        "run `tm memory repair`, or go back to a backup",
    ),
    sqlite3.SQLITE_NOTADB: (
        "this is not a translation memory",
        "choose another file, import it with `tm import`, or if it was one, run `tm memory repair`",
    ),
}


def explain(path: Path, error: sqlite3.Error) -> MemoryStoreError:
    """Turn an error of SQLite into one line for people."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_IOERR and _is_full(path.parent):
        code = sqlite3.SQLITE_FULL  # the log's index could not grow
    problem, advice = _PROBLEMS.get(
        code, (Message("the memory cannot be used ({reason})", reason=error), "")
    )
    return MemoryStoreError(path, problem, advice)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn any error of SQLite inside into a MemoryStoreError about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(path, error) from error


def is_writable(path: Path) -> bool:
    """Say whether `path` (or, where it does not exist, its folder) may be written to.

    A file without any write permission counts as read-only even for a super-user, who could
    write: its owner said so.
    """
    existing = next((each for each in (path, *path.parents) if each.exists()), path)
    marked = existing.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return bool(marked) and os.access(existing, os.W_OK)


def connect(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open the memory at `path`, making or migrating it where needed; False: it is read-only.

    Raises MemoryStoreError where the file is something else, newer than this program, damaged,
    or cannot be opened. A file that is refused is left as it was.
    """
    if path.is_dir():
        raise MemoryStoreError(path, "this is a folder, not a memory", "name a file in it")
    try:
        return _connect(path)
    except sqlite3.Error as error:
        raise explain(path, error) from error
    except OSError as error:
        problem = Message("the memory cannot be opened ({reason})", reason=error.strerror)
        raise MemoryStoreError(path, problem, "check the path and your rights to it") from error


def _connect(path: Path) -> tuple[sqlite3.Connection, bool]:
    if not path.exists() or path.stat().st_size == 0:
        return _create(path), True
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            problem, advice = _PROBLEMS[sqlite3.SQLITE_NOTADB]
            raise MemoryStoreError(path, problem, advice)
    writable = is_writable(path) and is_writable(path.parent)
    connection = _open(path, writable=writable)
    try:
        _check_version(path, connection, writable=writable)
    except BaseException:
        connection.close()
        raise
    return connection, writable


def _open(path: Path, *, writable: bool) -> sqlite3.Connection:
    uri = path.resolve().as_uri()
    if not writable:
        # In a folder that cannot be written to, SQLite needs to be told that nobody else writes.
        log = path.with_name(f"{path.name}-wal")
        unlogged = not log.exists() or log.stat().st_size == 0
        uri += "?mode=ro&immutable=1" if unlogged else "?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA cache_size = -65536")
    if writable:
        # FULL: what was acknowledged survives a loss of power, not only of the process.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    return connection


def _create(path: Path) -> sqlite3.Connection:
    if not is_writable(path):
        problem = "a memory cannot be made here: the folder is read-only"
        raise MemoryStoreError(path, problem, "choose a folder that you may write to")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _fill(_open(path, writable=True))
    except sqlite3.Error:
        if path.exists() and path.stat().st_size == 0:  # the disk is full: leave nothing behind
            path.unlink()
        raise


def _fill(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    if not _version(connection):  # else another process was faster
        for statement in schema.TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute("INSERT INTO info VALUES ('uuid', ?)", (uuid.uuid4().hex,))
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    connection.execute("COMMIT")
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check_version(path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if not mark and writable and not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        _fill(connection)  # whoever was making it was stopped before it was filled
        return
    if mark != schema.APPLICATION_ID:
        problem = "this is an SQLite database, but not a translation memory"
        raise MemoryStoreError(path, problem, "choose another file")
    version = _version(connection)
    if version > schema.VERSION:
        problem = Message(
            "the memory has format {version}, this program knows up to {known}",
            version=version,
            known=schema.VERSION,
        )
        raise MemoryStoreError(path, problem, "install a newer version of tm")
    if version < schema.VERSION:
        if not writable:
            template = "the memory has the older format {version} and is read-only"
            problem = Message(template, version=version)
            raise MemoryStoreError(path, problem, "use a copy that you may write to")
        _migrate(path, connection, version)


def _migrate(path: Path, connection: sqlite3.Connection, version: int) -> None:
    """Bring the memory to the present format, after a backup beside it."""
    backup = path.with_name(f"{path.name}.format{version}.bak")
    try:
        with closing(sqlite3.connect(backup)) as copy:
            connection.backup(copy)
    except sqlite3.Error as error:
        problem = Message(
            "it has the older format {version}, and no backup can be written ({reason})",
            version=version,
            reason=error,
        )
        advice = "make room for {name} beside it and try again; nothing was changed"
        raise MemoryStoreError(path, problem, Message(advice, name=backup.name)) from error
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(_version(connection), schema.VERSION):
            for statement in schema.MIGRATIONS[step].split(";\n"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


@contextmanager
def transaction(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that happens inside, or nothing."""
    with guarded(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

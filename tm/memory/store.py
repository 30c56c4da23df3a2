"""The file of a memory, open: reading units, and writing in transactions and batches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tm.errors import ConfigError, MemoryStoreError, Message
from tm.memory import journal
from tm.memory.database import connect, guarded, transaction
from tm.memory.maintenance import every_unit
from tm.memory.rows import load_units
from tm.memory.searching import Searcher
from tm.model import TranslationUnit, normalize_tag


class Store:
    """Translation units in one file. A context manager; for one thread at a time.

    Other processes may read and write the same file meanwhile.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection, self.writable = connect(path)
        with guarded(path):
            self._searcher = Searcher(path, self._connection, writable=self.writable)

    @property
    def name(self) -> str:
        return self.path.stem

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        self._connection.close()

    def __len__(self) -> int:
        with guarded(self.path):
            return int(self._connection.execute("SELECT count(*) FROM unit").fetchone()[0])

    def unit(self, number: int) -> TranslationUnit | None:
        """Return the unit with this number, None where there is none."""
        with guarded(self.path), self._reading():
            return next(iter(load_units(self._connection, [number])), None)

    def units(self) -> Iterator[TranslationUnit]:
        """Yield all units in the order of their numbers, as they are at this moment."""
        with guarded(self.path), closing(connect(self.path)[0]) as connection:
            connection.execute("BEGIN")
            yield from every_unit(connection)

    def languages(self) -> dict[str, int]:
        """Return how many variants there are in each language tag, most first."""
        with guarded(self.path):
            return dict(
                self._connection.execute(
                    "SELECT language, count(*) FROM variant GROUP BY language"
                    " ORDER BY count(*) DESC, language"
                )
            )

    def history(self) -> list[journal.Batch]:
        """Return what was done to the memory, the latest first."""
        with guarded(self.path):
            return list(journal.batches(self._connection))

    def checkpoint(self) -> None:
        """Write everything into the one file, for copying it; done by itself now and then."""
        with guarded(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _batch(self, who: str, action: str, subject: str) -> Iterator[int]:
        """One transaction and one batch of the history."""
        with self._writing():
            batch = journal.begin(self._connection, datetime.now(UTC), who, action, subject)
            yield batch
            journal.advance(self._connection, batch, 0, done=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self.writable:
            problem = "the memory is read-only and was not changed"
            advice = "give yourself the right to write to the file and its folder, or use a copy"
            raise MemoryStoreError(self.path, problem, advice)
        with transaction(self.path, self._connection):
            yield

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Everything read inside is of one moment."""
        self._connection.execute("BEGIN")
        try:
            yield self._connection
        finally:
            self._connection.execute("COMMIT")


def tag(language: str) -> str:
    found = normalize_tag(language)
    if not found:
        template = "{language} is not a language tag; use one such as en or de-CH"
        raise ConfigError(Message(template, language=repr(language)))
    return found

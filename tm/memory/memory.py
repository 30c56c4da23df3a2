"""The translation memory: what the rest of the program, and a notebook, works with."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tm.errors import ConfigError, MemoryStoreError
from tm.memory import journal
from tm.memory.adding import CHUNK, Adding, AddResult
from tm.memory.database import connect, guarded, transaction
from tm.memory.rows import load_units
from tm.memory.searching import Filters, Penalties, Query, Searcher
from tm.model import Match, TranslationUnit, base_tag, normalize_tag

_SCHEME = "sqlite:///"
_PAGE = 1000  # units read at a time


def open_memory(path_or_url: str | Path) -> Memory:
    """Open the memory in a file (`memory.tmdb`, `sqlite:///memory.tmdb`); make it where absent.

    Raises MemoryStoreError where the file is no memory, damaged, locked, of a newer format, or
    cannot be opened; the file stays as it was.
    """
    name = str(path_or_url).removeprefix(_SCHEME)
    if "://" in name:
        problem = "memories are files; there is no access to a server"
        raise MemoryStoreError(name, problem, "give a path or sqlite:///PATH")
    return Memory(Path(name).expanduser())


class Memory:
    """Translation units in one file, with search. A context manager; for one thread at a time.

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

    def add(
        self,
        units: Iterable[TranslationUnit],
        *,
        who: str = "",
        subject: str = "",
        replace: bool = False,
        fingerprint: str = "",
        now: datetime | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> AddResult:
        """Add units; those whose texts are there already gain origins and newer dates.

        `subject` names for the history what is added (a set, a file). With `replace`, `units` are
        the whole of each set that their origins name: units that only an earlier version of the
        set had are removed. Otherwise they are written in transactions of 10,000 and `progress`
        is told how many were read after each; a call with the same `fingerprint` after a crash
        goes on behind the last one written. Raises MemoryStoreError.
        """
        adding = Adding(
            self._connection, who, subject, now or datetime.now(UTC), fingerprint=fingerprint
        )
        stream = iter(units)
        if replace:
            everything = list(stream)
            adding.replacing = frozenset(o.name for unit in everything for o in unit.origins)
            self._write(adding, everything, len(everything))
        else:
            self._add_stream(adding, stream, progress)
        if adding.batch is not None:
            with self._writing():
                journal.advance(self._connection, adding.batch, adding.result().total, done=True)
        return adding.result()

    def _add_stream(
        self,
        adding: Adding,
        stream: Iterator[TranslationUnit],
        progress: Callable[[int], None] | None,
    ) -> None:
        read = 0
        with guarded(self.path):
            if before := journal.unfinished(self._connection, adding.fingerprint):
                adding.batch, read = before
                stream = itertools.islice(stream, read, None)
        while chunk := list(itertools.islice(stream, CHUNK)):
            read += len(chunk)
            self._write(adding, chunk, read)
            if progress:
                progress(read)

    def _write(self, adding: Adding, chunk: list[TranslationUnit], read: int) -> None:
        with self._writing():
            adding.add(chunk)
            if adding.batch is not None:
                journal.advance(self._connection, adding.batch, read)

    def search(
        self,
        text: str,
        source: str = "en",
        target: str | None = "de",
        minimum: int = 70,
        limit: int = 5,
        *,
        before: str | None = None,
        after: str | None = None,
        filters: Filters | None = None,
        penalties: Penalties | None = None,
    ) -> list[Match]:
        """Return the `limit` best matches with a score of at least `minimum` per cent, best first.

        No unit that qualifies is missed. `source` and `target` are language tags; without a
        `target` any unit qualifies. `before` and `after` are the neighbouring texts, empty at the
        start or end of a text; where both are given and are a unit's own, its similarity is 101.
        """
        neighbours = None if before is None or after is None else (before, after)
        query = Query(
            text,
            _tag(source),
            None if target is None else _tag(target),
            minimum,
            limit,
            neighbours,
            filters or Filters(),
            penalties or Penalties(),
        )
        with guarded(self.path), self._reading():
            return self._searcher.search(query)

    def units(self) -> Iterator[TranslationUnit]:
        """Yield all units in the order of their numbers, as they are at this moment."""
        with guarded(self.path), closing(connect(self.path)[0]) as connection:
            connection.execute("BEGIN")
            last = 0
            while numbers := [
                row[0]
                for row in connection.execute(
                    "SELECT id FROM unit WHERE id > ? ORDER BY id LIMIT ?", (last, _PAGE)
                )
            ]:
                yield from load_units(connection, numbers)
                last = numbers[-1]

    def unit(self, number: int) -> TranslationUnit | None:
        """Return the unit with this number, None where there is none."""
        with guarded(self.path), self._reading():
            return next(iter(load_units(self._connection, [number])), None)

    def languages(self) -> dict[str, int]:
        """Return how many variants there are in each language tag, most first."""
        with guarded(self.path):
            return dict(
                self._connection.execute(
                    "SELECT language, count(*) FROM variant GROUP BY language"
                    " ORDER BY count(*) DESC, language"
                )
            )

    def build_index(
        self, languages: Iterable[str] = (), progress: Callable[[str, int], None] | None = None
    ) -> None:
        """Make search fast now rather than when it is first needed, after a large import.

        Without `languages`, all are indexed. `progress` is told the language and the number of
        texts before each.
        """
        with guarded(self.path), self._reading():
            for base in dict.fromkeys(map(base_tag, languages or self.languages())):
                self._searcher.finder.build(base, progress)

    def history(self) -> list[journal.Batch]:
        """Return what was done to the memory, the latest first."""
        with guarded(self.path):
            return list(journal.batches(self._connection))

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


def _tag(language: str) -> str:
    tag = normalize_tag(language)
    if not tag:
        raise ConfigError(f"{language!r} is not a language tag; use one such as en or de-CH")
    return tag

"""The translation memory: what the rest of the program, and a notebook, works with."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace as replace_fields
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tm.errors import ConfigError, MemoryStoreError
from tm.memory import journal, maintenance
from tm.memory.adding import CHUNK, Adding, AddResult
from tm.memory.browsing import find_units
from tm.memory.concordance import find_lines
from tm.memory.database import connect, guarded, transaction
from tm.memory.rows import load_units
from tm.memory.searching import Filters, Penalties, Query, Searcher
from tm.model import (
    ConcordanceLine,
    Match,
    MemoryConflict,
    Status,
    TranslationUnit,
    base_tag,
    normalize_tag,
)

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
        adapt: bool = True,
    ) -> list[Match]:
        """Return the `limit` best matches with a score of at least `minimum` per cent, best first.

        No unit that qualifies is missed. `source` and `target` are language tags; without a
        `target` any unit qualifies. `before` and `after` are the neighbouring texts, empty at the
        start or end of a text; where both are given and are a unit's own, its similarity is 101.
        With `adapt`, a match that differs from the query only in facts is offered with its
        translation adapted, and scores 100.
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
            adapt,
        )
        with guarded(self.path), self._reading():
            return self._searcher.search(query)

    def concordance(
        self,
        query: str,
        language: str = "en",
        limit: int = 20,
        *,
        stem: bool = True,
        filters: Filters | None = None,
    ) -> list[ConcordanceLine]:
        """Return the newest texts in `language` in which the words of `query` follow each other.

        `*` stands for any letters of a word and `?` for one. With `stem`, the inflected forms of
        a word are found too.
        """
        with guarded(self.path), self._reading():
            return list(
                find_lines(
                    self._connection,
                    query,
                    _tag(language),
                    limit,
                    stem=stem,
                    filters=filters or Filters(),
                    memory=self.name,
                )
            )

    def find(
        self,
        text: str = "",
        language: str | None = None,
        limit: int = 20,
        *,
        filters: Filters | None = None,
    ) -> list[TranslationUnit]:
        """Return the newest units that have `text`, whatever its case, in one of their variants.

        Without `filters`, of any status; with an empty `text`, all that the filters admit.
        """
        tag = "" if language is None else _tag(language)
        wanted = filters or Filters(statuses=frozenset(Status))
        with guarded(self.path), self._reading():
            return list(
                itertools.islice(find_units(self._connection, text, tag, wanted), max(0, limit))
            )

    def conflicts(
        self, source: str = "en", target: str = "de", limit: int = 100
    ) -> list[MemoryConflict]:
        """Return texts in `source` that are translated differently into `target`."""
        with guarded(self.path), self._reading():
            found = maintenance.conflicts(self._connection, _tag(source), _tag(target), limit)
            return list(found)

    def stats(self) -> maintenance.Stats:
        """Return the counts of the memory."""
        with guarded(self.path), self._reading():
            return maintenance.count(self._connection)

    def delete(self, numbers: Sequence[int], *, who: str = "") -> int:
        """Delete units by their numbers; `undo` brings them back. Return how many there were."""
        with self._batch(who, "delete", f"{len(numbers)} units") as batch:
            return maintenance.delete(self._connection, batch, numbers)

    def set_status(self, numbers: Sequence[int], status: Status, *, who: str = "") -> int:
        """Approve, reject or make drafts of units; return how many changed."""
        with self._batch(who, "status", status.value) as batch:
            units = load_units(self._connection, numbers)
            pairs = ((unit, replace_fields(unit, status=status)) for unit in units)
            return maintenance.change(self._connection, batch, datetime.now(UTC), who, pairs)

    def replace(self, edit: Callable[[str], str], language: str, *, who: str = "") -> int:
        """Replace each text in `language` by `edit(text)`; return how many units changed.

        Texts with inline elements are left as they are.
        """
        with self._batch(who, "replace", language) as batch:
            units = maintenance.every_unit(self._connection)
            pairs = maintenance.replaced(units, edit, _tag(language))
            return maintenance.change(self._connection, batch, datetime.now(UTC), who, pairs)

    def dedupe(self, *, who: str = "") -> int:
        """Merge units whose texts another unit has among its own; return how many."""
        with self._batch(who, "dedupe", "") as batch:
            return maintenance.dedupe(self._connection, batch)

    def merge(self, other: Memory, *, who: str = "") -> AddResult:
        """Add all units of another memory to this one."""
        return self.add(other.units(), who=who, subject=f"merge {other.name}")

    def undo(self, number: int | None = None) -> journal.Batch:
        """Undo a batch of the history, the latest that is not undone by default.

        Raises MemoryStoreError where there is none, or a later one changed the same units.
        """
        with self._writing():
            known = [each for each in journal.batches(self._connection) if not each.undone]
            chosen = [each for each in known if number is None or each.number == number]
            if not chosen:
                raise MemoryStoreError(self.path, "there is nothing to undo", "see the history")
            if later := journal.blockers(self._connection, chosen[0].number):
                problem = f"what batch {chosen[0].number} did was changed again by batch {later[0]}"
                raise MemoryStoreError(self.path, problem, f"undo batch {later[0]} first")
            journal.undo(self._connection, chosen[0].number)
            return chosen[0]

    def earlier(self, number: int) -> list[TranslationUnit]:
        """Return what a unit was before each change, the latest first; deleted units too."""
        with guarded(self.path), self._reading():
            return [unit for _, unit in journal.earlier(self._connection, number)]

    def verify(self) -> list[str]:
        """Return what is wrong with the memory and its index; empty where all is well."""
        with guarded(self.path), self._reading():
            found = maintenance.problems(self._connection)
        return found + self._searcher.finder.tiers.verify()

    def rebuild_index(self) -> None:
        """Throw the index away and build it again."""
        if self.writable:
            self._searcher.finder.tiers.remove()
            self.build_index()

    def checkpoint(self) -> None:
        """Write everything into the one file, for copying it; done by itself now and then."""
        with guarded(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

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


def search_memories(
    memories: Iterable[tuple[Memory, int]], text: str, **options: Any
) -> list[Match]:
    """Search several memories; return the best matches of all.

    Each memory comes with a penalty for its matches; of equal matches that of the memory named
    first comes first. `options` are those of `Memory.search`.
    """
    limit = options.get("limit", 5)
    penalties = options.pop("penalties", None) or Penalties()
    found: list[Match] = []
    for memory, penalty in memories:
        own = replace_fields(penalties, memory=penalties.memory + penalty)
        found += memory.search(text, penalties=own, **options)
    best: dict[tuple[str, str], Match] = {}
    # Stable, so that the order of the memories decides between equals.
    for match in sorted(found, key=lambda each: (-each.score, -each.similarity)):
        variants = sorted((each.language, each.text) for each in match.unit.variants)
        target = match.target.text if match.target else str(variants)
        best.setdefault((match.source.text, target), match)
    return list(best.values())[:limit]


def _tag(language: str) -> str:
    tag = normalize_tag(language)
    if not tag:
        raise ConfigError(f"{language!r} is not a language tag; use one such as en or de-CH")
    return tag

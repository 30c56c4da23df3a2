"""The translation memory: what the rest of the program, and a notebook, works with."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tm.errors import MemoryStoreError
from tm.memory import journal
from tm.memory.adding import CHUNK, Adding, AddResult
from tm.memory.browsing import find_units
from tm.memory.concordance import find_lines
from tm.memory.database import guarded
from tm.memory.searching import Filters, Penalties, Query
from tm.memory.store import tag
from tm.memory.upkeep import Upkeep
from tm.model import ConcordanceLine, Match, Status, TranslationUnit, base_tag

_SCHEME = "sqlite:///"


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


class Memory(Upkeep):
    """Translation units in one file, with search. A context manager; for one thread at a time.

    Other processes may read and write the same file meanwhile.
    """

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
        set had are removed. Otherwise they are written in transactions of 20,000 and `progress`
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

    def merge(self, other: Memory, *, who: str = "") -> AddResult:
        """Add all units of another memory to this one."""
        return self.add(other.units(), who=who, subject=f"merge {other.name}")

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
            tag(source),
            None if target is None else tag(target),
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
                    tag(language),
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
        spoken = "" if language is None else tag(language)
        wanted = filters or Filters(statuses=frozenset(Status))
        with guarded(self.path), self._reading():
            return list(
                itertools.islice(find_units(self._connection, text, spoken, wanted), max(0, limit))
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

    def rebuild_index(self) -> None:
        """Throw the index away and build it again."""
        if self.writable:
            self._searcher.finder.tiers.remove()
            self.build_index()

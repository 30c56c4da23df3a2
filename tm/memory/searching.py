"""From texts that are alike to matches: filters, penalties, context, order."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from tm.memory.differences import compare
from tm.memory.finding import Finder
from tm.memory.rows import context_hash, load_units
from tm.memory.similarity import IDENTICAL, IN_CONTEXT, similarity
from tm.memory.writing import pieces
from tm.model import Match, Status, TranslationUnit, Variant, base_tag, tags_match

_TEXTS = 1000  # texts that are equally alike, looked up at a time
_UNITS = 64  # units loaded at a time


@dataclass(frozen=True, slots=True)
class Filters:
    """Which units may be found. `origin` is a pattern with `*` and `?` for an origin's name.

    `since` and `until` limit the date of the last change (or of the creation), both inclusive.
    """

    statuses: frozenset[Status] = frozenset({Status.APPROVED, Status.DRAFT})
    origin: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def admit(self, unit: TranslationUnit) -> bool:
        if unit.status not in self.statuses:
            return False
        if self.origin and not any(fnmatchcase(o.name, self.origin) for o in unit.origins):
            return False
        at = unit.changed or unit.created
        early = self.since is not None and (at is None or at < self.since)
        late = self.until is not None and (at is None or at > self.until)
        return not (early or late)


@dataclass(frozen=True, slots=True)
class Penalties:
    """Points taken off the similarity of units that deserve less trust.

    `machine` is for units that say they come from machine translation (`machine_marks` in the
    creation tool, the creator or a property); `old` for units last changed before `old_before`;
    `memory` for all units of this memory.
    """

    draft: int = 0
    machine: int = 0
    old: int = 0
    memory: int = 0
    old_before: datetime | None = None
    machine_marks: tuple[str, ...] = ("MT!", "machine")

    def of(self, unit: TranslationUnit, target: Variant | None) -> tuple[tuple[str, int], ...]:
        """Return the penalties that a unit gets, by name."""
        at = unit.changed or unit.created
        old = self.old_before is not None and at is not None and at < self.old_before
        due = {
            "draft": self.draft if unit.status == Status.DRAFT else 0,
            "machine": self.machine if self.machine and self._is_machine(unit, target) else 0,
            "old": self.old if old else 0,
            "memory": self.memory,
        }
        return tuple((name, points) for name, points in due.items() if points)

    def _is_machine(self, unit: TranslationUnit, target: Variant | None) -> bool:
        said = [text for each in (unit, target) if each for text in _provenance(each)]
        return any(mark.casefold() in text for mark in self.machine_marks for text in said)


def _provenance(each: TranslationUnit | Variant) -> Iterator[str]:
    yield from (each.creator.casefold(), each.changer.casefold())
    yield from (value.casefold() for name, value in each.attributes if name == "creationtool")
    yield from (f"{p.name}={p.value}".casefold() for p in each.properties)


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the memory; `source` and `target` are normalised tags."""

    text: str
    source: str
    target: str | None
    minimum: int
    limit: int
    neighbours: tuple[str, str] | None
    filters: Filters
    penalties: Penalties
    adapt: bool

    @property
    def context(self) -> str | None:
        """The beginning of what `pack_contexts` writes for these neighbours, None for none."""
        if self.neighbours is None:
            return None
        before, after = map(context_hash, self.neighbours)
        return f":{before}:{after} "

    def is_context(self, unit: TranslationUnit, source: Variant) -> bool:
        """Say whether `source` stood between the query's neighbours in one of its origins."""
        if self.neighbours is None:
            return False
        wanted = (source.language, *map(context_hash, self.neighbours))
        return any(
            (c.language, c.before, c.after) == wanted for o in unit.origins for c in o.contexts
        )


class Searcher:
    """Search in one memory through one connection."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self._connection = connection
        self._name = path.stem
        self.finder = Finder(path, connection, writable=writable)

    def search(self, query: Query) -> list[Match]:
        """Return the best matches of `query`, best first."""
        if not query.text.strip() or query.limit < 1:
            return []
        found: list[Match] = []
        hits = self.finder.find(base_tag(query.source), query.text, query.minimum)
        for percent, group in itertools.groupby(hits, key=lambda hit: hit[0]):
            for texts in pieces([number for _, number in group], _TEXTS):
                found = self._extend(query, percent, texts, found)
            if _is_full(found, query.limit, percent):
                break
        marked = (
            replace(match, differences=compare(query.text, match.source.text)) for match in found
        )
        if not query.adapt:
            return list(marked)
        from tm.memory.adapting import adapt  # the facts need a moment to be loaded

        return sorted((adapt(match, query.text) for match in marked), key=_order)

    def _extend(
        self, query: Query, percent: int, texts: Sequence[int], found: list[Match]
    ) -> list[Match]:
        """Add the matches that have one of `texts`, until nothing better can come."""
        for number in self._in_context(query, percent, texts), self._by_date(texts):
            for part in _chunks(number, _UNITS):
                if _is_full(found, query.limit, percent):
                    return found
                units = load_units(self._connection, part)
                new = (self._match(query, percent, unit) for unit in units)
                found = _best(itertools.chain(found, filter(None, new)), query)
        return found

    def _in_context(self, query: Query, percent: int, texts: Sequence[int]) -> Iterator[int]:
        """Yield the units that stood between the query's neighbours."""
        if percent < IDENTICAL or query.context is None:
            return
        marks = ",".join("?" * len(texts))
        rows = self._connection.execute(
            "SELECT DISTINCT v.unit FROM variant v JOIN origin o ON o.unit = v.unit"
            f" WHERE v.text IN ({marks}) AND instr(o.contexts, ?)",
            (*texts, query.context),
        )
        yield from (row[0] for row in rows)

    def _by_date(self, texts: Sequence[int]) -> Iterator[int]:
        """Yield the units that have one of `texts`: approved before others, the latest first."""
        marks = ",".join("?" * len(texts))
        rows = self._connection.execute(
            f"SELECT DISTINCT u.id FROM variant v JOIN unit u ON u.id = v.unit"
            f" WHERE v.text IN ({marks}) ORDER BY u.status = 'approved' DESC,"
            " coalesce(u.changed, u.created) DESC, u.id DESC",
            texts,
        )
        yield from (row[0] for row in rows)

    def _match(self, query: Query, percent: int, unit: TranslationUnit) -> Match | None:
        """Return the match that `unit` is; None where it is none or is one at another percent."""
        target = None if query.target is None else unit.variant(query.target)
        if (query.target is not None and target is None) or not query.filters.admit(unit):
            return None
        sources = [each for each in unit.variants if tags_match(query.source, each.language)]
        source = max(sources, key=lambda each: similarity(query.text, each.text), default=None)
        if source is None or source is target or similarity(query.text, source.text) != percent:
            return None
        if percent == IDENTICAL and query.is_context(unit, source):
            percent = IN_CONTEXT
        penalties = query.penalties.of(unit, target)
        score = max(0, percent - sum(points for _, points in penalties))
        if score < query.minimum:
            return None
        return Match(unit, source, target, percent, score, (), penalties, self._name)


def _is_full(found: Sequence[Match], limit: int, percent: int) -> bool:
    """Say whether no match at `percent` or below can still enter the list."""
    return len(found) >= limit and found[limit - 1].score >= percent


def _best(matches: Iterable[Match], query: Query) -> list[Match]:
    """Return the best matches, each pair of source and target text once."""
    seen: set[tuple[str, str]] = set()
    best: list[Match] = []
    for match in sorted(matches, key=_order):
        pair = (match.source.text, match.target.text if match.target else str(match.unit.number))
        if pair not in seen:
            seen.add(pair)
            best.append(match)
    return best[: query.limit]


def _order(match: Match) -> tuple[int, int, bool, float, int]:
    """Sort by score, then similarity, then approved units and later changes first."""
    at = match.unit.changed or match.unit.created
    return (
        -match.score,
        -match.similarity,  # so that an identical text comes before one that was adapted
        match.unit.status != Status.APPROVED,
        -at.timestamp() if at else 0.0,
        -(match.unit.number or 0),
    )


def _chunks(numbers: Iterator[int], size: int) -> Iterator[list[int]]:
    while part := list(itertools.islice(numbers, size)):
        yield part

"""Writing units into the database: many at once, in few statements."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from tm.memory.rows import Row, history, pack_contexts, text_hash, to_seconds, unit_key
from tm.model import Origin, TranslationUnit, base_tag

_HISTORY = ("creator", "created", "changer", "changed", "used", "uses", "extra")
_COLUMNS = {
    "unit": ("id", "key", "batch", "status", "name", *_HISTORY),
    "variant": ("unit", "position", "language", "text", "markup", *_HISTORY),
}
_BOUND = 5000  # values bound in one statement; SQLite takes 32,766
_Item = TypeVar("_Item")


def pieces(items: Sequence[_Item], size: int = _BOUND) -> Iterator[Sequence[_Item]]:
    """Cut `items` into runs that fit into one statement."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def find_keys(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, int]:
    """Return the numbers of the units that exist, by key."""
    found: dict[bytes, int] = {}
    for part in pieces(keys):
        marks = ",".join("?" * len(part))
        found.update(connection.execute(f"SELECT key, id FROM unit WHERE key IN ({marks})", part))
    return found


@dataclass(slots=True)
class Texts:
    """Texts of a language: the fingerprint of each, and the numbers of those that are there."""

    hashes: dict[tuple[str, str], int]
    numbers: dict[tuple[str, str], int]


def find_texts(connection: sqlite3.Connection, units: Iterable[TranslationUnit]) -> Texts:
    """Look up all texts of `units`."""
    wanted = {(base_tag(each.language), each.text) for unit in units for each in unit.variants}
    texts = Texts({each: text_hash(*each) for each in wanted}, {})
    for part in pieces(list(texts.hashes.values())):
        marks = ",".join("?" * len(part))
        # Left to itself, SQLite reads the whole table so as not to have to sort.
        rows = connection.execute(
            f"SELECT base, text, id FROM text INDEXED BY text_hash WHERE hash IN ({marks})"
            " ORDER BY id DESC",
            part,
        )
        texts.numbers.update(((base, text), number) for base, text, number in rows)
    return texts


def insert_units(
    connection: sqlite3.Connection,
    batch: int,
    units: Mapping[bytes, TranslationUnit],
    now: datetime,
    who: str,
    texts: Texts,
) -> None:
    """Insert units that are not there yet, by key; those without a date are of `now`, by `who`.

    `texts` is what `find_texts` found of theirs.
    """
    first = _next(connection, "unit")
    rows = (
        (number, key, batch, unit.status.value, unit.id, *_dated(unit, now, who))
        for number, (key, unit) in enumerate(units.items(), first)
    )
    _insert(connection, "unit", rows)
    _insert_parts(connection, list(enumerate(units.values(), first)), texts)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows; what is NULL at their ends, as most is, is not bound: it would take longest."""
    by_size: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        size = len(row)
        while row[size - 1] is None:
            size -= 1
        by_size[size].append(row[:size])
    for size, some in by_size.items():
        names, marks = ",".join(_COLUMNS[table][:size]), ",".join("?" * size)
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", some)


def _dated(unit: TranslationUnit, now: datetime, who: str) -> tuple[Any, ...]:
    """Return the columns of `history`, with who and when where the unit does not say."""
    creator, created, *others = history(unit)
    if created is None:
        dates = [each.created for each in unit.variants if each.created]
        created = to_seconds(min(dates) if dates else now)
        creator = creator or (None if dates else who or None)
    return (creator, created, *others)


def rewrite_unit(connection: sqlite3.Connection, number: int, unit: TranslationUnit) -> None:
    """Put `unit` in the place of what has its number."""
    _delete_parts(connection, [number])
    connection.execute(
        "UPDATE unit SET key=?, status=?, name=?, creator=?, created=?, changer=?, changed=?,"
        " used=?, uses=?, extra=? WHERE id=?",
        (unit_key(unit), unit.status.value, unit.id, *history(unit), number),
    )
    _insert_parts(connection, [(number, unit)], find_texts(connection, [unit]))


def restore_unit(
    connection: sqlite3.Connection, batch: int, number: int, unit: TranslationUnit
) -> None:
    """Insert a deleted unit again under its old number, as made by `batch`."""
    row = (number, unit_key(unit), batch, unit.status.value, unit.id, *history(unit))
    _insert(connection, "unit", [row])
    _insert_parts(connection, [(number, unit)], find_texts(connection, [unit]))


def delete_units(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Delete units; their texts stay, for the index and for the history."""
    _delete_parts(connection, numbers)
    connection.executemany("DELETE FROM unit WHERE id = ?", ((number,) for number in numbers))


def _delete_parts(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    for table in ("variant", "origin"):
        connection.executemany(
            f"DELETE FROM {table} WHERE unit = ?", ((number,) for number in numbers)
        )


def _insert_parts(
    connection: sqlite3.Connection, numbered: Sequence[tuple[int, TranslationUnit]], texts: Texts
) -> None:
    variants = [
        (number, position, each, (base_tag(each.language), each.text))
        for number, unit in numbered
        for position, each in enumerate(unit.variants)
    ]
    _insert_texts(connection, dict.fromkeys(text for *_, text in variants), texts)
    known = texts.numbers
    rows = (
        (number, position, each.language, known[text], each.markup or None, *history(each))
        for number, position, each, text in variants
    )
    _insert(connection, "variant", rows)
    sources = _source_numbers(connection, (each for _, unit in numbered for each in unit.origins))
    connection.executemany(
        "INSERT OR REPLACE INTO origin VALUES (?,?,?,?,?)",
        (
            (number, sources[each.name], each.place, each.score, pack_contexts(each.contexts))
            for number, unit in numbered
            for each in unit.origins
        ),
    )


def _insert_texts(
    connection: sqlite3.Connection, wanted: Iterable[tuple[str, str]], texts: Texts
) -> None:
    """Insert those of `wanted` that are not there, and note their numbers."""
    new = [each for each in wanted if each not in texts.numbers]
    texts.numbers.update(zip(new, itertools.count(_next(connection, "text"))))
    connection.executemany(
        "INSERT INTO text VALUES (?,?,?,?)",
        ((texts.numbers[each], each[0], texts.hashes[each], each[1]) for each in new),
    )


def _source_numbers(connection: sqlite3.Connection, origins: Iterable[Origin]) -> dict[str, int]:
    files = {each.name: each.files for each in origins}
    for name, paths in files.items():
        packed = json.dumps(paths, ensure_ascii=False)
        connection.execute(
            "INSERT INTO source (name, files) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET files = excluded.files"
            " WHERE files <> excluded.files",
            (name, packed),
        )
    return {
        name: connection.execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()[0]
        for name in files
    }


def _next(connection: sqlite3.Connection, table: str) -> int:
    """Return the first number never given out in `table`; holds while the transaction does."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (row[0] if row else 0) + 1

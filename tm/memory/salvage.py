"""The units of a damaged memory, from the records that are left of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from tm.memory import schema
from tm.memory.pages import Pages, Record, Value
from tm.model import Status

_STATUSES = frozenset(Status)
_NUMBER, _TEXT, _OPTIONAL, _WHEN = (int,), (str,), (str, type(None)), (int, type(None))
_HISTORY = (_OPTIONAL, _WHEN, _OPTIONAL, _WHEN, _WHEN, _WHEN, _OPTIONAL)
# How to know a row of each table by its values; the number of the row is in place of the first
# where a table has one.
_SHAPES: dict[str, tuple[bool, tuple[tuple[type, ...], ...]]] = {
    "text": (True, (_NUMBER, _TEXT, _NUMBER, _TEXT)),
    "unit": (True, (_NUMBER, (bytes,), _NUMBER, _TEXT, _TEXT, *_HISTORY)),
    "source": (True, (_NUMBER, _TEXT, _TEXT)),
    "variant": (False, (_NUMBER, _NUMBER, _TEXT, _NUMBER, _OPTIONAL, *_HISTORY)),
    "origin": (False, (_NUMBER, _NUMBER, _TEXT, (float, int), _TEXT)),
}
# What is known of a unit of which only texts are left: a person should look at it.
_ORPHANS = (
    "INSERT INTO unit (id, key, batch, status, name)"
    " SELECT DISTINCT unit, zeroblob(16), 0, 'draft', '' FROM variant"
    " WHERE unit NOT IN (SELECT id FROM unit)"
)


def salvage(path: Path, target: sqlite3.Connection) -> int:
    """Write all rows that can be read to the empty database `target`; return how many units.

    That is how many the memory had, as far as can be seen.
    """
    for statement in schema.TABLES.split(";\n"):
        target.execute(statement)
    for table, values in _rows(Pages(path)):
        marks = ",".join("?" * len(values))
        target.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)
    target.execute(_ORPHANS)
    target.execute("DELETE FROM variant WHERE text NOT IN (SELECT id FROM text)")
    (units,) = target.execute("SELECT count(*) FROM unit").fetchone()
    return int(units)


def _rows(pages: Pages) -> Iterator[tuple[str, Sequence[Value]]]:
    for record in pages.records():
        for table, (has_number, shape) in _SHAPES.items():
            values = _fitted(record, shape, has_number=has_number)
            if values and _is_sound(table, values):
                yield table, values
                break


def _fitted(
    record: Record, shape: tuple[tuple[type, ...], ...], *, has_number: bool
) -> Sequence[Value]:
    """Return the row that a record is, empty where it is none of this shape."""
    if len(record.values) != len(shape) or (record.number is None) == has_number:
        return ()
    values = (record.number, *record.values[1:]) if has_number else record.values
    fits = all(isinstance(value, types) for value, types in zip(values, shape, strict=True))
    return values if fits else ()


def _is_sound(table: str, values: Sequence[Value]) -> bool:
    if table == "unit":
        return values[3] in _STATUSES and _is_json(values[-1])
    if table == "source":
        return _is_json(values[2])
    return table != "variant" or _is_json(values[-1])


def _is_json(value: Value) -> bool:
    try:
        return value is None or isinstance(json.loads(str(value)), list)
    except ValueError:
        return False

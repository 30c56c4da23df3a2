"""What was changed, when, by whom, and as it was before: history and undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tm.memory.rows import (
    from_seconds,
    load_units,
    pack_contexts,
    pack_extra,
    to_seconds,
    unpack_contexts,
    unpack_extra,
)
from tm.memory.writing import delete_units, restore_unit, rewrite_unit
from tm.model import Origin, Status, TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class Batch:
    """What one call changed. `read` counts the units taken from the file so far.

    Not `done`: the program was stopped in the middle; the units counted are in the memory.
    """

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    read: int
    done: bool
    undone: bool


def begin(
    connection: sqlite3.Connection,
    now: datetime,
    who: str,
    action: str,
    subject: str,
    fingerprint: str = "",
) -> int:
    """Open a batch and return its number; `fingerprint` tells a file that may be resumed."""
    row = connection.execute(
        "INSERT INTO batch (at, who, action, subject, fingerprint) VALUES (?, ?, ?, ?, ?)"
        " RETURNING id",
        (to_seconds(now), who, action, subject, fingerprint),
    ).fetchone()
    return int(row[0])


def advance(connection: sqlite3.Connection, batch: int, read: int, *, done: bool = False) -> None:
    """Note how many units of its file a batch has read, and whether that was all."""
    connection.execute("UPDATE batch SET read = ?, done = ? WHERE id = ?", (read, done, batch))


def unfinished(connection: sqlite3.Connection, fingerprint: str) -> tuple[int, int] | None:
    """Return (batch, units read) of an interrupted batch with this fingerprint."""
    row = connection.execute(
        "SELECT id, read FROM batch WHERE fingerprint = ? AND fingerprint <> ''"
        " AND NOT done AND NOT undone ORDER BY id DESC",
        (fingerprint,),
    ).fetchone()
    return None if row is None else (row[0], row[1])


def record(
    connection: sqlite3.Connection, batch: int, number: int, before: TranslationUnit
) -> None:
    """Keep `before`, unless the batch created or already changed this unit."""
    connection.execute(
        "INSERT OR IGNORE INTO journal (batch, unit, created, before)"
        " SELECT ?1, id, batch, ?3 FROM unit WHERE id = ?2 AND batch <> ?1",
        (batch, number, pack_unit(before)),
    )


def batches(connection: sqlite3.Connection) -> Iterator[Batch]:
    """Yield what was done, the latest first."""
    for row in connection.execute(
        "SELECT id, at, who, action, subject, read, done, undone FROM batch ORDER BY id DESC"
    ):
        yield Batch(
            row[0],
            from_seconds(int(row[1])),
            row[2],
            row[3],
            row[4],
            row[5],
            bool(row[6]),
            bool(row[7]),
        )


def earlier(connection: sqlite3.Connection, number: int) -> Iterator[tuple[int, TranslationUnit]]:
    """Yield (batch that changed it, unit as it was before) for a unit, the latest first."""
    for batch, before in connection.execute(
        "SELECT batch, before FROM journal WHERE unit = ? ORDER BY batch DESC", (number,)
    ):
        yield batch, unpack_unit(before, number)


def blockers(connection: sqlite3.Connection, batch: int) -> list[int]:
    """Return later batches, not undone, that changed the same units: they must be undone first."""
    rows = connection.execute(
        "SELECT DISTINCT j.batch FROM journal j JOIN batch b ON b.id = j.batch"
        " WHERE j.batch > ?1 AND NOT b.undone AND (j.unit IN"
        " (SELECT unit FROM journal WHERE batch = ?1) OR j.unit IN"
        " (SELECT id FROM unit WHERE batch = ?1) OR j.created = ?1) ORDER BY j.batch DESC",
        (batch,),
    )
    return [row[0] for row in rows]


def undo(connection: sqlite3.Connection, batch: int) -> int:
    """Bring back every unit as it was before `batch`; return how many. Inside a transaction."""
    rows = connection.execute("SELECT id FROM unit WHERE batch = ?", (batch,))
    made = [row[0] for row in rows]
    delete_units(connection, made)
    changed = connection.execute(
        "SELECT unit, created, before FROM journal WHERE batch = ?", (batch,)
    ).fetchall()
    alive = {unit.number for unit in load_units(connection, [row[0] for row in changed])}
    for number, created, before in changed:
        unit = unpack_unit(before, number)
        if number in alive:
            rewrite_unit(connection, number, unit)
        else:
            restore_unit(connection, created, number, unit)
    connection.execute("UPDATE batch SET undone = 1 WHERE id = ?", (batch,))
    return len(made) + len(changed)


def pack_unit(unit: TranslationUnit) -> str:
    """Return `unit` as JSON."""
    variants = [[v.language, v.text, v.markup, *_pack_history(v)] for v in unit.variants]
    origins = [[o.name, o.place, o.files, o.score, pack_contexts(o.contexts)] for o in unit.origins]
    packed = [unit.status.value, unit.id, *_pack_history(unit), variants, origins]
    return json.dumps(packed, ensure_ascii=False)


def unpack_unit(packed: str, number: int | None = None) -> TranslationUnit:
    """Return the unit that `pack_unit` made JSON of."""
    status, name, *history, variants, origins = json.loads(packed)
    return TranslationUnit(
        variants=tuple(
            Variant(language=v[0], text=v[1], markup=v[2], **_unpack_history(v[3:]))
            for v in variants
        ),
        origins=tuple(
            Origin(o[0], o[1], tuple(o[2]), o[3], unpack_contexts(o[4])) for o in origins
        ),
        status=Status(status),
        id=name,
        number=number,
        **_unpack_history(history),
    )


def _pack_history(each: TranslationUnit | Variant) -> list[Any]:
    times = [to_seconds(each.created), to_seconds(each.changed), to_seconds(each.used)]
    return [each.creator, each.changer, *times, each.uses, pack_extra(each)]


def _unpack_history(packed: list[Any]) -> dict[str, Any]:
    creator, changer, created, changed, used, uses, extra = packed
    attributes, properties, notes = unpack_extra(extra)
    return {
        "creator": creator,
        "changer": changer,
        "created": from_seconds(created),
        "changed": from_seconds(changed),
        "used": from_seconds(used),
        "uses": uses,
        "attributes": attributes,
        "properties": properties,
        "notes": notes,
    }

"""Looking after a memory: counts, corrections, duplicates, contradictions, health."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tm.errors import Message
from tm.memory import journal
from tm.memory.merging import merge_units
from tm.memory.rows import from_seconds, load_units, numbered, unit_key
from tm.memory.writing import delete_units, find_keys, pieces, rewrite_unit
from tm.model import MemoryConflict, Rendering, TranslationUnit, Variant, tags_match

_PAGE = 1000
INTERRUPTED = (
    "the import of {name} was interrupted after {count} units; import the file again to go on"
)


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a memory: units, distinct texts, variants a language, units a status and origin."""

    units: int
    texts: int
    languages: dict[str, int]
    statuses: dict[str, int]
    origins: dict[str, int]
    bytes: int


def count(connection: sqlite3.Connection) -> Stats:
    def table(query: str) -> dict[str, int]:
        return dict(connection.execute(query))

    (units,) = connection.execute("SELECT count(*) FROM unit").fetchone()
    (texts,) = connection.execute("SELECT count(DISTINCT text) FROM variant").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return Stats(
        units,
        texts,
        table("SELECT language, count(*) n FROM variant GROUP BY 1 ORDER BY n DESC, 1"),
        table("SELECT status, count(*) n FROM unit GROUP BY 1 ORDER BY n DESC, 1"),
        table(
            "SELECT s.name, count(DISTINCT o.unit) n FROM origin o JOIN source s ON s.id = o.source"
            " GROUP BY 1 ORDER BY n DESC, 1"
        ),
        pages * size,
    )


def delete(connection: sqlite3.Connection, batch: int, numbers: Sequence[int]) -> int:
    """Delete units, with what is needed to bring them back; return how many there were."""
    units = load_units(connection, numbers)
    for unit in units:
        journal.record(connection, batch, numbered(unit), unit)
    delete_units(connection, [numbered(unit) for unit in units])
    return len(units)


def change(
    connection: sqlite3.Connection,
    batch: int,
    now: datetime,
    who: str,
    changed: Iterable[tuple[TranslationUnit, TranslationUnit]],
) -> int:
    """Write each (unit as it is, unit as it should be); return how many differed.

    A unit that gets the texts of another is merged into that one.
    """
    number = 0
    for old, new in changed:
        if old == new:
            continue
        new = replace(new, changed=now, changer=who or new.changer)
        journal.record(connection, batch, numbered(old), old)
        (other,) = find_keys(connection, [unit_key(new)]).values() or (None,)
        if other is not None and other != numbered(old):
            (twin,) = load_units(connection, [other])
            journal.record(connection, batch, other, twin)
            rewrite_unit(connection, other, merge_units(twin, new))
            delete_units(connection, [numbered(old)])
        else:
            rewrite_unit(connection, numbered(old), new)
        number += 1
    return number


def every_unit(connection: sqlite3.Connection) -> Iterator[TranslationUnit]:
    """Yield all units by their numbers, page by page, so that they may be changed meanwhile."""
    last = 0
    while numbers := [
        row[0]
        for row in connection.execute(
            "SELECT id FROM unit WHERE id > ? ORDER BY id LIMIT ?", (last, _PAGE)
        )
    ]:
        yield from load_units(connection, numbers)
        last = numbers[-1]


def replaced(
    units: Iterable[TranslationUnit], edit: Callable[[str], str], language: str
) -> Iterator[tuple[TranslationUnit, TranslationUnit]]:
    """Yield (unit, unit with its texts in `language` edited) where that changes something."""
    for unit in units:
        variants = tuple(_edited(each, edit, language) for each in unit.variants)
        if variants != unit.variants:
            yield unit, replace(unit, variants=variants)


def _edited(variant: Variant, edit: Callable[[str], str], language: str) -> Variant:
    """Return the variant with its text edited; one with inline elements is left as it is."""
    if variant.markup or not tags_match(language, variant.language):
        return variant
    text = edit(variant.text)
    return replace(variant, text=text) if text.strip() else variant


def dedupe(connection: sqlite3.Connection, batch: int) -> int:
    """Merge each unit whose texts another unit has among its own into that; return how many."""
    number = 0
    for unit in every_unit(connection):
        for larger in _larger(connection, numbered(unit)):
            (other,) = load_units(connection, [larger]) or (None,)
            if other is None:
                continue
            journal.record(connection, batch, numbered(unit), unit)
            journal.record(connection, batch, larger, other)
            rewrite_unit(connection, larger, merge_units(other, unit))
            delete_units(connection, [numbered(unit)])
            number += 1
            break
    return number


def _larger(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the units that have all variants of a unit and more (or the same and came before)."""
    rows = connection.execute(
        "SELECT b.unit FROM variant a JOIN variant b ON b.text = a.text"
        " AND b.language = a.language AND coalesce(b.markup, '') = coalesce(a.markup, '')"
        " WHERE a.unit = ?1 AND b.unit <> ?1 GROUP BY b.unit"
        " HAVING count(*) = (SELECT count(*) FROM variant WHERE unit = ?1)"
        " AND ((SELECT count(*) FROM variant WHERE unit = b.unit) > count(*) OR b.unit < ?1)"
        " ORDER BY b.unit",
        (number,),
    )
    return [row[0] for row in rows]


def conflicts(
    connection: sqlite3.Connection, source: str, target: str, limit: int
) -> Iterator[MemoryConflict]:
    """Yield texts of `source` that have several translations into `target`, most units first."""
    where = (
        "FROM variant a JOIN unit u ON u.id = a.unit AND u.status <> 'rejected'"
        " JOIN variant b ON b.unit = a.unit AND b.text <> a.text"
        " AND (b.language = ?2 OR b.language LIKE ?2 || '-%')"
        " WHERE (a.language = ?1 OR a.language LIKE ?1 || '-%')"
    )
    rows = connection.execute(
        f"SELECT a.text {where} GROUP BY a.text HAVING count(DISTINCT b.text) > 1"
        " ORDER BY count(*) DESC, a.text LIMIT ?3",
        (source, target, limit),
    ).fetchall()
    for (number,) in rows:
        found = connection.execute(
            "SELECT (SELECT text FROM text WHERE id = b.text), u.id,"
            " coalesce(u.changed, u.created), (SELECT count(*) FROM origin WHERE unit = u.id)"
            f" {where} AND a.text = ?3",
            (source, target, number),
        ).fetchall()
        (text,) = connection.execute("SELECT text FROM text WHERE id = ?", (number,)).fetchone()
        yield MemoryConflict(source, target, text, tuple(_renderings(connection, found)))


def _renderings(
    connection: sqlite3.Connection, found: Sequence[tuple[str, int, int | None, int]]
) -> Iterator[Rendering]:
    places = Counter[str]()
    for text, _, _, count in found:
        places[text] += max(count, 1)
    for text, number in places.most_common():
        units = [unit for each, unit, _, _ in found if each == text]
        dates = [date for each, _, date, _ in found if each == text and date is not None]
        names: dict[str, None] = {}
        for part in pieces(units):
            marks = ",".join("?" * len(part))
            names |= dict.fromkeys(
                row[0]
                for row in connection.execute(
                    "SELECT DISTINCT s.name FROM origin o JOIN source s ON s.id = o.source"
                    f" WHERE o.unit IN ({marks}) ORDER BY s.name",
                    part,
                )
            )
        yield Rendering(text, number, from_seconds(max(dates) if dates else None), tuple(names))


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong inside the database; empty where it is sound."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    questions = (
        (
            "SELECT id FROM unit WHERE id NOT IN (SELECT unit FROM variant)",
            "unit {unit} has no text",
        ),
        (
            "SELECT DISTINCT unit FROM variant WHERE text NOT IN (SELECT id FROM text)",
            "a text of unit {unit} is missing",
        ),
        (
            "SELECT DISTINCT unit FROM variant WHERE unit NOT IN (SELECT id FROM unit)",
            "there are texts of unit {unit}, which does not exist",
        ),
        (
            "SELECT subject, read FROM batch WHERE NOT done AND NOT undone",
            INTERRUPTED,
        ),
    )
    for query, template in questions:
        for first, *rest in connection.execute(f"{query} LIMIT 20"):
            found.append(Message(template, unit=first, name=first, count=(*rest, 0)[0]))
    return found

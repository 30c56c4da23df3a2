"""Units by a part of their text, status, date or origin, for those who look after a memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from fnmatch import fnmatchcase

from tm.memory.rows import load_units, normal
from tm.memory.searching import Filters
from tm.model import TranslationUnit

_PAGE = 200  # units loaded at a time


def find_units(
    connection: sqlite3.Connection, text: str, language: str, filters: Filters
) -> Iterator[TranslationUnit]:
    """Yield the units that have `text` in a variant in `language` (empty: any), newest first.

    Case does not count. Everything is read once; nothing is sorted but numbers.
    """
    wanted = normal(text).casefold()
    connection.create_function(
        "tm_has", 1, lambda each: wanted in normal(each).casefold(), deterministic=True
    )
    connection.create_function(
        "tm_from", 1, lambda name: fnmatchcase(name, filters.origin), deterministic=True
    )
    conditions = [f"u.status IN ({','.join('?' * len(filters.statuses))})"]
    bound = [status.value for status in filters.statuses]
    if wanted:
        where = " AND (v.language = ? OR v.language LIKE ? || '-%')" if language else ""
        conditions.append(
            "u.id IN (SELECT v.unit FROM text t JOIN variant v ON v.text = t.id"
            f" WHERE tm_has(t.text){where})"
        )
        bound += [language, language] if language else []
    elif language:
        conditions.append(
            "EXISTS (SELECT 1 FROM variant v WHERE v.unit = u.id"
            " AND (v.language = ? OR v.language LIKE ? || '-%'))"
        )
        bound += [language, language]
    if filters.origin:
        conditions.append(
            "EXISTS (SELECT 1 FROM origin o WHERE o.unit = u.id"
            " AND o.source IN (SELECT id FROM source WHERE tm_from(name)))"
        )
    rows = connection.execute(
        f"SELECT u.id FROM unit u WHERE {' AND '.join(conditions)} ORDER BY u.id DESC", bound
    )
    while numbers := [row[0] for row in rows.fetchmany(_PAGE)]:
        yield from filter(filters.admit, load_units(connection, numbers))

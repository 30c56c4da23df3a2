"""Which units of a memory hold all texts of a smaller one, so that it is nothing new."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from tm.memory.rows import text_hash
from tm.memory.writing import pieces
from tm.model import TranslationUnit, Variant, base_tag

_CANDIDATES = 500  # units with the same text that are looked at


def find_larger(
    connection: sqlite3.Connection, units: Mapping[bytes, TranslationUnit]
) -> dict[bytes, int]:
    """Return the number of a unit with all variants of each of `units`, and more, by key.

    A unit without such a one is not in the result. A text without inline elements is that of a
    variant with some (PO and tables have none), and one in `de` is that of a variant in `de-CH`.
    """
    # The longest text is in the fewest units.
    rarest = {key: max(unit.variants, key=lambda v: len(v.text)) for key, unit in units.items()}
    hashes = {key: text_hash(base_tag(each.language), each.text) for key, each in rarest.items()}
    there: set[int] = set()
    for part in pieces(list(hashes.values())):
        marks = ",".join("?" * len(part))
        there.update(
            row[0]
            for row in connection.execute(f"SELECT hash FROM text WHERE hash IN ({marks})", part)
        )
    found: dict[bytes, int] = {}
    for key, unit in units.items():
        if hashes[key] in there and (number := _larger(connection, unit, rarest[key])):
            found[key] = number
    return found


def _larger(connection: sqlite3.Connection, unit: TranslationUnit, first: Variant) -> int | None:
    """Return the first unit that has `first` and all the other variants."""
    others = [each for each in unit.variants if each is not first]
    conditions = [f"EXISTS ({_VARIANT} AND v.unit = c.unit)" for _ in others]
    row = connection.execute(
        f"SELECT c.unit FROM ({_VARIANT} LIMIT {_CANDIDATES}) c"
        f" WHERE {' AND '.join(conditions) or 'TRUE'} ORDER BY c.unit LIMIT 1",
        [value for each in (first, *others) for value in _values(each)],
    ).fetchone()
    return None if row is None else int(row[0])


_VARIANT = (
    "SELECT v.unit FROM variant v JOIN text t ON t.id = v.text WHERE t.hash = ? AND t.text = ?"
    " AND (v.language = ? OR v.language LIKE ?) AND ? IN ('', v.markup)"
)


def _values(each: Variant) -> tuple[int, str, str, str, str]:
    tag = each.language
    return text_hash(base_tag(tag), each.text), each.text, tag, f"{tag}-%", each.markup

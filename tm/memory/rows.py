"""Units as rows of the database, and as JSON in its journal."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, overload

from tm.model import Context, Note, Origin, Property, Status, TranslationUnit, Variant

Row = Sequence[Any]
_BATCH = 500  # values bound in one statement


def normal(text: str) -> str:
    """Return `text` in the form in which texts are compared (Unicode NFC)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def context_hash(text: str) -> str:
    """Return the fingerprint of a neighbouring text, 16 hexadecimal digits; empty for none."""
    if not text:
        return ""
    return hashlib.blake2b(normal(text).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def text_hash(base: str, text: str) -> int:
    """Return a signed 64-bit fingerprint of a text of a language, whatever its Unicode form."""
    data = f"{base}\0{normal(text)}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little", signed=True)


def unit_key(unit: TranslationUnit) -> bytes:
    """Return what makes a unit the same unit: its texts and their languages, in any order."""
    parts = sorted([f"{each.language}\0{each.markup or each.text}" for each in unit.variants])
    data = "\1".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).digest()


def to_seconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.timestamp())


@overload
def from_seconds(seconds: int) -> datetime: ...
@overload
def from_seconds(seconds: None) -> None: ...
def from_seconds(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def pack_extra(each: TranslationUnit | Variant) -> str | None:
    """Return attributes, properties and notes as JSON, None where there are none."""
    if not (each.attributes or each.properties or each.notes):
        return None
    props = [(p.name, p.value, p.language) for p in each.properties]
    notes = [(n.text, n.language) for n in each.notes]
    return json.dumps([each.attributes, props, notes], ensure_ascii=False)


def unpack_extra(
    extra: str | None,
) -> tuple[tuple[tuple[str, str], ...], tuple[Property, ...], tuple[Note, ...]]:
    if not extra:
        return (), (), ()
    attributes, props, notes = json.loads(extra)
    return (
        tuple((str(name), str(value)) for name, value in attributes),
        tuple(Property(*each) for each in props),
        tuple(Note(*each) for each in notes),
    )


def pack_contexts(contexts: Iterable[Context]) -> str:
    """Return contexts as ` en:before:after de:before:after `, which SQL can search."""
    return "".join(f" {c.language}:{c.before}:{c.after}" for c in contexts) + " "


def unpack_contexts(packed: str) -> tuple[Context, ...]:
    return tuple(Context(*part.split(":")) for part in packed.split())


def history(each: TranslationUnit | Variant) -> tuple[Any, ...]:
    """Return the six columns that unit and variant share, and `extra`."""
    created, changed, used = each.created, each.changed, each.used
    return (
        each.creator or None,
        created and to_seconds(created),  # the call costs more than all else here
        each.changer or None,
        changed and to_seconds(changed),
        used and to_seconds(used),
        each.uses,
        pack_extra(each),
    )


def numbered(unit: TranslationUnit) -> int:
    """Return the number of a unit that was loaded from a memory."""
    if unit.number is None:
        raise ValueError("the unit does not come from a memory")
    return unit.number


class DamagedRowError(sqlite3.DatabaseError):
    """A row says what cannot be: the file is damaged where SQLite cannot see it."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def load_units(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[TranslationUnit]:
    """Return the units with these numbers that exist, in the order asked for.

    Raises DamagedRowError where a row cannot be read.
    """
    found: dict[int, TranslationUnit] = {}
    for start in range(0, len(numbers), _BATCH):
        try:
            found.update(_load(connection, numbers[start : start + _BATCH]))
        except (ValueError, TypeError) as error:
            raise DamagedRowError(str(error)) from error
    return [found[number] for number in numbers if number in found]


def _load(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, TranslationUnit]:
    marks = ",".join("?" * len(numbers))
    variants: dict[int, list[Variant]] = defaultdict(list)
    for row in connection.execute(
        "SELECT v.unit, v.language, t.text, v.markup, v.creator, v.created, v.changer, v.changed,"
        " v.used, v.uses, v.extra FROM variant v JOIN text t ON t.id = v.text"
        f" WHERE v.unit IN ({marks}) ORDER BY v.unit, v.position",
        numbers,
    ):
        variants[row[0]].append(_variant(row[1:]))
    origins: dict[int, list[Origin]] = defaultdict(list)
    for number, name, place, files, score, contexts in connection.execute(
        "SELECT o.unit, s.name, o.place, s.files, o.score, o.contexts"
        " FROM origin o JOIN source s ON s.id = o.source"
        f" WHERE o.unit IN ({marks}) ORDER BY o.unit, s.id, o.place",
        numbers,
    ):
        paths = tuple(json.loads(files))
        origins[number].append(Origin(name, place, paths, score, unpack_contexts(contexts)))
    rows = connection.execute(
        "SELECT id, status, name, creator, created, changer, changed, used, uses, extra"
        f" FROM unit WHERE id IN ({marks})",
        numbers,
    )
    return {row[0]: _unit(row, variants[row[0]], origins[row[0]]) for row in rows}


def _variant(row: Row) -> Variant:
    language, text, markup, creator, created, changer, changed, used, uses, extra = row
    attributes, properties, notes = unpack_extra(extra)
    return Variant(
        language=language,
        text=text,
        markup=markup or "",
        creator=creator or "",
        created=from_seconds(created),
        changer=changer or "",
        changed=from_seconds(changed),
        used=from_seconds(used),
        uses=uses,
        attributes=attributes,
        properties=properties,
        notes=notes,
    )


def _unit(row: Row, variants: list[Variant], origins: list[Origin]) -> TranslationUnit:
    number, status, name, creator, created, changer, changed, used, uses, extra = row
    attributes, properties, notes = unpack_extra(extra)
    return TranslationUnit(
        variants=tuple(variants),
        origins=tuple(origins),
        status=Status(status),
        id=name,
        creator=creator or "",
        created=from_seconds(created),
        changer=changer or "",
        changed=from_seconds(changed),
        used=from_seconds(used),
        uses=uses,
        attributes=attributes,
        properties=properties,
        notes=notes,
        number=number,
    )

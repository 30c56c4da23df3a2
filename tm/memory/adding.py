"""Adding units: what is new, what is known, what a corrected version replaces."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tm.memory import journal
from tm.memory.larger import find_larger
from tm.memory.merging import merge_units, same_content
from tm.memory.rows import load_units, numbered, unit_key
from tm.memory.writing import (
    Texts,
    delete_units,
    find_keys,
    find_texts,
    insert_units,
    rewrite_unit,
)
from tm.model import TranslationUnit, Variant, base_tag
from tm.model.characters import clean

CHUNK = 20_000  # units written in one transaction


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of the units: each is added, updated or unchanged.

    `removed` counts units of an earlier version of the set that it no longer has; `skipped` had no
    text. `batch` is the number under which all of it can be undone, None where nothing changed.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: int = 0
    batch: int | None = None

    @property
    def total(self) -> int:
        return self.added + self.updated + self.unchanged


@dataclass(slots=True)
class Adding:
    """One `Memory.add` under way: counts, and the batch once something changes.

    `replacing` names the sets whose earlier versions the units replace.
    """

    connection: sqlite3.Connection
    who: str
    subject: str
    now: datetime
    fingerprint: str = ""
    replacing: frozenset[str] = frozenset()
    batch: int | None = None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: int = 0

    def result(self) -> AddResult:
        counts = (self.added, self.updated, self.unchanged, self.removed, self.skipped)
        return AddResult(*counts, self.batch)

    def add(self, units: Iterable[TranslationUnit]) -> None:
        """Write a chunk of units. To be called inside a transaction."""
        by_key: dict[bytes, TranslationUnit] = {}
        for unit in map(_sound, units):
            if not unit.variants:
                self.skipped += 1
                continue
            key = unit_key(unit)
            self.unchanged += key in by_key
            by_key[key] = merge_units(by_key[key], unit) if key in by_key else unit
        texts = find_texts(self.connection, by_key.values())
        familiar = {key: unit for key, unit in by_key.items() if _may_be_there(unit, texts)}
        known = find_keys(self.connection, list(familiar))
        larger = find_larger(
            self.connection, {key: unit for key, unit in familiar.items() if key not in known}
        )
        known |= larger
        new = {key: unit for key, unit in by_key.items() if key not in known}
        if new:
            insert_units(self.connection, self._batch(), new, self.now, self.who, texts)
        self.added += len(new)
        pairs = [(known[key], by_key[key]) for key in by_key if key in known]
        self._merge(pairs, set(larger.values()))
        self._retire(set(by_key), {number for number, _ in pairs})

    def _merge(self, pairs: Sequence[tuple[int, TranslationUnit]], larger: set[int]) -> None:
        """Merge units into those that have these numbers; several into one where it has them."""
        together: dict[int, TranslationUnit] = {}
        for number, unit in pairs:
            self.unchanged += number in together
            together[number] = merge_units(together[number], unit) if number in together else unit
        olds = load_units(self.connection, list(together))
        for old, (number, unit) in zip(olds, together.items(), strict=True):
            if number in larger:  # its texts are there, be it under another tag of the language
                kept = (each for each in unit.variants if each.language in old.languages)
                unit = replace(unit, variants=tuple(kept))
            merged = merge_units(self._without_replaced(old), unit)
            if same_content(old, merged):
                self.unchanged += 1
                continue
            journal.record(self.connection, self._batch(), number, old)
            rewrite_unit(self.connection, number, merged)
            self.updated += 1

    def _without_replaced(self, unit: TranslationUnit) -> TranslationUnit:
        left = tuple(each for each in unit.origins if each.name not in self.replacing)
        return replace(unit, origins=left)

    def _retire(self, keys: set[bytes], merged: set[int]) -> None:
        """Take from each set that is replaced what its new version does not have."""
        for name in self.replacing:
            rows = self.connection.execute(
                "SELECT DISTINCT u.id, u.key FROM origin o JOIN source s ON s.id = o.source"
                " JOIN unit u ON u.id = o.unit WHERE s.name = ?",
                (name,),
            ).fetchall()
            gone = [number for number, key in rows if key not in keys and number not in merged]
            for unit in load_units(self.connection, gone):
                self._retire_unit(numbered(unit), unit)

    def _retire_unit(self, number: int, unit: TranslationUnit) -> None:
        journal.record(self.connection, self._batch(), number, unit)
        left = self._without_replaced(unit)
        if left.origins:
            rewrite_unit(self.connection, number, left)
        else:
            delete_units(self.connection, [number])
        self.removed += 1

    def _batch(self) -> int:
        if self.batch is None:
            what = (self.who, "add", self.subject, self.fingerprint)
            self.batch = journal.begin(self.connection, self.now, *what)
        return self.batch


def _may_be_there(unit: TranslationUnit, texts: Texts) -> bool:
    """Say whether a unit with all texts of `unit` may be there; most that are new have new ones."""
    return all((base_tag(v.language), v.text) in texts.numbers for v in unit.variants) or any(
        v.markup
        for v in unit.variants  # by which alone it may be known
    )


def _sound(unit: TranslationUnit) -> TranslationUnit:
    """Return `unit` with only variants that have text, and text that a file can hold."""
    if all(map(_is_sound, unit.variants)):
        return unit
    sound = (_repaired(each) for each in unit.variants)
    return replace(unit, variants=tuple(each for each in sound if each.text.strip()))


def _is_sound(variant: Variant) -> bool:
    if not variant.text.strip():
        return False
    return variant.text.isprintable() or _repaired(variant) == variant


def _repaired(variant: Variant) -> Variant:
    """Return `variant` without what no exchange file can hold: it would come back as another."""
    text, markup = (
        clean(each.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        for each in (variant.text, variant.markup)
    )
    return replace(variant, text=text, markup=markup)

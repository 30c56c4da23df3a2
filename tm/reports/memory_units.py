"""Units of the memory with their numbers, for those who look after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.text import Text

from tm.model import TranslationUnit, Variant
from tm.reports.excerpt import printable
from tm.reports.memory import date, origin_line, origins_data

_MARGIN = "        "


def print_units(out: Console, units: Sequence[TranslationUnit]) -> None:
    """Print each unit with its number, its versions, and where it comes from."""
    if not units:
        out.print(Text("no such unit", style="dim"))
    for unit in units:
        for line in _unit(unit, f"{unit.number or '':>6}"):
            out.print(line, soft_wrap=True)


def print_states(
    out: Console, now: TranslationUnit | None, before: Sequence[TranslationUnit]
) -> None:
    """Print all that is known of a unit, then what it was before each change."""
    if now is None:
        out.print(Text("deleted", style="bold"))
    for unit in (*([now] if now else []), *before):
        if unit is not now:
            out.print(Text("before:", style="bold"))
        for line in (*_unit(unit, f"{unit.number or '':>6}"), *_details(unit)):
            out.print(line, soft_wrap=True)


def _unit(unit: TranslationUnit, number: str) -> Iterator[Text]:
    head = (f"{number}  ", "bold")
    for variant in unit.variants:
        language = (f"{variant.language}  ", "dim")
        yield Text.assemble(head, language, printable(variant.text))
        head = (_MARGIN, "")
    yield Text(f"{_MARGIN}{origin_line(unit)}", style="dim")


def _details(unit: TranslationUnit) -> Iterator[Text]:
    held: tuple[TranslationUnit | Variant, ...] = (unit, *unit.variants)
    for each in held:
        label = f"{each.language}: " if isinstance(each, Variant) else ""
        said = [
            *_event("created", each.created, each.creator),
            *_event("changed", each.changed, each.changer),
            *_event("used", each.used, ""),
            *([] if each.uses is None else [f"{each.uses} uses"]),
            *(f"{name}={value}" for name, value in each.attributes),
            *(f"{prop.name}: {prop.value}" for prop in each.properties),
            *(f"note: {note.text}" for note in each.notes),
        ]
        for line in said:
            yield Text(f"{_MARGIN}{label}{printable(line)}", style="dim")


def _event(what: str, when: datetime | None, who: str) -> Iterator[str]:
    if when is not None or who:
        yield " ".join(
            [what, *([f"{when:%Y-%m-%d %H:%M}"] if when else []), *([who] if who else [])]
        )


def units_data(units: Sequence[TranslationUnit]) -> dict[str, Any]:
    """Return units as plain data, version 1 (see docs/json.md)."""
    return {
        "version": 1,
        "units": [
            {
                "number": unit.number,
                "status": unit.status.value,
                "date": date(unit),
                "variants": {each.language: each.text for each in unit.variants},
                "origins": origins_data(unit),
            }
            for unit in units
        ],
    }

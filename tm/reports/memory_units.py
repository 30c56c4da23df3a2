"""Units of the memory with their numbers, for those who look after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.text import Text

from tm.i18n import counted, say, translate
from tm.model import TranslationUnit, Variant
from tm.reports.excerpt import printable
from tm.reports.memory import date, origin_line, origins_data

_MARGIN = "        "


def print_units(out: Console, units: Sequence[TranslationUnit], reader: str) -> None:
    """Print each unit with its number, its versions, and where it comes from."""
    if not units:
        out.print(Text(translate("no such unit", reader), style="dim"))
    for unit in units:
        for line in _unit(unit, reader):
            out.print(line, soft_wrap=True)


def print_states(
    out: Console, now: TranslationUnit | None, before: Sequence[TranslationUnit], reader: str
) -> None:
    """Print all that is known of a unit, then what it was before each change."""
    if now is None:
        out.print(Text(translate("deleted", reader), style="bold"))
    for unit in (*([now] if now else []), *before):
        if unit is not now:
            out.print(Text(translate("before:", reader), style="bold"))
        for line in (*_unit(unit, reader), *_details(unit, reader)):
            out.print(line, soft_wrap=True)


def _unit(unit: TranslationUnit, reader: str) -> Iterator[Text]:
    head = (f"{unit.number or '':>6}  ", "bold")
    for variant in unit.variants:
        language = (f"{variant.language}  ", "dim")
        yield Text.assemble(head, language, printable(variant.text))
        head = (_MARGIN, "")
    yield Text(f"{_MARGIN}{origin_line(unit, reader)}", style="dim")


def _details(unit: TranslationUnit, reader: str) -> Iterator[Text]:
    held: tuple[TranslationUnit | Variant, ...] = (unit, *unit.variants)
    for each in held:
        label = f"{each.language}: " if isinstance(each, Variant) else ""
        said = [
            *_event(translate("created", reader), each.created, each.creator),
            *_event(translate("changed", reader), each.changed, each.changer),
            *_event(translate("used", reader), each.used, ""),
            *([] if each.uses is None else [counted(each.uses, "use", reader)]),
            *(f"{name}={value}" for name, value in each.attributes),
            *(f"{prop.name}: {prop.value}" for prop in each.properties),
            *(say(reader, "note: {text}", text=note.text) for note in each.notes),
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

"""What the memory's commands print, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tm import i18n
from tm.app import writing
from tm.model import ConcordanceLine, Match, MemoryConflict, TranslationUnit
from tm.reports import memory, memory_conflicts, memory_units
from tm.reports.console import new_console

if TYPE_CHECKING:
    from tm.app.demo import Demo
    from tm.app.remembering import Added, AddOutcome, Exported

_MOST_LINES = 20  # remarks of one sort that are shown


def said(message: str, reader: str) -> str:
    """Return a message in the reader's language."""
    return i18n.translate(message, reader)


def progress(name: str, count: int, reader: str) -> str:
    """Say how many units of a file were read."""
    units = i18n.counted(count, "unit", reader)
    return f"{name}: {i18n.say(reader, '{units} read', units=units)}"


def added(outcome: AddOutcome, reader: str) -> None:
    """Print what became of each set or file."""
    out = new_console()
    _added(outcome.added, reader)
    for remark in outcome.remarks:
        _remark(out, remark, reader)
    if outcome.added:
        kept = i18n.say(reader, "memory: {path}", path=outcome.memory)
        out.print(Text(kept, style="dim"), soft_wrap=True)


def _remark(out: Console, text: str, reader: str) -> None:
    out.print(Text(f"{i18n.translate('remark', reader)}  {text}", style="yellow"), soft_wrap=True)


def _added(rows: Sequence[Added], reader: str) -> None:
    out = new_console()
    for row in rows:
        memory.print_added(out, row.name, row.result, row.draft, reader)


def matches(found: Sequence[Match], query: str, form: str, reader: str) -> None:
    """Print matches for `query` as `text` or `json`."""
    if form == "json":
        _json(memory.matches_data(found))
    else:
        memory.print_matches(new_console(), found, query, reader)


def lines(found: Sequence[ConcordanceLine], form: str, reader: str) -> None:
    """Print concordance lines as `text` or `json`."""
    if form == "json":
        _json(memory.lines_data(found))
    else:
        memory.print_lines(new_console(), found, reader)


def units(found: Sequence[TranslationUnit], form: str, reader: str) -> None:
    """Print units with their numbers as `text` or `json`."""
    if form == "json":
        _json(memory_units.units_data(found))
    else:
        memory_units.print_units(new_console(), found, reader)


def unit(
    now: TranslationUnit | None, before: Sequence[TranslationUnit], form: str, reader: str
) -> None:
    """Print what a unit is and was, the latest first, as `text` or `json`."""
    if form == "json":
        _json(memory_units.units_data([*([now] if now else []), *before]))
    else:
        memory_units.print_states(new_console(), now, before, reader)


def conflicts(found: Sequence[MemoryConflict], form: str, reader: str) -> None:
    """Print what the memory translates in several ways, as `text` or `json`."""
    if form == "json":
        _json(memory_conflicts.conflicts_data(found))
    else:
        memory_conflicts.print_conflicts(new_console(), found, reader)


def exported(path: Path, done: Exported, reader: str) -> None:
    """Print how many units a file got, and what it could not hold."""
    out = new_console()
    out.print(Text(f"{path}: {i18n.counted(done.count, 'unit', reader)}"), soft_wrap=True)
    for line in done.left_out[:_MOST_LINES]:
        _remark(out, line, reader)
    if (more := len(done.left_out) - _MOST_LINES) > 0:
        _remark(out, i18n.say(reader, "left out besides: {count}", count=more), reader)


def _json(data: object) -> None:
    writing.emit(json.dumps(data, ensure_ascii=False, indent=2), None)


def demo(done: Demo) -> None:
    """Print what the demonstration did, and how to do the same by hand."""
    from tm.reports import text  # which loads the checks

    out = new_console()
    reader = i18n.from_environment()

    def title(template: str, **arguments: object) -> None:
        out.print(Text(f"\n{i18n.say(reader, template, **arguments)}\n", style="bold underline"))

    title("Checked: {count} texts in three languages", count=len(done.outcome.report.sets))
    text.render(done.outcome.report, reader=reader)
    title("Remembered, in {path}", path=done.memory)
    _added(done.added, reader)
    title("Searched for: {text}", text=done.query)
    memory.print_matches(out, done.matches, done.query, reader)
    title("The same by hand")
    for command in done.commands:
        out.print(Text(f"  {command}"), soft_wrap=True)

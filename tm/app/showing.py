"""What the memory's commands print, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from tm import i18n
from tm.app import writing
from tm.model import ConcordanceLine, Match, TranslationUnit
from tm.reports import memory, memory_units
from tm.reports.console import new_console

if TYPE_CHECKING:
    from tm.app.demo import Demo
    from tm.app.remembering import Added, AddOutcome, Exported

_MOST_LINES = 20  # remarks of one sort that are shown


def added(outcome: AddOutcome) -> None:
    """Print what became of each set or file."""
    out = new_console()
    _added(outcome.added)
    for remark in outcome.remarks:
        out.print(Text(f"remark  {remark}", style="yellow"), soft_wrap=True)
    if outcome.added:
        out.print(Text(f"memory: {outcome.memory}", style="dim"), soft_wrap=True)


def _added(rows: Sequence[Added]) -> None:
    out = new_console()
    for row in rows:
        memory.print_added(out, row.name, row.result, row.draft)


def matches(found: Sequence[Match], query: str, form: str) -> None:
    """Print matches for `query` as `text` or `json`."""
    if form == "json":
        _json(memory.matches_data(found))
    else:
        memory.print_matches(new_console(), found, query)


def lines(found: Sequence[ConcordanceLine], form: str) -> None:
    """Print concordance lines as `text` or `json`."""
    if form == "json":
        _json(memory.lines_data(found))
    else:
        memory.print_lines(new_console(), found)


def units(found: Sequence[TranslationUnit], form: str) -> None:
    """Print units with their numbers as `text` or `json`."""
    if form == "json":
        _json(memory_units.units_data(found))
    else:
        memory_units.print_units(new_console(), found)


def unit(now: TranslationUnit | None, before: Sequence[TranslationUnit], form: str) -> None:
    """Print what a unit is and was, the latest first, as `text` or `json`."""
    if form == "json":
        _json(memory_units.units_data([*([now] if now else []), *before]))
    else:
        memory_units.print_states(new_console(), now, before)


def exported(path: Path, done: Exported) -> None:
    """Print how many units a file got, and what it could not hold."""
    out = new_console()
    out.print(f"{path}: {done.count} {'unit' if done.count == 1 else 'units'}", soft_wrap=True)
    for line in done.left_out[:_MOST_LINES]:
        out.print(Text(f"remark  {line}", style="yellow"), soft_wrap=True)
    if (more := len(done.left_out) - _MOST_LINES) > 0:
        out.print(Text(f"remark  {more} more units were left out", style="yellow"))


def _json(data: object) -> None:
    writing.emit(json.dumps(data, ensure_ascii=False, indent=2), None)


def demo(done: Demo) -> None:
    """Print what the demonstration did, and how to do the same by hand."""
    out = new_console()

    def title(words: str) -> None:
        out.print(Text(f"\n{words}\n", style="bold underline"))

    title(f"Checked: {len(done.outcome.report.sets)} texts in three languages")
    from tm.reports import text

    text.render(done.outcome.report, reader=i18n.from_environment())
    title(f"Remembered, in {done.memory}")
    _added(done.added)
    title(f"Searched for: {done.query}")
    memory.print_matches(out, done.matches, done.query)
    title("The same by hand")
    for command in done.commands:
        out.print(Text(f"  {command}"), soft_wrap=True)

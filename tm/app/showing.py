"""What the memory's commands print, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from tm import i18n
from tm.app import writing
from tm.model import ConcordanceLine, Match
from tm.reports import memory
from tm.reports.console import new_console

if TYPE_CHECKING:
    from tm.app.demo import Demo
    from tm.app.remembering import Added, AddOutcome


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


def matches(found: Sequence[Match], form: str) -> None:
    """Print matches as `text` or `json`."""
    if form == "json":
        writing.emit(json.dumps(memory.matches_data(found), ensure_ascii=False, indent=2), None)
    else:
        memory.print_matches(new_console(), found)


def lines(found: Sequence[ConcordanceLine], form: str) -> None:
    """Print concordance lines as `text` or `json`."""
    if form == "json":
        writing.emit(json.dumps(memory.lines_data(found), ensure_ascii=False, indent=2), None)
    else:
        memory.print_lines(new_console(), found)


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
    memory.print_matches(out, done.matches)
    title("The same by hand")
    for command in done.commands:
        out.print(Text(f"  {command}"), soft_wrap=True)

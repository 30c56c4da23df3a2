"""The report for people, on a terminal or in a file: plain lines, colour only where it helps.

For each finding one sentence in plain words, then every version with the part in question marked
in its sentence, and what to write. Everything that colour says, a character says as well.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tm.i18n import counted, translate
from tm.model import Evidence, Finding, Report, SetReport, Severity
from tm.reports.console import new_console
from tm.reports.excerpt import CLOSE, OPEN, excerpt, printable
from tm.reports.messages import language_name, listed, sentence
from tm.reports.places import place

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "cyan"}
LABELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
_INDENT = 2
_BLAMED, _OTHER = "> ", "  "
# With less room than this for the sentence, the place goes to a line of its own.
_ROOM = 45


def render(
    report: Report,
    file: IO[str] | None = None,
    reader: str = "en",
    console: Console | None = None,
    infos: bool = False,
    failures: bool = True,
) -> None:
    """Print the report to `file` (default: standard output), in the language of the reader.

    `infos` shows what is for information only as well. `failures` are left out where the caller
    says them elsewhere. The last line counts both all the same.
    """
    out = console or new_console(file)
    for each in report.sets:
        for line in _set(each, reader, out.width, infos):
            out.print(line, soft_wrap=True)
    for failure in report.failures if failures else ():
        out.print(
            Text.assemble((translate("not read", reader), "bold red"), f"  {failure}"),
            soft_wrap=True,
        )
    for remark in report.remarks:
        out.print(
            Text.assemble((translate("remark", reader), "yellow"), f"  {remark}"), soft_wrap=True
        )
    out.print(_summary(report, reader, infos), soft_wrap=True)


def _set(each: SetReport, reader: str, width: int, infos: bool) -> Iterator[Text]:
    shown = [f for f in each.findings if infos or f.severity > Severity.INFO]
    if not shown:
        names = listed([language_name(code, reader) for code in each.languages], reader)
        if len(each.languages) > 1:
            clean = translate("nothing found", reader)
        else:
            clean = translate("nothing found, and no other version to compare with", reader)
        yield Text(f"{each.name}: {clean} ({names})", style="dim")
        return
    yield Text.assemble((each.name, "bold"), ("  " + _inventory(each, reader), "dim"))
    yield Text()
    for finding in shown:
        yield from _finding(each, finding, reader, width)
        yield Text()


def _inventory(each: SetReport, reader: str) -> str:
    names = listed([language_name(code, reader) for code in each.languages], reader)
    count = max((len(part) for part in each.segments.values()), default=0)
    parts = [names, counted(count, "segment", reader)]
    if len(each.languages) == 1:
        parts.append(translate("no other version to compare with", reader))
    return ", ".join(parts)


def _finding(each: SetReport, finding: Finding, reader: str, width: int) -> Iterator[Text]:
    label = translate(LABELS[finding.severity], reader)
    column = max(len(translate(word, reader)) for word in LABELS.values()) + 2
    head = Text(" " * _INDENT)
    head.append(label, style=_STYLES[finding.severity])
    head.append(" " * (column - len(label)))
    yield from _headline(head, finding, reader, width)
    names = {one.language: language_name(one.language, reader) for one in finding.evidence}
    longest = max((cell_len(name) for name in names.values()), default=0)
    margin = _INDENT + column
    for one in finding.evidence:
        blamed = one.language == finding.language
        head = Text(" " * (margin - len(_BLAMED)))
        head.append(_BLAMED if blamed else _OTHER, style=_STYLES[finding.severity])
        name = names[one.language]
        head.append(name, style="bold" if blamed else "")
        head.append(" " * (longest - cell_len(name) + 2))
        yield from _version(each, one, head, blamed, finding, reader, width)
    if finding.suggestion and finding.language:
        advice = translate("write: {suggestion}", reader).format(
            suggestion=printable(finding.suggestion)
        )
        yield Text.assemble(" " * margin, ("= ", "green"), (advice, "green"))


def _headline(head: Text, finding: Finding, reader: str, width: int) -> Iterator[Text]:
    """The sentence, wrapped under its beginning, and behind it which rule says so."""
    margin = cell_len(head.plain)
    lines = textwrap.wrap(
        sentence(finding, reader), max(width - margin, 20), break_on_hyphens=False
    )
    kind = f", {translate(finding.kind, reader)}" if finding.kind else ""
    tag = f"({finding.rule}{kind})"
    if margin + len(lines[-1]) + 2 + len(tag) > width:
        lines.append("")
    for number, text in enumerate(lines):
        line = Text(" " * margin) if number else head
        line.append(text, style="bold")
        if number == len(lines) - 1:
            line.append(("  " if text else "") + tag, style="dim")
        yield line


def _version(
    each: SetReport,
    one: Evidence,
    line: Text,
    blamed: bool,
    finding: Finding,
    reader: str,
    width: int,
) -> Iterator[Text]:
    """One version of a finding: its sentence with the mark, and where it stands."""
    where = place(each, one)
    address = where.for_people(reader)
    margin = cell_len(line.plain)
    beside = bool(address) and width - margin - cell_len(address) >= _ROOM
    room = width - margin - (cell_len(address) + 2 if beside else 0)
    style = _STYLES[finding.severity] if blamed else "bold green" if finding.language else "bold"
    if not one.surface:
        nothing = translate("(nothing here)" if finding.kind else "(missing after)", reader) + " "
        line.append(nothing, style=style)
        room -= cell_len(nothing)
    shown = excerpt(where.text, one.start, one.end, room)
    line.append(shown.before, style="dim" if not one.surface else "")
    if shown.marked:
        line.append(f"{OPEN}{shown.marked}{CLOSE}", style=style)
        line.append(shown.after)
    if beside:
        line.append(" " * max(width - cell_len(line.plain) - cell_len(address), 2))
        line.append(address, style="dim")
    yield line
    if address and not beside:
        yield Text(" " * margin + address, style="dim")


def _summary(report: Report, reader: str, infos: bool) -> Text:
    summary = report.summary
    parts = [
        Text(counted(count, LABELS[severity], reader), style=_STYLES[severity] if count else "dim")
        for severity, count in (
            (Severity.ERROR, summary.errors),
            (Severity.WARNING, summary.warnings),
            (Severity.INFO, summary.infos),
        )
    ]
    line = Text(", ").join(parts)
    line.append(
        f"  ({counted(len(report.sets), 'set', reader)},"
        f" {counted(summary.segments, 'segment', reader)})",
        style="dim",
    )
    if summary.infos and not infos:
        line.append("  " + translate("infos are shown with --infos", reader), style="dim")
    if report.failures:
        failed = counted(len(report.failures), "file", reader)
        line.append("  " + translate("{files} not read", reader).format(files=failed), style="red")
    return line

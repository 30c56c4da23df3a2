"""What the memory answers, for people and for programs: matches, hits, what was added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from tm.i18n import say, translate
from tm.memory import AddResult
from tm.model import ConcordanceLine, Match, Operation, Status, TranslationUnit
from tm.reports.excerpt import CLOSE, OPEN, printable

_MARGIN = "       "


# Messages that are chosen by a value; the others stand where they are said.
COUNTS = ("{count} new", "{count} updated", "{count} known already", "{count} replaced")
WITHOUT_TEXT = "{count} without text"
PENALTIES = ("draft", "machine", "old", "memory")


def print_added(out: Console, name: str, result: AddResult, draft: bool, reader: str) -> None:
    """Print one line on what became of a set or file."""
    counts = (result.added, result.updated, result.unchanged, result.removed, result.skipped)
    parts = zip((*COUNTS, WITHOUT_TEXT), counts, strict=True)
    said = [say(reader, template, count=count) for template, count in parts if count]
    line = Text.assemble(
        (printable(name), "bold"), f"  {', '.join(said) or translate('nothing', reader)}"
    )
    if draft:
        kept = translate("kept as drafts, because the check found errors", reader)
        line.append(f"  {kept}", style="yellow")
    out.print(line, soft_wrap=True)


def merged(result: AddResult, reader: str) -> str:
    """Say what became of the units of another memory."""
    counts = (result.added, result.updated, result.unchanged)
    parts = zip(COUNTS, counts, strict=False)
    return ", ".join(say(reader, template, count=count) for template, count in parts)


def print_matches(out: Console, matches: Sequence[Match], query: str, reader: str) -> None:
    """Print matches, best first; what differs from the query is in brackets."""
    if not matches:
        out.print(Text(translate("nothing alike is remembered", reader), style="dim"))
    for match in matches:
        for line in _match(match, query, reader):
            out.print(line, soft_wrap=True)


def print_lines(out: Console, found: Sequence[ConcordanceLine], reader: str) -> None:
    """Print where words were found, each with the other versions."""
    if not found:
        out.print(Text(translate("not found in the memory", reader), style="dim"))
    for line in found:
        out.print(_hit(line), soft_wrap=True)
        for variant in line.unit.variants:
            if variant.language != line.variant.language:
                said = printable(variant.text)
                out.print(
                    Text.assemble("  ", (f"{variant.language}  ", "dim"), said), soft_wrap=True
                )
        out.print(Text(f"      {origin_line(line.unit, reader)}", style="dim"), soft_wrap=True)


def _hit(line: ConcordanceLine) -> Text:
    said = line.variant.text
    shown = Text.assemble("  ", (f"{line.variant.language}  ", "dim"))
    last = 0
    for start, end in line.spans:
        shown.append(printable(said[last:start]))
        shown.append(f"{OPEN}{printable(said[start:end])}{CLOSE}", style="bold green")
        last = end
    return shown.append(printable(said[last:]))


def lines_data(found: Sequence[ConcordanceLine]) -> dict[str, Any]:
    """Return concordance lines as plain data, version 1 (see docs/json.md)."""
    return {
        "version": 1,
        "lines": [
            {
                "language": line.variant.language,
                "text": line.variant.text,
                "spans": [list(span) for span in line.spans],
                "variants": {each.language: each.text for each in line.unit.variants},
                "memory": line.memory,
                "number": line.unit.number,
                "date": date(line.unit),
                "status": line.unit.status.value,
                "origins": origins_data(line.unit),
            }
            for line in found
        ],
    }


def date(unit: TranslationUnit) -> str | None:
    """Return the day of the last change, as ISO 8601 writes it."""
    when = unit.changed or unit.created
    return None if when is None else f"{when:%Y-%m-%d}"


def origins_data(unit: TranslationUnit) -> list[dict[str, str]]:
    """Return the names and places of a unit's origins."""
    return [{"name": each.name, "place": each.place} for each in unit.origins]


def _match(match: Match, query: str, reader: str) -> Iterator[Text]:
    line = Text(f"{match.score:>4} %  ", style="bold green" if match.score >= 100 else "bold")
    if match.adapted:
        adapted = say(reader, "adapted, else {percent} %", percent=match.similarity)
        line.append(f"{adapted}  ", style="yellow")
    line.append(f"{match.source.language}  ", style="dim")
    line.append_text(_marked(match))
    yield line
    if changes := _changes(match, query, reader):
        differs = translate("differs:", reader)
        yield Text.assemble(_MARGIN, (f" {differs} ", "yellow"), changes)
    for variant in match.unit.variants:
        if variant is match.source or (match.target and variant.language != match.target.language):
            continue
        yield Text.assemble(_MARGIN, (f" {variant.language}  ", "dim"), printable(variant.text))
    if match.adapted:
        target = match.target.language if match.target else ""
        yield Text.assemble(
            _MARGIN,
            (f" {target}  ", "dim"),
            _adapted(match),
            (f"  {translate('(adapted)', reader)}", "green"),
        )
    yield Text(f"{_MARGIN} {_about(match, reader)}", style="dim")


def _changes(match: Match, query: str, reader: str) -> str:
    """Return what the query has otherwise, word by word, with the kind of fact where it is one."""
    said = []
    for each in match.differences:
        if each.operation is Operation.EQUAL:
            continue
        theirs = printable(match.source.text[slice(*each.match)])
        ours = printable(query[slice(*each.query)])
        change = (
            f"{theirs} → {ours}" if theirs and ours else f"− {theirs}" if theirs else f"+ {ours}"
        )
        said.append(f"{translate(each.kind, reader)} {change}" if each.kind else change)
    return "; ".join(said)


def _adapted(match: Match) -> Text:
    """Return the adapted translation with the facts that were put into it in brackets."""
    line = Text(style="green")
    last = 0
    for each in match.adaptations:
        line.append(printable(match.adapted[last : each.start]))
        line.append(f"{OPEN}{printable(match.adapted[each.start : each.end])}{CLOSE}", style="bold")
        last = each.end
    return line.append(printable(match.adapted[last:]))


def _about(match: Match, reader: str) -> str:
    parts = [origin_line(match.unit, reader)]
    if match.penalties:
        costs = " ".join(f"{translate(name, reader)} −{cost}" for name, cost in match.penalties)
        parts.append(say(reader, "penalty {costs}", costs=costs))
    if match.memory:
        parts.append(say(reader, "memory {name}", name=printable(match.memory)))
    return ", ".join(parts)


def _marked(match: Match) -> Text:
    """Return the match's source text with what the query has otherwise in brackets."""
    text = match.source.text
    line = Text()
    last = 0
    for difference in match.differences:
        start, end = difference.match
        if difference.operation is not Operation.EQUAL and end > start:
            line.append(printable(text[last:start]))
            line.append(f"{OPEN}{printable(text[start:end])}{CLOSE}", style="bold yellow")
            last = end
    return line.append(printable(text[last:]))


def origin_line(unit: TranslationUnit, reader: str) -> str:
    """Return where a unit comes from, when it was changed last, and its status."""
    parts = [printable(f"{each.name} {each.place}".strip()) for each in unit.origins[:3]]
    if len(unit.origins) > 3:
        parts.append(say(reader, "and {count} more", count=len(unit.origins) - 3))
    when = unit.changed or unit.created
    if when is not None:
        parts.append(f"{when:%Y-%m-%d}")
    if unit.status is not Status.APPROVED:
        parts.append(translate(unit.status.value, reader))
    return ", ".join(parts)


def matches_data(matches: Sequence[Match]) -> dict[str, Any]:
    """Return matches as plain data, version 1 (see docs/json.md)."""
    return {"version": 1, "matches": [_match_data(match) for match in matches]}


def _match_data(match: Match) -> dict[str, Any]:
    return {
        "score": match.score,
        "similarity": match.similarity,
        "source": {"language": match.source.language, "text": match.source.text},
        "target": match.target and {"language": match.target.language, "text": match.target.text},
        "variants": {variant.language: variant.text for variant in match.unit.variants},
        "adapted": match.adapted or None,
        "adaptations": [
            {"kind": each.kind, "before": each.before, "after": each.after}
            for each in match.adaptations
        ],
        "penalties": dict(match.penalties),
        "memory": match.memory,
        "number": match.unit.number,
        "date": date(match.unit),
        "status": match.unit.status.value,
        "origins": origins_data(match.unit),
        "differences": [
            {
                "operation": each.operation.value,
                "query": list(each.query),
                "match": list(each.match),
                "kind": each.kind,
            }
            for each in match.differences
        ],
    }

"""What the memory answers, for people and for programs: matches, hits, what was added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from tm.memory import AddResult
from tm.model import ConcordanceLine, Match, Operation, Status, TranslationUnit
from tm.reports.excerpt import CLOSE, OPEN, printable

_MARGIN = "       "


def print_added(out: Console, name: str, result: AddResult, draft: bool) -> None:
    """Print one line on what became of a set or file."""
    counts = [
        ("new", result.added),
        ("updated", result.updated),
        ("known already", result.unchanged),
        ("replaced", result.removed),
        ("without text", result.skipped),
    ]
    said = ", ".join(f"{count} {what}" for what, count in counts if count) or "nothing"
    line = Text.assemble((printable(name), "bold"), f"  {said}")
    if draft:
        line.append("  kept as drafts, because the check found errors", style="yellow")
    out.print(line, soft_wrap=True)


def print_matches(out: Console, matches: Sequence[Match]) -> None:
    """Print matches, best first; what differs from the query is in brackets."""
    if not matches:
        out.print(Text("nothing alike is remembered", style="dim"))
    for match in matches:
        for line in _match(match):
            out.print(line, soft_wrap=True)


def print_lines(out: Console, found: Sequence[ConcordanceLine]) -> None:
    """Print where words were found, each with the other versions."""
    if not found:
        out.print(Text("not found in the memory", style="dim"))
    for line in found:
        out.print(_hit(line), soft_wrap=True)
        for variant in line.unit.variants:
            if variant.language != line.variant.language:
                said = printable(variant.text)
                out.print(
                    Text.assemble("  ", (f"{variant.language}  ", "dim"), said), soft_wrap=True
                )
        out.print(Text(f"      {_origin(line.unit)}", style="dim"), soft_wrap=True)


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
                "origins": _origins_data(line.unit),
            }
            for line in found
        ],
    }


def _origins_data(unit: TranslationUnit) -> list[dict[str, str]]:
    return [{"name": each.name, "place": each.place} for each in unit.origins]


def _match(match: Match) -> Iterator[Text]:
    line = Text(f"{match.score:>4} %  ", style="bold green" if match.score >= 100 else "bold")
    if match.adapted:
        line.append(f"adapted, else {match.similarity} %  ", style="yellow")
    line.append(f"{match.source.language}  ", style="dim")
    line.append_text(_marked(match))
    yield line
    for variant in match.unit.variants:
        if variant is match.source or (match.target and variant.language != match.target.language):
            continue
        yield Text.assemble(_MARGIN, (f" {variant.language}  ", "dim"), printable(variant.text))
    if match.adapted:
        target = match.target.language if match.target else ""
        yield Text.assemble(
            _MARGIN, (f" {target}  ", "dim"), (printable(match.adapted), "green"), "  (adapted)"
        )
    yield Text(f"{_MARGIN} {_origin(match.unit)}", style="dim")


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


def _origin(unit: TranslationUnit) -> str:
    parts = [f"{origin.name} {origin.place}".strip() for origin in unit.origins[:3]]
    if len(unit.origins) > 3:
        parts.append(f"and {len(unit.origins) - 3} more")
    when = unit.changed or unit.created
    if when is not None:
        parts.append(f"{when:%Y-%m-%d}")
    if unit.status is not Status.APPROVED:
        parts.append(unit.status.value)
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
        "status": match.unit.status.value,
        "origins": _origins_data(match.unit),
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

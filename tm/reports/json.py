"""The report for machines, version 1 (see docs/json.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tm.checks import fingerprints
from tm.model import Evidence, Finding, Report, SetReport
from tm.reports.messages import sentence
from tm.reports.places import place
from tm.version import __version__

VERSION = 1


def render(report: Report, reader: str = "en") -> str:
    """Return the report as an indented JSON document."""
    return json.dumps(as_data(report, reader), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report, reader: str = "en") -> dict[str, Any]:
    """Return the report as plain data; messages are in the language of the reader."""
    summary = report.summary
    return {
        "version": VERSION,
        "tool": {"name": "tm", "version": __version__},
        "sets": [_set(each) for each in report.sets],
        "findings": [one for each in report.sets for one in _findings(each, reader)],
        "failures": list(report.failures),
        "remarks": list(report.remarks),
        "summary": {
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "segments": summary.segments,
        },
    }


def _set(each: SetReport) -> dict[str, Any]:
    documents = [
        {"language": language, "path": str(document.path)}
        for language, document in each.documents.items()
    ]
    return {"name": each.name, "documents": documents}


def _findings(each: SetReport, reader: str) -> Iterator[dict[str, Any]]:
    for finding, fingerprint in zip(each.findings, fingerprints(each), strict=True):
        yield _finding(each, finding, fingerprint, reader)


def _finding(each: SetReport, finding: Finding, fingerprint: str, reader: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "kind": finding.kind,
        "set": each.name,
        "unit": finding.unit,
        "language": finding.language,
        "message": sentence(finding, reader),
        "suggestion": finding.suggestion,
        "fingerprint": fingerprint,
        "evidence": [_evidence(each, one) for one in finding.evidence],
    }


def _evidence(each: SetReport, evidence: Evidence) -> dict[str, Any]:
    where = place(each, evidence)
    data: dict[str, Any] = {
        "language": evidence.language,
        "path": str(where.path) if where.path else None,
        "block": where.block,
        "segment": evidence.segment,
        "start": evidence.start,
        "end": evidence.end,
        "surface": evidence.surface,
        "value": evidence.value,
        "bound": evidence.bound,
    }
    if where.line:
        data |= {"line": where.line, "column": where.column}
    return data

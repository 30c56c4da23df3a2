"""Frozen data classes that every room shares. No I/O, nothing that knows a language."""

from __future__ import annotations

from tm.model.bead import Bead
from tm.model.fact import Bound, Fact, Relation, Salience, Value
from tm.model.finding import Evidence, Finding, Severity
from tm.model.report import Report, SetReport, Summary
from tm.model.text import Anchor, Block, BlockKind, Document, Hyperlink, Segment, VersionSet

__all__ = [
    "Anchor",
    "Bead",
    "Block",
    "BlockKind",
    "Bound",
    "Document",
    "Evidence",
    "Fact",
    "Finding",
    "Hyperlink",
    "Relation",
    "Report",
    "Salience",
    "Segment",
    "SetReport",
    "Severity",
    "Summary",
    "Value",
    "VersionSet",
]

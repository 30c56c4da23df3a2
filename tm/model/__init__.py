"""Frozen data classes that every room shares. No I/O, nothing that knows a language."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from tm.model.bead import Bead
from tm.model.fact import Bound, Fact, Relation, Salience, Value
from tm.model.finding import Evidence, Finding, Severity
from tm.model.glossary import Concept, Glossary, Term, TermMatch, TermStatus
from tm.model.report import Report, SetReport, Summary
from tm.model.tag import base_tag, normalize_tag, tags_match
from tm.model.text import Anchor, Block, BlockKind, Document, Hyperlink, Segment, VersionSet

if TYPE_CHECKING:
    from tm.model.unit import (
        Adaptation,
        ConcordanceLine,
        Context,
        Difference,
        Match,
        MemoryConflict,
        Note,
        Operation,
        Origin,
        Property,
        Rendering,
        Status,
        TranslationUnit,
        Variant,
    )

__all__ = [
    "Adaptation",
    "Anchor",
    "Bead",
    "Block",
    "BlockKind",
    "Bound",
    "Concept",
    "ConcordanceLine",
    "Context",
    "Difference",
    "Document",
    "Evidence",
    "Fact",
    "Finding",
    "Glossary",
    "Hyperlink",
    "Match",
    "MemoryConflict",
    "Note",
    "Operation",
    "Origin",
    "Property",
    "Relation",
    "Rendering",
    "Report",
    "Salience",
    "Segment",
    "SetReport",
    "Severity",
    "Status",
    "Summary",
    "Term",
    "TermMatch",
    "TermStatus",
    "TranslationUnit",
    "Value",
    "Variant",
    "VersionSet",
    "base_tag",
    "normalize_tag",
    "tags_match",
]


def __getattr__(name: str) -> Any:
    """Load the classes of units when they are asked for: a check has none, and they take time."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("tm.model.unit"), name)

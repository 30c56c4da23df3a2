"""Align the versions of one text, and list the facts of one document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tm import languages
from tm.app.loading import Clock, LoadedSet, load_sets, load_lines
from tm.documents import read_document
from tm.errors import DocumentError, TmError
from tm.facts import extract_facts
from tm.model import Bead, Fact, Segment
from tm.segmentation import segment_document


def align_files(paths: Sequence[Path], *, one_per_line: bool = False) -> LoadedSet:
    """Read and align the versions of one text; `one_per_line` takes lines for segments."""
    if one_per_line:
        return load_lines(paths)
    failures: list[str] = []
    sets = list(load_sets(paths, failures, Clock()))
    if failures:
        raise TmError(failures[0])
    if len(sets) != 1:
        raise TmError(
            f"{len(sets)} version sets found under {', '.join(map(str, paths))}; "
            "name the versions of one text"
        )
    return sets[0]


def alignment_data(loaded: LoadedSet) -> dict[str, Any]:
    """Return an alignment as plain data, version 1 (see docs/json.md)."""
    return {
        "version": 1,
        "languages": list(loaded.segments),
        "segments": {
            code: [each.text for each in segments] for code, segments in loaded.segments.items()
        },
        "beads": [
            {
                **{code: list(indices) for code, indices in bead.segments.items()},
                "score": round(bead.score, 4),
                **({"moved": True} if bead.moved else {}),
            }
            for bead in loaded.beads
        ],
    }


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts of one document, each with the index of its segment."""

    path: Path
    language: str
    segments: tuple[Segment, ...]
    facts: tuple[tuple[int, Fact], ...]


def facts_of(path: Path, language: str | None = None) -> DocumentFacts:
    """Extract the facts of the document at `path`."""
    document = read_document(path, language)
    segments = tuple(segment_document(document))
    facts = tuple(
        (segment.index, fact)
        for segment in segments
        for fact in extract_facts(segment.text, document.language, segment.links)
    )
    return DocumentFacts(path, document.language, segments, facts)


def facts_data(found: DocumentFacts) -> dict[str, Any]:
    """Return facts as plain data, version 1 (see docs/json.md)."""
    return {
        "version": 1,
        "language": found.language,
        "facts": [
            {
                "kind": fact.kind,
                "value": str(fact.value),
                "bound": fact.bound.value,
                "surface": fact.surface,
                "segment": segment,
                "start": fact.start,
                "end": fact.end,
            }
            for segment, fact in found.facts
        ],
    }

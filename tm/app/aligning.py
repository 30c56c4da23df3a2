"""Align the versions of one text, and list the facts of one document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tm import config as configuration
from tm.alignment.scoring import project, read_gold, score
from tm.app import writing
from tm.app.knowledge import gather
from tm.app.loading import Clock, LoadedSet, load_lines, load_sets
from tm.documents import read_document
from tm.errors import TmError
from tm.facts import extract_facts
from tm.model import Bead, Bound, Fact, Segment
from tm.reports import alignment_text
from tm.segmentation import segment_document


def align_files(
    paths: Sequence[Path],
    *,
    one_per_line: bool = False,
    lexicons: Sequence[Path] = (),
    learn: bool = False,
    memory: Path | None = None,
    config: Path | None = None,
) -> LoadedSet:
    """Read and align the versions of one text; `one_per_line` takes lines for segments.

    `lexicons` are word lists beside those of the configuration; `memory` beats it;
    `learn` uses the words of the memory even if the configuration does not say so.
    """
    settings = configuration.load(config)
    settings = replace(
        settings,
        lexicons=(*settings.lexicons, *lexicons),
        memory=memory or settings.memory,
        learn_from_memory=learn or settings.learn_from_memory,
    )
    knowledge = gather(settings)
    if one_per_line:
        return load_lines(paths, knowledge)
    failures: list[str] = []
    sets = list(load_sets(paths, failures, Clock(), knowledge=knowledge))
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
        "segments": _texts(loaded),
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


def write_alignment(loaded: LoadedSet, form: str, output: Path | None) -> None:
    """Write an alignment as `text`, `json`, `tsv` (a row per bead), `tmx` or `html` (a page)."""
    if form == "json":
        text = json.dumps(alignment_data(loaded), ensure_ascii=False, indent=2)
    elif form == "tsv":
        rows = [list(loaded.segments), *(list(_cells(loaded, bead)) for bead in loaded.beads)]
        text = "\n".join("\t".join(row) for row in rows)
    elif form == "tmx":
        text = _tmx(loaded)
    elif form == "html":
        from tm.reports import alignment_html

        text = alignment_html.render(_texts(loaded), loaded.beads, loaded.name)
    else:
        text = "\n".join(alignment_text.lines(_texts(loaded), loaded.beads))
    writing.emit(text, output)


def _texts(loaded: LoadedSet) -> dict[str, list[str]]:
    return {code: [each.text for each in rows] for code, rows in loaded.segments.items()}


def _tmx(loaded: LoadedSet) -> str:
    """Return the beads that have text in two languages or more, as a translation memory."""
    from tm.exchange import tmx_text
    from tm.memory.sets import units_from_set

    units = units_from_set(loaded.name, loaded.documents, loaded.segments, loaded.beads)
    return tmx_text(units, source=next(iter(loaded.segments)))


def write_score(
    loaded: LoadedSet, gold: Path, paths: Sequence[Path], form: str, output: Path | None
) -> None:
    """Compare an alignment of two versions with a gold one, as Vecalign does.

    The gold file has a line a bead, `[0, 1]:[2]`, in the order of `paths`.
    """
    if len(loaded.segments) != 2:
        count = len(loaded.segments)
        raise TmError(f"a gold file is about two versions, not {count}; name the two files")
    places = {path.absolute(): number for number, path in enumerate(paths)}
    first, second = sorted(
        loaded.segments, key=lambda code: places.get(loaded.documents[code].path.absolute(), 0)
    )
    found = score(project(loaded.beads, first, second), read_gold(gold))
    values = {
        name: {
            "precision": round(counts.precision, 4),
            "recall": round(counts.recall, 4),
            "f1": round(counts.f1, 4),
        }
        for name, counts in (("strict", found.strict), ("lax", found.lax))
    }
    if form == "json":
        text = json.dumps({"version": 1, "languages": [first, second], **values}, indent=2)
    else:
        rows = [
            f"{name:<8}" + "  ".join(f"{key} {value:.4f}" for key, value in row.items())
            for name, row in values.items()
        ]
        text = "\n".join(rows)
    writing.emit(text, output)


def _cells(loaded: LoadedSet, bead: Bead) -> Iterator[str]:
    """Yield what each version says in a bead, on one line and without tabs."""
    for code, segments in loaded.segments.items():
        said = " ".join(segments[index].text for index in bead.segments.get(code, ()))
        yield " ".join(said.split())


def write_facts(found: DocumentFacts, form: str, output: Path | None) -> None:
    """Write the facts of a document as `text` or `json`."""
    if form == "json":
        text = json.dumps(facts_data(found), ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_fact_lines(found)) or f"{found.path}: no facts found"
    writing.emit(text, output)


def _fact_lines(found: DocumentFacts) -> Iterator[str]:
    last = -1
    for index, fact in found.facts:
        if index != last:
            yield " ".join(found.segments[index].text.split())
            last = index
        bound = "" if fact.bound is Bound.EXACTLY else f"  ({fact.bound.value})"
        yield f"    {fact.kind:<11} {fact.value!s:<22} {fact.surface}{bound}"

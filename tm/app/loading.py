"""From paths to version sets that are read, segmented, searched for facts and aligned."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tm import languages
from tm.model import Bead, Document, Fact, Segment


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """One version set, ready to check or to remember. Mappings are keyed by language.

    `facts[language][i]` are the facts of `segments[language][i]`. `units` are the ids of the beads
    in a bilingual file.
    """

    name: str
    documents: Mapping[str, Document]
    segments: Mapping[str, tuple[Segment, ...]]
    facts: Mapping[str, tuple[tuple[Fact, ...], ...]]
    beads: tuple[Bead, ...]
    units: tuple[str, ...] = ()


@dataclass(slots=True)
class Clock:
    """Seconds spent in each stage, for `bench`; costs nothing that could be measured."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def prepare(name: str, documents: Mapping[str, Document], clock: Clock) -> LoadedSet:
    """Segment, extract and align the documents of one set, in the order of reports."""
    from tm.alignment import align
    from tm.facts import extract_facts
    from tm.segmentation import segment_document

    order = [code for code in languages.codes() if code in documents]
    with clock.stage("segment"):
        segments = {code: tuple(segment_document(documents[code])) for code in order}
    with clock.stage("facts"):
        facts = {
            code: tuple(tuple(extract_facts(each.text, code, each.links)) for each in segments[code])
            for code in order
        }
    with clock.stage("align"):
        beads = tuple(align(segments, facts=facts))
    return LoadedSet(name, {code: documents[code] for code in order}, segments, facts, beads)

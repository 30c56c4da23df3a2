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

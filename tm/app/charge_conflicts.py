"""Charges that the memory words in more than one way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from tm.checks.charges import charges_of, similarity
from tm.model import MemoryConflict, Rendering, Status, TranslationUnit, base_tag, tags_match
from tm.model.glossary import Glossary
from tm.terminology.charges import Charge
from tm.terminology.matching import content_keys
from tm.terminology.words import Reader, fold

_PAGE = 200  # units whose terms are looked for together


@dataclass(slots=True)
class _Wording:
    """One way to word a charge: as it was met first, how often, until when, and where."""

    text: str
    count: int = 0
    latest: datetime | None = None
    origins: dict[str, None] = field(default_factory=dict)

    def meet(self, unit: TranslationUnit) -> None:
        self.count += max(len(unit.origins), 1)
        when = unit.changed or unit.created
        if when is not None and (self.latest is None or when > self.latest):
            self.latest = when
        self.origins |= dict.fromkeys(each.name for each in unit.origins)


def charge_conflicts(
    units: Iterable[TranslationUnit], glossary: Glossary, source: str, target: str, limit: int
) -> list[MemoryConflict]:
    """Return charges with the same words in `source` and others in `target`, most often first.

    Inflection, order and small words make no other wording. Rejected units do not count.
    """
    found: defaultdict[str, dict[frozenset[str], _Wording]] = defaultdict(dict)
    names: dict[str, str] = {}
    language = base_tag(target)
    reader = Reader(language, {})
    for unit, ours, theirs in _charged(units, glossary, source, target):
        for charge, other in _pairs(ours, theirs):
            key = fold(charge.surface)
            names.setdefault(key, charge.surface)
            read = reader.words(other.surface)
            words = frozenset(content_keys(read, language))
            found[key].setdefault(words, _Wording(other.surface)).meet(unit)
    conflicts = [
        MemoryConflict(source, target, names[key], _renderings(ways), kind="charge")
        for key, ways in found.items()
        if len(ways) > 1
    ]
    conflicts.sort(key=lambda each: (-sum(r.count for r in each.renderings), each.text))
    return conflicts[:limit]


def _renderings(ways: Mapping[frozenset[str], _Wording]) -> tuple[Rendering, ...]:
    return tuple(
        Rendering(each.text, each.count, each.latest, tuple(sorted(each.origins)))
        for each in sorted(ways.values(), key=lambda each: -each.count)
    )


def _charged(
    units: Iterable[TranslationUnit], glossary: Glossary, source: str, target: str
) -> Iterator[tuple[TranslationUnit, tuple[Charge, ...], tuple[Charge, ...]]]:
    """Yield units with the charges that they have in both languages."""
    stream = _both(units, source, target)
    while page := list(islice(stream, _PAGE)):
        ours = charges_of(glossary, base_tag(source), [text for _, text, _ in page])
        theirs = charges_of(glossary, base_tag(target), [text for _, _, text in page])
        for (unit, _, _), here, there in zip(page, ours, theirs, strict=True):
            if here and there:
                yield unit, here, there


def _both(
    units: Iterable[TranslationUnit], source: str, target: str
) -> Iterator[tuple[TranslationUnit, str, str]]:
    """Yield units that have both languages, with their texts."""
    for unit in units:
        if unit.status is Status.REJECTED:
            continue
        ours, theirs = (
            next((each.text for each in unit.variants if tags_match(tag, each.language)), "")
            for tag in (source, target)
        )
        if ours and theirs:
            yield unit, ours, theirs


def _pairs(ours: Sequence[Charge], theirs: Sequence[Charge]) -> Iterator[tuple[Charge, Charge]]:
    """Yield charges of two versions that say the same: one by one, else the most similar."""
    if len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)
        return
    for charge in ours:
        best = max(theirs, key=lambda other: similarity(charge, other))
        if similarity(charge, best) > 0:
            yield charge, best

"""Charges of a version set, the same charge of all versions side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tm.checks.terms import SetTerms
from tm.model import Bead, Evidence, Segment
from tm.model.glossary import Glossary
from tm.terminology.charges import Charge, find_charges
from tm.terminology.presence import TextTerms
from tm.terminology.words import fold

# A list of so many items has as many in every version.
_LONG = 3
# What the likeness is worth of a charge that the glossary knows with one that it does not know.
_UNLIKELY = 0.5
SUBJECTS = ("charge ground", "charge object", "charge act")


@dataclass(frozen=True, slots=True)
class Placed:
    """A charge in a segment of one version."""

    language: str
    segment: int
    charge: Charge

    def evidence(self) -> Evidence:
        charge = self.charge
        return Evidence(self.language, self.segment, charge.start, charge.end, charge.surface)


@dataclass(frozen=True, slots=True)
class Difference:
    """How the charge of one version differs: surfaces of what it lacks, and of what it adds."""

    language: str
    lost: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text of the same case that was published before: its name and segments by language."""

    name: str
    segments: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class EarlierCharge:
    """A charge as the text `name` words it."""

    name: str
    charge: Charge


# Asked for a language and the words of a charge, the units of a memory that have them.
Recall = Callable[[str, str], Sequence[EarlierText]]


def without_memory(language: str, surface: str) -> Sequence[EarlierText]:
    """Recall nothing."""
    return ()


def counterparts(
    glossary: Glossary, unit: EarlierText, source: str, surface: str, target: str
) -> Iterator[Charge]:
    """Yield how a unit that has a charge in `source` words it in `target`."""
    if target not in unit.segments or source not in unit.segments:
        return
    there = _charges(glossary, source, tuple(unit.segments[source]))
    found = _charges(glossary, target, tuple(unit.segments[target]))
    for number, charge in enumerate(there):
        if fold(charge.surface) != fold(surface):
            continue
        if len(there) == len(found):
            yield found[number]
        elif found:
            best = max(found, key=lambda other: similarity(charge, other))
            if similarity(charge, best) > 0:
                yield best


def earlier_charges(
    glossary: Glossary, texts: Sequence[EarlierText]
) -> dict[str, list[EarlierCharge]]:
    """Return the charges of earlier texts by language, in the order of the texts."""
    found: dict[str, list[EarlierCharge]] = {}
    for text in texts:
        for language, segments in text.segments.items():
            for charge in _charges(glossary, language, tuple(segments)):
                found.setdefault(language, []).append(EarlierCharge(text.name, charge))
    return found


# Every text of a long series is asked for what all the earlier ones said.
@lru_cache(maxsize=1024)
def _charges(glossary: Glossary, language: str, segments: tuple[str, ...]) -> tuple[Charge, ...]:
    found = charges_of(glossary, language, segments)
    return tuple(charge for charges in found for charge in charges)


def charges_of(glossary: Glossary, language: str, texts: Sequence[str]) -> list[tuple[Charge, ...]]:
    """Return the charges of each text."""
    terms = TextTerms(glossary, language, texts)
    return [
        tuple(find_charges(text, one, glossary, language))
        for text, one in zip(texts, terms.found, strict=True)
    ]


def in_segment(terms: SetTerms, language: str, segment: Segment) -> list[Charge]:
    """Return the charges of a segment."""
    found = terms.text(language).found[segment.index]
    return find_charges(segment.text, found, terms.glossary, language)


def together(
    charges: Mapping[str, Mapping[int, list[Charge]]], bead: Bead, languages: tuple[str, ...]
) -> Iterator[dict[str, Placed]]:
    """Yield the charges of a bead that say the same, one a version at most."""
    sides = {
        language: [
            Placed(language, segment, charge)
            for segment in bead.segments.get(language, ())
            for charge in charges[language].get(segment, ())
        ]
        for language in languages
    }
    groups: list[dict[str, Placed]] = []
    for language in languages:
        for lead in list(sides[language]):
            if lead not in sides[language]:
                continue
            sides[language].remove(lead)
            groups.append({language: lead})
            for other, side in sides.items():
                best = max(side, key=lambda p: similarity(lead.charge, p.charge), default=None)
                if best and other != language and similarity(lead.charge, best.charge) > 0:
                    groups[-1][other] = best
                    side.remove(best)
    yield from (group for group in _with_leftovers(groups, languages) if len(group) > 1)


def _with_leftovers(
    groups: list[dict[str, Placed]], languages: tuple[str, ...]
) -> list[dict[str, Placed]]:
    """Put charges that share nothing with others where their version lacks one.

    As many charges alone as there are gaps are the same charges, whatever the words.
    """
    for language in languages:
        alone = [group for group in groups if list(group) == [language]]
        gaps = [group for group in groups if language not in group]
        if alone and len(alone) == len(gaps):
            for one, gap in zip(alone, gaps, strict=True):
                gap.update(one)
            groups = [group for group in groups if all(group is not one for one in alone)]
    return groups


def similarity(one: Charge, other: Charge) -> float:
    """Return the share of parts that two charges have in common, 1 if the glossary knows both.

    One that it knows and one that it does not know are rarely the same.
    """
    if one.concepts & other.concepts:
        return 1.0
    first, second = ({part.concept for part in charge.parts} for charge in (one, other))
    share = len(first & second) / len(first | second) if first | second else 0.0
    return share if bool(one.concepts) == bool(other.concepts) else _UNLIKELY * share


def differences(
    group: Mapping[str, Placed], source: str | None, glossary: Glossary
) -> Iterator[Difference]:
    """Yield how each version's charge differs from what the others agree on.

    Between two versions the first is the measure, unless the second is the source.
    """
    common = frozenset.intersection(*(placed.charge.concepts for placed in group.values()))
    if common:
        return
    for language, placed in group.items():
        if len(group) == 2 and language == _measure(group, source):
            continue
        yield from _difference(language, placed.charge, group, glossary)


def _measure(group: Mapping[str, Placed], source: str | None) -> str:
    return source if source is not None and source in group else next(iter(group))


def _difference(
    language: str, charge: Charge, group: Mapping[str, Placed], glossary: Glossary
) -> Iterator[Difference]:
    others = [placed.charge for code, placed in group.items() if code != language]
    lost: list[str] = []
    added: list[str] = []
    none = frozenset[str]()
    for subject in SUBJECTS:
        mine = charge.of(subject)
        agreed = frozenset.intersection(*(other.of(subject) for other in others))
        known = frozenset[str]().union(*(other.of(subject) for other in others))
        missing, extra = without_wavering(agreed - mine, mine - known, glossary)
        if subject == "charge ground":
            # As many items that nobody recognises may be the grounds that seem to be lacking.
            missing = missing if len(missing) > charge.unknown else none
            extra = extra if all(len(extra) > other.unknown for other in others) else none
        elif not (missing and extra):
            # One object more or less counts where the list is longer or shorter by it.
            missing = missing if all(charge.items < other.items for other in others) else none
            extra = extra if all(charge.items > other.items for other in others) else none
        lost += _surfaces(others[0], missing)
        added += _surfaces(charge, extra)
    if not lost and not added and _is_shorter(charge, others):
        yield Difference(language, (), ())
    if lost or added:
        yield Difference(language, tuple(lost), tuple(added))


def without_wavering(
    missing: frozenset[str], extra: frozenset[str], glossary: Glossary
) -> tuple[frozenset[str], frozenset[str]]:
    """Leave out parts that stand for one another: "insulting" and "atteinte à la dignité"."""
    concepts = glossary.concepts
    pairs = [
        (one, other) for one in missing for other in extra if concepts[one].wavers(concepts[other])
    ]
    return missing - {one for one, _ in pairs}, extra - {other for _, other in pairs}


def _is_shorter(charge: Charge, others: list[Charge]) -> bool:
    """Say whether a list that is not understood has another number of items than all others."""
    counts = {other.items for other in others}
    return len(counts) == 1 and min(counts) >= _LONG and charge.items not in counts


def _surfaces(charge: Charge, concepts: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(p.surface for p in charge.parts if p.concept in concepts))

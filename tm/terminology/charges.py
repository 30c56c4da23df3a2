"""Charges in running text: the quoted wording, taken apart into act, object and grounds.

A charge is found by its quotation marks together with words that introduce it or an act that the
glossary knows, or, without quotation marks, as a list of at least three grounds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tm.languages import get
from tm.model.glossary import Glossary, TermMatch
from tm.patterns import compiled
from tm.terminology.matching import Found, without_overlap
from tm.terminology.words import fold

# What is quoted at such a length is a charge or a statement, not a nickname or a speech.
_QUOTED = re.compile(
    r"«[^«»]{4,300}»|»[^«»]{4,300}«|“[^“”„]{4,300}”|„[^„“”]{4,300}[“”]|\"[^\"]{4,300}\""
)
# An introduction stands so close before the quotation, or so close after it.
_REACH_BEFORE = 60
_REACH_AFTER = 40
_REACH_INSIDE = 15
_MIN_GROUNDS = 3
# The subjects of the concepts of which charges are made.
PARTS = frozenset({"charge act", "charge object", "charge ground"})
# Grounds of one list are no further apart.
_MAX_GAP = 25


@dataclass(frozen=True, slots=True)
class Part:
    """An act, an object or a ground of a charge: a concept at `text[start:end]`."""

    concept: str
    subject: str
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge at `text[start:end]`. `concepts` are those of the glossary that name all of it.

    `items` counts what the list joins, `unknown` those of them in which no part is recognised.
    """

    start: int
    end: int
    surface: str
    parts: tuple[Part, ...]
    concepts: frozenset[str]
    items: int
    unknown: int

    def of(self, subject: str) -> frozenset[str]:
        """Return the concepts of the parts of one subject."""
        return frozenset(part.concept for part in self.parts if part.subject == subject)

    @property
    def grounds(self) -> frozenset[str]:
        return self.of("charge ground")


def find_charges(text: str, found: Found, glossary: Glossary, language: str) -> list[Charge]:
    """Return the charges of a text in order; `found` are its terms."""
    parts = parts_of(found, glossary)
    charges = [
        charge
        for match in _QUOTED.finditer(text)
        if (charge := _quoted(text, match.start() + 1, match.end() - 1, parts, found, glossary,
                              language))
    ]  # fmt: skip
    for start, end in _lists(parts):
        if all(charge.end <= start or end <= charge.start for charge in charges):
            charges.append(_charge(text, start, end, parts, found, glossary, language))
    return sorted(charges, key=lambda charge: charge.start)


def parts_of(found: Found, glossary: Glossary) -> list[Part]:
    """Return acts, objects and grounds, the longest where they overlap."""
    candidates = [
        Part(concept.id, concept.subject, match.start, match.end, match.surface)
        for match in found.all
        for concept in (glossary.concepts[each] for each in match.concepts)
        if concept.subject in PARTS
    ]
    return without_overlap(candidates)


def _quoted(
    text: str,
    start: int,
    end: int,
    parts: Sequence[Part],
    found: Found,
    glossary: Glossary,
    language: str,
) -> Charge | None:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    charge = _charge(text, start, end, parts, found, glossary, language)
    named = any(start <= first and last <= end for first, last in _charges_in(found, glossary))
    known = named or _begins_with_act(charge)
    return charge if known or _is_introduced(text, start, end, language) else None


def _begins_with_act(charge: Charge) -> bool:
    """Say whether the words begin with an act, and have something to be its object.

    "Incitement of hatred" does; "they requested no assistance" is what somebody said.
    """
    first = min((p.start for p in charge.parts if p.subject == "charge act"), default=-1)
    others = len(charge.parts) > 1
    return others and 0 <= first - charge.start <= _REACH_INSIDE


def _charge(
    text: str,
    start: int,
    end: int,
    parts: Sequence[Part],
    found: Found,
    glossary: Glossary,
    language: str,
) -> Charge:
    inside = tuple(part for part in parts if start <= part.start and part.end <= end)
    items = _items(text, start, end, language)
    known = sorted([(part.start, part.end) for part in inside] + _charges_in(found, glossary))
    unknown = 0
    for first, last in items:
        place = bisect_left(known, (first, 0))
        unknown += place == len(known) or known[place][1] > last
    return Charge(
        start=start,
        end=end,
        surface=text[start:end],
        parts=inside,
        concepts=_whole(found.longest, start, end, glossary),
        items=len(items),
        unknown=unknown,
    )


def _charges_in(found: Found, glossary: Glossary) -> list[tuple[int, int]]:
    """Return where charges are named that the glossary has as a whole."""
    return [
        (match.start, match.end)
        for match in found.longest
        if any(glossary.concepts[each].subject == "charge" for each in match.concepts)
    ]


def _whole(
    matches: Sequence[TermMatch], start: int, end: int, glossary: Glossary
) -> frozenset[str]:
    """Return the charges of the glossary that the characters name from end to end."""
    return frozenset(
        concept
        for match in matches
        if match.start == start and match.end == end
        for concept in match.concepts
        if glossary.concepts[concept].subject == "charge"
    )


def _lists(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each row of grounds that is long enough to be a charge's."""
    row: list[Part] = []
    for part in [*(p for p in parts if p.subject == "charge ground"), None]:
        if part is not None and (not row or part.start - row[-1].end <= _MAX_GAP):
            row.append(part)
            continue
        if len({each.concept for each in row}) >= _MIN_GROUNDS:
            yield row[0].start, row[-1].end
        row = [part] if part is not None else []


def _items(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Return the spans of what commas and words such as "or" join."""
    items, first = [], start
    for match in _joiners(language).finditer(text, start, end):
        if text[first : match.start()].strip():
            items.append((first, match.start()))
        first = match.end()
    if text[first:end].strip():
        items.append((first, end))
    return items


def _is_introduced(text: str, start: int, end: int, language: str) -> bool:
    around = (text[max(0, start - _REACH_BEFORE) : start], text[end : end + _REACH_AFTER])
    return any(_introductions(language).search(fold(part)) for part in around)


@cache
def _joiners(language: str) -> re.Pattern[str]:
    words = get(language).table("terminology").get("joiners", ())
    return compiled(r"[,;/]|\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


@cache
def _introductions(language: str) -> re.Pattern[str]:
    words = get(language).table("terminology").get("charge_introductions", ())
    return compiled(r"\b(?:" + "|".join(re.escape(fold(word)) for word in words) + r")\b")

"""Matches that differ from the query only in facts, with their translation brought up to date.

The texts between the facts must be the same, each fact that changed must have one counterpart in
the translation, and the new translation must have the query's facts when it is read again;
otherwise nothing is offered: a wrong adaptation costs more than a missing one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tm.facts import extract_facts, relate, render
from tm.languages import codes
from tm.memory.fitting import fits, is_plain, of_one_shape
from tm.memory.similarity import TOKEN
from tm.model import Adaptation, Difference, Fact, Match, Operation, Relation, base_tag

_SAME = frozenset({Relation.EQUAL, Relation.EQUIVALENT})
_MOST_RUNS = 6  # differing runs of words beyond which it is no longer the same sentence
_VERBATIM = frozenset({"email", "link", "phone", "reference", "postbox"})  # as in any language


def adapt(match: Match, query: str) -> Match:
    """Return `match` with its differences named by fact and, where it is certain, adapted.

    An adapted match scores as if it were identical, less the penalties.
    """
    languages = (
        base_tag(match.source.language),
        base_tag(match.target.language if match.target else ""),
    )
    match = replace(
        match, differences=tuple(_named_person(each, match) for each in match.differences)
    )
    changed = [each for each in match.differences if each.operation != Operation.EQUAL]
    if not changed or len(changed) > _MOST_RUNS or languages[0] not in codes():
        return match
    asked = _facts(query, languages[0])
    known = _facts(match.source.text, languages[0])
    match = replace(
        match, differences=tuple(_named(each, asked, known) for each in match.differences)
    )
    if match.target is None or match.target.markup or languages[1] not in codes():
        return match
    if _frame(query, asked) != _frame(match.source.text, known):
        return match
    pairs = [(old, new) for old, new in zip(known, asked, strict=True) if not _same(old, new)]
    found = _translate(match.target.text, *languages, known, pairs)
    if found is None:
        return match
    text, adaptations = found
    if not _agrees(text, match.target.text, languages[1], [new for _, new in pairs]):
        return match
    score = max(0, 100 - sum(points for _, points in match.penalties))
    return replace(match, adapted=text, adaptations=adaptations, score=score)


@lru_cache(maxsize=64)
def _facts(text: str, language: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in extract_facts(text, language) if fact.start < fact.end)


def _named(difference: Difference, asked: Sequence[Fact], known: Sequence[Fact]) -> Difference:
    """Return the difference with the kind of the fact that it touches."""
    if difference.operation == Operation.EQUAL:
        return difference
    for facts, (start, end) in ((asked, difference.query), (known, difference.match)):
        for fact in facts:
            if fact.start < end and start < fact.end:
                return replace(difference, kind=fact.kind)
    return difference


def _named_person(difference: Difference, match: Match) -> Difference:
    """Return the difference as one of names where its words stand in another version as well.

    They must have a capital: what is written the same in two languages is a name, or a figure.
    """
    words = TOKEN.findall(match.source.text[slice(*difference.match)])
    if difference.operation == Operation.EQUAL or difference.kind or not words:
        return difference
    others = {
        token
        for variant in match.unit.variants
        if variant.language != match.source.language
        for token in TOKEN.findall(variant.text)
    }
    is_name = all(word[0].isupper() and word in others for word in words)
    return replace(difference, kind="name") if is_name else difference


def _frame(text: str, facts: Sequence[Fact]) -> list[str]:
    """Return the tokens of a text with the kind and bound of each fact in its place."""
    frame: list[str] = []
    at = 0
    for fact in facts:
        frame += [*TOKEN.findall(text[at : fact.start]), f"{fact.kind} {fact.bound}"]
        at = fact.end
    return frame + TOKEN.findall(text[at:])


def _same(first: Fact, second: Fact) -> bool:
    return first.kind == second.kind and str(first.value) == str(second.value)


def _translate(
    text: str,
    source: str,
    language: str,
    known: Sequence[Fact],
    pairs: Sequence[tuple[Fact, Fact]],
) -> tuple[str, tuple[Adaptation, ...]] | None:
    """Return the translation with each old fact's counterpart replaced by the new one."""
    theirs = _facts(text, language)
    edits: list[tuple[Fact, Fact, str]] = []
    for old, new in pairs:
        twins = [each for each in known if _matches(each, old)]
        counterparts = [each for each in theirs if _matches(old, each)]
        if len(twins) != 1 or len(counterparts) != 1 or not of_one_shape(old, new):
            return None
        (place,) = counterparts
        if not all(is_plain(*each) for each in ((old, source), (new, source), (place, language))):
            return None
        if any(place is taken for taken, _, _ in edits):
            return None
        written = _verbatim(place, old, new)
        if written is None:
            written = render(new.kind, new.value, language, place.surface)
        if not written or not fits(text, place, new, written, language):
            return None
        edits.append((place, new, written))
    return _applied(text, edits)


def _verbatim(place: Fact, old: Fact, new: Fact) -> str | None:
    """Return what is written the same in any language, its figures as the query has them."""
    if old.kind not in _VERBATIM:
        return None
    if place.surface == old.surface:
        return new.surface
    # "UA 45/21" in one language is "AU 45/21" in another.
    (before, figures), (after, changed) = _in_two(old.surface), _in_two(new.surface)
    if before != after or not figures or not place.surface.endswith(figures):
        return None
    return place.surface.removesuffix(figures) + changed


def _in_two(surface: str) -> tuple[str, str]:
    """Return what stands before the first digit, and the rest."""
    at = next((n for n, c in enumerate(surface) if c.isdigit()), len(surface))
    return surface[:at], surface[at:]


def _matches(first: Fact, second: Fact) -> bool:
    return first.bound == second.bound and relate(first, second) in _SAME


def _applied(
    text: str, edits: Sequence[tuple[Fact, Fact, str]]
) -> tuple[str, tuple[Adaptation, ...]]:
    parts: list[str] = []
    adaptations: list[Adaptation] = []
    at = length = 0
    for place, new, written in sorted(edits, key=lambda edit: edit[0].start):
        before = text[at : place.start]
        parts += [before, written]
        start = length + len(before)
        length = start + len(written)
        adaptations.append(Adaptation(new.kind, place.surface, written, start, length))
        at = place.end
    return "".join([*parts, text[at:]]), tuple(adaptations)


def _agrees(adapted: str, before: str, language: str, new: Sequence[Fact]) -> bool:
    """Say whether the new translation, read again, has the new facts and as many as before."""
    now = _facts(adapted, language)
    if len(now) != len(_facts(before, language)):
        return False
    return all(any(relate(fact, each) in _SAME for each in now) for fact in new)

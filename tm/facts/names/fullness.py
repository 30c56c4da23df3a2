"""Full names that one version has shorter or longer: "Idrissa Ba" and "Idrissa Ba Diop".

A surname alone, or a first name left out, is style; a first name whose surname stands nowhere in
the version, or a surname more than the others ever have, is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.facts.names.document import Names, Side
from tm.facts.names.likeness import is_certain
from tm.facts.names.mention import Mention, NameList
from tm.facts.names.unexplained import is_similar, is_translated
from tm.facts.names.variation import is_any
from tm.facts.names.vocabulary import is_word

_FULL = 2  # words of a full name


def full_names(side: Side) -> Iterator[NameList]:
    """Yield the runs of at least two names, none of them a place or a word that may be one."""
    run: list[Mention] = []
    for mention in side.mentions:
        if not (run and mention.before and mention.before == run[-1].plain):
            if len(run) >= _FULL:
                yield tuple(run)
            run = []
        run.append(mention)
    if len(run) >= _FULL:
        yield tuple(run)


def shortened(names: Names, side: Side, others: Sequence[Side]) -> tuple[NameList, ...] | None:
    """Return the surname that all others have behind a first name, and the version nowhere."""
    for run in full_names(others[0]):
        first, last = run[0], run[-1]
        own = side.find(first)
        if own is None or own.plain != first.plain or own.after or side.holds(last):
            continue
        same = [_run_of(run, other) for other in others]
        if not all(same) or not _is_person(names, run):
            continue
        if any(is_similar(last.plain, one.plain) for one in side.mentions):
            continue
        if is_translated(last.plain, side):
            continue
        if is_any(last.plain, list(names.counts[side.code]), side.code):
            continue
        return tuple((found[-1],) for found in same if found)
    return None


def lengthened(
    names: Names, side: Side, others: Sequence[Side]
) -> tuple[tuple[NameList, ...], Mention] | None:
    """Return a full name as all others have it, and the word that the version adds to it."""
    for run in full_names(side):
        *full, added = run
        if len(full) < _FULL or not is_certain(added, [other.code for other in others]):
            continue
        if is_word(added.word.surface, added.code) or added.places:
            continue
        theirs = [_run_of(tuple(full), other) for other in others]
        if not all(found and not found[-1].after for found in theirs):
            continue
        if any(is_any(added.plain, list(names.counts[other.code]), other.code) for other in others):
            continue
        return tuple(found for found in theirs if found), added
    return None


def _run_of(run: NameList, other: Side) -> NameList | None:
    """Return the same words in a row in another version, None where it has them otherwise."""
    plains = [one.plain for one in run]
    for start in range(len(other.mentions) - len(run) + 1):
        found = other.mentions[start : start + len(run)]
        in_row = all(one.before == plains[at] for at, one in enumerate(found[1:]))
        if in_row and [one.plain for one in found] == plains:
            return found
    return None


def _is_person(names: Names, run: NameList) -> bool:
    return all(
        one.plain in names.persons
        and not one.places
        and not one.common
        and not is_word(one.word.surface.lower(), one.code)
        for one in run
    ) and is_certain(run[-1], ())

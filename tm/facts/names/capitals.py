"""Abbreviations and the numbers of rulers: slips in words of a few capitals.

Languages have abbreviations of their own (ICC, CPI), so that only a slip that no translation makes
counts: two letters swapped or one wrong behind the first, where two other versions agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from tm.facts.names.document import Side
from tm.facts.names.mention import Mention
from tm.languages import shared

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_SHORTEST = 3
_AFTER_INITIAL = 2  # characters between an initial and what follows: ". "
_LONG = 5  # letters from which a single one may be wrong


def misspelt_capitals(sides: Sequence[Side]) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    """Yield what one version alone writes so, and what all others have instead; for three."""
    if len(sides) < 3 or not any(side.capitals for side in sides):
        return
    for side in sides:
        others = [other for other in sides if other is not side]
        yield from _abbreviations(side, others)
        yield from _numbers(side, others)
        yield from _initials(side, others)


def _abbreviations(
    side: Side, others: Sequence[Side]
) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    if not side.capitals:
        return
    known = frozenset[str]().union(*(other.all_forms for other in others))
    for mention in side.capitals:
        if mention.plain in known or _is_number(mention):
            continue
        for one in others[0].capitals:
            right = [_same(one, other) for other in others]
            if (
                all(right)
                and one.plain not in side.all_forms
                and not one.places
                and _is_slip(mention.plain, one.plain)
            ):
                yield mention, tuple(found for found in right if found)
                break


def _is_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    swapped = one != other and sorted(one) == sorted(other)
    return (swapped or min(len(one), len(other)) >= _LONG) and OSA.distance(one, other) == 1


def _initials(side: Side, others: Sequence[Side]) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    """Compare the initials before one surname, as many in each version: "J. K. Adomako"."""
    own, *rest = (dict(_with_initials(one)) for one in (side, *others))
    for surname, letters in own.items():
        theirs = [found[surname] for found in rest if surname in found]
        same = {tuple(one.plain for one in found) for found in theirs}
        if len(theirs) != len(rest) or len(same) != 1 or len(theirs[0]) != len(letters):
            continue
        for at, letter in enumerate(letters):
            if not _may_be_one(letter.plain, theirs[0][at].plain):
                yield letter, tuple(found[at] for found in theirs)
                return


def _with_initials(side: Side) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """Yield each surname behind initials, and these."""
    letters = [one for one in side.capitals if len(one.plain) == 1]
    if not letters:
        return
    for name in side.mentions:
        found: list[Mention] = []
        start, segment = name.word.start, name.segment
        for letter in reversed(letters):
            if letter.segment == segment and 1 <= start - letter.word.end <= _AFTER_INITIAL:
                found.insert(0, letter)
                start = letter.word.start
        if found:
            yield name.plain, tuple(found)


def _may_be_one(letter: str, other: str) -> bool:
    """Say whether two languages may write one sound so: "Y." and "J.", "V." and "W."."""
    return letter == other or any(
        {letter, other} <= set(sound) for sound in shared("sounds")["initials"]
    )


def _same(mention: Mention, other: Side) -> Mention | None:
    return next((own for own in other.capitals if own.plain == mention.plain), None)


def _numbers(side: Side, others: Sequence[Side]) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    """Compare the numbers of rulers, where each version has exactly one."""
    own, *rest = ([one for one in each.capitals if _is_number(one)] for each in (side, *others))
    if len(own) != 1 or any(len(numbers) != 1 for numbers in rest):
        return
    right = tuple(numbers[0] for numbers in rest)
    elsewhere = ({one.before for one in right} - {own[0].before}) & side.all_forms
    if {one.plain for one in right} == {right[0].plain} != {own[0].plain} and not elsewhere:
        yield own[0], right


def _is_number(mention: Mention) -> bool:
    """Say whether this is a Roman number behind a name ("Henri IV")."""
    return bool(mention.before and _ROMAN.fullmatch(mention.word.surface))

"""Names that the other versions have in a bead and one has not: left out, or another instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import Indel

from tm.facts.names.document import Names, Side
from tm.facts.names.likeness import is_certain, is_distinctive
from tm.facts.names.mention import Mention, adapted, compound
from tm.facts.names.places import is_plain, is_related, spelt
from tm.facts.names.variation import (
    is_any,
    is_either_adapted,
    is_nearly_adapted,
    mistyped,
    without_genitive,
)
from tm.facts.names.vocabulary import is_compound, is_word
from tm.languages import get

# Normalised Indel similarity from which two words with the same first letter, or with another, may
# be one name after all.
_SIMILAR, _MORE_SIMILAR = 0.55, 0.67
_PART = 5  # letters of a place within a longer word


@dataclass(frozen=True, slots=True)
class MissingName:
    """The name `present` in the other versions of the bead number `bead`, not in `blamed`.

    A name is a run of words, as each of the other versions has it. `instead` is the name that
    stands in its place, None where there is none. Of two versions nobody is `blamed`.
    """

    bead: int
    blamed: str | None
    present: tuple[tuple[Mention, ...], ...]
    instead: Mention | None


def missing_names(names: Names) -> Iterator[MissingName]:
    """Yield names that are missing or replaced; of two versions, what is replaced for certain."""
    for number, sides in enumerate(names.beads):
        if len(sides) == 2:
            yield from _in_pair(names, number, *sides)
            continue
        for side in sides if len(sides) > 2 else ():
            others = [other for other in sides if other is not side]
            found = next(_places(names, number, side, others), None)
            if found is None:
                found = next(_in_side(names, number, side, others), None)
            if found:
                yield found


def _in_side(names: Names, number: int, side: Side, others: list[Side]) -> Iterator[MissingName]:
    lacking = list(_lacking(names, side, others))
    if not lacking:
        return
    strange = _strange(names, side, others)
    plains = {mention.plain for present in lacking for mention in present}
    for present in lacking:
        instead = _replacement(names, present, strange, side, others)
        runs = tuple(_run(one, other, plains) for one, other in zip(present, others, strict=True))
        if instead or _is_left_out(names, runs, side):
            yield MissingName(number, side.code, runs, instead)
            return


def _strange(names: Names, side: Side, others: list[Side]) -> list[Mention]:
    """Return what may be a name and stands in this version alone."""
    return [
        mention
        for mention in side.mentions
        if mention.plain not in names.lower
        and not any(
            mention.plain in other.all_forms or _known(mention, other, (side,)) for other in others
        )
    ]


def _lacking(names: Names, side: Side, others: list[Side]) -> Iterator[tuple[Mention, ...]]:
    """Yield the names that all others have, each in its spelling, and the version in no form."""
    for mention in {mention.plain: mention for mention in others[0].mentions}.values():
        if mention.plain in names.lower or mention.plain in side.all_forms:
            continue
        present = (mention, *(_counterpart(mention, others[0], other) for other in others[1:]))
        found = tuple(one for one in present if one)
        if len(found) == len(others) and not any(
            _known(one, side, others) or _is_slip(one, side, others) for one in found
        ):
            yield found


def _is_slip(mention: Mention, side: Side, others: list[Side]) -> bool:
    """Say whether the version has the name with a slip, which another rule reports."""
    return any(
        any(mistyped(mention.plain, form) for form in without_genitive(own.plain, own.code))
        and not any(own.plain in other.all_forms for other in others)
        for own in side.mentions
    )


def _counterpart(mention: Mention, side: Side, other: Side) -> Mention | None:
    """Return the name of another version that is `mention`, in its spelling or adapted."""
    if other.states(mention):
        return other.find(mention) or mention
    return next(
        (own for own in other.mentions if adapted(mention, own) and own.plain not in side.plains),
        None,
    )


def _in_pair(names: Names, number: int, first: Side, second: Side) -> Iterator[MissingName]:
    """Yield a name of one version for a name of the other, beside the same first name or title."""
    lacking = [one for one in first.mentions if _is_strange(one, first, second)]
    strange = [one for one in second.mentions if _is_strange(one, second, first)]
    for mention, own in product(lacking, strange):
        beside = mention.neighbours & own.neighbours or (mention.titled and own.titled)
        if (
            beside
            and own.plain not in names.companions[mention.plain]
            and names.lower.isdisjoint((mention.plain, own.plain))
            and _is_foreign(names, mention, (own,))
            and _is_foreign(names, own, (mention,))
        ):
            yield MissingName(number, None, ((mention,),), own)
            return


def _places(names: Names, number: int, side: Side, others: list[Side]) -> Iterator[MissingName]:
    """Yield a place, or another name, that only this version has where all others name a place."""
    shared = [
        present
        for place in others[0].places
        if len(place.places) == 1
        and place.sure
        and side.meanings.isdisjoint(place.places)
        and (present := [at for other in others if (at := other.at(*place.places))])
        and len(present) == len(others)
    ]
    if not shared:
        return
    known = frozenset[str]().union(*(other.meanings for other in others))
    for own in side.places:
        if len(own.places) != 1 or not own.sure or not known.isdisjoint(own.places):
            continue
        (instead,) = own.places
        for present in shared:
            (place,) = present[0].places
            if not is_related(instead, place):
                yield MissingName(number, side.code, tuple((one,) for one in present), own)
                return
    for present in shared:
        (place,) = present[0].places
        if _in_compound(place, side) or not all(
            is_plain(place, one.word.plain, one.code) for one in present
        ):
            continue
        strange = [own for own in _strange(names, side, others) if not own.places]
        if own := _replacement(names, tuple(present), strange, side, others):
            yield MissingName(number, side.code, tuple((one,) for one in present), own)
            return


def _replacement(
    names: Names,
    present: tuple[Mention, ...],
    strange: list[Mention],
    side: Side,
    others: list[Side],
) -> Mention | None:
    """Return the name that stands in the place of the one that the others have.

    The words beside it agree, or both can be nothing but names. A word beside a name that
    the others have belongs to that name.
    """
    friends = names.companions.get(present[0].plain, frozenset())
    possible = [
        own
        for own in strange
        if own.plain not in friends
        and not own.common
        and not any(is_nearly_adapted(one.plain, own.plain, own.code) for one in present)
        and not _is_another(own, present, side, others)
    ]
    for own in possible:
        if any(_is_beside(own, one) for one in present) and _is_other(own, present):
            return own
    if not (present[0].sure or is_distinctive(present, names.persons)):
        return None
    codes = [mention.code for mention in present]
    known = frozenset[str]().union(*(other.plains for other in others))
    for own in possible:
        if (
            is_certain(own, codes)
            and own.neighbours.isdisjoint(known)
            and not any(_is_similar(own.plain, one.plain) for one in present)
        ):
            return own
    return None


def _is_other(own: Mention, present: tuple[Mention, ...]) -> bool:
    """Say whether the word, beside the same name, is a name and no translation."""
    if is_certain(own, ()):
        return True
    may_be_word = own.initial or noun_inflections(get(own.code))
    return not (
        any(_is_similar(own.plain, one.plain) for one in present)
        or (may_be_word and is_word(own.word.surface, own.code))
        or is_compound(own.word.surface, own.code)
    )


def _is_beside(own: Mention, other: Mention) -> bool:
    """Say whether both stand behind a title, or beside the same name on the same side."""
    if own.titled and other.titled:
        return True
    return any(
        here and there and (here == there or is_either_adapted(here, own.code, there, other.code))
        for here, there in ((own.before, other.before), (own.after, other.after))
    )


def _is_another(own: Mention, present: tuple[Mention, ...], side: Side, others: list[Side]) -> bool:
    """Say whether the word may be another name of the others, in a spelling of its own."""
    plains = {mention.plain for mention in present}
    return any(
        _is_similar(own.plain, one.plain)
        for other in others
        for one in other.mentions
        if one.plain not in plains
        and one.plain not in side.all_forms
        and not is_word(one.word.surface, one.code)
    )


def _is_foreign(names: Names, mention: Mention, present: tuple[Mention, ...]) -> bool:
    """Say whether the word is in no other version, and in nobody's dictionary."""
    if any(mention.plain in names.counts[other.code] for other in present):
        return False
    surface = mention.word.surface
    return bool(mention.places) or not (
        any(is_word(surface, one.code) for one in (mention, *present))
        or is_compound(surface, mention.code)
    )


def _run(mention: Mention, side: Side, plains: set[str]) -> tuple[Mention, ...]:
    """Return the words around `mention` that are lacking as well, in a row with it."""
    index = side.mentions.index(mention)
    first = last = index
    while first and side.mentions[first].before == side.mentions[first - 1].plain in plains:
        first -= 1
    while (
        last + 1 < len(side.mentions)
        and side.mentions[last].after == side.mentions[last + 1].plain in plains
    ):
        last += 1
    return side.mentions[first : last + 1]


def _is_left_out(names: Names, runs: tuple[tuple[Mention, ...], ...], side: Side) -> bool:
    """Say whether a person is named nowhere in the version: neither here nor near nor far.

    Somebody who is named elsewhere may well be "he" here; and no word of the name may be there in
    another form, nor its initials.
    """
    run = runs[0]
    ends = frozenset.intersection(*(frozenset((own[0].before, own[-1].after)) for own in runs))
    if ends - {""} or "".join(one.plain[0] for one in run) in side.all_forms:
        return False
    own = list(names.counts[side.code])
    return any(is_distinctive((one,), frozenset()) for one in run) and all(
        one.plain in names.persons and not one.places and not is_any(one.plain, own, side.code)
        for one in run
    )


def _known(mention: Mention, side: Side, others: Sequence[Side]) -> bool:
    """Say whether the version may have the name in the bead, in whatever form.

    A word that the `others` have as well is that word and no form of another.
    """
    if side.holds(mention) or not side.meanings.isdisjoint(mention.places):
        return True
    if any(_in_compound(place, side) for place in mention.places):
        return True
    return any(
        adapted(mention, own) or compound(mention, own)
        for own in side.mentions
        if not any(own.plain in other.all_forms for other in others)
    )


def _in_compound(place: str, side: Side) -> bool:
    """Say whether a word of the version ends with the name of a place ("Großmähren")."""
    endings = tuple(form for form in spelt(place, side.code) if len(form) >= _PART)
    return bool(endings) and any(form.endswith(endings) for form in side.all_forms)


def _is_similar(one: str, other: str) -> bool:
    """Say whether two words may be one name in spellings that no table explains."""
    least = _SIMILAR if one[0] == other[0] else _MORE_SIMILAR
    return Indel.normalized_similarity(one, other) >= least


def _is_strange(mention: Mention, side: Side, other: Side) -> bool:
    """Say whether what may be a name stands in one of two versions alone."""
    if mention.common or mention.plain in other.all_forms or _known(mention, other, (side,)):
        return False
    return not any(
        mistyped(mention.plain, own.plain) or _is_similar(mention.plain, own.plain)
        for own in other.mentions
        if own.plain not in side.all_forms
    )

"""Names that the other versions have in a bead and one has not: left out, or another instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import OSA

from tm.facts.names.document import Names, Side
from tm.facts.names.fullness import lengthened, shortened
from tm.facts.names.likeness import is_certain, is_distinctive
from tm.facts.names.lists import left_out
from tm.facts.names.meanings import same_meaning
from tm.facts.names.mention import Mention
from tm.facts.names.pairs import differing
from tm.facts.names.places import is_organisation, is_plain, is_related
from tm.facts.names.quoted import is_slip, misquoted
from tm.facts.names.unexplained import in_compound, is_similar, is_translated, lacking, strange
from tm.facts.names.variation import (
    is_any,
    is_either_adapted,
    is_nearly_adapted,
    noun_inflections,
)
from tm.facts.names.vocabulary import is_common, is_compound, is_noun, is_word
from tm.languages import get
from tm.languages.known_names import is_known_name


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
            if pair := differing(names, *sides):
                yield MissingName(number, None, ((pair[0],),), pair[1])
            continue
        for side in sides if len(sides) > 2 else ():
            others = [other for other in sides if other is not side]
            found = next(_places(names, number, side, others), None)
            if found is None:
                found = next(_in_side(names, number, side, others), None)
            if found is None and (one := left_out(side, others)):
                present = tuple((other.standing(one),) for other in others)
                found = MissingName(number, side.code, present, None)
            found = found or _otherwise_full(names, number, side, others)
            found = found or _otherwise_quoted(number, side, others)
            if found and not _is_near(names, found):
                yield found


def _is_near(names: Names, found: MissingName) -> bool:
    """Say whether a place that a version seems to lack stands in a bead beside: in its address."""
    if found.instead:
        return False
    beads = names.beads[max(0, found.bead - _NEAR) : found.bead + _NEAR + 1]
    sides = [side for bead in beads for side in bead if side.code == found.blamed]
    places = frozenset[str]().union(*(one.places for run in found.present for one in run))
    return any(
        not side.meanings.isdisjoint(places)
        or any(
            all(side.all_forms.issuperset(one.plain.split()) for one in run)
            for run in found.present
        )
        for side in sides
    )


def _otherwise_full(
    names: Names, number: int, side: Side, others: list[Side]
) -> MissingName | None:
    if present := shortened(names, side, others):
        return MissingName(number, side.code, present, None)
    if longer := lengthened(names, side, others):
        return MissingName(number, side.code, *longer)
    return None


def _otherwise_quoted(number: int, side: Side, others: list[Side]) -> MissingName | None:
    for own, present in misquoted(side, others):
        if not is_slip(own, present[0]):
            return MissingName(number, side.code, tuple((one,) for one in present), own)
    return None


def _in_side(names: Names, number: int, side: Side, others: list[Side]) -> Iterator[MissingName]:
    wanted = list(lacking(names, side, others))
    if not wanted:
        return
    added = strange(names, side, others)
    plains = {mention.plain for present in wanted for mention in present}
    for present in wanted:
        instead = _replacement(names, present, added, side, others)
        runs = tuple(_run(one, other, plains) for one, other in zip(present, others, strict=True))
        if instead or _is_left_out(names, runs, side):
            yield MissingName(number, side.code, runs, instead)
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
        (here,) = own.places
        for present in shared:
            (place,) = present[0].places
            if not is_related(here, place):
                yield MissingName(number, side.code, tuple((one,) for one in present), own)
                return
    for present in shared:
        place = min(present[0].places)
        if (
            is_organisation(place)
            or in_compound(place, side)
            or not all(is_plain(place, one.word.plain, one.code) for one in present)
        ):
            continue
        added = [one for one in strange(names, side, others) if not one.places]
        if instead := _replacement(names, tuple(present), added, side, others):
            yield MissingName(number, side.code, tuple((one,) for one in present), instead)
            return


def _replacement(
    names: Names,
    present: tuple[Mention, ...],
    added: list[Mention],
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
        for own in added
        if own.plain not in friends
        and not (
            (own.common or _is_named(names, present, side)) and is_word(own.word.surface, own.code)
        )
        and not any(is_nearly_adapted(one.plain, own.plain, own.code) for one in present)
        and not any(is_related(*pair) for pair in product(own.places, present[0].places))
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
            and (not own.initial or own.sure or _may_begin(own, present))
            and own.neighbours.isdisjoint(known)
            and (
                not any(is_similar(own.plain, one.plain) for one in present)
                or _ends_otherwise(own, present)
                or _is_no_spelling(own, present)
            )
        ):
            return own
    return None


def _is_named(names: Names, present: tuple[Mention, ...], side: Side) -> bool:
    """Say whether a version names a person elsewhere, who may be "the daughter" here."""
    return all(
        one.plain in names.persons and not one.places and one.plain in names.counts[side.code]
        for one in present
    )


def _ends_otherwise(own: Mention, present: tuple[Mention, ...]) -> bool:
    """Say whether two names begin alike and go on differently: "Koundara" and "Koundian".

    What languages write otherwise in one name is a letter here and there, or a short ending.
    """
    words = is_word(own.word.surface, own.code) or is_compound(own.word.surface, own.code)
    if len({one.plain for one in present}) > 1 or words or not own.word.surface[1:].islower():
        return False
    other = present[0].plain
    same = next(
        (at for at, pair in enumerate(zip(own.plain, other, strict=False)) if len({*pair}) > 1), 0
    )
    return same >= _ALIKE and min(len(own.plain), len(other)) - same >= _OTHERWISE


def _is_no_spelling(own: Mention, present: tuple[Mention, ...]) -> bool:
    """Say whether the others quote a Latin spelling with its accents, and this is far from it.

    "Repatriación" is written so everywhere; "Resurrección" is no way to spell it.
    """
    surfaces = {one.word.surface for one in present}
    if len(surfaces) > 1 or len(present) < _QUOTED or min(surfaces).isascii():
        return False
    return OSA.distance(own.plain, present[0].plain) > _SPELLINGS


_NEAR = 2  # beads
_QUOTED = 2  # versions that agree on an accent
_SPELLINGS = 3  # letters by which two spellings of one name differ at most
_ALIKE, _OTHERWISE = 3, 3  # letters


def _may_begin(own: Mention, present: tuple[Mention, ...]) -> bool:
    """Say whether the first word of a sentence is a name: known as one, or where another begins."""
    return is_known_name(own.word.surface) or any(one.initial for one in present)


def _is_other(own: Mention, present: tuple[Mention, ...]) -> bool:
    """Say whether the word, beside the same name, is a name and no translation."""
    if is_common(own.word.surface, own.code) and any(
        is_noun(one.word.surface, one.code) for one in present
    ):
        return False
    if is_certain(own, ()):
        return True
    may_be_word = own.initial or noun_inflections(get(own.code))
    return not (
        any(is_similar(own.plain, one.plain) for one in present)
        or (may_be_word and is_word(own.word.surface, own.code))
        or is_compound(own.word.surface, own.code)
    )


def _is_beside(own: Mention, other: Mention) -> bool:
    """Say whether both stand behind a title, or beside the same name on the same side."""
    if own.titled and other.titled:
        return True
    return any(
        here
        and there
        and (
            here == there
            or is_either_adapted(here, own.code, there, other.code)
            or same_meaning(here, own.code, there, other.code)
        )
        for here, there in ((own.before, other.before), (own.after, other.after))
    )


def _is_another(own: Mention, present: tuple[Mention, ...], side: Side, others: list[Side]) -> bool:
    """Say whether the word may be another name of the others, in a spelling of its own."""
    plains = {mention.plain for mention in present}
    return any(
        is_similar(own.plain, one.plain)
        for other in others
        for one in other.mentions
        if one.plain not in plains
        and one.plain not in side.all_forms
        and not is_word(one.word.surface, one.code)
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
    if any(is_translated(one.plain, side) for one in run):
        return False
    own = list(names.counts[side.code])
    return not all(is_word(one.word.surface, one.code) for one in run) and all(
        one.plain in names.persons and not one.places and not is_any(one.plain, own, side.code)
        for one in run
    )

"""What differs between two versions alone, where no third says which of them is wrong."""

from __future__ import annotations

from itertools import product

from tm.facts.names.document import Names, Side
from tm.facts.names.likeness import is_certain
from tm.facts.names.mention import Mention
from tm.facts.names.places import is_organisation, is_related
from tm.facts.names.unexplained import in_compound, is_strange
from tm.facts.names.variation import is_nearly_adapted, noun_inflections
from tm.facts.names.vocabulary import is_common, is_compound, is_word
from tm.languages import get

_STEM = 6  # letters by which a word may be a form of a place's name
_PART = 4  # letters of the first part of a compound


def differing(names: Names, first: Side, second: Side) -> tuple[Mention, Mention] | None:
    """Return a name of one version and the other name that stands for it in the other.

    Each version must have exactly one place, or one name, that the other does not explain; beside
    the same first name or title others may be unexplained as well.
    """
    left, right = _only(first, second), _only(second, first)
    if len(left) == len(right) == 1:
        return left[0], right[0]
    added = [one for one in first.mentions if is_strange(one, first, second)]
    lacked = [one for one in second.mentions if is_strange(one, second, first)]
    for mention, own in product(added, lacked):
        if _is_beside(mention, own) and _may_differ(names, mention, own):
            return mention, own
    left, right = (
        [one for one in known if not is_organisation(min(one.places))] or _alone(strange, other)
        for known, strange, other in ((left, added, second), (right, lacked, first))
    )
    if len(left) == len(right) == 1 and _may_differ(names, left[0], right[0]):
        return left[0], right[0]
    return None


def _only(side: Side, other: Side) -> list[Mention]:
    """Return the places, each once, that the version names for certain and the other in no form."""
    found: dict[str, Mention] = {}
    for one in side.places:
        if len(one.places) != 1 or not one.sure:
            continue
        (place,) = one.places
        if not (
            place in other.meanings
            or one.plain in other.all_forms
            or any(is_related(place, there) for there in other.meanings)
            or in_compound(place, other)
            or _begins(one.plain, other)
        ):
            found.setdefault(place, one)
    return list(found.values())


def _begins(form: str, other: Side) -> bool:
    """Say whether a word of the other version begins as the name does ("Brandenburger")."""
    return any(word.startswith(form[:_STEM]) for word in other.all_forms)


def _alone(strange: list[Mention], other: Side) -> list[Mention]:
    """Return the names, the last word of each, that no dictionary has.

    What stands beside a name of the other version belongs to that name.
    """
    return [
        one
        for one in strange
        if is_certain(one, (other.code,))
        and not any(is_word(one.word.surface, code) for code in (one.code, other.code))
        and not one.initial
        and one.neighbours.isdisjoint(other.plains)
        and not _is_made_of_words(one)
        and not any(one.plain == two.before for two in strange)
    ]


def _is_made_of_words(mention: Mention) -> bool:
    """Say whether the word begins with another, as compounds do where nouns have a capital."""
    surface = mention.word.surface
    return bool(noun_inflections(get(mention.code))) and any(
        is_word(surface[:cut], mention.code) for cut in range(_PART, len(surface) - 1)
    )


def _is_beside(one: Mention, other: Mention) -> bool:
    return bool(one.neighbours & other.neighbours) or (one.titled and other.titled)


def _may_differ(names: Names, one: Mention, other: Mention) -> bool:
    """Say whether two words are names, and hardly two forms of one."""
    return (
        other.plain not in names.companions.get(one.plain, frozenset())
        and names.lower.isdisjoint((one.plain, other.plain))
        and not is_nearly_adapted(one.plain, other.plain, other.code)
        and not is_nearly_adapted(other.plain, one.plain, one.code)
        and all(_is_name(names, *pair) for pair in ((one, other), (other, one)))
    )


def _is_name(names: Names, mention: Mention, other: Mention) -> bool:
    """Say whether the word is a name, and the version of `other` does not have it elsewhere."""
    if names.counts[other.code][mention.plain]:
        return False
    surface = mention.word.surface
    if mention.places:
        return True
    if is_certain(mention, (other.code,)) and not is_common(surface, mention.code):
        return True
    return not (
        is_word(surface, mention.code)
        or is_word(surface, other.code)
        or is_compound(surface, mention.code)
    )

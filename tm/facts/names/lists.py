"""Lists of names: "in Minsk, Brest and Gomel"; one that is left out in one version.

Names come and go in translations, but not the members of a list: where two versions have as many
and a third has fewer, one was forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence

from tm.facts.names.document import Side
from tm.facts.names.mention import Mention, NameList, adapted
from tm.facts.names.places import is_plain
from tm.facts.names.unexplained import in_compound, is_similar
from tm.facts.names.vocabulary import is_common

_MOST = 30  # members of a list that is compared


def left_out(side: Side, others: Sequence[Side]) -> Mention | None:
    """Return the member of a list of the others that the version has not, None where there is none.

    All others must have a list of as many members, and the version a shorter one of the same.
    """
    first, *rest = others
    for names in first.lists:
        if len(names) > _MOST or not all(_has_list(names, other) for other in rest):
            continue
        held = [one for one in names if _holds(side, one)]
        lacking = [one for one in names if one not in held]
        if not held or not all(
            _is_name(one) and not _may_hold(side, one, others) for one in lacking
        ):
            continue
        own = max(
            (len(mine) for mine in side.lists if any(_is_one(a, b) for a in mine for b in held)),
            default=1,
        )
        if lacking and own == len(held) and own + len(lacking) == len(names):
            return lacking[0]
    return None


def _is_name(mention: Mention) -> bool:
    """Say whether the word is a name and no word that may be written small ("Duke")."""
    if mention.places:
        return any(is_plain(place, mention.plain, mention.code) for place in mention.places)
    # "Golden Thread" may be translated, unlike "Rosa Stein".
    named = mention.before and not is_common(mention.before.capitalize(), mention.code)
    return bool(named) or not is_common(mention.word.surface, mention.code)


def _has_list(names: NameList, other: Side) -> bool:
    return any(
        len(theirs) == len(names)
        and all(any(_is_one(one, their) for their in theirs) for one in names)
        for theirs in other.lists
    )


def _is_one(one: Mention, other: Mention) -> bool:
    """Say whether two versions name the same: by its meaning or spelling."""
    if one.places or other.places:
        return not one.places.isdisjoint(other.places) or one.plain == other.plain
    return one.plain == other.plain or adapted(one, other)


def _holds(side: Side, mention: Mention) -> bool:
    return (
        not side.meanings.isdisjoint(mention.places)
        or mention.plain in side.all_forms
        or side.holds(mention)
        or any(adapted(mention, own) for own in side.mentions)
    )


def _may_hold(side: Side, mention: Mention, others: Sequence[Side]) -> bool:
    """Say whether the version may have the name in a form that nothing explains."""
    return any(in_compound(place, side) for place in mention.places) or any(
        is_similar(mention.plain, own.plain)
        for own in side.mentions
        if not any(own.plain in other.all_forms for other in others)
    )

"""What each version of a bead leaves unexplained: names that it lacks, and names that it adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from tm.facts.names.document import Names, Side
from tm.facts.names.mention import Mention, adapted, compound
from tm.facts.names.places import spelt
from tm.facts.names.variation import mistyped, without_genitive

# Normalised Indel similarity from which two words with the same first letter, or with another, may
# be one name after all.
_SIMILAR, _MORE_SIMILAR = 0.55, 0.67
_TRANSLATED, _BEGIN = 6, 3  # letters from which likeness tells, and of the same beginning
_MUCH_ALIKE = 0.7  # normalised Indel similarity of a word and its translation
_PART = 5  # letters of a place within a longer word


def lacking(names: Names, side: Side, others: list[Side]) -> Iterator[tuple[Mention, ...]]:
    """Yield the names that all others have, each in its spelling, and the version in no form."""
    alone: list[Mention] | None = None
    for mention in {mention.plain: mention for mention in others[0].mentions}.values():
        if mention.plain in side.all_forms or mention.plain in names.lower or side.holds(mention):
            continue
        if alone is None:
            alone = _alone(side, others)
        counterparts = [_counterpart(mention, others[0], other) for other in others[1:]]
        found = (mention, *(one for one in counterparts if one))
        if len(found) == len(others) and not any(
            _known(one, side, alone) or _is_slip(one, alone) for one in found
        ):
            yield found


def strange(names: Names, side: Side, others: list[Side]) -> list[Mention]:
    """Return what may be a name and stands in this version alone."""
    alone = [(other, _alone(other, (side,))) for other in others]
    return [
        mention
        for mention in side.mentions
        if mention.plain not in names.lower
        and not any(
            mention.plain in other.all_forms or _known(mention, other, own) for other, own in alone
        )
    ]


def _alone(side: Side, others: Sequence[Side]) -> list[Mention]:
    """Return the words of a version that none of the others has."""
    known = frozenset[str]().union(*[other.all_forms for other in others])
    return [own for own in side.mentions if own.word.plain not in known]


def _counterpart(mention: Mention, side: Side, other: Side) -> Mention | None:
    """Return the name of another version that is `mention`, in its spelling or adapted."""
    if other.states(mention):
        return other.find(mention) or mention
    return next(
        (own for own in other.adapting(mention) if own.plain not in side.plains),
        None,
    )


def _is_slip(mention: Mention, alone: Sequence[Mention]) -> bool:
    """Say whether the version has the name with a slip, which another rule reports.

    `alone` are the words that none of the others has.
    """
    return any(
        mistyped(mention.plain, form)
        for own in alone
        for form in without_genitive(own.plain, own.code)
    )


def _known(mention: Mention, side: Side, alone: Sequence[Mention]) -> bool:
    """Say whether the version may have the name in the bead, in whatever form.

    A word that others have as well is that word and no form of another: `alone` are the rest.
    """
    if side.holds(mention) or not side.meanings.isdisjoint(mention.places):
        return True
    if any(in_compound(place, side) for place in mention.places):
        return True
    return any(adapted(mention, own) or compound(mention, own) for own in alone)


def in_compound(place: str, side: Side) -> bool:
    """Say whether a word of the version ends with the name of a place ("Großmähren")."""
    endings = tuple(form for form in spelt(place, side.code) if len(form) >= _PART)
    return bool(endings) and any(form.endswith(endings) for form in side.all_forms)


def is_similar(one: str, other: str) -> bool:
    """Say whether two words may be one name in spellings that no table explains."""
    least = _SIMILAR if one[0] == other[0] else _MORE_SIMILAR
    return Indel.normalized_similarity(one, other) >= least


def is_strange(mention: Mention, side: Side, other: Side) -> bool:
    """Say whether what may be a name stands in one of two versions alone."""
    if (
        mention.common
        or mention.plain in other.all_forms
        or _known(mention, other, _alone(other, (side,)))
    ):
        return False
    return not any(
        mistyped(mention.plain, own.plain) or is_similar(mention.plain, own.plain)
        for own in other.mentions
        if own.plain not in side.all_forms
    )


def is_translated(form: str, side: Side) -> bool:
    """Say whether a word of the version, be it small, is much like a word of the name.

    "Comité Coordinador" becomes "comité de coordination".
    """
    return len(form) >= _TRANSLATED and any(
        word[:_BEGIN] == form[:_BEGIN]
        and len(word) >= _TRANSLATED
        and Indel.normalized_similarity(form, word) >= _MUCH_ALIKE
        for word in side.all_forms
    )

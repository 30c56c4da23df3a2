"""Names that one version spells otherwise than the others, or than itself elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from tm.facts.names.capitals import misspelt_capitals
from tm.facts.names.document import Names, Side
from tm.facts.names.likeness import is_distinctive
from tm.facts.names.meanings import same_meaning
from tm.facts.names.mention import Mention, compound, inflected
from tm.facts.names.quoted import is_slip, misquoted
from tm.facts.names.variation import (
    is_adapted,
    is_grammar,
    is_nearly_adapted,
    is_same,
    is_told,
    mistyped,
    noun_inflections,
    slips,
    sounds_like,
    without_genitive,
)
from tm.facts.names.vocabulary import is_common, is_noun, is_word
from tm.facts.names.words import plain
from tm.languages import get
from tm.languages.known_names import is_known_name
from tm.languages.vocabulary import has_word

_SURE = 5  # letters from which a spelling counts without neighbours that agree
_ALWAYS = 2  # mentions in one spelling from which it is the version's own
_FAIR = 4  # the same where two other versions agree


@dataclass(frozen=True, slots=True)
class Misspelling:
    """`wrong` in the bead number `bead`; `right` are the mentions beside it in other versions.

    `expected` is the spelling that the version blamed should have; `inconsistent` where it has it
    itself elsewhere. `blamed` is None where two versions differ and nothing else tells.
    """

    bead: int
    wrong: Mention
    right: tuple[Mention, ...]
    expected: str
    blamed: str | None
    inconsistent: bool = False


def misspellings(names: Names) -> Iterator[Misspelling]:
    """Yield what is spelt otherwise, each pair of spellings once."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for number, sides in enumerate(names.beads):
        for found in _in_bead(names, number, sides):
            pair = frozenset((found.wrong.plain, found.right[0].plain))
            key = (found.blamed or "", pair)
            if key not in seen:
                seen.add(key)
                yield found


def _in_bead(names: Names, number: int, sides: tuple[Side, ...]) -> Iterator[Misspelling]:
    for mention, right in misspelt_capitals(sides):
        yield Misspelling(number, mention, right, right[0].word.surface, mention.code)
    for side in (side for side in sides if side.mentions):
        others = [other for other in sides if other is not side]
        for own, present in misquoted(side, others):
            if is_slip(own, present[0]):
                yield Misspelling(number, own, present, present[0].word.surface, own.code)
        known = frozenset[str]().union(*(other.all_forms for other in others))
        partners = [partner for other in others for partner in other.mentions]
        meant = frozenset[str]().union(*(other.meanings for other in others))
        for mention in side.mentions:
            if mention.plain in known or not meant.isdisjoint(mention.places):
                continue
            if not others:
                found = _alone(names, number, mention)
            else:
                found = _against_itself(names, number, mention, others) or _against_others(
                    number, mention, side, others, partners
                )
                if found and _is_own_spelling(names, found):
                    continue
            if found and not (_is_translated(found, others) or _is_both(found, side)):
                yield from _judged(found, others)


def _is_own_spelling(names: Names, found: Misspelling) -> bool:
    """Say whether a version always spells a name its own way, which sounds like the others'.

    Names from other scripts have no one spelling: "Mostafa" throughout, "Moustafa" throughout.
    """
    wrong, right = found.wrong, found.right[0]
    own = names.counts[wrong.code]
    return (
        own[wrong.plain] >= _ALWAYS
        and not own[right.plain]
        and names.counts[right.code][right.plain] >= _ALWAYS
        and right.word.surface.isascii()
        and sounds_like(wrong.plain, right.plain)
    )


def _is_both(found: Misspelling, side: Side) -> bool:
    """Say whether a version has the name beside a word of its own: "Secretária / Secrétaire"."""
    wrong = found.wrong
    return wrong.code == side.code and (
        found.right[0].plain in side.all_forms and is_word(wrong.word.surface, wrong.code)
    )


def _is_translated(found: Misspelling, others: list[Side]) -> bool:
    """Say whether the word may be one of its language after all.

    Where several versions agree on a name, a word in the middle of a sentence has its capital
    because it is one, unless all nouns have it.
    """
    wrong, right = found.wrong, found.right
    if any(same_meaning(wrong.plain, wrong.code, one.plain, one.code) for one in right):
        return True
    if not is_word(wrong.word.surface, wrong.code):
        return False
    if len(others) < 2 or not is_distinctive(right, frozenset()):
        return True
    if any(is_noun(one.word.surface, one.code) for one in right):
        return True
    agreeing = any(wrong.neighbours & one.neighbours for one in right)
    return not agreeing and (wrong.initial or bool(noun_inflections(get(wrong.code))))


def _judged(found: Misspelling, others: list[Side]) -> Iterator[Misspelling]:
    """Yield `found` as it is, or as two versions without a third allow.

    One of two spellings is sure to be wrong where a dictionary has the other in both languages;
    where it is in one, it is that language's word or exonym, and nothing is sure.
    """
    wrong, right = found.wrong, found.right[0]
    if found.blamed or len(others) > 1:
        yield found
        return
    if is_word(wrong.word.surface, right.code):
        return
    if is_word(right.word.surface, wrong.code):
        yield replace(found, blamed=wrong.code)
    elif not is_word(right.word.surface, right.code) or _is_name(right, wrong):
        yield found


def _is_name(right: Mention, wrong: Mention) -> bool:
    """Say whether a word of a dictionary is a name all the same, and the other spelling none."""
    if is_word(wrong.word.surface, wrong.code):
        return False
    return (
        bool(right.neighbours & wrong.neighbours)
        or right.sure
        or (is_known_name(right.word.surface) and not is_common(right.word.surface, right.code))
    )


def _against_itself(
    names: Names, number: int, mention: Mention, others: list[Side]
) -> Misspelling | None:
    """Compare with how the same version mostly writes the name that the others have here."""
    for usual in names.usual(mention):
        if is_grammar(usual, mention.plain, mention.code):
            continue
        for partner in (partner for other in others for partner in other.mentions):
            if is_same(partner.plain, usual, mention.code) and names.together(
                partner, usual, mention.code
            ):
                expected = _in_form(names.first(mention.code, usual).word.surface, mention)
                return Misspelling(number, mention, (partner,), expected, mention.code, True)
    return None


def _alone(names: Names, number: int, mention: Mention) -> Misspelling | None:
    """Compare with how a text by itself mostly writes the name beside the same other name."""
    for usual in names.usual(mention):
        right = names.first(mention.code, usual)
        if mention.neighbours & names.companions[usual] and not is_grammar(
            usual, mention.plain, mention.code
        ):
            expected = _in_form(right.word.surface, mention)
            return Misspelling(number, mention, (right,), expected, mention.code, True)
    return None


def _against_others(
    number: int, mention: Mention, side: Side, others: list[Side], partners: list[Mention]
) -> Misspelling | None:
    """Compare with a spelling on which all other versions agree, letter by letter."""
    best: tuple[int, Mention] | None = None
    own = without_genitive(mention.plain, mention.code) if len(others) > 1 else [mention.plain]
    for partner in _near(own, partners):
        wrong = _distance(partner.plain, own)
        if not wrong or (best and best[0] <= wrong) or not _differs(partner, mention, side, others):
            continue
        best = (wrong, partner)
    if best is None:
        return None
    right = tuple(found for other in others if (found := other.find(best[1])))
    blamed = mention.code if len(others) > 1 else None
    expected = _in_form(best[1].word.surface, mention)
    return Misspelling(number, mention, right, expected, blamed)


def _near(own: list[str], partners: list[Mention]) -> list[Mention]:
    """Return the partners that are a slip away from one of `own`, in their order."""
    plains = [partner.plain for partner in partners]
    return [partners[index] for index in sorted({i for form in own for i in slips(form, plains)})]


def _distance(form: str, own: list[str]) -> int:
    """Return how many letters are wrong for `form` in the nearest of `own`; 0: it is no slip."""
    return min((wrong for one in own if (wrong := mistyped(form, one))), default=0)


def _in_form(expected: str, mention: Mention) -> str:
    """Return the right spelling with the genitive and the capitals that the wrong one has."""
    _, *genitive_of = without_genitive(mention.plain, mention.code)
    bases = [base for base in genitive_of if mistyped(plain(expected.lower()), base)]
    if bases and mistyped(plain(expected.lower()), mention.plain) != 1:
        expected += mention.word.surface[len(bases[0]) :].lower()
    return expected.upper() if mention.word.surface.isupper() else expected


def _bare(mention: Mention) -> str:
    """Return the spelling without what one language takes for an article ("D'Ostilio")."""
    return plain(mention.word.form.rpartition("'")[2])


def _differs(partner: Mention, mention: Mention, side: Side, others: list[Side]) -> bool:
    """Say whether `mention` is a slip for `partner` and nothing that explains itself."""
    if not all(other.states(partner) for other in others):
        return False
    agreeing = mention.neighbours.intersection(
        *(found.neighbours for other in others if (found := other.find(partner)))
    )
    shortest = min(len(partner.plain), len(mention.plain))
    if len(others) == 1 and shortest < (_FAIR if agreeing or partner.sure else _SURE):
        return False
    if len(partner.plain) < _FAIR and not agreeing:
        return False
    if _bare(mention) == _bare(partner):
        return False
    if any(
        inflected(mention, other) or compound(mention, other)
        for version in others
        for other in version.mentions
    ):
        return False
    if is_adapted(partner.plain, mention.plain, mention.code):
        if len(others) > 1 and has_word(partner.word.surface, mention.code):
            # The language has the name as it is, unless the words beside it are adapted as well.
            return all(any(one in other.plains for other in others) for one in mention.neighbours)
        return is_told(partner.plain, mention.plain, mention.code, agreeing)
    if is_nearly_adapted(partner.plain, mention.plain, mention.code):
        return False
    if len(others) > 1:  # one version that keeps the original, two that adapt it alike: too rare
        return True
    return not any(
        is_adapted(own, other, partner.code) or is_adapted(other, own, mention.code)
        for own, other in product(
            without_genitive(mention.plain, mention.code),
            without_genitive(partner.plain, partner.code),
        )
    )

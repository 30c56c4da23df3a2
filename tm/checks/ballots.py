"""What one version lacks and has beyond all others, and how much of that says anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tm.checks.concepts import listed
from tm.checks.fields import are_beside, exclude, is_declared, is_verb
from tm.checks.senses import Word, all_meanings, meanings

# How much may be translated otherwise beside two words of a declared field, beside two that stand
# near each other in the lexicon, and beside two of which a case may turn; deeds have more names.
_DECLARED, _BESIDE, _TURNING, _DEED = 3.0, 2.0, 2.0, 1.0

# Says of a word of a version whether it is one of the glossary's.
IsTermWord = Callable[[str, Word], bool]


@dataclass(frozen=True, slots=True)
class Lost:
    """A word that all versions but one have, by language."""

    words: Mapping[str, Word]
    concepts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one version, `third`, lacks and has beyond the others.

    `lost` are the words that all others share and it lacks, `left` its own that nobody shares, of
    `size` in all;
    `stray` weighs the words of the others that it lacks besides, `rest` those that are left.
    """

    third: str
    others: tuple[str, ...]
    lost: tuple[Lost, ...]
    left: tuple[Word, ...]
    stray: float
    rest: float
    size: int


def weight(word: str, language: str) -> float:
    """Return how much it says that a word has no translation: verbs and vague words change."""
    found = meanings(word, language)
    if not found:
        return 0.2 if all_meanings(word, language) else 0.5
    if may_be_vague(found):
        return 0.0
    return 0.25 if any(map(is_verb, found)) else 1.0


def is_vague(lost: Lost) -> bool:
    """Say whether a lost word may mean something general."""
    return any(may_be_vague(meanings(w.key, language)) for language, w in lost.words.items())


def may_be_vague(known: frozenset[int]) -> bool:
    """Say whether one of the meanings is something general."""
    return not known.isdisjoint(listed("vague"))


def noise(ballot: Ballot, lost: Lost | None, left: Word | None) -> float:
    """Return how much else is not translated word by word."""
    rest = ballot.rest - (weight(left.key, ballot.third) if left else 0.0)
    return ballot.stray + 0.5 * (len(ballot.lost) - (lost is not None)) + rest


class Rival(NamedTuple):
    """A word of the third version that stands where the others have another, `lost`.

    `sure` tells how certain that is, in what may be translated otherwise besides; `of_field` says
    that the two words exclude each other, not only that a case may turn on both.
    """

    sure: float
    lost: Lost
    word: Word
    of_field: bool


def rivals(ballot: Ballot, is_term_word: IsTermWord) -> Iterator[Rival]:
    """Yield the words of the third version that stand for another word."""
    for lost in ballot.lost:
        if is_vague(lost):
            continue
        for word in ballot.left:
            sure = _certainty(ballot, lost, word, is_term_word)
            if sure:
                of_field = exclude(lost.concepts, meanings(word.key, ballot.third))
                yield Rival(sure - noise(ballot, lost, word), lost, word, of_field)
                break


def _certainty(ballot: Ballot, lost: Lost, word: Word, is_term_word: IsTermWord) -> float:
    """Return how much may be translated otherwise beside a pair of words; 0 for no pair."""
    mine = meanings(word.key, ballot.third)
    if not mine or may_be_vague(mine):
        return 0.0
    if exclude(lost.concepts, mine):
        return _DECLARED
    if are_beside(lost.concepts, mine):
        return _BESIDE
    if word.is_part or not (is_declared(mine) or is_term_word(ballot.third, word)):
        return 0.0
    if not is_declared(lost.concepts) and not any(
        is_term_word(n, w) for n, w in lost.words.items()
    ):
        return 0.0
    deeds = [any(map(is_verb, concepts)) for concepts in (lost.concepts, mine)]
    if not any(deeds):
        return _TURNING
    known = (
        is_declared(frozenset(filter(is_verb, concepts)))
        for concepts, deed in zip((lost.concepts, mine), deeds, strict=True)
        if deed
    )
    return _DEED if all(known) else 0.0

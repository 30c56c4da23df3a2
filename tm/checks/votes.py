"""A vote of the versions on words: what all others say and one version does not, or the reverse.

A word is lost where all other versions have it as each other's translation and nothing in the
third may stand for it. Translators leave out and paraphrase much, so that alone says little. What
tells is another word of the same field in its place, or a list that has become shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tm.checks.fields import are_beside, are_near, exclude, is_concrete, is_telling, is_verb
from tm.checks.lists import is_listed
from tm.checks.particles import is_taken_away
from tm.checks.senses import (
    Word,
    all_meanings,
    deep_concepts,
    expressions,
    family,
    has_words,
    is_explained,
    is_related,
    listed,
    meanings,
    parts_of,
    side,
)

Spans = Mapping[str, Sequence[tuple[int, int]]]
_Bare = Mapping[tuple[str, str], Sequence[Word]]

# Where one version has more words without a translation in another, nothing can be told.
_MOST = 15
# How much may be translated otherwise beside two words of a declared field, and beside two that
# stand near each other in the lexicon.
_DECLARED, _BESIDE = 3.0, 2.0


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


def may_tell(texts: Mapping[str, str]) -> bool:
    """Say whether a closer look may find anything: most beads are translated word by word."""
    words = _words(texts)
    bare = _bare(words, texts)
    if max(map(len, bare.values())) > _MOST:
        return False
    return any(_promises(_ballot(third, texts, words, bare), texts[third]) for third in texts)


def _promises(ballot: Ballot | None, text: str) -> bool:
    return ballot is not None and (
        any(not is_vague(lost) for lost in ballot.lost)
        or any(can_be_added(ballot, word, text) for word in ballot.left)
    )


def can_be_added(ballot: Ballot, word: Word, text: str) -> bool:
    """Say whether a word is one that nobody adds without reason: of a list, or a thing."""
    third = ballot.third
    known = meanings(word.key, third)
    return (
        is_telling(known)
        and not any(map(is_verb, known))
        and any(all(has_words(c, other) for other in ballot.others) for c in known)
        and (is_concrete(known) or is_listed(text, third, word) or is_taken_away(text, third, word))
    )


def ballots(texts: Mapping[str, str], masked: Spans) -> Iterator[Ballot]:
    """Yield how each version differs from all others; words in `masked` spans do not count."""
    words = {
        language: [
            part
            for word in found
            if not _is_within(word, masked[language])
            for part in parts_of(word, language)
        ]
        for language, found in _words(texts).items()
    }
    bare = {
        (one, other): [w for w in each if not _is_said(w.key, one, texts[other], other)]
        for (one, other), each in _bare(words, texts).items()
    }
    for third in texts:
        ballot = _ballot(third, texts, words, bare)
        if ballot:
            yield _without_near(ballot, texts)


def _is_said(word: str, source: str, text: str, target: str) -> bool:
    """Say whether a text may have a translation of a word, on a closer look."""
    return not family(word, source).isdisjoint(deep_concepts(text, target)) or is_related(
        word, source, text, target
    )


def _words(texts: Mapping[str, str]) -> Mapping[str, Sequence[Word]]:
    """Return the words of each version; those for which others have one word are taken together."""
    sides = {language: side(text, language) for language, text in texts.items()}
    found: dict[str, Sequence[Word]] = {}
    for language, here in sides.items():
        there = frozenset[int]().union(*(sides[n].wholes for n in sides if n != language))
        joined = list(expressions(texts[language], language, here.parts & there))
        spans = [(each.start, each.end) for each in joined]
        alone = (word for word in here.words if not _is_within(word, spans))
        found[language] = (*alone, *joined) if joined else here.words
    return found


def _without_near(ballot: Ballot, texts: Mapping[str, str]) -> Ballot:
    """Return the ballot without the words for which others stand that come near to them."""
    here = deep_concepts(texts[ballot.third], ballot.third)
    there = frozenset[int]().union(*(deep_concepts(texts[o], o) for o in ballot.others))
    return replace(
        ballot,
        lost=tuple(each for each in ballot.lost if not are_near(each.concepts, here)),
        left=tuple(w for w in ballot.left if not are_near(meanings(w.key, ballot.third), there)),
    )


def _bare(words: Mapping[str, Sequence[Word]], texts: Mapping[str, str]) -> _Bare:
    """Return the words of each version that have no translation in each other one."""
    sides = {language: side(text, language) for language, text in texts.items()}
    return {
        (one, other): [w for w in words[one] if not is_explained(w.key, one, sides[other])]
        for one in texts
        for other in texts
        if one != other
    }


def _ballot(
    third: str, texts: Mapping[str, str], words: Mapping[str, Sequence[Word]], bare: _Bare
) -> Ballot | None:
    others = tuple(language for language in texts if language != third)
    left = tuple(w for w in words[third] if all(w in bare[third, o] for o in others))
    lost = tuple(_lost(third, {other: bare[other, third] for other in others}))
    if not lost and not left:
        return None
    used = {(other, word) for each in lost for other, word in each.words.items()}
    stray = sum(
        weight(word.key, other)
        for other in others
        for word in bare[other, third]
        if (other, word) not in used
    )
    rest = sum(weight(word.key, third) for word in left)
    size = len(side(texts[third], third).words)
    return Ballot(third, others, lost, left, stray, rest, size)


def _is_within(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)


def _lost(third: str, bare: Mapping[str, Sequence[Word]]) -> Iterator[Lost]:
    first, *rest = bare
    taken: set[tuple[str, Word]] = set()
    for word in bare[first]:
        found = {first: word}
        shared = meanings(word.key, first)
        for other in rest:
            for candidate in bare[other]:
                common = shared & meanings(candidate.key, other)
                if common and (other, candidate) not in taken:
                    found[other], shared = candidate, common
                    break
            else:
                break
        shared = frozenset(c for c in shared if has_words(c, third))
        if len(found) == len(bare) and shared:
            taken.update(found.items())
            yield Lost(found, shared)


def weight(word: str, language: str) -> float:
    """Return how much it says that a word has no translation: verbs and vague words change."""
    found = meanings(word, language)
    if not found:
        return 0.2 if all_meanings(word, language) else 0.5
    if not found.isdisjoint(listed("vague")):
        return 0.0
    return 0.25 if any(map(is_verb, found)) else 1.0


def is_vague(lost: Lost) -> bool:
    """Say whether a lost word may mean something general."""
    return any(
        not meanings(word.key, language).isdisjoint(listed("vague"))
        for language, word in lost.words.items()
    )


def noise(ballot: Ballot, lost: Lost | None, left: Word | None) -> float:
    """Return how much else is not translated word by word."""
    rest = ballot.rest - (weight(left.key, ballot.third) if left else 0.0)
    return ballot.stray + 0.5 * (len(ballot.lost) - (lost is not None)) + rest


def rivals(ballot: Ballot) -> Iterator[tuple[float, Lost, Word]]:
    """Yield the words of the third version that stand for another word of the same field.

    The number tells how certain that is, in what may be translated otherwise besides.
    """
    for lost in ballot.lost:
        if is_vague(lost):
            continue
        for word in ballot.left:
            mine = meanings(word.key, ballot.third)
            sure = _DECLARED if exclude(lost.concepts, mine) else _BESIDE
            if not mine or not mine.isdisjoint(listed("vague")):
                continue
            if sure == _DECLARED or are_beside(lost.concepts, mine):
                yield sure - noise(ballot, lost, word), lost, word
                break

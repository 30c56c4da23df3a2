"""A vote of the versions on words: what all others say and one version does not, or the reverse.

A word is lost where all other versions have it as each other's translation and nothing in the
third may stand for it. Translators leave out and paraphrase much, so that alone says little. What
tells is another word of the same field in its place, or a list that has become shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tm.checks.compounds import deep_concepts, expressions, family, parts_of
from tm.checks.concepts import has_words, listed
from tm.checks.fields import are_beside, are_near, exclude, is_concrete, is_telling, is_verb
from tm.checks.lists import is_listed
from tm.checks.particles import is_taken_away
from tm.checks.likeness import is_related
from tm.checks.senses import Word, all_meanings, is_explained, meanings, side

Spans = Mapping[str, Sequence[tuple[int, int]]]
Words = Mapping[str, Sequence[Word]]
_Bare = Mapping[tuple[str, str], Sequence[Word]]  # what the first version has and the other not

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


def may_tell(texts: Mapping[str, str], words: Words) -> bool:
    """Say whether a closer look may find anything: most beads are translated word by word."""
    bare = _bare(words, texts)
    if max(map(len, bare.values())) > _MOST:
        return False
    return any(_promises(third, texts, bare) for third in texts)


def _promises(third: str, texts: Mapping[str, str], bare: _Bare) -> bool:
    others = _others(third, texts)
    return any(not is_vague(lost) for lost in _lost(third, others, bare)) or any(
        can_be_added(third, others, word, texts[third]) for word in _left(third, others, bare)
    )


def can_be_added(third: str, others: Sequence[str], word: Word, text: str) -> bool:
    """Say whether a word is one that nobody adds without reason: of a list, or a thing."""
    known = meanings(word.key, third)
    return (
        is_telling(known)
        and not any(map(is_verb, known))
        and any(all(has_words(c, other) for other in others) for c in known)
        and (is_concrete(known) or is_listed(text, third, word) or is_taken_away(text, third, word))
    )


def ballots(
    texts: Mapping[str, str], words: Words, masked: Spans, *, every: bool = False
) -> Iterator[Ballot]:
    """Yield how versions differ from all others; words in `masked` spans do not count.

    Versions that nothing can be said of are left out, unless `every` one is asked for.
    """
    words = {
        language: [
            part
            for word in found
            if not _is_within(word, masked[language])
            for part in parts_of(word, language)
        ]
        for language, found in words.items()
    }
    bare = _bare(words, texts)
    for third in texts:
        if every or _can_vote(third, texts, bare):
            ballot = _ballot(third, texts, _closely(third, texts, bare))
            if ballot:
                yield _without_near(ballot, texts)


def _can_vote(third: str, texts: Mapping[str, str], bare: _Bare) -> bool:
    """Say whether a closer look, which only takes words away, can leave one to be told of."""
    others = _others(third, texts)
    shared = [
        frozenset().union(*[m for w in bare[o, third] if not _may_be_vague(m := meanings(w.key, o))])
        for o in others
    ]
    here = side(texts[third], third)
    return any(
        has_words(concept, third)
        and not are_near({concept}, here.wholes)
        and not are_near({concept}, here.parts)
        for concept in shared[0].intersection(*shared[1:])
    ) or any(can_be_added(third, others, w, texts[third]) for w in _left(third, others, bare))


def _closely(third: str, texts: Mapping[str, str], bare: _Bare) -> _Bare:
    """Return those words of and against one version that have no translation on a closer look.

    Of its own words only those are looked at that no version explains: no others can be left.
    """
    others = _others(third, texts)
    looked: dict[tuple[str, str], Sequence[Word]] = {}
    left = _left(third, others, bare)
    for other in others:
        left = [w for w in left if not _is_said(w.key, third, texts[other], other)]
    for other in others:
        looked[third, other] = left
        looked[other, third] = [
            w for w in bare[other, third] if not _is_said(w.key, other, texts[third], third)
        ]
    return looked


def _is_said(word: str, source: str, text: str, target: str) -> bool:
    """Say whether a text may have a translation of a word, on a closer look."""
    return is_related(word, source, text, target) or not family(word, source).isdisjoint(
        deep_concepts(text, target)
    )


def words_of(texts: Mapping[str, str]) -> Words:
    """Return the words of each version; those for which others have one word are taken together."""
    sides = {language: side(text, language) for language, text in texts.items()}
    found: dict[str, Sequence[Word]] = {}
    for language, here in sides.items():
        there = (here.parts & sides[n].wholes for n in sides if n != language)
        joined = list(expressions(texts[language], language, frozenset().union(*there)))
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


def _bare(words: Words, texts: Mapping[str, str]) -> _Bare:
    """Return the words of each version that have no translation in each other one."""
    sides = {language: side(text, language) for language, text in texts.items()}
    return {
        (one, other): [w for w in words[one] if not is_explained(w.key, one, sides[other])]
        for one in texts
        for other in texts
        if one != other
    }


def _others(third: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(language for language in texts if language != third)


def _left(third: str, others: Sequence[str], bare: _Bare) -> list[Word]:
    """Return the words of a version that no other has, in the order of the text."""
    first, *rest = (bare[third, other] for other in others)
    return [word for word in first if all(word in each for each in rest)]


def _ballot(third: str, texts: Mapping[str, str], bare: _Bare) -> Ballot | None:
    others = _others(third, texts)
    left = tuple(_left(third, others, bare))
    lost = tuple(_lost(third, others, bare))
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


def _lost(third: str, others: Sequence[str], bare: _Bare) -> Iterator[Lost]:
    first, *rest = others
    taken: set[tuple[str, Word]] = set()
    for word in bare[first, third]:
        found = {first: word}
        shared = meanings(word.key, first)
        for other in rest:
            for candidate in bare[other, third] if shared else ():
                common = shared & meanings(candidate.key, other)
                if common and (other, candidate) not in taken:
                    found[other], shared = candidate, common
                    break
            else:
                break
        shared = frozenset(c for c in shared if has_words(c, third))
        if len(found) == len(others) and shared:
            taken.update(found.items())
            yield Lost(found, shared)


def weight(word: str, language: str) -> float:
    """Return how much it says that a word has no translation: verbs and vague words change."""
    found = meanings(word, language)
    if not found:
        return 0.2 if all_meanings(word, language) else 0.5
    if _may_be_vague(found):
        return 0.0
    return 0.25 if any(map(is_verb, found)) else 1.0


def is_vague(lost: Lost) -> bool:
    """Say whether a lost word may mean something general."""
    return any(_may_be_vague(meanings(w.key, language)) for language, w in lost.words.items())


def _may_be_vague(known: frozenset[int]) -> bool:
    return not known.isdisjoint(listed("vague"))


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
            if not mine or _may_be_vague(mine):
                continue
            if sure == _DECLARED or are_beside(lost.concepts, mine):
                yield sure - noise(ballot, lost, word), lost, word
                break

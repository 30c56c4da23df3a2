"""A vote of the versions on words: what all others say and one version does not, or the reverse.

A word is lost where all other versions have it as each other's translation and nothing in the
third may stand for it. Translators leave out and paraphrase much, so that alone says little. What
tells is another word of the same field in its place, or a list that has become shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tm.checks.ballots import Ballot, Lost, is_vague, may_be_vague, weight
from tm.checks.compounds import deep_concepts, parts_of
from tm.checks.concepts import has_words
from tm.checks.fields import are_near, is_concrete, is_telling, is_verb
from tm.checks.lists import is_listed
from tm.checks.particles import is_taken_away
from tm.checks.senses import Word, meanings, side
from tm.checks.unexplained import Bare, Words, bare_words, is_said, left_words, others_of

# Where one version has more words without a translation in another, nothing can be told.
_MOST = 15


def may_tell(texts: Mapping[str, str], bare: Bare) -> bool:
    """Say whether a closer look may find anything: most beads are translated word by word."""
    if max(map(len, bare.values())) > _MOST:
        return False
    return any(_promises(third, texts, bare) for third in texts)


def _promises(third: str, texts: Mapping[str, str], bare: Bare) -> bool:
    others = others_of(third, texts)
    return any(not is_vague(lost) for lost in _lost(third, others, bare)) or any(
        can_be_added(third, others, word, texts[third]) for word in left_words(third, others, bare)
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
    texts: Mapping[str, str],
    words: Words,
    bare: Bare,
    is_masked: Callable[[str, Word], bool],
    *,
    every: bool = False,
) -> Iterator[Ballot]:
    """Yield how versions differ from all others; masked words of a language do not count.

    `bare` are those of the words that have no translation. Versions that nothing can be said of
    are left out, unless `every` one is asked for. To find out about masks and to look closely
    takes time, and both only take words away.
    """
    split = {
        language: [part for word in found for part in parts_of(word, language)]
        for language, found in words.items()
    }
    if any(len(found) != len(words[language]) for language, found in split.items()):
        bare = bare_words(split, texts)
    thirds = [third for third in texts if every or _can_vote(third, texts, bare)]
    if not thirds:
        return
    asked = {(one, word) for (one, _), found in bare.items() for word in found}
    hidden = {(language, word) for language, word in asked if is_masked(language, word)}
    bare = {
        (one, other): [word for word in found if (one, word) not in hidden]
        for (one, other), found in bare.items()
    }
    for third in thirds:
        if every or (_can_vote(third, texts, bare) and _may_be_left(third, texts, bare)):
            ballot = _ballot(third, texts, _closely(third, texts, bare))
            if ballot:
                yield _without_near(ballot, texts)


def own_words(
    third: str, texts: Mapping[str, str], words: Words, is_masked: Callable[[str, Word], bool]
) -> list[Word]:
    """Return the telling words of a version for which no other has anything; no verbs."""
    others = others_of(third, texts)
    found = left_words(third, others, bare_words(words, texts))
    known = [w for w in found if _is_own(meanings(w.key, third)) and not is_masked(third, w)]
    own = [w for w in known if not any(is_said(w.key, third, texts[o], o) for o in others)]
    there = frozenset[int]().union(*(deep_concepts(texts[o], o) for o in others)) if own else ()
    return [w for w in own if not are_near(meanings(w.key, third), frozenset(there))]


def _is_own(known: frozenset[int]) -> bool:
    return bool(known) and is_telling(known) and not any(map(is_verb, known))


def _can_vote(third: str, texts: Mapping[str, str], bare: Bare) -> bool:
    """Say whether a closer look, which only takes words away, can leave one to be told of."""
    others = others_of(third, texts)
    return bool(_shared(third, texts, bare)) or any(
        can_be_added(third, others, w, texts[third]) for w in left_words(third, others, bare)
    )


def _shared(third: str, texts: Mapping[str, str], bare: Bare) -> frozenset[int]:
    """Return the concepts by which a word may be lost that is worth a word."""
    first, *rest = (
        frozenset[int]().union(
            *[m for w in bare[o, third] if not may_be_vague(m := meanings(w.key, o))]
        )
        for o in others_of(third, texts)
    )
    here = side(texts[third], third)
    return frozenset(
        concept
        for concept in first.intersection(*rest)
        if has_words(concept, third)
        and not are_near({concept}, here.wholes)
        and not are_near({concept}, here.parts)
    )


def _may_be_left(third: str, texts: Mapping[str, str], bare: Bare) -> bool:
    """Say whether a closer look at those words that may be told of leaves any."""
    others = others_of(third, texts)
    shared = _shared(third, texts, bare)
    lost = {
        (other, third): [
            word
            for word in bare[other, third]
            if not shared.isdisjoint(meanings(word.key, other))
            and not is_said(word.key, other, texts[third], third)
        ]
        for other in others
    }
    return bool(shared and _shared(third, texts, lost)) or any(
        can_be_added(third, others, word, texts[third])
        and not any(is_said(word.key, third, texts[other], other) for other in others)
        for word in left_words(third, others, bare)
    )


def _closely(third: str, texts: Mapping[str, str], bare: Bare) -> Bare:
    """Return those words of and against one version that have no translation on a closer look.

    Of its own words those are looked at that no version explains: no others can be left.
    """
    others = others_of(third, texts)
    left = left_words(third, others, bare)
    for other in others:
        left = [w for w in left if not is_said(w.key, third, texts[other], other)]
    looked: dict[tuple[str, str], Sequence[Word]] = {(third, other): left for other in others}
    for other in others:
        looked[other, third] = [
            w for w in bare[other, third] if not is_said(w.key, other, texts[third], third)
        ]
    return looked


def _without_near(ballot: Ballot, texts: Mapping[str, str]) -> Ballot:
    """Return the ballot without the words for which others stand that come near to them."""
    here = deep_concepts(texts[ballot.third], ballot.third)
    there = frozenset[int]().union(*(deep_concepts(texts[o], o) for o in ballot.others))
    return replace(
        ballot,
        lost=tuple(each for each in ballot.lost if not are_near(each.concepts, here)),
        left=tuple(w for w in ballot.left if not are_near(meanings(w.key, ballot.third), there)),
    )


def _ballot(third: str, texts: Mapping[str, str], bare: Bare) -> Ballot | None:
    others = others_of(third, texts)
    left = tuple(left_words(third, others, bare))
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


def _lost(third: str, others: Sequence[str], bare: Bare) -> Iterator[Lost]:
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

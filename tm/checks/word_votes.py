"""The votes on words of a version set: which words are other, missing or added, and how surely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tm.checks.ballots import Ballot, Lost, Rival, is_vague, noise, rivals
from tm.checks.clauses import lost_clause
from tm.checks.denials import denials, has_denials
from tm.checks.fields import is_concrete, is_telling, is_verb
from tm.checks.lists import is_listed, is_longer
from tm.checks.negation import contrary_denials
from tm.checks.particles import contraries, is_taken_away, takes_away
from tm.checks.polls import Poll, Vote, mask, poll_of
from tm.checks.senses import Word, meanings, side
from tm.checks.unexplained import bare_words, words_of
from tm.checks.votes import ballots, can_be_added, may_tell
from tm.model import Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# Two versions may both be free: the vote needs one more.
_FEWEST = 3
# How much of the rest of a bead may be translated otherwise for a finding to be worth a warning:
# where a list is shorter or longer, where a thing is lacking or added, where a small word is the
# contrary; and for a remark, where there is no more to go by than the vote.
_SHORTER, _LONGER, _THING, _SMALL, _PLAIN = 1.0, 0.5, 0.5, 1.0, 0.25
# How much less of a bead of several segments in a version: such sentences were recast.
_FREE = 1.0
# What share of its words a version may have beyond the others.
_SHARE = 2
OTHER, MISSING, ADDED = "other", "missing", "added"


def all_votes(context: CheckContext) -> Iterator[Vote]:
    """Yield the votes of a set, at most one of a kind for a version and bead."""
    if len(context.languages) < _FEWEST:
        return
    polls = [poll for n in range(len(context.beads)) if (poll := poll_of(context, n))]
    yield from _without_habits([vote for poll in polls for vote in _votes(poll)])


def _without_habits(votes: Sequence[Vote]) -> Iterator[Vote]:
    """Yield the votes; what a version says for the same words again and again is its own choice.

    Slips happen once. "Telefax" for "fax" in every address is a remark.
    """
    times = Counter(map(_wording, votes))
    for vote in votes:
        yield replace(vote, severity=Severity.INFO) if times[_wording(vote)] > 1 else vote


def _wording(vote: Vote) -> tuple[str, ...]:
    surfaces = (each.surface.casefold() for _, each in sorted(vote.evidence.items()))
    return vote.third, vote.outcome, *surfaces


def _votes(poll: Poll) -> Iterator[Vote]:
    against = list(contraries(poll.texts))
    cast = _cast(poll, every=bool(against))
    told: set[str] = set()
    for third, words in contrary_denials(poll.texts):
        told.add(third)
        outcome = OTHER if third in words else MISSING
        yield poll.vote(third, outcome, words, Severity.WARNING)
    for ballot in cast:
        for vote in _of_ballot(poll, ballot):
            told.add(vote.third)
            yield vote
    free = {ballot.third: noise(ballot, None, None) for ballot in cast}
    for third, words in against:
        if third not in told and free.get(third, 0.0) <= _SMALL:
            told.add(third)
            yield poll.vote(third, OTHER, words, Severity.WARNING)


def _cast(poll: Poll, *, every: bool) -> list[Ballot]:
    words = words_of(poll.texts)
    bare = bare_words(words, poll.texts)
    if not may_tell(poll.texts, bare):
        return []
    return list(ballots(poll.texts, words, bare, mask(poll), every=every))


def _of_ballot(poll: Poll, ballot: Ballot) -> Iterator[Vote]:
    """Yield what is most certain: another word, else a missing one, else an added one."""
    others = [
        rival
        for rival in rivals(ballot, poll.is_term_word)
        if not _is_elsewhere(poll, ballot, rival.lost)
    ]
    if others:
        best = max(others, key=lambda rival: rival.sure)
        if best.sure >= (0 if poll.is_simple and poll.is_even else _FREE):
            words = {**best.lost.words, ballot.third: best.word}
            # "The blogger" for "he": what all speak of elsewhere may be named anywhere.
            free = not best.of_field and poll.is_topic(best.word, ballot.third)
            free = free or _may_be_denied(poll, best)
            severity = Severity.INFO if free else Severity.WARNING
            yield poll.vote(ballot.third, OTHER, words, severity)
        return
    lost_words = [
        lost
        for lost in ballot.lost
        if _is_asked_for(lost.concepts)
        and not is_vague(lost)
        and not _is_elsewhere(poll, ballot, lost)
    ]
    if clause := _clause(poll, ballot):
        yield poll.vote(ballot.third, MISSING, clause.words, Severity.WARNING)
        return
    left = [w for w in ballot.left if is_telling(m := meanings(w.key, ballot.third)) and m]
    if lost_words and not left:
        yield from _missing(poll, ballot, lost_words)
    elif left and not lost_words and poll.is_simple:
        yield from _added(poll, ballot, left)


def _may_be_denied(poll: Poll, rival: Rival) -> bool:
    """Say whether versions deny so differently that a deed may stand for its contrary."""
    counts = {len(denials(text, n).found) for n, text in poll.texts.items() if has_denials(n)}
    return len(counts) > 1 and any(map(is_verb, rival.lost.concepts))


def _clause(poll: Poll, ballot: Ballot) -> Lost | None:
    """Return a clause that a version leaves out, unless it is told beside, or the bead is wrong."""
    if not poll.is_simple or not poll.context.is_sound(poll.bead):
        return None
    lost = tuple(each for each in ballot.lost if not _is_elsewhere(poll, ballot, each))
    words = {language: side(text, language).words for language, text in poll.texts.items()}
    return lost_clause(replace(ballot, lost=lost), poll.texts, words)


def _is_asked_for(concepts: frozenset[int]) -> bool:
    return is_telling(concepts) and not any(map(is_verb, concepts))


def _is_elsewhere(poll: Poll, ballot: Ballot, lost: Lost) -> bool:
    return any(poll.is_near(word, other, ballot.third) for other, word in lost.words.items())


def _missing(poll: Poll, ballot: Ballot, words: list[Lost]) -> Iterator[Vote]:
    third, texts = ballot.third, poll.texts
    shorter = all(is_longer(texts[n], n, texts[third], third) for n in ballot.others)
    denied = takes_away(poll.texts[ballot.third], ballot.third)
    for lost in words:
        much = noise(ballot, lost, None)
        listed = all(is_listed(poll.texts[n], n, word) for n, word in lost.words.items())
        without = all(is_taken_away(poll.texts[n], n, word) for n, word in lost.words.items())
        sure = (
            (shorter and listed and much <= _SHORTER)
            or (is_concrete(lost.concepts) and much <= _THING)
            or (without and not denied and much <= _SHORTER)
        )
        if sure or much <= _PLAIN:
            severity = Severity.WARNING if sure else Severity.INFO
            yield poll.vote(ballot.third, MISSING, lost.words, severity)
            return


def _added(poll: Poll, ballot: Ballot, left: list[Word]) -> Iterator[Vote]:
    third = ballot.third
    text = poll.texts[third]
    sizes = [len(side(poll.texts[other], other).words) for other in ballot.others]
    if len(ballot.left) * _SHARE > ballot.size or min(sizes) * _SHARE < ballot.size:
        return  # the bead itself may be wrong
    longer = all(is_longer(text, third, poll.texts[n], n) for n in ballot.others)
    denied = any(takes_away(poll.texts[other], other) for other in ballot.others)
    for word in left:
        if not can_be_added(third, ballot.others, word, text):
            continue
        if poll.is_term(word, third) or any(poll.is_near(word, third, o) for o in ballot.others):
            continue
        much = noise(ballot, None, word)
        if is_taken_away(text, third, word):
            sure = not denied and much <= _SHORTER
        else:
            listed = longer and is_listed(text, third, word) and much <= _LONGER
            sure = listed or (is_concrete(meanings(word.key, third)) and much <= _PLAIN)
        if sure:
            yield poll.vote(third, ADDED, {third: word}, Severity.WARNING)
            return

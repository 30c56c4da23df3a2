"""Names that versions quote in another language: "Golden Thread", "Voice of Missing Families".

What two versions leave as it is, in words that one of them does not have, is not translated. A
third that has some of it word for word has all of it so, and another word in it is a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tm.facts.names.document import Side
from tm.facts.names.mention import Mention, NameList, inflected
from tm.facts.names.variation import mistyped
from tm.facts.names.vocabulary import is_common, is_word

# Characters between two words of one name: a blank, or "'s ".
_GAPS = (1, 3)
_LONGEST = 12  # words of a name


def misquoted(side: Side, others: Sequence[Side]) -> Iterator[tuple[Mention, NameList]]:
    """Yield a word that the version alone has in a name that all others quote, and theirs."""
    if len(others) > 1:
        for run in _runs(others[0]):
            if _verbatim(run, side):
                continue
            same = [_verbatim(run, other) for other in others]
            if not all(same) or not _is_quoted(run, (side, *others)):
                continue
            for own, at in _nearly(run, side):
                present = tuple(found[at] for found in same if found)
                if not (_may_be_grammar(own, present) or _is_translated(own, run)):
                    yield own, present


def is_slip(own: Mention, other: Mention) -> bool:
    """Say whether the word differs by a letter or two."""
    return mistyped(other.plain, own.plain) > 0


def _runs(side: Side) -> Iterator[NameList]:
    """Yield the runs of at least two words with capitals."""
    run: list[Mention] = []
    for mention in side.mentions[: _LONGEST * _LONGEST]:
        if run and not _is_next(run[-1], mention):
            yield from [tuple(run)] if 1 < len(run) <= _LONGEST else []
            run = []
        run.append(mention)
    yield from [tuple(run)] if 1 < len(run) <= _LONGEST else []


def _is_next(one: Mention, other: Mention) -> bool:
    return other.segment == one.segment and other.word.start - one.word.end in _GAPS


def _windows(run: NameList, side: Side) -> Iterator[NameList]:
    for start in range(len(side.mentions) - len(run) + 1):
        window = side.mentions[start : start + len(run)]
        if all(_is_next(*pair) for pair in pairwise(window)):
            yield window


def _verbatim(run: NameList, side: Side) -> NameList | None:
    """Return the same words in a row in a version, None where it has them otherwise."""
    wanted = [one.plain for one in run]
    if not side.plains.issuperset(wanted):
        return None
    return next((w for w in _windows(run, side) if [one.plain for one in w] == wanted), None)


def _nearly(run: NameList, side: Side) -> Iterator[tuple[Mention, int]]:
    """Yield the word that differs where all the others of a run stand in the version."""
    for window in _windows(run, side):
        wrong = [at for at, one in enumerate(window) if one.plain != run[at].plain]
        if len(wrong) == 1:
            yield window[wrong[0]], wrong[0]


def _is_quoted(run: NameList, sides: Sequence[Side]) -> bool:
    """Say whether most of the words are common ones in one language and not in another.

    Names of persons that happen to be words
    ("Rose Stein") are words of several languages, or of none.
    """
    known = [sum(is_common(one.word.surface, side.code) for one in run) for side in sides]
    return max(known) * 2 > len(run) >= min(known) * 2 and max(known) > min(known)


def _may_be_grammar(own: Mention, present: NameList) -> bool:
    """Say whether the word is the other with an ending."""
    return any(inflected(own, one) for one in present)


def _is_translated(own: Mention, run: NameList) -> bool:
    """Say whether the word is one of its language, among words of another ("Prinz Edward")."""
    known = sum(is_common(one.word.surface, own.code) for one in run)
    return known * 2 <= len(run) and is_word(own.word.surface, own.code)

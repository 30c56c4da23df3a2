"""One segment: its capitalised words, places and abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tm.facts.names.listing import read_lists
from tm.facts.names.mention import Mention, NameList
from tm.facts.names.places import NOWHERE, Place, find_places
from tm.facts.names.words import Word, plain, words
from tm.languages import Language, get, in_all
from tm.recurring import per_text

SHORTEST = 3
_ACRONYM = 6  # letters up to which a word in capitals is taken for an abbreviation
_NO_WORD = Word(0, 0, " ", "", "", "")
_ADDRESS = frozenset("@/._")
_OPENING = frozenset(".!?:;…-–—•*(\"'«„“”‚‘»›‹")


@dataclass(frozen=True, slots=True)
class Reading:
    """One segment: its capitalised words, its places, the plain forms of all words."""

    mentions: tuple[Mention, ...]
    places: tuple[Mention, ...]
    capitals: tuple[Mention, ...]
    forms: frozenset[str]
    lists: tuple[NameList, ...] = ()


def read(code: str, segment: int, text: str, lower: set[str]) -> Reading:
    """Read a segment; what is written small is added to `lower`."""
    language = get(code)
    own = _words_of(text, language)
    lower |= own.lower
    mentions = tuple(_mentions(code, segment, text, own))
    named = tuple([_place(code, segment, text, own.words, place) for place in own.places])
    capitals = tuple(_capitals(code, segment, text, own))
    units = list(_units(mentions, named, capitals))
    lists = tuple(read_lists(text, units, language)) if len(units) > 1 else ()
    return Reading(mentions, named, capitals, own.forms, lists)


def _units(
    mentions: Sequence[Mention], places: Sequence[Mention], capitals: Sequence[Mention]
) -> Iterator[NameList]:
    """Yield what is one name, in order: a place, an abbreviation, a run of words."""
    whole = [one for one in places if one.word.capital]
    run: list[Mention] = []
    end = 0
    for one in sorted((*whole, *mentions, *capitals), key=_by_place):
        if one.word.start < end:
            continue
        if run and not (one.before and one.before == run[-1].plain):
            yield tuple(run)
            run = []
        run.append(one)
        end = one.word.end
    if run:
        yield tuple(run)


def _by_place(mention: Mention) -> tuple[int, int]:
    """Order by place; of two that begin together the longer comes first."""
    return mention.word.start, -mention.word.end


class _Words(NamedTuple):
    """What a text has, wherever it stands: its words and places.

    `large` are the indices of words that are not written small, `lower` the plain forms of the
    others, `forms` those of all.
    """

    words: Sequence[Word]
    places: Sequence[Place]
    large: Sequence[int]
    lower: frozenset[str]
    forms: frozenset[str]


@per_text
def _words_of(text: str, language: Language) -> _Words:
    found = words(text, language)
    large, small = [], []
    for index, word in enumerate(found):
        if not word.surface.islower():
            large.append(index)
        elif not _is_in_address(word, text):
            small.append(word.plain)
    places = tuple(find_places(found, language))
    return _Words(found, places, large, frozenset(small), frozenset([word.plain for word in found]))


def _mentions(code: str, segment: int, text: str, own: _Words) -> Iterator[Mention]:
    titles, determiners, endings = _hints(get(code))
    labels = _labels()
    shouted = text.isupper()
    found = own.words
    place_of = {
        index: place for place in own.places for index in range(place.first, place.last + 1)
    }
    for index in own.large:
        word = found[index]
        if not word.capital or len(word.plain) < SHORTEST or word.plain in titles:
            continue
        if word.plain in labels:
            continue
        if word.surface.isupper() and not shouted and len(word.plain) <= _ACRONYM:
            continue
        previous = found[index - 1] if index else _NO_WORD
        following = found[index + 1] if index + 1 < len(found) else _NO_WORD
        titled = previous.plain in titles
        place = place_of.get(index, NOWHERE)
        yield Mention(
            code,
            segment,
            word,
            word.plain,
            before=previous.plain if word.joint and previous.capital and not titled else "",
            after=following.plain if following.joint and following.capital else "",
            titled=titled,
            common=shouted or previous.plain in determiners or word.plain.endswith(endings),
            initial=not word.joint and _begins(text, word.start),
            places=place.meanings,
            sure=place.sure,
        )


def _capitals(code: str, segment: int, text: str, own: _Words) -> Iterator[Mention]:
    """Yield the words of a few capitals, where not all around them have some."""
    if text.isupper():
        return
    found = own.words
    for index in own.large:
        word = found[index]
        if word.surface.isupper() and len(word.plain) <= _ACRONYM:
            previous = found[index - 1] if index else _NO_WORD
            before = previous.plain if word.joint and previous.surface[1:].islower() else ""
            before = before if previous.capital else ""
            yield Mention(code, segment, word, word.plain, before)


def _place(code: str, segment: int, text: str, found: Sequence[Word], place: Place) -> Mention:
    """Return the words that name a place as one mention."""
    first, last = found[place.first], found[place.last]
    surface = text[first.start : last.end]
    form = " ".join(word.form for word in found[place.first : place.last + 1])
    word = Word(first.start, last.end, surface, form, plain(form), first.joint)
    return Mention(code, segment, word, word.plain, places=place.meanings, sure=place.sure)


def _begins(text: str, start: int) -> bool:
    """Say whether what stands before `start` lets any word begin with a capital."""
    before = text[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in _OPENING


def _is_in_address(word: Word, text: str) -> bool:
    """Say whether the word is a part of an e-mail address, a path or the like."""
    return text[word.end : word.end + 1] in _ADDRESS or (
        word.start > 0 and text[word.start - 1] in _ADDRESS
    )


@cache
def _hints(language: Language) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return titles, and what tells a common noun: words before it, and its endings."""
    table = language.table("names")
    titles, determiners, endings = (
        [plain(word.lower()) for word in table.get(name, ())]
        for name in ("titles", "determiners", "noun_endings")
    )
    return frozenset(titles), frozenset(determiners), tuple(endings)


@cache
def _labels() -> frozenset[str]:
    """Return the words that begin the lines of letters and addresses, in any of the languages."""
    return frozenset(plain(word.lower()) for word in in_all("names", "labels"))

"""One segment: its capitalised words, places and abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tm.facts.names.listing import read_lists
from tm.facts.names.mention import Mention, NameList
from tm.facts.names.places import NOWHERE, Place, find_places
from tm.facts.names.words import Word, plain, words
from tm.languages import Language, get
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
    found, places = _words_and_places(text, language)
    for word in found:
        if word.plain not in lower and _is_lower(word, text):
            lower.add(word.plain)
    mentions = tuple(_mentions(code, segment, text, found, places))
    named = tuple(_place(code, segment, text, found, place) for place in places)
    capitals = tuple(_capitals(code, segment, text, found))
    return Reading(
        mentions,
        named,
        capitals,
        frozenset([word.plain for word in found]),
        tuple(read_lists(text, list(_units(mentions, named, capitals)), language)),
    )


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


@per_text
def _words_and_places(text: str, language: Language) -> tuple[tuple[Word, ...], tuple[Place, ...]]:
    found = tuple(words(text, language))
    return found, tuple(find_places(found, language))


def _mentions(
    code: str, segment: int, text: str, found: Sequence[Word], places: Sequence[Place]
) -> Iterator[Mention]:
    titles, determiners, endings = _hints(get(code))
    shouted = text.isupper()
    place_of = {index: place for place in places for index in range(place.first, place.last + 1)}
    for index, word in enumerate(found):
        if not word.capital or len(word.plain) < SHORTEST or word.plain in titles:
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
            before=previous.plain if word.joint and previous.capital and not titled else "",
            after=following.plain if following.joint and following.capital else "",
            titled=titled,
            common=shouted or previous.plain in determiners or word.plain.endswith(endings),
            initial=not word.joint and _begins(text, word.start),
            places=place.meanings,
            sure=place.sure,
        )


def _capitals(code: str, segment: int, text: str, found: Sequence[Word]) -> Iterator[Mention]:
    """Yield the words of a few capitals, where not all around them have some."""
    if text.isupper():
        return
    for index, word in enumerate(found):
        if word.surface.isupper() and len(word.plain) <= _ACRONYM:
            previous = found[index - 1] if index else _NO_WORD
            before = previous.plain if word.joint and previous.surface[1:].islower() else ""
            before = before if previous.capital else ""
            yield Mention(code, segment, word, before)


def _place(code: str, segment: int, text: str, found: Sequence[Word], place: Place) -> Mention:
    """Return the words that name a place as one mention."""
    first, last = found[place.first], found[place.last]
    surface = text[first.start : last.end]
    form = " ".join(word.form for word in found[place.first : place.last + 1])
    word = Word(first.start, last.end, surface, form, plain(form), first.joint)
    return Mention(code, segment, word, places=place.meanings, sure=place.sure)


def _begins(text: str, start: int) -> bool:
    """Say whether what stands before `start` lets any word begin with a capital."""
    before = text[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in _OPENING


def _is_lower(word: Word, text: str) -> bool:
    """Say whether the word is written small, and not as a part of an address."""
    if not word.surface.islower():
        return False
    return text[word.end : word.end + 1] not in _ADDRESS and (
        not word.start or text[word.start - 1] not in _ADDRESS
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

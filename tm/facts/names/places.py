"""Places and peoples whose names differ between languages, as data of each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from tm.facts.names.words import Word, plain, words
from tm.languages import Language, get, shared

_TABLE = "places.tsv"
_ORGANISATION = "o-"  # begins the keys of organisations
_PERSON = "p-"  # begins the keys of given names
_LONGEST_BEGINNING = 16
_GAP = 3  # characters that may stand between the words of one name: a blank, a point, "d'"
_NONE: frozenset[str] = frozenset()


class Place(NamedTuple):
    """The words `first` to `last` of a segment name one of `meanings`.

    `sure`: they are written as the name, an inhabitant or an adjective is, and are no other word
    that merely begins alike.
    """

    first: int
    last: int
    meanings: frozenset[str]
    sure: bool


NOWHERE = Place(0, 0, frozenset(), sure=False)

Phrase = tuple[tuple[str, ...], bool, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The forms of a language: whole ones and beginnings, each to the places it can mean.

    `phrases` are the forms of several words by the first of them, the longest first: the other
    words, whether the last is a beginning, and the place. What is `common` is never sure, what is
    `small` only with a capital.
    """

    whole: Mapping[str, frozenset[str]]
    beginnings: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Sequence[Phrase]]
    names: Mapping[str, str]
    endings: frozenset[str]
    adjectives: tuple[str, ...]
    common: frozenset[str]
    small: frozenset[str]
    acronyms: frozenset[str]

    def meaning(self, form: str) -> tuple[frozenset[str], bool]:
        """Return the places that a word (in plain form) can mean, and whether that is sure."""
        whole = self.whole.get(form, _NONE)
        sure = form not in self.common
        for length in range(min(len(form), _LONGEST_BEGINNING), 1, -1):
            if places := self.beginnings.get(form[:length]):
                return whole | places, sure and (bool(whole) or form[length:] in self.endings)
        return whole, sure

    def is_adjective(self, form: str) -> bool:
        """Say whether a word written small, that begins as a place does, is its adjective."""
        return form not in self.small and form.endswith(self.adjectives)


def find_places(found: Sequence[Word], language: Language) -> Iterator[Place]:
    """Yield the places that the words of a segment name, of two that overlap the longer one."""
    code = language.code
    free = 0
    for index, word in enumerate(found):
        if index < free or (entry := _entry(word.plain, code)) is None:
            continue
        if entry.phrases and (place := _phrase(entry.phrases, found, index, language)):
            yield place
            free = place.last + 1
        elif entry.meanings and (not entry.acronym or _is_acronym(word, found)):
            sure = entry.sure and (word.capital or gazetteer(language).is_adjective(word.plain))
            yield Place(index, index, entry.meanings, sure)


class _Entry(NamedTuple):
    """What a gazetteer says of one word; `phrases` are those that begin with it."""

    phrases: Sequence[Phrase]
    acronym: bool
    meanings: frozenset[str]
    sure: bool


@lru_cache(maxsize=65536)
def _entry(form: str, code: str) -> _Entry | None:
    """Return what is known of a word in its plain form; None, as for most, where nothing is."""
    known = gazetteer(get(code))
    phrases = known.phrases.get(form, ())
    meanings, sure = known.meaning(form)
    if not phrases and not meanings:
        return None
    return _Entry(phrases, form in known.acronyms, meanings, sure)


def _is_acronym(word: Word, found: Sequence[Word]) -> bool:
    """Say whether a word is in capitals, and the words around it are not."""
    return word.surface.isupper() and not all(other.surface.isupper() for other in found)


def _phrase(
    phrases: Sequence[Phrase], found: Sequence[Word], index: int, language: Language
) -> Place | None:
    for rest, is_open, meanings in phrases:
        last = index + len(rest)
        if last >= len(found) or (found[index + 1].plain != rest[0] and len(rest) > 1):
            continue
        part = found[index + 1 : last + 1]
        *inner, end = (word.plain for word in part)
        if (
            tuple(inner) == rest[:-1]
            and (end == rest[-1] or (is_open and end.startswith(rest[-1])))
            and not any(
                after.start - before.end > _GAP
                for before, after in zip(found[index:last], part, strict=True)
            )
        ):
            ending = end[len(rest[-1]) :]
            return Place(index, last, meanings, ending in gazetteer(language).endings)
    return None


@cache
def spelt(place: str, code: str) -> tuple[str, ...]:
    """Return how a language writes a place in one word (plain forms, whole ones)."""
    return tuple(form for form, places in gazetteer(get(code)).whole.items() if place in places)


def is_organisation(place: str) -> bool:
    """Say whether this is an organisation; texts paraphrase these more than places."""
    return place.startswith(_ORGANISATION)


def is_plain(place: str, form: str, code: str) -> bool:
    """Say whether a form is the name of the place itself, and no inhabitant or adjective."""
    return " " in form or form in spelt(place, code)


def is_related(one: str, other: str) -> bool:
    """Say whether a text may name one place for the other ("Moscow", "Russia")."""
    within, groups = _world()
    return (
        within.get(one, one) == other
        or within.get(other, other) == one
        or not groups.get(one, _NONE).isdisjoint(groups.get(other, _NONE))
    )


@cache
def _world() -> tuple[Mapping[str, str], Mapping[str, frozenset[str]]]:
    """Return the country of every city and region, and the groups that places belong to."""
    within = {key: country for country, keys in _cities().items() for key in keys}
    groups: dict[str, set[str]] = {}
    for number, members in enumerate(shared("places")["related"]["groups"]):
        for place in members:
            groups.setdefault(place, set()).add(str(number))
    return within, {place: frozenset(found) for place, found in groups.items()}


@cache
def _cities() -> Mapping[str, Mapping[str, str]]:
    """Return the cities and regions of every country: their keys, and how most write them.

    Where that is "", each language has a form of its own.
    """
    table = shared("places")
    found: dict[str, dict[str, str]] = {}
    for country, names in table["same"].items():
        found[country] = {plain(name.lower()).replace(" ", "-"): name for name in names}
    for country, places in table["spellings"].items():
        named = found.setdefault(country, {})
        named.update((key, "") for key in places if key not in named)
    for country, keys in table["within"].items():
        found.setdefault(country, {}).update(dict.fromkeys(keys, ""))
    return found


@cache
def gazetteer(language: Language) -> Gazetteer:
    """Read what the language says of places, and the places that are written alike everywhere."""
    table = language.table("places")
    common = {plain(word.lower()) for word in table.get("common", ())}
    acronyms: set[str] = set()
    single: dict[bool, dict[str, set[str]]] = {True: {}, False: {}}
    phrases: dict[str, dict[tuple[tuple[str, ...], bool], set[str]]] = {}
    names: dict[str, str] = {}
    for place, forms in _forms(language):
        names.setdefault(place, forms[0])
        for form in forms:
            is_open = form.endswith("*")
            first, *rest = _plain_words(form[:-1] if is_open else form, language)
            if rest:
                own = phrases.setdefault(first, {})
                own.setdefault((tuple(rest), is_open), set()).add(place)
            else:
                single[is_open].setdefault(first, set()).add(place)
            if form.isupper():
                acronyms.add(first)
            if place.startswith(_PERSON):
                common.add(first)
    return Gazetteer(
        {form: frozenset(places) for form, places in single[False].items()},
        {form: frozenset(places) for form, places in single[True].items()},
        {
            first: sorted(
                ((rest, is_open, frozenset(places)) for (rest, is_open), places in own.items()),
                key=lambda one: (-len(one[0]), one[1]),
            )
            for first, own in phrases.items()
        },
        names,
        frozenset(plain(ending.lower()) for ending in table.get("endings", ())) | {""},
        tuple(plain(ending) for ending in table.get("adjectives", ())),
        frozenset(common),
        frozenset(plain(word) for word in table.get("small", ())),
        frozenset(acronyms),
    )


def _plain_words(form: str, language: Language) -> list[str]:
    """Return the words of a form; most are one word, which needs no reading."""
    if form.isalpha():
        return [plain(form.casefold())]
    return [word.plain for word in words(form, language)]


def _forms(language: Language) -> Iterator[tuple[str, list[str]]]:
    """Yield every place with its forms in a language."""
    own: set[str] = set()
    for line in language.text(_TABLE).splitlines():
        if not line.startswith("#"):
            place, _, forms = line.partition("\t")
            own.add(place)
            yield place, forms.split("; ")
    for cities in _cities().values():
        for key, name in cities.items():
            if name and key not in own:
                yield key, [name, f"{name}s"]
    for places in shared("places")["spellings"].values():
        for key, names in places.items():
            yield key, [form for name in names for form in (name, f"{name}s")]

"""The capitalised words of every version, bead by bead, and which of them belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tm.facts.names.mention import Mention, NameList, adapted, inflected
from tm.facts.names.reading import SHORTEST, Reading, read
from tm.facts.names.variation import adaptation, near
from tm.languages import get
from tm.model import Bead

_FREQUENT = 2000  # names of a version that others are compared with
_MOST = 150  # capitalised words of a bead and version; beyond that it is no sentence


@dataclass(frozen=True)
class Side:
    """One version's part of a bead."""

    code: str
    mentions: tuple[Mention, ...]
    all_forms: frozenset[str]  # plain forms of all words, capitalised or not
    places: tuple[Mention, ...] = ()  # whole names of places, and the adjectives of these
    capitals: tuple[Mention, ...] = ()  # abbreviations and Roman numbers
    lists: tuple[NameList, ...] = ()  # the members of lists of names

    @cached_property
    def meanings(self) -> frozenset[str]:
        """All places that are or may be named."""
        return frozenset[str]().union(*(place.places for place in self.places))

    def at(self, place: str) -> Mention | None:
        """Return where the version names a place without doubt, None where it does not."""
        return next((one for one in self.places if one.sure and one.places == {place}), None)

    @cached_property
    def plains(self) -> frozenset[str]:
        return frozenset(mention.plain for mention in self.mentions)

    @cached_property
    def _by_start(self) -> Mapping[str, Sequence[Mention]]:
        """The mentions by their first letters: forms of one word begin alike."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.plain[:SHORTEST]].append(mention)
        return found

    def states(self, mention: Mention) -> bool:
        """Say whether the version has this very spelling, perhaps in the genitive."""
        return mention.plain in self.plains or any(
            mention.plain + ending in self.plains for ending in adaptation(get(self.code)).genitives
        )

    def find(self, mention: Mention) -> Mention | None:
        """Return the mention that states the spelling of `mention`, None where there is none."""
        alike = self._by_start.get(mention.plain[:SHORTEST], ())
        for own in alike:
            if own.plain == mention.plain:
                return own
        return next((own for own in alike if inflected(mention, own)), None)

    def holds(self, mention: Mention) -> bool:
        """Say whether the version has this spelling, perhaps with a suffix of grammar."""
        return mention.plain in self.plains or self.find(mention) is not None

    def standing(self, mention: Mention) -> Mention:
        """Return the name of another version as it stands here; it must be here in some form."""
        for own in (*self.places, *self.mentions, *self.capitals):
            if own.plain == mention.plain or not own.places.isdisjoint(mention.places):
                return own
        return next(self.adapting(mention), mention)

    def adapting(self, mention: Mention) -> Iterator[Mention]:
        """Yield the names that may be `mention` as the languages of both write it."""
        return (own for own in self.mentions if adapted(mention, own))


@dataclass(frozen=True)
class Names:
    """A version set prepared for comparing names."""

    beads: tuple[tuple[Side, ...], ...]
    counts: Mapping[str, Counter[str]]
    mentions: Mapping[tuple[str, str], Mention]
    lower: frozenset[str]

    @classmethod
    def of(cls, segments: Mapping[str, Sequence[str]], beads: Sequence[Bead]) -> Names:
        """Read the words of `segments` (by language code) and link them along `beads`."""
        lower: set[str] = set()
        readings = {
            code: [read(code, index, text, lower) for index, text in enumerate(texts)]
            for code, texts in segments.items()
        }
        sides = tuple(tuple(_sides(bead, readings)) for bead in beads)
        mentions = {
            code: [mention for reading in own for mention in reading.mentions]
            for code, own in readings.items()
        }
        counts = {code: Counter(mention.plain for mention in own) for code, own in mentions.items()}
        first = {
            (code, mention.plain): mention
            for code, own in mentions.items()
            for mention in reversed(own)
        }
        return cls(sides, counts, first, frozenset(lower))

    def first(self, code: str, form: str) -> Mention:
        """Return the first mention of a name, in its plain form, in a version."""
        return self.mentions[code, form]

    @cached_property
    def companions(self) -> Mapping[str, frozenset[str]]:
        """Every name's neighbours, wherever and in whatever version it stands."""
        found: dict[str, set[str]] = defaultdict(set)
        for sides in self.beads:
            for mention in (mention for side in sides for mention in side.mentions):
                if neighbours := mention.neighbours:
                    found[mention.plain] |= neighbours
        return defaultdict(
            frozenset, {name: frozenset(neighbours) for name, neighbours in found.items()}
        )

    @cached_property
    def _frequent(self) -> Mapping[str, list[str]]:
        """The names that a version has more than once, the most frequent first."""
        return {
            code: [form for form, count in counts.most_common(_FREQUENT) if count > 1]
            for code, counts in self.counts.items()
        }

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], frozenset[int]]:
        """The beads in which a version has a name."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, sides in enumerate(self.beads):
            for side in sides:
                for form in side.plains:
                    found[side.code, form].add(number)
        return {key: frozenset(numbers) for key, numbers in found.items()}

    @cached_property
    def persons(self) -> frozenset[str]:
        """The words of full names, alike in two versions, and the names behind a title."""
        return frozenset(
            mention.plain
            for sides in self.beads
            for side in sides
            for mention in side.mentions
            if mention.titled
            or (
                (neighbours := mention.neighbours)
                and any(
                    not neighbours.isdisjoint(other.neighbours)
                    for end in sides
                    if end is not side and (other := end.find(mention))
                )
            )
        )

    def usual(self, mention: Mention) -> Sequence[str]:
        """Return the spellings, a slip away, that the version has at least twice as often."""
        key = mention.code, mention.plain
        if key not in self._usual:
            counts = self.counts[mention.code]
            least = 2 * counts[mention.plain]
            others = self._frequent[mention.code]
            self._usual[key] = [
                form for form in near(mention.plain, others) if counts[form] >= least
            ]
        return self._usual[key]

    @cached_property
    def _usual(self) -> dict[tuple[str, str], Sequence[str]]:
        """What `usual` found, by the version and the spelling."""
        return {}

    def together(self, mention: Mention, form: str, code: str) -> bool:
        """Say whether another bead has both `mention` and `form` in the version `code`."""
        beads = self._places.get((mention.code, mention.plain), frozenset())
        return bool(beads & self._places.get((code, form), frozenset()))


def _sides(bead: Bead, readings: Mapping[str, Sequence[Reading]]) -> Iterator[Side]:
    for code, indices in bead.segments.items():
        own = [readings[code][index] for index in indices]
        mentions = tuple(mention for reading in own for mention in reading.mentions)
        if own and len(mentions) <= _MOST:
            forms = frozenset[str]().union(*(reading.forms for reading in own))
            places = tuple(place for reading in own for place in reading.places)
            capitals = tuple(word for reading in own for word in reading.capitals)
            lists = tuple(names for reading in own for names in reading.lists)
            yield Side(code, mentions, forms, places, capitals, lists)

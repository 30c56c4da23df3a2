"""The capitalised words of every version, bead by bead, and which of them belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from rapidfuzz.distance import Indel

from tm.facts.names.places import gazetteer
from tm.facts.names.variation import adaptation, is_adapted, is_inflected, mistyped
from tm.facts.names.words import Word, plain, words
from tm.languages import Language, get
from tm.model import Bead

_SHORTEST = 3
_ACRONYM = 6  # letters up to which a word in capitals is taken for an abbreviation
_NO_WORD = Word(0, 0, " ", "", "", "")
_FREQUENT = 2000  # names of a version that others are compared with
_REMOTE = 0.4  # normalised Indel similarity below which no adaptation is looked for
_MOST = 150  # capitalised words of a bead and version; beyond that it is no sentence


@dataclass(frozen=True, slots=True)
class Mention:
    """A capitalised word in a segment of a version, with its neighbours in a run of such words.

    `titled`: a word like "Mr" or "Frau" stands before it.
    """

    code: str
    segment: int
    word: Word
    before: str = ""
    after: str = ""
    titled: bool = False

    @property
    def plain(self) -> str:
        return self.word.plain

    @property
    def places(self) -> frozenset[str]:
        """The places, peoples and regions that the word names in its language."""
        return gazetteer(get(self.code)).meaning(self.plain)

    @property
    def country(self) -> str:
        """The country that the word names without doubt, else ""."""
        (place, *more) = self.places or ("",)
        return place if not more and place in gazetteer(get(self.code)).countries else ""

    @property
    def neighbours(self) -> frozenset[str]:
        return frozenset((self.before, self.after)) - {""}


@dataclass(frozen=True)
class Side:
    """One version's part of a bead."""

    code: str
    mentions: tuple[Mention, ...]
    all_forms: frozenset[str]  # plain forms of all words, capitalised or not

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset(mention.word.form for mention in self.mentions)

    @cached_property
    def plains(self) -> frozenset[str]:
        return frozenset(mention.plain for mention in self.mentions)

    def states(self, mention: Mention) -> bool:
        """Say whether the version has this very spelling, perhaps in the genitive."""
        return mention.plain in self.plains or any(
            mention.plain + ending in self.plains for ending in adaptation(get(self.code)).genitives
        )

    def find(self, mention: Mention) -> Mention | None:
        """Return the mention that states the spelling of `mention`, None where there is none."""
        same = [own for own in self.mentions if own.plain == mention.plain]
        same = same or [own for own in self.mentions if inflected(mention, own)]
        return same[0] if same else None

    def holds(self, mention: Mention) -> bool:
        """Say whether the version has this spelling, perhaps with a suffix of grammar."""
        return mention.plain in self.plains or any(
            inflected(mention, other) for other in self.mentions
        )

    def covers(self, mention: Mention) -> bool:
        """Say whether the version has the name in any form that explains its spelling."""
        return (
            mention.plain in self.all_forms
            or self.holds(mention)
            or any(adapted(mention, other) or compound(mention, other) for other in self.mentions)
        )


@dataclass(frozen=True)
class Names:
    """A version set prepared for comparing names."""

    beads: tuple[tuple[Side, ...], ...]
    counts: Mapping[str, Counter[str]]
    mentions: Mapping[tuple[str, str], Mention]

    @classmethod
    def of(cls, segments: Mapping[str, Sequence[str]], beads: Sequence[Bead]) -> Names:
        """Read the words of `segments` (by language code) and link them along `beads`."""
        mentions: dict[str, list[tuple[tuple[Mention, ...], frozenset[str]]]] = {
            code: [_read(code, index, text) for index, text in enumerate(texts)]
            for code, texts in segments.items()
        }
        sides = tuple(tuple(_sides(bead, mentions)) for bead in beads)
        counts = {
            code: Counter(mention.plain for found, _ in entries for mention in found)
            for code, entries in mentions.items()
        }
        first = {
            (code, mention.plain): mention
            for code, entries in mentions.items()
            for found, _ in reversed(entries)
            for mention in reversed(found)
        }
        return cls(sides, counts, first)

    def first(self, code: str, form: str) -> Mention:
        """Return the first mention of a name, in its plain form, in a version."""
        return self.mentions[code, form]

    @cached_property
    def companions(self) -> Mapping[str, frozenset[str]]:
        """Every name's neighbours, wherever and in whatever version it stands."""
        found: dict[str, set[str]] = defaultdict(set)
        for sides in self.beads:
            for mention in (mention for side in sides for mention in side.mentions):
                found[mention.plain] |= mention.neighbours
        return {name: frozenset(neighbours) for name, neighbours in found.items()}

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

    def usual(self, mention: Mention) -> Iterator[str]:
        """Yield the spellings, a slip away, that the version has at least twice as often."""
        counts = self.counts[mention.code]
        for form in self._frequent[mention.code]:
            if counts[form] < 2 * counts[mention.plain]:
                return
            if mistyped(form, mention.plain):
                yield form

    def together(self, mention: Mention, form: str, code: str) -> bool:
        """Say whether another bead has both `mention` and `form` in the version `code`."""
        beads = self._places.get((mention.code, mention.plain), frozenset())
        return bool(beads & self._places.get((code, form), frozenset()))


def inflected(one: Mention, other: Mention) -> bool:
    """Say whether one is the other with a suffix of its language."""
    return is_inflected(other.plain, one.plain, other.code) or is_inflected(
        one.plain, other.plain, one.code
    )


def adapted(one: Mention, other: Mention) -> bool:
    """Say whether the languages of the two write one name so."""
    if one.code == other.code or Indel.normalized_similarity(one.plain, other.plain) < _REMOTE:
        return False
    return is_adapted(one.plain, other.plain, other.code) or is_adapted(
        other.plain, one.plain, one.code
    )


def compound(one: Mention, other: Mention) -> bool:
    """Say whether one begins or ends with the other ("Obamaregierung")."""
    short, long = sorted((one.plain, other.plain), key=len)
    if len(short) < 5 or len(long) - len(short) < 3:
        return False
    return long.startswith(short) or long.endswith(short)


def _read(code: str, segment: int, text: str) -> tuple[tuple[Mention, ...], frozenset[str]]:
    language = get(code)
    found = words(text, language)
    titles = _titles(language)
    shouted = text.isupper()
    mentions: list[Mention] = []
    previous = _NO_WORD
    for word, following in pairwise((*found, _NO_WORD)):
        titled = previous.plain in titles
        before = previous.plain if word.joint and previous.capital and not titled else ""
        after = following.plain if following.joint and following.capital else ""
        previous = word
        if not word.capital or len(word.plain) < _SHORTEST or word.plain in titles:
            continue
        if shouted or len(word.plain) > _ACRONYM or not word.surface.isupper():
            mentions.append(Mention(code, segment, word, before, after, titled))
    return tuple(mentions), frozenset(word.plain for word in found)


@cache
def _titles(language: Language) -> frozenset[str]:
    return frozenset(plain(title.lower()) for title in language.table("names").get("titles", ()))


def _sides(
    bead: Bead, mentions: Mapping[str, Sequence[tuple[tuple[Mention, ...], frozenset[str]]]]
) -> Iterator[Side]:
    for code, indices in bead.segments.items():
        entries = [mentions[code][index] for index in indices]
        capitals = tuple(mention for found, _ in entries for mention in found)
        if entries and len(capitals) <= _MOST:
            forms: frozenset[str] = frozenset().union(*(forms for _, forms in entries))
            yield Side(code, capitals, forms)


def alike(one: Mention, other: Mention) -> bool:
    """Say whether the two may be one name: the same, adapted, or with a slip."""
    return one.plain == other.plain or mistyped(one.plain, other.plain) > 0 or adapted(one, other)

"""The whole comparison: inside beads, across beads, and what contradicts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from tm.checks.comparison.across import reconcile
from tm.checks.comparison.cluster import Cluster, Item, groups
from tm.checks.comparison.conversion import conversions
from tm.checks.comparison.halves import other_halves
from tm.checks.comparison.inside import merge
from tm.checks.comparison.level import Level, Relate, level
from tm.checks.comparison.weight import Weight, weight
from tm.facts.durations import Duration
from tm.facts.values import Age
from tm.model import Bead, Fact, Relation, Salience, Segment, Value

# Years in the canonical form of a date (ISO 8601) or a reference.
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# A day of the calendar in the same form, with its year or without: "--11-06".
_DAY = re.compile(r"^(?:\d{4}|-)-(\d{2}-\d{2})$")
# The days of the calendar that a date names, be it a range of days.
_DAYS = re.compile(r"(?<=-)\d{2}-\d{2}(?!\d)")
# A weekday alone.
_WEEKDAY = re.compile(r"^-(W-\d)$")

_SHORTEST_NAME = 3
_GROWN_UP, _OLDEST = 25, 100  # years
_SAME = frozenset((Relation.EQUAL, Relation.LESS_SPECIFIC))

FactsBySegment = Mapping[str, Sequence[Sequence[Fact]]]


@dataclass(frozen=True)
class Comparison:
    """All facts of a set as clusters, in the order of beads, and where each value stands.

    `moved` holds the `id()` of clusters whose members stand in different beads.
    """

    clusters: tuple[Cluster, ...]
    beads: Sequence[Bead]
    segments: Mapping[str, Sequence[Segment]]
    facts: FactsBySegment
    items: Mapping[tuple[int, str], Sequence[Item]]
    places: Mapping[tuple[str, str, object], Sequence[int]]
    moved: frozenset[int]
    relate: Relate

    def absent(self, cluster: Cluster) -> list[str]:
        """Return the versions that have the sentence of a cluster, but no fact in it."""
        beads = {item.bead for item in cluster}
        return [
            language
            for language in self.beads[cluster.bead].segments
            if cluster.lacks(language)
            and all(self.beads[bead].segments.get(language) for bead in beads)
        ]

    def covered(self, cluster: Cluster, language: str) -> bool:
        """Say whether a version states the same elsewhere in the bead, perhaps in other words."""
        return any(
            level(mine.fact, other.fact, self.relate) >= Level.COMPATIBLE
            for mine in cluster
            for other in self.items.get((mine.bead, language), ())
        ) or any(self._quotes(item, language) for item in cluster)

    def _quotes(self, item: Item, language: str) -> bool:
        """Say whether a version has the very words, but not as a fact: "Sunday" in a name."""
        words = item.fact.surface
        if len(words) < _SHORTEST_NAME or not words.isalpha():
            return False
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        return any(
            not any(fact.start < found.end() and found.start() < fact.end for fact in facts)
            for index in self.beads[item.bead].segments.get(language, ())
            for facts in (self.facts[language][index],)
            for found in pattern.finditer(self.segments[language][index].text)
        )

    def knows_details(self, vague: Item, full: Fact) -> bool:
        """Say whether a version that is less specific gives the rest somewhere: the year of a date.

        What is no year counts as unknown.
        """
        wanted = _years(full) - _years(vague.fact)
        return bool(wanted) and wanted <= self._years_of.get(vague.language, set())

    @cached_property
    def _years_of(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for (_, language), group in self.items.items():
            for item in group:
                found[language] |= _years(item.fact)
        return found

    def carries(self, bead: int, language: str) -> bool:
        """Say whether the facts of a bead stand in other beads of a version that lacks it.

        Most of those that tell anything have to. False where the bead has none: then nothing shows
        that its sentence went elsewhere. A line that gives the number of the appeal once more
        ("UA: 231/14 Issue Date: 16 September 2014") is carried by the first one.
        """
        telling = [cluster for cluster in self._by_bead.get(bead, ()) if _is_telling(cluster)]
        lacking = sum(cluster.lacks(language) for cluster in telling)
        return bool(telling) and (lacking * 2 < len(telling) or self._repeats(telling, language))

    def _repeats(self, telling: Sequence[Cluster], language: str) -> bool:
        """Say whether facts, references among them, stand in a version that lacks them here."""
        return any(cluster.kind == "reference" for cluster in telling) and all(
            self.elsewhere(cluster, language) is not None for cluster in telling
        )

    @cached_property
    def _references(self) -> Mapping[str, list[Item]]:
        found: dict[str, list[Item]] = defaultdict(list)
        for (_, language), group in self.items.items():
            found[language] += [item for item in group if item.fact.kind == "reference"]
        return found

    def confirms(self, bead: int) -> bool:
        """Say whether a fact agrees in all versions of a bead."""
        present = {n for n, indices in self.beads[bead].segments.items() if indices}
        return any(
            present <= cluster.members.keys()
            and not cluster.is_weak()
            and not groups(cluster, self.relate)
            for cluster in self._by_bead.get(bead, ())
        )

    def shared(self, first: Collection[int], second: Collection[int]) -> bool:
        """Say whether a telling fact of some beads is the same one as a fact of others."""
        return any(
            not {item.bead for item in cluster}.isdisjoint(second)
            for bead in first
            for cluster in self._by_bead.get(bead, ())
            if _is_telling(cluster)
        )

    def of_bead(self, bead: int) -> Sequence[Cluster]:
        """Return the clusters with a member in a bead."""
        return self._by_bead.get(bead, ())

    @cached_property
    def _by_bead(self) -> Mapping[int, list[Cluster]]:
        found: dict[int, list[Cluster]] = defaultdict(list)
        for cluster in self.clusters:
            for bead in {item.bead for item in cluster}:
                found[bead].append(cluster)
        return found

    def elsewhere(self, cluster: Cluster, language: str) -> int | None:
        """Return how many beads away a version states the same value, None where it never does.

        A day is stated by what says more of it: "6 November" by "Thursday, 6 November 2025", and an
        appeal by the number of its update.
        """
        distances = [
            abs(bead - item.bead)
            for item in cluster
            for bead in (
                *self.places.get((language, item.fact.kind, item.fact.value), ()),
                *self._fuller(item, language),
            )
        ]
        return min(distances, default=None)

    def _fuller(self, item: Item, language: str) -> Iterator[int]:
        """Yield the beads in which a version states the day or the appeal of an item, and more.

        And those that state as an age what may be one: "elle avait 39 ans".
        """
        if age := _as_age(item.fact.value):
            yield from self.places.get((language, "age", age), ())
        for other in self._references.get(language, ()) if item.fact.kind == "reference" else ():
            if self.relate(item.fact, other.fact) in _SAME:
                yield other.bead
        value = str(item.fact.value)
        day = _DAY.search(value) or _WEEKDAY.search(value)
        for other in self._by_day.get((language, item.fact.kind, day[1]), ()) if day else ():
            if self.relate(item.fact, other.fact) in _SAME:
                yield other.bead

    @cached_property
    def _by_day(self) -> Mapping[tuple[str, str, str], list[Item]]:
        """Return the items by language, kind and a day of the calendar that they may name."""
        found: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
        for item in chain.from_iterable(self.items.values() if self.places else ()):
            fact = item.fact
            for day in {day for value in (fact.value, *fact.alternatives) for day in _days(value)}:
                found[item.language, fact.kind, day].append(item)
        return found


def compare(
    segments: Mapping[str, Sequence[Segment]],
    beads: Sequence[Bead],
    facts: FactsBySegment,
    relate: Relate,
    *,
    apart: bool = False,
) -> Comparison:
    """Compare the facts of all versions; `facts[language][i]` are those of `segments[language][i]`.

    The order of `segments` is the order of versions. Where beads stand `apart`, nothing that one
    lacks is looked for in another.
    """
    languages = tuple(segments)
    items = _items(segments, beads, facts)
    clusters: list[Cluster] = []
    for number in range(len(beads)):
        found = [Cluster(number, {i.language: i}) for n in languages for i in items[number, n]]
        for least in (Level.EQUAL, Level.EQUIVALENT, Level.COMPATIBLE):
            found = merge(found, languages, least, relate)
        clusters.extend(found)
    clusters, moved = (clusters, set()) if apart else reconcile(clusters, languages, relate)
    by_bead: dict[int, list[Cluster]] = defaultdict(list)
    halves = {} if apart else other_halves(clusters, beads, segments)
    for cluster in clusters:
        by_bead[halves.get(cluster.bead, cluster.bead)].append(cluster)
    return Comparison(
        clusters=tuple(
            cluster
            for number in sorted(by_bead)
            for cluster in merge(by_bead[number], languages, Level.DIFFERENT, relate)
        ),
        beads=beads,
        segments=segments,
        facts=facts,
        items=items,
        places={} if apart else _places(items),
        moved=frozenset(moved),
        relate=relate,
    )


def _is_telling(cluster: Cluster) -> bool:
    return any(weight(item.fact) is Weight.TELLING and not item.converted for item in cluster)


def _days(value: Value) -> Iterator[str]:
    """Yield the days of the calendar in a date, and its weekday, written or implied."""
    yield from _DAYS.findall(str(value))
    weekday = getattr(value, "weekday", None) or getattr(value, "implied_weekday", None)
    if weekday:
        yield f"W-{weekday}"


def _years(fact: Fact) -> set[str]:
    return set(_YEAR.findall(str(fact.value)))


def _items(
    segments: Mapping[str, Sequence[Segment]], beads: Sequence[Bead], facts: FactsBySegment
) -> dict[tuple[int, str], list[Item]]:
    found: dict[tuple[int, str], list[Item]] = {}
    for number, bead in enumerate(beads):
        for language, texts in segments.items():
            placed = [
                (segment, fact, converted)
                for segment in bead.segments.get(language, ())
                for fact, converted in conversions(texts[segment].text, facts[language][segment])
            ]
            # What others may leave out does not move the rest.
            counts = [fact.salience is not Salience.NONE for _, fact, _ in placed]
            orders, size = accumulate(counts, initial=0), max(sum(counts), 1)
            found[number, language] = [
                Item(language, number, segment, (order + 0.5) / size, fact, converted)
                for order, (segment, fact, converted) in zip(orders, placed, strict=False)
            ]
    return found


def _places(
    items: Mapping[tuple[int, str], Sequence[Item]],
) -> dict[tuple[str, str, object], list[int]]:
    found: dict[tuple[str, str, object], list[int]] = defaultdict(list)
    for (bead, language), group in items.items():
        for item in group:
            found[language, item.fact.kind, item.fact.value].append(bead)
    return found


def _as_age(value: Value) -> Age | None:
    """Return years that are rather the age of a grown person than a prison term."""
    if not isinstance(value, Duration) or value.bare != value.years or not value.years:
        return None
    return Age(value.years) if _GROWN_UP <= value.years < _OLDEST else None

"""Clusters: facts of different versions that state one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from tm.checks.comparison.conversion import measure
from tm.checks.comparison.level import Level, Relate, level
from tm.checks.comparison.weight import Weight, is_slight, weight
from tm.facts.relations import amounts
from tm.model import Fact, Salience

_BARE = frozenset({"number", "ordinal"})


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A fact at its place. `position` in 0..1 is how far into the version's side of the bead.

    `converted` marks an amount in brackets that says the one before it in another measure.
    """

    language: str
    bead: int
    segment: int
    position: float
    fact: Fact
    converted: bool = False


@dataclass(slots=True, eq=False)
class Cluster:
    """At most one fact of each version, and the bead of the first. Grows while comparing."""

    bead: int
    members: dict[str, Item] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.members.values())

    def __len__(self) -> int:
        return len(self.members)

    @property
    def kind(self) -> str:
        """The kind of the facts; where one version has a bare number, that of the others."""
        kinds = [item.fact.kind for item in self]
        return next((kind for kind in kinds if kind not in _BARE), kinds[0])

    def lacks(self, language: str) -> bool:
        return language not in self.members

    def absorb(self, other: Cluster) -> None:
        """Take over the members of a cluster of other versions."""
        self.members.update(other.members)

    def agreement(self, other: Cluster, relate: Relate) -> Level:
        """Return the lowest agreement between a member here and a member there.

        Where some contradict each other and others are of sorts that cannot be compared ("23"
        and "25 ans"), the clusters contradict each other.
        """
        if self.members.keys() & other.members.keys():
            return Level.NONE
        levels = {_level(mine, theirs, relate) for mine in self for theirs in other}
        return Level.DIFFERENT if Level.DIFFERENT in levels else min(levels)

    def is_weak(self) -> bool:
        """Say whether nothing here would be missed: "one", "the first", "two" in words."""
        return all(weight(item.fact) is Weight.WEAK for item in self)

    def is_faint(self) -> bool:
        """Say whether a faithful translation may well put this in other words ("two men")."""
        return all(item.fact.salience < Salience.FULL for item in self)

    def is_slight(self) -> bool:
        """Say whether a faithful translation may well put this without any number."""
        return any(is_slight(item.fact, alone=len(self) == 1) for item in self)

    def distance(self, other: Cluster) -> float:
        """Return how badly two clusters fit: by kind, bound, place and value of their members."""
        costs = [
            abs(mine.position - theirs.position)
            + (mine.fact.kind != theirs.fact.kind)
            + 0.5 * (mine.fact.bound != theirs.fact.bound)
            + _unlike(str(mine.fact.value), str(theirs.fact.value))
            for mine in self
            for theirs in other
        ]
        return sum(costs) / len(costs)


def _level(mine: Item, theirs: Item, relate: Relate) -> Level:
    """Return how well two items agree; a conversion contradicts only one into the same measure."""
    found = level(mine.fact, theirs.fact, relate)
    if found is Level.DIFFERENT and (mine.converted or theirs.converted):
        both = mine.converted and theirs.converted
        same = measure(mine.fact) == measure(theirs.fact)
        # "(13,200 dollars)" and "(13,200 francs)" cannot both be right.
        amount = amounts(mine.fact)[:1] == amounts(theirs.fact)[:1]
        return Level.DIFFERENT if both and (same or amount) else Level.NONE
    return found


def _is_original(item: Item, *others: Item) -> bool:
    """Say whether the others may be roundings of one quantity: 200 miles, 320 km and 300 km."""
    facts = [item.fact, *(other.fact for other in others)]
    if any(fact.kind != "quantity" for fact in facts):
        return False
    return all(measure(fact) != measure(item.fact) for fact in facts[1:])


def _unlike(first: str, second: str) -> float:
    return 0.0 if first == second else Levenshtein.normalized_distance(first, second)


def groups(cluster: Cluster, relate: Relate) -> list[list[Item]]:
    """Return the members that contradict another in groups that agree, the largest group first.

    Who contradicts nobody ("20" beside "20 months" and "20 years") takes no side. Empty where all
    agree.
    """
    items = list(cluster)
    first = items[0].fact
    if all(item.fact.value == first.value and item.fact.kind == first.kind for item in items):
        return []

    def near(one: Item, other: Item) -> bool:
        return level(one.fact, other.fact, relate) >= Level.COMPATIBLE

    def agree(one: Item, other: Item) -> bool:
        return near(one, other) or any(
            near(one, third) and near(other, third)
            for third in items
            if _is_original(third, one, other)
        )

    found: list[list[Item]] = []
    for item in items:
        if all(agree(item, other) for other in items if other is not item):
            continue
        group = next((g for g in found if all(agree(item, one) for one in g)), None)
        if group is None:
            found.append([item])
        else:
            group.append(item)
    return sorted(found, key=len, reverse=True)

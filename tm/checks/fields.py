"""Which concepts of the core lexicon belong to one field, and which are as good as the same.

`meanings.toml` declares fields whose words exclude each other. Besides, `lexicon.tsv` has the
concepts of a field beside each other, so that neighbours that are no synonyms exclude each other
as well: *betrayal* and *espionage*, *lung* and *liver*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache

from tm.checks.concepts import listed, names, numbers
from tm.languages import shared

# How many lines apart in the lexicon two concepts are still of one field.
_BESIDE = 20


def are_near(concepts: Set[int], others: Set[int]) -> bool:
    """Say whether translators may use a word of the one meanings for one of the others."""
    return any(not _around(c).isdisjoint(others) for c in concepts)


def exclude(lost: Set[int], mine: Set[int]) -> bool:
    """Say whether a declared field has words of these meanings apart."""
    return any(_exclude(one, other) for one in lost for other in mine)


def are_beside(lost: Set[int], mine: Set[int]) -> bool:
    """Say whether words of these meanings, no verbs, stand in one field of the lexicon."""
    concepts = lost | mine
    if not is_telling(concepts) or any(map(is_verb, concepts)):
        return False
    return any(abs(one - other) <= _BESIDE for one in lost for other in mine)


def is_telling(concepts: Set[int]) -> bool:
    """Say whether a word of these meanings is one that translators mostly keep."""
    return concepts.isdisjoint(listed("vague")) and not any(
        is_verb(c) and c not in _fields() for c in concepts
    )


def is_concrete(concepts: Set[int]) -> bool:
    """Say whether a word means a thing, whatever it means, that translators do not leave out."""
    return bool(concepts) and concepts <= _concrete()


def is_declared(concepts: Set[int]) -> bool:
    """Say whether one of the meanings stands in a declared field."""
    return not _fields().keys().isdisjoint(concepts)


@cache
def is_verb(concept: int) -> bool:
    """Say whether a concept is a verb; the ids of verbs begin so."""
    return names()[concept].startswith("to-")


def _exclude(one: int, other: int) -> bool:
    """Say whether two concepts are different words of one declared field."""
    fields = _fields()
    theirs = dict(fields.get(other, ()))
    return any(
        name in theirs and other not in near and one not in theirs[name]
        for name, near in fields.get(one, ())
    )


@cache
def _around(concept: int) -> frozenset[int]:
    """Return what comes near to a concept, and what it comes near to."""
    return _near(concept) | _heads().get(concept, frozenset())


@cache
def _heads() -> Mapping[int, frozenset[int]]:
    """Return by concept the heads of fields that it comes near to."""
    found: dict[int, set[int]] = {}
    for head, groups in _fields().items():
        for _, close in groups:
            for concept in close:
                found.setdefault(concept, set()).add(head)
    return {concept: frozenset(heads) for concept, heads in found.items()}


@cache
def _near(concept: int) -> frozenset[int]:
    """Return what translators take for a concept, itself included."""
    groups = (close for _, close in _fields().get(concept, ()))
    return frozenset({concept}).union(*groups, *_alike().get(concept, ()))


@cache
def _fields() -> Mapping[int, Sequence[tuple[str, frozenset[int]]]]:
    """Return by concept the fields that it stands in, with what comes near to it there."""
    found: dict[int, list[tuple[str, frozenset[int]]]] = {}
    for name, text in shared("meanings")["fields"].items():
        for item in text.split():
            close = _ids(item)
            for head in close[:1]:
                found.setdefault(head, []).append((name, frozenset(close)))
    return found


@cache
def _alike() -> Mapping[int, Sequence[frozenset[int]]]:
    found: dict[int, list[frozenset[int]]] = {}
    for item in shared("meanings")["alike"].split():
        group = frozenset(_ids(item))
        for concept in group:
            found.setdefault(concept, []).append(group)
    return found


@cache
def _concrete() -> frozenset[int]:
    table = shared("meanings")
    names = table["concrete"].split()
    items = (item for name in names for item in table["fields"][name].split())
    return frozenset(head for item in items for head in _ids(item)[:1])


def _ids(item: str) -> list[int]:
    known = numbers()
    return [known[name] for name in item.split("/") if name in known]

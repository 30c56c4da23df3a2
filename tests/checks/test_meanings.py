"""`meanings.toml` speaks of concepts that the core lexicon has."""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.concepts import numbers
from tm.checks.fields import are_beside, are_near, exclude
from tm.languages import shared

TABLE = shared("meanings")


def named() -> Iterator[str]:
    for name in ("grammar", "vague", "without"):
        yield from TABLE[name].split()
    for text in (TABLE["alike"], *TABLE["fields"].values()):
        yield from (concept for item in text.split() for concept in item.split("/"))
    for line in TABLE["particles"]:
        yield from " ".join(line).split()


def concept(name: str) -> set[int]:
    return {numbers()[name]}


def test_every_concept_is_in_the_lexicon() -> None:
    assert [name for name in named() if name not in numbers()] == []


def test_concrete_fields_are_declared() -> None:
    assert set(TABLE["concrete"].split()) <= set(TABLE["fields"])


def test_words_alike_are_at_least_two() -> None:
    assert [item for item in TABLE["alike"].split() if "/" not in item] == []


def test_fields_exclude_and_neighbours_do_not() -> None:
    assert exclude(concept("leg"), concept("arm"))
    assert not exclude(concept("leg"), concept("foot"))
    assert not exclude(concept("leg"), concept("dog"))
    assert are_near(concept("leg"), concept("foot"))
    assert not are_near(concept("leg"), concept("arm"))


def test_neighbours_in_the_lexicon_are_one_field_unless_they_are_verbs() -> None:
    assert are_beside(concept("liver"), concept("kidney"))
    assert not are_beside(concept("liver"), concept("opera"))
    assert not are_beside(concept("to-arrest"), concept("to-release"))

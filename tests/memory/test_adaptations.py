"""Matches of sentences that differ in facts: what is offered is right; names are never adapted."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tm.memory.adapting import adapt
from tm.memory.differences import compare
from tm.memory.similarity import similarity
from tm.model import Match, TranslationUnit, Variant

FILE = Path(__file__).resolve().parents[1] / "cases" / "memory" / "adaptations.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
PAIRS = tuple(itertools.permutations(("en", "de", "fr"), 2))


def adapted(case: dict[str, Any], source: str, target: str) -> str:
    """Return what is offered for the case's later text, empty where nothing is."""
    query = case["after"][source]
    ours, theirs = (Variant(tag, case["before"][tag]) for tag in (source, target))
    alike = similarity(query, ours.text)
    differences = compare(query, ours.text)
    unit = TranslationUnit((ours, theirs))
    return adapt(Match(unit, ours, theirs, alike, alike, differences), query).adapted


def plain(text: str) -> str:
    """Return `text` with one kind of space: which one, is a matter of the house."""
    return " ".join(text.split()).replace("’", "'")


def offered() -> Iterator[tuple[str, str, str]]:
    for number, case in enumerate(CASES):
        for source, target in PAIRS:
            if found := adapted(case, source, target):
                yield f"{number} {source}-{target}", plain(found), plain(case["after"][target])


def test_what_is_offered_is_right() -> None:
    found = list(offered())
    assert [each for each in found if each[1] != each[2]] == []
    assert len(found) >= 0.6 * len(CASES) * len(PAIRS)


@pytest.mark.parametrize("case", [case for case in CASES if case.get("names")])
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_names_are_not_adapted(case: dict[str, Any], source: str, target: str) -> None:
    assert adapted(case, source, target) == ""


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("Doctor Milan Orel visited the ward.", ["name"]),
        ("Doctor Ruben Orel visited the ward.", ["name"]),
        ("Doctor Ruben Asch visited the prison.", [""]),
        ("Nurse Ruben Asch visited the ward.", [""]),
        ("Nurse Milan Orel visited 2 wards.", ["", "number"]),
    ],
)
def test_a_difference_of_names_is_shown_as_such(query: str, kinds: list[str]) -> None:
    (case,) = (case for case in CASES if case.get("names"))
    ours, theirs = (Variant(tag, case["before"][tag]) for tag in ("en", "de"))
    match = Match(TranslationUnit((ours, theirs)), ours, theirs, 80, 80, compare(query, ours.text))
    found = [each.kind for each in adapt(match, query).differences if each.operation != "equal"]
    assert found == kinds

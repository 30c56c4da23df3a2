"""Every corpus of every language: each surface has its value and span, the rest has none.

`tm/languages/<code>/corpus/<kind>.toml` holds `[[fact]]` tables with a `value` (or `values`, in
order) and `surfaces`, and a list `none` of texts in which the kind finds nothing. A surface stands
for itself, or, where it needs words around it, is marked with ⟦ ⟧ in them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tm.facts import extract_facts
from tm.languages import codes, get

OPEN, CLOSE = "⟦⟧"


def corpora() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for code in codes():
        for path in sorted(Path(get(code).folder, "corpus").glob("*.toml")):
            yield code, path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def positive() -> Iterator[Any]:
    for code, kind, corpus in corpora():
        for entry in corpus["fact"]:
            for surface in entry["surfaces"]:
                values = entry.get("values", [entry.get("value")])
                yield pytest.param(code, kind, surface, values, id=f"{code}-{kind}-{surface}")


def negative() -> Iterator[Any]:
    for code, kind, corpus in corpora():
        for text in corpus["none"]:
            yield pytest.param(code, kind, text, id=f"{code}-{kind}-{text}")


def unmark(surface: str) -> tuple[str, list[str]]:
    """Return the text without marks, and the marked pieces (all of it where none is marked)."""
    text = surface.replace(OPEN, "").replace(CLOSE, "")
    marked = [piece.partition(CLOSE)[0] for piece in surface.split(OPEN)[1:]]
    return text, marked or [text]


@pytest.mark.parametrize(("code", "kind", "surface", "values"), list(positive()))
def test_a_surface_has_its_value(code: str, kind: str, surface: str, values: list[str]) -> None:
    text, pieces = unmark(surface)
    found = [fact for fact in extract_facts(text, code) if fact.kind == kind]
    assert [str(fact.value) for fact in found] == values
    if len(pieces) == len(values):
        assert [fact.surface for fact in found] == pieces
    assert all(text[fact.start : fact.end] == fact.surface for fact in found)


@pytest.mark.parametrize(("code", "kind", "text"), list(negative()))
def test_what_is_no_fact_is_left_alone(code: str, kind: str, text: str) -> None:
    assert [fact.surface for fact in extract_facts(text, code) if fact.kind == kind] == []


@pytest.mark.parametrize(
    ("code", "kind", "corpus"),
    [pytest.param(*entry, id="-".join(entry[:2])) for entry in corpora()],
)
def test_a_corpus_is_large_enough(code: str, kind: str, corpus: dict[str, Any]) -> None:
    assert sum(len(entry["surfaces"]) for entry in corpus["fact"]) >= 25
    assert corpus["none"]

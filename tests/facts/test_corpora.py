"""Every corpus of every language: each surface has its value and span, the rest has none.

`tm/languages/<code>/corpus/<kind>.toml` holds `[[fact]]` tables with a `value` (or `values`, in
order), `surfaces`, the `bound` where one is put on it, and a list `none` of texts in which the
kind finds nothing. A surface stands for itself, or, where it needs words around it, is marked with
⟦ ⟧ in them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tm.facts import extract_facts, render
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
                bound = entry.get("bound")
                case = (code, kind, surface, values, bound)
                yield pytest.param(*case, id=f"{code}-{kind}-{surface}")


def negative() -> Iterator[Any]:
    for code, kind, corpus in corpora():
        for text in corpus["none"]:
            yield pytest.param(code, kind, text, id=f"{code}-{kind}-{text}")


def unmark(surface: str) -> tuple[str, list[str]]:
    """Return the text without marks, and the marked pieces (all of it where none is marked)."""
    text = surface.replace(OPEN, "").replace(CLOSE, "")
    marked = [piece.partition(CLOSE)[0] for piece in surface.split(OPEN)[1:]]
    return text, marked or [text]


@pytest.mark.parametrize(("code", "kind", "surface", "values", "bound"), list(positive()))
def test_a_surface_has_its_value(
    code: str, kind: str, surface: str, values: list[str], bound: str | None
) -> None:
    text, pieces = unmark(surface)
    found = [fact for fact in extract_facts(text, code) if fact.kind == kind]
    assert [str(fact.value) for fact in found] == values
    if len(pieces) == len(values):
        assert [fact.surface for fact in found] == pieces
    assert all(text[fact.start : fact.end] == fact.surface for fact in found)
    if bound is not None:
        assert [fact.bound.value for fact in found] == [bound] * len(found)


@pytest.mark.parametrize(("code", "kind", "text"), list(negative()))
def test_what_is_no_fact_is_left_alone(code: str, kind: str, text: str) -> None:
    assert [fact.surface for fact in extract_facts(text, code) if fact.kind == kind] == []


@pytest.mark.parametrize(
    ("code", "kind", "corpus"),
    [pytest.param(*entry, id="-".join(entry[:2])) for entry in corpora()],
)
def test_a_corpus_is_large_enough(code: str, kind: str, corpus: dict[str, Any]) -> None:
    least = 60 if kind in ("date", "number", "money", "duration") else 25
    assert sum(len(entry["surfaces"]) for entry in corpus["fact"]) >= least
    assert corpus["none"]


WRITTEN = (
    "date",
    "time",
    "age",
    "duration",
    "money",
    "percentage",
    "quantity",
    "ordinal",
    "number",
)


def written() -> Iterator[Any]:
    """Yield each corpus of a kind that is written in words or digits of a language."""
    for code, kind, corpus in corpora():
        if kind in WRITTEN:
            yield pytest.param(code, kind, corpus, id=f"{code}-{kind}")


@pytest.mark.parametrize(("code", "kind", "corpus"), list(written()))
def test_what_is_written_reads_as_the_value(code: str, kind: str, corpus: dict[str, Any]) -> None:
    """Write each value in the manner of each surface of the corpus that has another value."""
    entries = [e for e in corpus["fact"] if "value" in e and "bound" not in e]
    surfaces = [unmark(entry["surfaces"][0]) for entry in entries]
    facts = [fact for text, _ in surfaces for fact in extract_facts(text, code)]
    facts = [fact for fact in facts if fact.kind == kind]
    tried = done = 0
    for fact in facts:
        for like in facts:
            text = render(kind, fact.value, code, like.surface)
            tried += 1
            if text is None:
                continue
            done += 1
            assert text == text.strip()
            before = [*get(code).table("formats")["before"]]
            read = [[str(f.value) for f in extract_facts(b + text, code)] for b in before]
            assert [str(fact.value)] in read or kind == "age", (like.surface, text)
    assert done >= tried * LEAST_WRITTEN[kind], (done, tried)


# Not everything can be written in the manner of everything: a decade is not written like a weekday.
LEAST_WRITTEN = {
    "date": 0.4, "time": 0.6, "age": 0.5, "duration": 0.4, "money": 0.5, "percentage": 0.5,
    "quantity": 0.05, "ordinal": 0.3, "number": 0.35,
}  # fmt: skip

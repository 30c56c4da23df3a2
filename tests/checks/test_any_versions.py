"""Whatever the versions say, the checks answer: surfaces of the corpora, put together at random."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.support import context
from tm.checks import CheckContext, run
from tm.facts import extract_facts
from tm.languages import codes, get

_FOLDERS = {code: Path(get(code).folder, "corpus") for code in codes()}
_KINDS = sorted({path.stem for folder in _FOLDERS.values() for path in folder.glob("*.toml")})


@cache
def surfaces(code: str, kind: str) -> list[str]:
    path = _FOLDERS[code] / f"{kind}.toml"
    if not path.is_file():
        return ["x"]
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("fact", [])
    found = [surface for entry in entries for surface in entry["surfaces"]]
    return [surface.translate({ord(mark): None for mark in "⟦⟧"}) for surface in found] or ["x"]


@st.composite
def versions(draw: st.DrawFn) -> dict[str, str]:
    """Draw one to three versions with up to three expressions of up to two kinds each."""
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=2))
    chosen = draw(st.lists(st.sampled_from(codes()), min_size=1, max_size=3, unique=True))
    return {
        code: " – ".join(
            draw(st.sampled_from(surfaces(code, draw(st.sampled_from(kinds)))))
            for _ in range(draw(st.integers(0, 3)))
        )
        for code in chosen
    }


def of(texts: dict[str, str]) -> CheckContext:
    lines = {code: [text] for code, text in texts.items()}
    return context(lines, extract=lambda text, code: list(extract_facts(text, code)))


@settings(max_examples=300, deadline=None)
@given(versions())
def test_checks_answer_to_any_versions(texts: dict[str, str]) -> None:
    for finding in run(of(texts)):
        for one in finding.evidence:
            if one.surface:
                assert texts[one.language][one.start : one.end] == one.surface

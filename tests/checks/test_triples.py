"""Sentences of Urgent Actions in three versions: silent when clean, and each slip is found."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.checks.support import context
from tm import facts
from tm.checks import run
from tm.model import Finding, Severity

CASES = Path(__file__).parent.parent / "cases"
TRIPLES = [
    triple
    for name in ("ua_triples.toml", "news_triples.toml", "surface_triples.toml")
    for triple in tomllib.loads((CASES / name).read_text(encoding="utf-8"))["triple"]
]
CODES = ("en", "de", "fr")
SLIPS = [(triple, *slip) for triple in TRIPLES for slip in triple["slips"]]


def alarms(texts: dict[str, str]) -> list[Finding]:
    made = context({n: [text] for n, text in texts.items()}, facts.extract_facts)
    return [finding for finding in run(made) if finding.severity >= Severity.WARNING]


def versions(triple: dict[str, Any]) -> dict[str, str]:
    return {n: triple[n] for n in CODES}


@pytest.mark.parametrize("triple", TRIPLES, ids=lambda triple: triple["en"][:30])
def test_clean_triple_is_silent(triple: dict[str, Any]) -> None:
    texts = versions(triple)
    assert alarms(texts) == []
    for pair in combinations(CODES, 2):
        assert alarms({n: texts[n] for n in pair}) == [], pair


@pytest.mark.parametrize(
    ("triple", "language", "old", "new"), SLIPS, ids=[f"{s[1]}:{s[2]}→{s[3]}" for s in SLIPS]
)
def test_slip_is_found_and_blamed(
    triple: dict[str, Any], language: str, old: str, new: str
) -> None:
    texts = versions(triple)
    assert old in texts[language]
    texts[language] = texts[language].replace(old, new, 1)
    found = alarms(texts)
    assert found
    assert {finding.language for finding in found} == {language}


@pytest.mark.parametrize(
    ("triple", "language", "old", "new"), SLIPS, ids=[f"{s[1]}:{s[2]}→{s[3]}" for s in SLIPS]
)
def test_slip_is_found_in_pairs(triple: dict[str, Any], language: str, old: str, new: str) -> None:
    texts = versions(triple)
    texts[language] = texts[language].replace(old, new, 1)
    for other in CODES:
        if other != language:
            assert alarms({n: texts[n] for n in CODES if n in (language, other)}), other

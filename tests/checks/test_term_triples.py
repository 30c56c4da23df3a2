"""Terms, charges and fixed texts in three versions: silent when clean, and each slip is found."""

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
from tm.terminology import load_glossary

CASES = Path(__file__).parent.parent / "cases" / "term_triples.toml"
TRIPLES = tomllib.loads(CASES.read_text(encoding="utf-8"))["triple"]
CODES = ("en", "de", "fr")
SLIPS = [(triple, *slip) for triple in TRIPLES for slip in triple["slips"]]


def alarms(texts: dict[str, str]) -> list[Finding]:
    versions = {n: text.split("\n") for n, text in texts.items()}
    made = context(versions, facts.extract_facts, glossary=load_glossary())
    return [finding for finding in run(made) if finding.severity >= Severity.WARNING]


@pytest.mark.parametrize("triple", TRIPLES, ids=lambda triple: triple["en"][:30])
def test_clean_triple_is_silent(triple: dict[str, Any]) -> None:
    texts = {n: triple[n] for n in CODES}
    assert alarms(texts) == []
    for pair in combinations(CODES, 2):
        assert alarms({n: texts[n] for n in pair}) == [], pair


@pytest.mark.parametrize(
    ("triple", "language", "old", "new"), SLIPS, ids=[f"{s[1]}:{s[2]}→{s[3]}" for s in SLIPS]
)
def test_slip_is_found_and_blamed(
    triple: dict[str, Any], language: str, old: str, new: str
) -> None:
    texts = {n: triple[n] for n in CODES}
    assert old in texts[language]
    texts[language] = texts[language].replace(old, new, 1)
    found = alarms(texts)
    assert found
    assert {finding.language for finding in found} == {language}

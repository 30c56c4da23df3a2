"""Passages of Urgent Actions as freely as sections translate them: line n of each is bead n.

Clean they raise no error and no warning. Each slip replaces a piece of one version and must be
found; the version is blamed unless the slip says that nobody can be ("?").
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.checks.support import context
from tm import facts
from tm.checks import run
from tm.model import Finding, Severity
from tm.terminology import load_glossary

CASES = Path(__file__).parent.parent / "cases" / "free_sets.toml"
SETS = tomllib.loads(CASES.read_text(encoding="utf-8"))["set"]
CODES = ("en", "de", "fr")
SLIPS = [(case, *slip) for case in SETS for slip in case.get("slips", ())]


def alarms(texts: dict[str, list[str]]) -> list[Finding]:
    made = context(texts, facts.extract_facts, glossary=load_glossary())
    return [finding for finding in run(made) if finding.severity >= Severity.WARNING]


def versions(case: dict[str, Any]) -> dict[str, list[str]]:
    return {code: list(case[code]) for code in CODES if code in case}


@pytest.mark.parametrize("case", SETS, ids=lambda case: case["note"])
def test_clean_set_is_silent(case: dict[str, Any]) -> None:
    assert alarms(versions(case)) == []


@pytest.mark.parametrize(
    ("case", "language", "old", "new"), SLIPS, ids=[f"{s[1]}:{s[2]}→{s[3]}" for s in SLIPS]
)
def test_slip_is_found_and_blamed(case: dict[str, Any], language: str, old: str, new: str) -> None:
    texts = versions(case)
    code = language.removesuffix("?")
    assert any(old in line for line in texts[code])
    texts[code] = [line.replace(old, new, 1) for line in texts[code]]
    found = alarms(texts)
    assert found
    assert {finding.language for finding in found} <= ({None} if code != language else {code})

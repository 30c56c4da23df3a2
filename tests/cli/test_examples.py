"""The main job on the examples: exactly the planted errors, and nothing on clean texts."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
CLEAN = ("first-ua", "first-update", "release")
PLANTED = "with-errors"
PLAN = tomllib.loads((EXAMPLES / "errors.toml").read_text(encoding="utf-8"))["error"]
FORMS = ("word", "markdown")


def checked(path: Path) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(main, ["check", str(path), "--format", "json"])
    assert result.stderr == ""
    data: dict[str, Any] = json.loads(result.stdout)
    return result.exit_code, data


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_set_has_no_error_and_no_warning(form: str, name: str) -> None:
    status, data = checked(EXAMPLES / form / name)
    loud = [each["message"] for each in data["findings"] if each["severity"] != "info"]
    assert loud == []
    assert status == 0
    assert data["summary"]["segments"] > 60
    assert {each["language"] for each in data["sets"][0]["documents"]} == {"en", "de", "fr"}


@pytest.mark.parametrize("form", FORMS)
def test_the_planted_errors_are_found_and_nothing_else(form: str) -> None:
    assert len(PLAN) == 12
    status, data = checked(EXAMPLES / form / PLANTED)
    loud = [each for each in data["findings"] if each["severity"] != "info"]
    found = sorted((each["rule"], each["language"]) for each in loud)
    assert found == sorted((each["rule"], each["language"]) for each in PLAN)
    assert status == 1


@pytest.mark.parametrize("planted", PLAN, ids=[each["kind"] for each in PLAN])
def test_each_planted_error_is_shown_at_its_place(planted: dict[str, str]) -> None:
    _, data = checked(EXAMPLES / "word" / PLANTED)
    candidates = [
        each
        for each in data["findings"]
        if each["rule"] == planted["rule"] and each["language"] == planted["language"]
    ]
    shown = [
        evidence["surface"]
        for each in candidates
        for evidence in each["evidence"]
        if evidence["language"] == planted["language"]
    ]
    assert any(_overlaps(surface, planted["wrong"]) for surface in shown), shown


def _overlaps(surface: str, wrong: str) -> bool:
    """Say whether what is shown is the wrong surface or the part of it that is wrong."""
    return surface == wrong or bool(surface and wrong and (surface in wrong or wrong in surface))

"""A language is one folder: nothing else has to change for it to be read, aligned and checked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tm.languages import codes
from tm.languages.completeness import NEEDED, lacking

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "cases" / "new_language"
ENGLISH = """# Journalist arrested

Leyla Aydin was arrested on 4 November 2024. She faces up to seven years in prison.
"""
ITALIAN = """# Giornalista arrestata

Leyla Aydin è stata arrestata il 14 novembre 2024. Rischia fino a sette anni di carcere.
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with the folder of a small Italian beside the others."""
    root = tmp_path_factory.mktemp("checkout")
    for name in ("tm", "glossary", "locales"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "cli.py", root)
    folder = root / "tm" / "languages" / "it"
    shutil.copytree(FOLDER, folder)
    (folder / "__init__.py").touch()
    (folder / "hooks.py").write_text('"""Nothing yet that data cannot say."""\n', encoding="utf-8")
    (root / "text.en.md").write_text(ENGLISH, encoding="utf-8")
    (root / "text.it.md").write_text(ITALIAN, encoding="utf-8")
    return root


def run(root: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(root), "TM_MEMORY": str(root / "memory.db")}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        command,
        cwd=root,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_new_language_is_checked(checkout: Path) -> None:
    report = json.loads(run(checkout, "tm", "check", ".", "--format", "json"))
    assert [each["language"] for each in report["sets"][0]["documents"]] == ["en", "it"]
    (wrong,) = [each for each in report["findings"] if each["rule"] == "fact-mismatch"]
    surfaces = {each["language"]: each["surface"] for each in wrong["evidence"]}
    assert surfaces == {"en": "4 November 2024", "it": "14 novembre 2024"}


def test_new_language_is_read_and_aligned(checkout: Path) -> None:
    found = json.loads(run(checkout, "tm", "facts", "text.it.md", "--format", "json"))
    assert [each["value"] for each in found["facts"]] == ["2024-11-14", "P7Y"]
    aligned = json.loads(
        run(checkout, "tm", "align", "text.en.md", "text.it.md", "--format", "json")
    )
    assert [(bead["en"], bead["it"]) for bead in aligned["beads"]] == [([n], [n]) for n in range(3)]


def test_new_language_is_remembered(checkout: Path) -> None:
    run(checkout, "tm", "add", "text.en.md", "text.it.md")
    query = "She faces up to eight years in prison."
    found = run(checkout, "tm", "search", query, "--from", "en", "--to", "it")
    assert "Rischia fino a" in found


def test_what_it_lacks_is_named(checkout: Path) -> None:
    lines = run(checkout, "tm.languages.completeness", "it").splitlines()
    assert "  clock.toml" in lines
    assert "  calendar.toml: weekday" in lines
    assert "  corpus/date.toml" in lines
    assert not any(line.endswith("(needed)") for line in lines)


def test_installed_languages_have_what_is_needed() -> None:
    for code in codes():
        assert not set(NEEDED) & set(lacking(code)), code


def test_what_is_needed_is_marked(checkout: Path) -> None:
    (checkout / "tm" / "languages" / "it" / "segmentation.srx").unlink()
    assert "  segmentation.srx  (needed)" in run(checkout, "tm.languages.completeness", "it")

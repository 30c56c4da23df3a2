"""The examples are what their sources say, and the list of errors is true."""

from __future__ import annotations

import importlib
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SOURCES = sorted((EXAMPLES / "markdown").glob("*/*.md"))
ERRORS = tomllib.loads((EXAMPLES / "errors.toml").read_text(encoding="utf-8"))["error"]


@pytest.fixture
def make_word(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(EXAMPLES)
    return importlib.import_module("make_word")


def test_four_sets_in_three_languages() -> None:
    assert [path.relative_to(EXAMPLES / "markdown").as_posix() for path in SOURCES] == [
        f"{name}/{language}.md"
        for name in ("first-ua", "first-update", "release", "with-errors")
        for language in ("de", "en", "fr")
    ]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_word_file_is_the_one_that_its_markdown_makes(
    source: Path, make_word: ModuleType, tmp_path: Path
) -> None:
    make_word.word_file(source).save(tmp_path / "made.docx")
    kept = EXAMPLES / "word" / source.parent.name / f"{source.stem}.docx"
    with zipfile.ZipFile(tmp_path / "made.docx") as made, zipfile.ZipFile(kept) as archive:
        assert made.namelist() == archive.namelist()
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and "theme" not in name:
                assert made.read(name) == archive.read(name), name


def test_the_set_with_errors_is_the_clean_one_with_the_errors_listed(make_word: ModuleType) -> None:
    planted = make_word.with_errors()
    for language, text in planted.items():
        path = EXAMPLES / "markdown" / "with-errors" / f"{language}.md"
        assert path.read_text(encoding="utf-8") == text


def test_twelve_errors_of_different_kinds_are_spread_over_the_languages() -> None:
    assert len({error["kind"] for error in ERRORS}) == len(ERRORS) == 12
    assert [sum(e["language"] == code for e in ERRORS) for code in ("en", "de", "fr")] == [4, 4, 4]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error["kind"])
def test_each_error_is_told_to_people_too(error: dict[str, str]) -> None:
    name = {"en": "English", "de": "German", "fr": "French"}[error["language"]]
    rows = (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    row = next(row for row in rows if row.startswith(f"| {name} | {error['kind']} |"))
    right, wrong = (cell.strip() for cell in row.split("|")[3:5])
    assert right in error["right"]
    assert wrong in error["wrong"]
    assert bool(wrong) == bool(error["wrong"])

"""The wrong file among the versions: another language, another text, no version at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import tm
from tm.app.strangers import strangers
from tm.facts import extract_facts
from tm.reports import text

EXAMPLES = Path(__file__).parents[2] / "examples" / "markdown"
CODES = ("en", "de", "fr")


def _copy(folder: Path, **sources: str) -> None:
    """Write `en.md` and so on, each from "set/language" of the examples."""
    for code, source in sources.items():
        data = (EXAMPLES / f"{source}.md").read_bytes()
        (folder / f"{code}.md").write_bytes(data)


def test_another_language_under_the_name(tmp_path: Path) -> None:
    _copy(tmp_path, en="release/de", de="release/de", fr="release/fr")
    report = tm.check(tmp_path)
    assert [Path(line.split(": ")[0]).name for line in report.failures] == ["en.md"]
    assert "should be the English version, but its text is German" in report.failures[0]
    assert report.sets[0].languages == ("de", "fr")


@pytest.mark.parametrize("code", CODES)
def test_another_text_under_the_name(tmp_path: Path, code: str) -> None:
    versions = {each: f"release/{each}" for each in CODES}
    _copy(tmp_path, **{**versions, code: f"first-ua/{code}"})
    (remark,) = tm.check(tmp_path).remarks
    assert f"{code}.md: hardly any" in remark


@pytest.mark.parametrize("name", ["first-ua", "first-update", "release", "with-errors"])
def test_versions_of_one_text_are_no_strangers(name: str) -> None:
    assert not tm.check(EXAMPLES / name).remarks


def test_two_strangers_are_told_once_and_few_facts_show_nothing() -> None:
    months = ("May", "June", "July", "August", "March")
    facts = {
        code: [extract_facts(f"On {day} {month} {year}.", "en") for month in months for day in days]
        for code, year, days in (("en", 2014, (4, 5)), ("de", 2016, (7, 8)))
    }
    assert strangers(facts) == ["de"]
    assert strangers({code: rows[:4] for code, rows in facts.items()}) == []
    assert strangers({"en": facts["en"]}) == []


def test_a_folder_of_files_that_cannot_be_read(tmp_path: Path) -> None:
    for name in ("de.pdf", "en.pdf", "fr.doc", "x.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4\n")
    (line,) = tm.check(tmp_path).failures
    assert line.endswith("can be read (only de.pdf, en.pdf, fr.doc, …); save them as .docx")


def test_one_version_alone_is_not_called_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _copy(tmp_path, de="release/de")
    text.render(tm.check(tmp_path))
    assert "nothing found, and no other version to compare with (German)" in capsys.readouterr().out

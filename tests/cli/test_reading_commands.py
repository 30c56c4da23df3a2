"""`tm check`, `tm align` and `tm facts`: their JSON is the contract that others build on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import tm
from cli import main

VERSIONS = {
    "en": "He was arrested on 4 November 2024.\n\nThe fine is $300.\n",
    "de": "Er wurde am 14. November 2024 festgenommen.\n\nDie Busse beträgt 300 US-Dollar.\n",
    "fr": "Il a été arrêté le 4 novembre 2024.\n\nL’amende est de 300 dollars.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "118-24"
    made.mkdir()
    for language, text in VERSIONS.items():
        (made / f"{language}.txt").write_text(text, encoding="utf-8")
    return made


def data(*arguments: object, status: int = 0) -> dict[str, Any]:
    result = CliRunner().invoke(main, [*(str(each) for each in arguments), "--format", "json"])
    assert result.exit_code == status, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_check_prints_the_contract(folder: Path) -> None:
    report = data("check", folder, status=1)
    assert report["version"] == 1
    assert report["tool"] == {"name": "tm", "version": tm.__version__}
    assert report["sets"] == [
        {
            "name": "118-24",
            "documents": [
                {"language": code, "path": str(folder / f"{code}.txt")} for code in VERSIONS
            ],
        }
    ]
    assert report["summary"] == {"errors": 1, "warnings": 0, "infos": 0, "segments": 6}
    finding = report["findings"][0]
    named = ("rule", "severity", "kind", "set", "unit", "language")
    assert {key: finding[key] for key in named} == {
        "rule": "fact-mismatch",
        "severity": "error",
        "kind": "date",
        "set": "118-24",
        "unit": "0",
        "language": "de",
    }
    assert finding["message"]
    assert len(finding["fingerprint"]) >= 16
    assert finding["suggestion"] == "4. November 2024"
    german = next(each for each in finding["evidence"] if each["language"] == "de")
    assert german == {
        "language": "de",
        "path": str(folder / "de.txt"),
        "block": 0,
        "segment": 0,
        "start": 12,
        "end": 29,
        "surface": "14. November 2024",
        "value": "2024-11-14",
        "bound": "exactly",
        "line": 1,
        "column": 13,
    }


def test_the_fingerprint_survives_text_before_it(folder: Path) -> None:
    before = data("check", folder, status=1)["findings"][0]["fingerprint"]
    for language, text in VERSIONS.items():
        heading = "AMNESTY INTERNATIONAL\n\n"
        (folder / f"{language}.txt").write_text(heading + text, encoding="utf-8")
    assert data("check", folder, status=1)["findings"][0]["fingerprint"] == before


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("info", 1), ("off", 0)])
def test_fail_on_sets_the_status(folder: Path, level: str, status: int) -> None:
    result = CliRunner().invoke(main, ["check", str(folder), "--fail-on", level])
    assert result.exit_code == status


def test_the_text_report_shows_the_three_versions(folder: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(folder)], env={"LANG": "C"})
    assert result.exit_code == 1
    assert "[14. November 2024]" in result.stdout
    assert "[4 November 2024]" in result.stdout
    assert "[4 novembre 2024]" in result.stdout
    assert "de.txt:1:13" in result.stdout
    assert "1 error" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("options", "shown"), [((), False), (("--infos",), True), (("--fail-on", "info"), True)]
)
def test_infos_are_shown_on_demand(folder: Path, options: tuple[str, ...], shown: bool) -> None:
    for code, added in (("en", "$500 (€460)"), ("de", "500 US-Dollar"), ("fr", "500 dollars")):
        (folder / f"{code}.txt").write_text(f"{added}.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(folder), *options], env={"LANG": "C"})
    assert ("[€460]" in result.stdout) is shown
    assert "1 info " in result.stdout
    assert ("--infos" in result.stdout) is not shown


def test_the_report_can_be_told_in_german_and_written_to_a_file(folder: Path) -> None:
    page = folder.parent / "report.txt"
    arguments = ["check", str(folder), "--messages", "de", "-o", str(page)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "1 Fehler" in page.read_text(encoding="utf-8")


def test_two_languages_and_one(folder: Path) -> None:
    (folder / "fr.txt").unlink()
    report = data("check", folder, status=1)
    assert report["findings"][0]["language"] is None
    named = data("check", folder, "--source", "en", status=1)
    assert named["findings"][0]["language"] == "de"
    (folder / "de.txt").unlink()
    assert data("check", folder)["findings"] == []


def test_one_text_is_checked_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "en.txt"
    file.write_text("The hearing is on Tuesday 4 November 2024.\n", encoding="utf-8")
    report = CliRunner().invoke(main, ["check", str(file), "--format", "json"])
    found = json.loads(report.stdout)["findings"]
    assert [(each["rule"], each["language"]) for each in found] == [("weekday-mismatch", "en")]


def test_align_prints_the_contract(folder: Path) -> None:
    found = data("align", folder)
    assert found["version"] == 1
    assert found["languages"] == ["en", "de", "fr"]
    assert found["segments"]["fr"][1] == "L’amende est de 300 dollars."
    beads = [{code: bead[code] for code in VERSIONS} for bead in found["beads"]]
    assert beads == [{code: [number] for code in VERSIONS} for number in (0, 1)]
    assert all(0 <= bead["score"] <= 1 for bead in found["beads"])


def test_align_takes_lines_as_they_are(tmp_path: Path) -> None:
    for language, text in VERSIONS.items():
        (tmp_path / f"x.{language}.txt").write_text(text, encoding="utf-8")
    files = [tmp_path / f"x.{language}.txt" for language in VERSIONS]
    found = data("align", *files, "--one-per-line")
    assert found["segments"]["en"] == VERSIONS["en"].splitlines()
    covered = sorted(index for bead in found["beads"] for index in bead["de"])
    assert covered == [0, 1, 2]


def test_align_prints_a_table(folder: Path) -> None:
    result = CliRunner().invoke(main, ["align", str(folder), "--format", "tsv"])
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0] == ["en", "de", "fr"]
    assert rows[2] == [VERSIONS[code].splitlines()[2] for code in VERSIONS]


def test_facts_prints_the_contract(folder: Path) -> None:
    found = data("facts", folder / "de.txt")
    assert (found["version"], found["language"]) == (1, "de")
    assert found["facts"][0] == {
        "kind": "date",
        "value": "2024-11-14",
        "bound": "exactly",
        "surface": "14. November 2024",
        "segment": 0,
        "start": 12,
        "end": 29,
    }
    assert [(each["kind"], each["value"]) for each in found["facts"][1:]] == [("money", "USD 300")]


def test_the_python_functions_do_the_same(folder: Path) -> None:
    report = tm.check(folder)
    assert [finding.rule for finding in report.findings] == ["fact-mismatch"]
    beads = tm.align({"en": ["One.", "Two."], "de": ["Eins.", "Zwei."]})
    assert [dict(bead.segments) for bead in beads] == [{"en": (n,), "de": (n,)} for n in (0, 1)]
    facts = tm.extract_facts("Die Busse beträgt 300 Franken.", "de")
    assert [str(fact.value) for fact in facts] == ["CHF 300"]

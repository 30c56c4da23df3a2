"""`tm terms` and `tm glossary`, as a translator would use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main

OWN = '[[concept]]\nid = "tea"\nsubject = "wording"\nen = "tea break"\nde = "Teepause"\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration that names a glossary of its own, as the current folder."""
    (tmp_path / "our-terms").mkdir()
    (tmp_path / "our-terms" / "own.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "tm.toml").write_text('glossary = ["our-terms"]\n', encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("The prisoner of conscience had a tea break.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_terms_are_listed_with_their_translations(own: Path) -> None:
    done = run("terms", "a.en.txt")
    assert done.exit_code == 0
    assert "de: gewaltloser politischer Gefangener" in done.output
    assert "tea break  (wording)  de: Teepause" in done.output
    data = json.loads(run("terms", "a.en.txt", "--format", "json").output)
    assert {row["concept"] for row in data["terms"]} >= {"prisoner-of-conscience", "tea"}


def test_a_sound_glossary_has_nothing_to_say(own: Path) -> None:
    done = run("glossary", "check")
    assert done.exit_code == 0
    assert "error" not in done.output


def test_a_contradiction_is_an_error(own: Path) -> None:
    path = own / "our-terms" / "own.toml"
    path.write_text(OWN.replace('"Teepause"', '["Teepause", "Teepause"]'), encoding="utf-8")
    done = run("glossary", "check")
    assert done.exit_code == 1
    assert "own.toml, line 1: tea: de has 'Teepause' twice; remove one of the two" in done.output


def test_a_broken_file_is_one_line_and_status_2(own: Path) -> None:
    (own / "our-terms" / "own.toml").write_text("[[concept]\n", encoding="utf-8")
    for command in (("glossary", "check"), ("terms", "a.en.txt"), ("check", "a.en.txt")):
        done = run(*command)
        assert done.exit_code == 2, command
        assert "own.toml (line 1): not valid TOML" in done.output
        assert done.output.count("\n") <= 2


def test_forms_are_written_beside_the_glossary(own: Path) -> None:
    done = run("glossary", "forms", "our-terms")
    assert done.exit_code == 0
    table = (own / "our-terms" / "forms" / "de.tsv").read_text(encoding="utf-8")
    assert table.startswith("teepause\t")
    assert "\tteepausen\t" in table


def test_out_and_in_again(own: Path) -> None:
    assert run("glossary", "export", "all.tbx").exit_code == 0
    done = run("glossary", "import", "all.tbx", "our-terms/own.toml")
    assert done.exit_code == 0
    assert "concepts" in done.output
    assert run("glossary", "check").exit_code == 0

"""Remembering at the command line: add, search, export, import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polib
import pytest
from click.testing import CliRunner, Result
from lxml import etree

from cli import main

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "examples" / "word" / "release"
SENTENCE = "Our warm thanks go to everyone who wrote on his behalf."


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("memory") / "memory.tmdb"
    run("add", RELEASE, "--memory", path)
    return path


def matches(memory: Path, text: str, *options: str) -> list[dict[str, Any]]:
    result = run("search", text, "--memory", memory, "--format", "json", *options)
    found: list[dict[str, Any]] = json.loads(result.stdout)["matches"]
    return found


def test_adding_the_same_set_again_changes_nothing(memory: Path) -> None:
    before = sorted(map(repr, units(memory)))
    result = run("add", RELEASE, "--memory", memory)
    assert "known already" in result.stdout
    assert "new" not in result.stdout
    assert sorted(map(repr, units(memory))) == before


def units(memory: Path) -> list[object]:
    from tm import open_memory

    with open_memory(memory) as store:
        return list(store.units())


def test_an_exact_match_shows_all_versions(memory: Path) -> None:
    best = matches(memory, SENTENCE)[0]
    assert best["score"] == 100
    assert best["variants"]["en"] == SENTENCE
    assert best["variants"]["de"] == (
        "Ein herzliches Dankeschön an alle, die für ihn geschrieben haben."
    )
    assert best["origins"][0]["name"] == "release"


def test_a_fuzzy_match_says_what_differs(memory: Path) -> None:
    best = matches(memory, SENTENCE.replace("his", "her"), "--to", "de")[0]
    assert 70 <= best["score"] < 100
    assert best["target"]["language"] == "de"
    changed = [each for each in best["differences"] if each["operation"] != "equal"]
    start, end = changed[0]["match"]
    assert SENTENCE[start:end] == "his"


def test_any_language_can_be_the_source(memory: Path) -> None:
    best = matches(memory, "Ein herzliches Dankeschön an alle.", "--from", "de", "--min", "50")[0]
    assert best["variants"]["en"] == SENTENCE


def test_nothing_alike_is_no_match(memory: Path) -> None:
    assert matches(memory, "zzz yyy xxx") == []
    assert "nothing alike" in run("search", "zzz yyy xxx", "--memory", memory).stdout


def test_tmx_out_and_in_keeps_every_unit(memory: Path, tmp_path: Path) -> None:
    file = tmp_path / "units.tmx"
    run("export", file, "--memory", memory)
    tree = etree.parse(str(file))
    assert tree.getroot().get("version") == "1.4"
    assert tree.find("header").get("srclang") == "en"
    again = tmp_path / "again.tmdb"
    run("import", file, "--memory", again)
    assert texts(again) == texts(memory)


def texts(memory: Path) -> list[list[tuple[str, str]]]:
    from tm import open_memory

    with open_memory(memory) as store:
        return sorted(
            sorted((variant.language, variant.text) for variant in unit.variants)
            for unit in store.units()
        )


def test_po_out_and_in_keeps_the_pairs(memory: Path, tmp_path: Path) -> None:
    file = tmp_path / "units.po"
    run("export", file, "--to", "de", "--memory", memory)
    pairs = {entry.msgid: entry.msgstr for entry in polib.pofile(str(file))}
    assert pairs[SENTENCE].startswith("Ein herzliches")
    again = tmp_path / "again.tmdb"
    run("import", file, "--memory", again)
    assert [[("de", pairs[SENTENCE]), ("en", SENTENCE)]] == [
        unit for unit in texts(again) if ("en", SENTENCE) in unit
    ]


def test_a_po_file_needs_one_target(memory: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(tmp_path / "x.po"), "--memory", str(memory)])
    assert result.exit_code == 2
    assert "--to" in result.stderr
    assert not (tmp_path / "x.po").exists()


def test_concordance_marks_what_it_found_and_shows_the_other_versions(memory: Path) -> None:
    result = run("concordance", "Hausarrest", "--in", "de", "--memory", memory, "--format", "json")
    line = json.loads(result.stdout)["lines"][0]
    start, end = line["spans"][0]
    assert line["text"][start:end] == "Hausarrest"
    assert "house arrest" in line["variants"]["en"]
    shown = run("concordance", "Hausarrest", "--in", "de", "--memory", memory).stdout
    assert "[Hausarrest]" in shown


def test_a_match_that_differs_in_a_fact_is_adapted(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmdb"
    run("add", RELEASE.parent / "first-ua", "--memory", path)
    query = "If convicted, they face up to 15 years in prison."
    best = matches(path, query, "--to", "de")[0]
    assert best["score"] == 100
    assert best["adapted"] is not None
    assert "12" not in best["adapted"]
    assert "zwölf" not in best["adapted"]


def test_a_change_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmdb"
    run("add", RELEASE, "--memory", path)
    before = texts(path)
    assert (
        "units changed"
        in run("memory", "replace", "Almaty", "Astana", "--in", "de", "--memory", path).stdout
    )
    assert texts(path) != before
    run("memory", "undo", "--memory", path)
    assert texts(path) == before
    assert "replace" in run("memory", "history", "--memory", path).stdout
    assert run("memory", "verify", "--memory", path).stdout.strip() == "nothing wrong"
    assert "units" in run("memory", "stats", "--memory", path).stdout


def test_nothing_cannot_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmdb"
    run("add", RELEASE, "--memory", path)
    before = texts(path)
    command = ["memory", "replace", "", "x", "--in", "de", "--memory", str(path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert "no text to replace" in result.stderr
    assert texts(path) == before


def test_a_language_that_the_memory_does_not_hold_is_named(memory: Path) -> None:
    result = CliRunner().invoke(main, ["search", "x", "--from", "it", "--memory", str(memory)])
    assert result.exit_code == 2
    assert "de, en, fr" in result.stderr


def test_what_is_odd_about_the_units_of_a_file_is_told(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text("en,de\nOne\x0bline,Eine Zeile\nAlone,\nGood,Gut\n", encoding="utf-8")
    result = run("import", table, "--memory", tmp_path / "m.tmdb")
    said = " ".join((result.stdout + result.stderr).split())
    assert "units.csv: 1 unit has control characters, which were taken out" in said
    assert "units.csv: 1 unit has text in one language only, which translates nothing" in said
    assert {v.text for u in units(tmp_path / "m.tmdb") for v in u.variants} == {
        *("One line", "Eine Zeile", "Alone", "Good", "Gut")
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "there is no memory yet; fill one"),
        ("de", "es gibt noch keinen Übersetzungsspeicher; füllen Sie"),
        ("fr", "il n’y a pas encore de mémoire; remplissez-en une"),
    ],
)
@pytest.mark.parametrize("command", ["search x", "memory stats", "memory verify", "memory undo"])
def test_errors_are_said_in_the_language_asked_for(
    tmp_path: Path, language: str, expected: str, command: str
) -> None:
    options = [*command.split(), "--memory", str(tmp_path / "m.tmdb"), "--messages", language]
    result = CliRunner().invoke(main, options)
    assert result.exit_code == 2
    assert expected in result.stderr


def test_the_configuration_names_the_language_of_errors_too(tmp_path: Path) -> None:
    config = tmp_path / "tm.toml"
    config.write_text('messages = "fr"\nmemory = "m.tmdb"\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["memory", "stats", "--config", str(config)])
    assert "il n’y a pas encore de mémoire" in result.stderr


def test_an_interrupted_import_is_told_in_german(tmp_path: Path) -> None:
    from tm import open_memory
    from tm.memory import journal

    path = tmp_path / "m.tmdb"
    with open_memory(path) as store, store._batch("me", "add", "a.tmx") as batch:
        pass
    with open_memory(path) as store, store._writing():
        journal.advance(store._connection, batch, 20_000)
    result = CliRunner().invoke(main, ["memory", "verify", "--memory", str(path), "--messages=de"])
    assert result.exit_code == 1
    assert "der Import von a.tmx wurde nach 20000 Einheiten unterbrochen" in result.stdout

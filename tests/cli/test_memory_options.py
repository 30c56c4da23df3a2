"""Searching as a translator does: filters, penalties, several memories, units by number."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli import main
from tm.memory import open_memory
from tm.model import Origin, Property, Status, TranslationUnit, Variant

ROOT = Path(__file__).resolve().parents[2]
QUERY = "She was arrested at her home in the morning."


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def run(*arguments: object) -> str:
    result = invoke(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def refused(*arguments: object) -> str:
    """Return the one line that a command ends with."""
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("tm: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def unit(german: str, origin: str, year: int, **fields: Any) -> TranslationUnit:
    return TranslationUnit(
        variants=(Variant("en", QUERY), Variant("de", german)),
        origins=(Origin(origin),),
        created=datetime(year, 5, 1, 12, tzinfo=UTC),
        **fields,
    )


UNITS = (
    unit("Sie wurde morgens zu Hause festgenommen.", "UA 118-24", 2024),
    unit("Man nahm sie am Morgen zu Hause fest.", "archive", 2012),
    unit("Sie wurde am Morgen daheim verhaftet.", "UA 7-25", 2025, status=Status.DRAFT),
    unit("Sie wurde festgenommen.", "UA 8-25", 2025, status=Status.REJECTED),
    unit("Sie war in der Frühe inhaftiert.", "mt", 2025, properties=(Property("by", "MT!"),)),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with open_memory(tmp_path / "main.tmdb") as memory:
        memory.add(UNITS)
    return tmp_path


def found(*options: object, query: str = QUERY) -> list[dict[str, Any]]:
    said = run("search", query, "--to", "de", "--limit", "9", "--format", "json", *options)
    matches: list[dict[str, Any]] = json.loads(said)["matches"]
    return matches


def origins(*options: object) -> set[str]:
    return {match["origins"][0]["name"] for match in found("--memory", "main.tmdb", *options)}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"UA 118-24", "archive", "UA 7-25", "mt"}),
        (("--status", "approved"), {"UA 118-24", "archive", "mt"}),
        (("--status", "rejected"), {"UA 8-25"}),
        (("--status", "rejected", "--status", "draft"), {"UA 8-25", "UA 7-25"}),
        (("--origin", "UA*"), {"UA 118-24", "UA 7-25"}),
        (("--since", "2024-05-01"), {"UA 118-24", "UA 7-25", "mt"}),
        (("--since", "2024-05-02"), {"UA 7-25", "mt"}),
        (("--before", "2024-05-01"), {"archive"}),
        (("--before", "2024-05-02"), {"archive", "UA 118-24"}),
        (("--since", "2013-01-01", "--before", "2025-01-01"), {"UA 118-24"}),
    ],
)
def test_filters(folder: Path, options: tuple[str, ...], expected: set[str]) -> None:
    assert origins(*options) == expected
    lines = run("concordance", "arrested", "--memory", "main.tmdb", "--format", "json", *options)
    assert {line["origins"][0]["name"] for line in json.loads(lines)["lines"]} == expected


def test_penalties_of_the_configuration(folder: Path) -> None:
    (folder / "tm.toml").write_text(
        'memory = "main.tmdb"\n[penalties]\ndraft = 3\nmachine = 20\nold = 5\nold-years = 10\n'
    )
    by_origin = {match["origins"][0]["name"]: match for match in found()}
    scores = {name: match["score"] for name, match in by_origin.items()}
    assert scores == {"UA 118-24": 100, "UA 7-25": 97, "archive": 95, "mt": 80}
    assert by_origin["mt"]["penalties"] == {"machine": 20}
    assert by_origin["mt"]["similarity"] == 100
    assert "penalty draft −3" in run("search", QUERY)


def test_several_memories_have_priority_in_order(folder: Path) -> None:
    with open_memory(folder / "second.tmdb") as memory:
        memory.add([unit("Sie wurde morgens verhaftet.", "second", 2026), UNITS[0]])
    both = found("--memory", "main.tmdb", "--memory", "second.tmdb")
    assert [match["memory"] for match in both] == ["main"] * 4 + ["second"]  # one text, once
    turned = found("--memory", "second.tmdb", "--memory", "main.tmdb")
    assert [match["memory"] for match in turned] == ["second"] * 2 + ["main"] * 3
    (folder / "tm.toml").write_text('memories = ["main.tmdb", {path="second.tmdb", penalty=9}]')
    configured = found()
    assert [match["score"] for match in configured] == [100] * 4 + [91]
    lines = json.loads(run("concordance", "arrested", "--format", "json"))["lines"]
    assert [line["memory"] for line in lines] == ["main"] * 4 + ["second"] * 2


def test_a_configured_memory_that_is_missing_is_named(folder: Path) -> None:
    (folder / "tm.toml").write_text('memory = "main.tmdb"\nmemories = ["gone.tmdb"]')
    assert "gone.tmdb: there is no memory" in refused("search", QUERY)
    assert not (folder / "gone.tmdb").exists()


def test_a_match_says_what_differs(folder: Path) -> None:
    with open_memory(folder / "main.tmdb") as memory:
        memory.add(
            [
                TranslationUnit(
                    (
                        Variant("en", "He was held in Brest until 4 May 2024 without a lawyer."),
                        Variant("de", "Er war bis zum 4. Mai 2024 ohne Anwalt in Brest in Haft."),
                        Variant("fr", "Il a été détenu à Brest jusqu’au 4 mai 2024 sans avocat."),
                    )
                )
            ]
        )
    query = "He was kept in Brest until 9 May 2024 without a lawyer."
    shown = run("search", query, "--memory", "main.tmdb")
    assert "He was [held] in Brest until [4] May 2024 without a lawyer." in shown
    assert "differs: held → kept; date 4 → 9" in shown
    assert "ohne Anwalt" in shown
    assert "sans avocat" in shown
    adapted = run("search", query.replace("kept", "held"), "--memory", "main.tmdb", "--to", "de")
    assert "Er war bis zum [9. Mai 2024] ohne Anwalt in Brest in Haft.  (adapted)" in adapted


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_cannot_be_searched(folder: Path, text: str) -> None:
    assert "no text to search for" in refused("search", text, "--memory", "main.tmdb")


def test_a_language_that_the_memory_has_not_cannot_be_searched(folder: Path) -> None:
    for option in ("--from", "--to"):
        said = refused("search", QUERY, option, "it", "--memory", "main.tmdb")
        assert "nothing in 'it'; it holds" in said


@pytest.mark.parametrize("phrase", ["", " ", "***", "* ?", "…"])
def test_a_concordance_needs_a_word(folder: Path, phrase: str) -> None:
    assert "no word to look for" in refused("concordance", phrase, "--memory", "main.tmdb")


@pytest.mark.parametrize("command", ["check", "add", "align", "import", "facts"])
def test_an_empty_path_is_not_the_current_folder(folder: Path, command: str) -> None:
    assert "is empty" in refused(command, "")


def numbers(*options: object) -> list[int]:
    said = run("memory", "find", "--memory", "main.tmdb", "--format", "json", *options)
    return [each["number"] for each in json.loads(said)["units"]]


def test_units_are_found_by_text_status_and_origin(folder: Path) -> None:
    assert numbers() == [5, 4, 3, 2, 1]
    assert numbers("ZU HAUSE") == [2, 1]
    assert numbers("zu hause", "--in", "en") == []
    assert numbers("Hause", "--in", "de-CH") == []
    assert numbers("arrested", "--in", "en", "--status", "rejected") == [4]
    assert numbers("--origin", "UA*", "--before", "2025-01-01") == [1]
    assert numbers("--limit", "2") == [5, 4]
    assert "no such unit" in run("memory", "find", "absent", "--memory", "main.tmdb")


def test_units_are_approved_and_deleted_by_number(folder: Path) -> None:
    option = ("--memory", "main.tmdb")
    assert "2 units changed" in run("memory", "status", "approved", 3, 4, *option)
    assert numbers("--status", "approved") == [5, 4, 3, 2, 1]
    shown = run("memory", "show", 4, *option)
    assert shown.count("Sie wurde festgenommen.") == 2
    assert shown.rstrip().splitlines()[-2].endswith("rejected")
    assert "1 unit deleted" in run("memory", "delete", 4, *option)
    assert run("memory", "show", 4, *option).startswith("deleted")
    assert "no unit 4" in refused("memory", "delete", 3, 4, *option)
    assert numbers() == [5, 3, 2, 1]
    run("memory", "undo", *option)
    assert numbers() == [5, 4, 3, 2, 1]
    assert "no unit 99" in refused("memory", "show", 99, *option)


def test_one_readable_version_of_three_is_one_cause_and_no_memory(folder: Path) -> None:
    release = folder / "release"
    shutil.copytree(ROOT / "examples" / "word" / "release", release)
    (release / "de.docx").write_bytes(b"broken")
    (release / "fr.docx").write_bytes(b"broken")
    result = invoke("add", release, "--memory", "new.tmdb")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2
    assert "only one language" not in result.stderr
    assert not (folder / "new.tmdb").exists()


@pytest.mark.parametrize(
    "content", [None, "no TMX at all", '<tmx version="1.4"><body></body></tmx>']
)
def test_a_file_that_gives_nothing_makes_no_memory(folder: Path, content: str | None) -> None:
    if content is not None:
        (folder / "units.tmx").write_text(content)
    invoke("import", "units.tmx", "--memory", "new.tmdb")
    assert not (folder / "new.tmdb").exists()

"""What the memory says in two ways: segments, and charges inside of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli import main
from tm.memory import open_memory
from tm.model import Origin, Status, TranslationUnit, Variant


def unit(origin: str, year: int, status: Status = Status.APPROVED, **texts: str) -> TranslationUnit:
    return TranslationUnit(
        tuple(Variant(tag, text) for tag, text in texts.items()),
        origins=(Origin(origin),),
        created=datetime(year, 5, 1, tzinfo=UTC),
        status=status,
    )


UNITS = (
    unit("UA 1-20", 2020, en="He is free.", de="Er ist frei.", fr="Il est libre."),
    unit("UA 2-22", 2022, en="He is free.", de="Er ist frei."),
    unit("UA 3-24", 2024, en="He is free.", de="Er ist in Freiheit.", fr="Il est libre."),
    unit("UA 4-25", 2025, Status.REJECTED, en="He is free.", de="Er ist gratis."),
    unit(
        "UA 5-20",
        2020,
        en="She was charged with “spreading false information”.",
        de="Ihr wird „Verbreitung falscher Informationen“ zur Last gelegt.",
    ),
    unit(
        "UA 6-21",
        2021,
        en="Both are accused of “spreading false information” online.",
        de="Beiden wird die „Verbreitung von Falschmeldungen“ im Netz vorgeworfen.",
    ),
    unit(
        "UA 7-22",
        2022,
        en="The charge is “spreading false information”.",
        de="Die Anklage lautet auf „Verbreitung falscher Informationen“.",
    ),
    unit(  # the texts of UA 7-22 once more: one unit of two origins
        "UA 8-22",
        2022,
        en="The charge is “spreading false information”.",
        de="Die Anklage lautet auf „Verbreitung falscher Informationen“.",
    ),
    unit(
        "UA 9-23",
        2023,
        Status.REJECTED,
        en="She faces a charge of “spreading false information”.",
        de="Ihr wird „Lügen im Netz“ vorgeworfen.",
    ),
)


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conflicts") / "m.tmdb"
    with open_memory(path) as store:
        store.add(UNITS)
    return path


def invoke(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], env=environment)


def conflicts(memory: Path, *options: object) -> list[dict[str, Any]]:
    result = invoke("memory", "conflicts", "--memory", memory, "--format", "json", *options)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["version"] == 1
    listed: list[dict[str, Any]] = found["conflicts"]
    return listed


def test_segments_and_charges_are_listed_with_counts_and_dates(memory: Path) -> None:
    segment, charge = conflicts(memory)
    assert segment == {
        "rule": "memory-conflict",
        "kind": "segment",
        "source": {"language": "en", "text": "He is free."},
        "target": "de",
        "renderings": [
            {
                "text": "Er ist frei.",
                "count": 2,
                "latest": "2022-05-01",
                "origins": ["UA 1-20", "UA 2-22"],
            },
            {
                "text": "Er ist in Freiheit.",
                "count": 1,
                "latest": "2024-05-01",
                "origins": ["UA 3-24"],
            },
        ],
    }
    assert charge["kind"] == "charge"
    assert charge["source"]["text"] == "spreading false information"
    assert [(each["text"], each["count"], each["latest"]) for each in charge["renderings"]] == [
        ("Verbreitung falscher Informationen", 3, "2022-05-01"),
        ("Verbreitung von Falschmeldungen", 1, "2021-05-01"),
    ]


def test_conflicts_of_the_languages_that_are_asked_for(memory: Path) -> None:
    assert conflicts(memory, "--to", "fr") == []
    assert [each["kind"] for each in conflicts(memory, "--to", "de", "--no-charges")] == ["segment"]
    assert conflicts(memory, "--from", "de", "--to", "en") == []
    refused = invoke("memory", "conflicts", "--memory", memory, "--to", "it")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "nothing in 'it'" in refused.stderr


def test_conflicts_as_text(memory: Path) -> None:
    said = invoke("memory", "conflicts", "--memory", memory, LANGUAGE="en").stdout
    german = invoke("memory", "conflicts", "--memory", memory, LANGUAGE="de").stdout
    assert "(2-mal, zuletzt 2022-05-01, UA 1-20, UA 2-22)" in german
    assert "Er ist frei.  (2 times, last 2022-05-01, UA 1-20, UA 2-22)" in said
    assert "en → de  spreading false information  (charge)" in said

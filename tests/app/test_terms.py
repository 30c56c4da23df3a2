"""What `tm terms` and `tm glossary` do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tm.app import terms
from tm.errors import ConfigError, ExchangeError
from tm.terminology import load_glossary
from tm.terminology.reading import read_file


def test_terms_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "letter.en.txt"
    path.write_text("He is a prisoner of conscience.\n\nHe is held in Lenvik.", encoding="utf-8")
    (use,) = [u for u in terms.terms_of(path) if u.concept == "prisoner-of-conscience"]
    assert (use.segment, use.start, use.end) == (0, 8, 30)
    assert use.translations == {
        "de": "gewaltloser politischer Gefangener",
        "fr": "prisonnier d'opinion",
    }
    assert "de: gewaltloser politischer Gefangener" in terms.terms_as_text([use])
    data = json.loads(terms.terms_as_json([use]))
    assert data["terms"][0]["surface"] == "prisoner of conscience"


def test_the_glossary_shipped_has_no_problems() -> None:
    assert terms.check_glossary() == ([], False)


@pytest.mark.parametrize("form", ["tbx", "csv"])
def test_export_and_import(tmp_path: Path, form: str) -> None:
    count = terms.export_glossary(tmp_path / f"all.{form}")
    assert terms.import_glossary(tmp_path / f"all.{form}", tmp_path / "own.toml")
    again = {concept.id: concept for concept in read_file(tmp_path / "own.toml")}
    assert again.keys() == load_glossary().concepts.keys()
    assert again["house-arrest"].terms == load_glossary().concepts["house-arrest"].terms
    assert count >= len(again)


def test_import_makes_things_fit(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "id;language;term;status\nÉtat 1;fr;état;\nÉtat 1;it;stato;\nétat-1;fr;pays;preferred\n"
        "état-1;fr;nation;preferred\n",
        encoding="utf-8",
    )
    assert terms.import_glossary(tmp_path / "a.csv", tmp_path / "own.toml") == 2
    first, second = read_file(tmp_path / "own.toml")
    assert (first.id, second.id) == ("etat-1", "etat-1-2")
    assert [term.status for term in second.terms["fr"]] == ["preferred", "admitted"]


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--to"):
        terms.export_glossary(tmp_path / "a.po")
    with pytest.raises(ExchangeError, match="unknown format 'doc'"):
        terms.export_glossary(tmp_path / "a.doc")


def test_a_charge_is_compared_with_the_case_so_far(tmp_path: Path) -> None:
    from tm.app.checking import check

    charges = {
        "first": "racial, class or religious hatred",
        "second": "racial, ethnic or religious hatred",
        "other": "racial, ethnic or religious hatred",
    }
    for name, grounds in charges.items():
        number = "UA 215/24" if name == "other" else "UA 214/24"
        (tmp_path / name).mkdir()
        text = f"{number}\n\nShe is charged with “incitement of {grounds}”.\n"
        (tmp_path / name / "en.txt").write_text(text, encoding="utf-8")
    report = check([tmp_path / name for name in charges]).report
    found = {
        each.name: [f.arguments["name"] for f in each.findings if f.rule == "charge-inconsistent"]
        for each in report.sets
    }
    assert found == {"first": [], "second": ["first"], "other": []}

"""Charges are compared with how the memory has translated them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.app.checking import check
from tm.memory import open_memory
from tm.model import Finding, Origin, Severity, TranslationUnit, Variant

EN = "She was charged with “incitement of clan, race or religious hatred”."
DE = "Sie wurde wegen „Anstiftung zu clanbezogenem, rassistischem oder religiösem Hass“ angeklagt."


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "ours.tmdb"
    units = [
        TranslationUnit((Variant("en", EN), Variant("de-CH", DE)), (Origin("UA 12/19"),)),
        TranslationUnit((Variant("en", "He was charged with “slander”."),
                         Variant("de", "Er wurde wegen „Verleumdung“ angeklagt."))),
    ]  # fmt: skip
    with open_memory(path) as store:
        store.add(units)
    return path


def findings(folder: Path, en: str, de: str, memory: Path | None) -> list[Finding]:
    folder.mkdir()
    (folder / "en.md").write_text(f"# URGENT ACTION\n\n{en}\n", encoding="utf-8")
    (folder / "de.md").write_text(f"# URGENT ACTION\n\n{de}\n", encoding="utf-8")
    report = check([folder], memory=memory).report
    found = [f for each in report.sets for f in each.findings if f.rule == "charge-inconsistent"]
    assert not report.failures
    return found


def test_another_part_than_in_the_memory_is_a_warning(tmp_path: Path, memory: Path) -> None:
    en = EN.replace("She was", "The poet was")
    de = "Die Dichterin ist wegen „Anstiftung zu ethnischem oder religiösem Hass“ angeklagt."
    (found,) = findings(tmp_path / "set", en, de, memory)
    assert (found.severity, found.language) == (Severity.WARNING, "de")
    assert found.arguments["name"] == "UA 12/19"
    assert found.suggestion == "Anstiftung zu clanbezogenem, rassistischem oder religiösem Hass"


def test_other_words_for_the_same_parts_are_a_remark(tmp_path: Path, memory: Path) -> None:
    de = DE.replace("Anstiftung zu", "Schüren von")
    (found,) = findings(tmp_path / "set", EN, de, memory)
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    ("en", "de"),
    [
        (EN, DE),
        (
            "He was charged with “incitement of hatred”.",
            "Er ist wegen „Schürens von Hass“ angeklagt.",
        ),
    ],
    ids=["as it was", "a charge that the memory has not"],
)
def test_nothing_is_said(tmp_path: Path, memory: Path, en: str, de: str) -> None:
    assert findings(tmp_path / "set", en, de, memory) == []


def test_a_memory_that_is_not_there_knows_nothing_and_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none.tmdb"
    assert findings(tmp_path / "set", EN, DE, missing) == []
    (remark,) = check([tmp_path / "set"], memory=missing).report.remarks
    assert remark.startswith(f"{missing}: there is no memory yet")
    assert not missing.exists()

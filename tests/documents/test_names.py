"""What file names say, case by case (tests/cases/documents/names.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tm.documents.names import language_of_folder, read_name

TABLE = Path(__file__).parent.parent / "cases" / "documents" / "names.tsv"
LINES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
CASES = [line for line in LINES if not line[0].startswith("#")]


@pytest.mark.parametrize(
    ("stem", "language", "sure", "key"), CASES, ids=[case[0] for case in CASES]
)
def test_name(stem: str, language: str, sure: str, key: str) -> None:
    found = read_name(stem)
    named = "" if found.profile is None else found.profile.code or found.profile.name
    assert (named, found.sure, " ".join(found.key)) == (language, sure == "yes", key)


def test_display_name_is_what_is_left() -> None:
    assert read_name("UA 046-19-2 (français)").base == "UA 046-19-2"
    assert read_name("ua-118-24.de").base == "ua-118-24"
    assert read_name("EUR5709262019GERMAN").base == "EUR5709262019"
    assert read_name("UA 118-24 EN - final").base == "UA 118-24"


def test_numbers_without_leading_zeros() -> None:
    assert read_name("UA 046-19 de").numbers == read_name("UA 46-19 fr").numbers == ("46", "19")


@pytest.mark.parametrize(
    ("name", "code"), [("DE", "de"), ("Français", "fr"), ("texts", None), ("", None)]
)
def test_folder(name: str, code: str | None) -> None:
    found = language_of_folder(name)
    assert (found and found.code) == code


@given(st.text(max_size=30))
@example("\N{MATHEMATICAL SANS-SERIF BOLD ITALIC CAPITAL A}")
@example("\N{OHM SIGN}\N{KELVIN SIGN}\N{LATIN SMALL LETTER SHARP S}")
def test_any_name_can_be_read(stem: str) -> None:
    found = read_name(stem)
    assert all(word == word.casefold() for word in found.key)


@pytest.mark.parametrize("code", ["en", "de", "fr"])
@pytest.mark.parametrize("pattern", ["{}", "ua.{}", "ua-{}", "ua_{}", "UA 1-24 {}", "UA12{}"])
def test_every_code_in_every_pattern(code: str, pattern: str) -> None:
    for spelling in (code, code.upper(), code.title()):
        found = read_name(pattern.format(spelling))
        assert found.profile is not None
        assert found.profile.code == code
        assert found.key == read_name(pattern.format("fr")).key

"""CSV and TSV in and out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.errors import ExchangeError
from tm.exchange import Remark, read_any, read_bilingual, read_table, write_table
from tm.model import Note, Origin, Property, Status, TranslationUnit, Variant

UNIT = TranslationUnit(
    (Variant("en", 'A "quote", and\na line'), Variant("de-CH", "Strasse;\tx"), Variant("fr", "é")),
    (Origin("118-24", "u1"),),
    Status.DRAFT,
    "u1",
    notes=(Note("mind"),),
)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_round_trip(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert write_table(path, [UNIT], languages=["en", "de-ch", "fr"]) == 1
    assert list(read_table(path)) == [UNIT]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_spreadsheets_write_as_they_like(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    rows = ["EN", "de_CH", "client"], ["arrested", "verhäftet", "ai"]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    (unit,) = read_table(path)
    assert unit.languages == ("en", "de-CH")
    assert unit.variants[1].text == "verhäftet"
    assert unit.properties == (Property("client", "ai"),)


def test_bad_rows_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'en,de,status\n"two\nlines",zwei,\n,,\n , ,draft\na,b,c,d\nlast,zuletzt,odd\n',
        encoding="utf-8",
    )
    remarks: list[Remark] = []
    units = list(read_any(path, remarks.append))
    assert [unit.variants[1].text for unit in units] == ["zwei", "zuletzt"]
    assert [remark.line for remark in remarks] == [5, 6, 7]


@pytest.mark.parametrize("content", ["", "a,b,c\n1,2,3\n", "en,notes\n", "en,en\n"])
def test_first_row_must_name_languages(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError, match="make it for example: id,en,de,fr"):
        list(read_table(path))


def test_unknown_kinds_of_files(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"use \.tmx"):
        read_any(tmp_path / "a.docx")
    with pytest.raises(ExchangeError, match="no bilingual file"):
        read_bilingual(tmp_path / "a.csv")


def test_a_quote_without_an_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('en,de\nOne,Eins\n"Two,Zwei\nThree,Drei\n', encoding="utf-8")
    remarks: list[Remark] = []
    assert [unit.variants[0].text for unit in read_table(path, remarks.append)] == ["One"]
    assert [(each.line, each.text) for each in remarks] == [
        (3, "row left out: unexpected end of data")
    ]

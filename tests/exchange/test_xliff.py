"""XLIFF 1.2 and 2.1 in and out, bilingual and trilingual."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tm.errors import ExchangeError
from tm.exchange import Remark, read_bilingual, read_xliff, write_xliff
from tm.model import Note, Status, TranslationUnit, Variant

XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.docx" source-language="en" target-language="de-ch" datatype="x"><body>
<group id="g"><trans-unit id="1"><source>Hello <g id="5">bold</g> <x id="2"/>world</source>
<target state="final">Hallo <g id="5">fette</g> <x id="2"/>Welt</target><note>mind</note>
</trans-unit></group>
<trans-unit id="2"><source>Not done</source><target/></trans-unit>
<trans-unit id="3"><source>Draft</source><target state="needs-translation">Entwurf</target>
</trans-unit>
<trans-unit id="4"><source>One. Two.</source>
<seg-source><mrk mtype="seg" mid="a">One.</mrk> <mrk mtype="seg" mid="b">Two.</mrk></seg-source>
<target><mrk mtype="seg" mid="a">Eins.</mrk> <mrk mtype="seg" mid="b">Zwei.</mrk></target>
</trans-unit></body></file>
<file original="a.docx" source-language="en" target-language="fr" datatype="x"><body>
<trans-unit id="3"><source>Draft</source><target>Projet</target></trans-unit></body></file></xliff>
"""
XLIFF_2 = """<?xml version="1.0"?>
<xliff version="2.1" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u1"><notes><note>n</note></notes>
<segment id="s1" state="final"><source>A <pc id="1">bold</pc> word.<ph id="2"/></source>
<target>Un mot <pc id="1">gras</pc>.<ph id="2"/></target></segment>
<segment id="s2" state="initial"><source>Two.</source><target>Deux.</target></segment></unit>
<unit id="u2"><segment><source>Open</source></segment></unit></file></xliff>
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.xlf"


def test_version_1_is_read_with_segments_and_both_targets(path: Path) -> None:
    path.write_text(XLIFF_1, encoding="utf-8")
    remarks: list[Remark] = []
    units = list(read_xliff(path, remarks.append))
    assert [[(v.language, v.text) for v in unit.variants] for unit in units] == [
        [("en", "Hello bold world"), ("de-CH", "Hallo fette Welt")],
        [("en", "Draft"), ("de-CH", "Entwurf"), ("fr", "Projet")],
        [("en", "One."), ("de-CH", "Eins.")],
        [("en", "Two."), ("de-CH", "Zwei.")],
    ]
    assert [unit.id for unit in units] == ["1", "3", "4:a", "4:b"]
    assert [unit.status for unit in units][:2] == [Status.APPROVED, Status.DRAFT]
    assert units[0].notes == (Note("mind"),)
    assert [(remark.line, remark.text) for remark in remarks] == [
        (7, "unit 2 left out: it is not translated")
    ]


def test_inline_codes_become_those_of_tmx(path: Path) -> None:
    path.write_text(XLIFF_1, encoding="utf-8")
    seg = etree.fromstring(f"<seg>{next(read_xliff(path)).variants[0].markup}</seg>")
    assert [each.tag for each in seg] == ["bpt", "ept", "ph"]
    assert seg[0].text == '<g id="5">'
    assert seg[0].tail == "bold"
    assert seg[2].get("x") == "2"


def test_version_2_is_read(path: Path) -> None:
    path.write_text(XLIFF_2, encoding="utf-8")
    units = list(read_xliff(path))
    assert [(unit.id, *(v.text for v in unit.variants), unit.status) for unit in units] == [
        ("u1:s1", "A bold word.", "Un mot gras.", Status.APPROVED),
        ("u1:s2", "Two.", "Deux.", Status.DRAFT),
    ]


def test_bilingual_reading_keeps_what_is_not_translated(path: Path) -> None:
    path.write_text(XLIFF_1, encoding="utf-8")
    found = {unit.id: (unit.texts, unit.line) for unit in read_bilingual(path)}
    assert found["2"] == ({"en": "Not done", "de-CH": ""}, 7)
    assert found["3"] == ({"en": "Draft", "de-CH": "Entwurf", "fr": "Projet"}, 8)


UNITS = [
    TranslationUnit(
        (
            Variant("en", "A <b> & c", 'A <ph x="1">&lt;br/&gt;</ph>&lt;b&gt; <hi>&amp;</hi> c'),
            Variant("de", "Ein\x0bText", '<bpt i="1">x</bpt>Ein<ept i="1">y</ept> Text'),
            Variant("fr", "Un texte"),
        ),
        id="u 1",
        notes=(Note("n < m"),),
    ),
    TranslationUnit((Variant("en", "x"), Variant("de", "y")), (), Status.DRAFT, "u 1"),
]


@pytest.mark.parametrize(
    ("version", "targets"), [("1.2", ["de"]), ("2.1", ["de"]), ("1.2", ["de", "fr"])]
)
def test_round_trip(path: Path, version: str, targets: list[str]) -> None:
    remarks: list[Remark] = []
    count = write_xliff(path, UNITS, targets=targets, version=version, report=remarks.append)
    assert count == 1 + len(targets)
    assert len(remarks) == len(targets) - 1
    back = list(read_xliff(path))
    assert [unit.languages for unit in back] == [("en", *targets), ("en", "de")]
    assert [v.text for v in back[0].variants][:2] == ["A <b> & c", "Ein Text"]
    assert [unit.status for unit in back] == [Status.APPROVED, Status.DRAFT]
    assert back[0].notes == UNITS[0].notes
    assert [unit.id for unit in back] == ["u 1", "u 1"]
    for file in etree.parse(str(path)).getroot().iter("{*}file"):  # where ids must differ
        ids = [each.get("id") for each in file.iter("{*}trans-unit", "{*}unit")]
        assert len(ids) == len(set(ids))


def test_second_round_trip_changes_nothing(path: Path, tmp_path: Path) -> None:
    write_xliff(path, UNITS)
    first = [replace(unit, origins=()) for unit in read_xliff(path)]
    write_xliff(tmp_path / "b.xlf", first)
    assert [replace(unit, origins=()) for unit in read_xliff(tmp_path / "b.xlf")] == first


def test_version_2_has_one_target(path: Path) -> None:
    with pytest.raises(ExchangeError, match="one target language"):
        write_xliff(path, UNITS, targets=["de", "fr"], version="2.1")
    with pytest.raises(ExchangeError, match=r"choose 1\.2 or 2\.1"):
        write_xliff(path, UNITS, version="3.0")
    assert not path.exists()


@pytest.mark.parametrize("where", [".</source>", "state=", "<file original"])
def test_what_follows_an_error_is_left_out_and_told(path: Path, where: str) -> None:
    at = XLIFF_1.rindex(where)
    path.write_text(XLIFF_1[:at], encoding="utf-8")
    remarks: list[Remark] = []
    units = list(read_xliff(path, remarks.append))
    assert units[0].variants[0].text == "Hello bold world"
    assert remarks[0].line == XLIFF_1.count("\n", 0, at) + 1
    assert "left out" in remarks[0].text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "not an XLIFF file"),
        ("text", "not an XLIFF file"),
        ("<html/>", "not an XLIFF file"),
        (XLIFF_1.replace('"en"', '"?"', 1), "source-language is '\\?', not a language code"),
        (XLIFF_2.replace('srcLang="en"', ""), "srcLang is missing"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "own document type"),
    ],
)
def test_unusable_files_are_refused(path: Path, content: str, problem: str) -> None:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError, match=problem):
        list(read_xliff(path))

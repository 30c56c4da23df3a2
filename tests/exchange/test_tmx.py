"""TMX in and out: nothing lost, and whatever is broken told with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from tm.errors import ExchangeError
from tm.exchange import Remark, read_tmx, write_tmx
from tm.model import Context, Note, Origin, Property, Status, TranslationUnit, Variant

TIME = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
"""
TAIL = "\n</body></tmx>\n"
GOOD = (
    '<tu tuid="g{0}"><tuv xml:lang="en"><seg>Good {0}</seg></tuv>'
    '<tuv xml:lang="de"><seg>Gut {0}</seg></tuv></tu>\n'
)


def read(path: Path, body: str | bytes, head: str = HEAD) -> tuple[list[str], list[Remark]]:
    """The English texts of a TMX file with this body, and what the reader remarked."""
    data = body if isinstance(body, bytes) else f"{head}{body}{TAIL}".encode()
    path.write_bytes(data)
    remarks: list[Remark] = []
    units = list(read_tmx(path, remarks.append))
    return [unit.variants[0].text for unit in units], remarks


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.tmx"


FULL = TranslationUnit(
    variants=(
        Variant(
            "en",
            "A bold <word> & more",
            'A <bpt i="1" x="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> &lt;word&gt;'
            ' <ph x="2">code<sub>alt text</sub></ph>&amp; <hi type="x">more</hi>',
            *("a", TIME, "b", TIME, TIME, 7),
            attributes=(("datatype", "html"),),
            properties=(Property("p", "1", "en"), Property("p", "<2>")),
            notes=(Note("mind & see", "en"), Note("again")),
        ),
        Variant("de-CH", "Ein fettes Wort"),
        Variant("fr", "Un mot « gras » \U0001f600\u00a0!"),
    ),
    origins=(Origin("118-24", "3", ("a.docx",), 0.5, (Context("en", "0a", ""),)), Origin("b.tmx")),
    status=Status.DRAFT,
    id="u<1>",
    creator="c",
    created=TIME,
    changed=TIME,
    uses=0,
    attributes=(("segtype", "sentence"), ("o-tmf", "x")),
    properties=(Property("x", "y\tz"),),
    notes=(Note("n"),),
)


def test_everything_comes_back(path: Path) -> None:
    assert write_tmx(path, [FULL]) == 1
    (back,) = read_tmx(path)
    ours = {each.text: each for each in back.variants}
    assert ours["A bold <word> & more".replace("& more", "& more")].text
    assert back == replace(FULL, attributes=back.attributes)
    assert dict(back.attributes) == dict(FULL.attributes)


def test_second_round_trip_is_the_same_file(path: Path, tmp_path: Path) -> None:
    write_tmx(path, [FULL])
    write_tmx(tmp_path / "second.tmx", read_tmx(path))
    assert (tmp_path / "second.tmx").read_bytes() == path.read_bytes()


def test_pairs_have_the_source_first(path: Path) -> None:
    assert write_tmx(path, [FULL], source="fr", pairwise=True) == 2
    pairs = [unit.languages for unit in read_tmx(path)]
    assert pairs == [("fr", "en"), ("fr", "de-CH")]
    assert etree.parse(path).getroot()[0].get("srclang") == "fr"


def test_unit_without_the_source_language_names_its_own(path: Path) -> None:
    write_tmx(path, [FULL], source="it")
    assert etree.parse(path).find("body/tu").get("srclang") == "en"  # type: ignore[union-attr]


def test_only_the_languages_asked_for(path: Path) -> None:
    write_tmx(path, [FULL], languages=["en", "fr"])
    assert [unit.languages for unit in read_tmx(path)] == [("en", "fr")]


def test_control_characters_break_nothing(path: Path) -> None:
    text = "line\x0bbreak \x00\x01\ufffe end\r"
    markup = "<hi>line\x0bbreak</hi>"
    write_tmx(path, [TranslationUnit((Variant("en", text), Variant("de", "x", markup)))])
    etree.parse(path)
    (back,) = read_tmx(path)
    assert back.variants[0].text == "line break  end\r"
    assert back.variants[1].text == "line break"


def test_a_failed_export_leaves_the_old_file(path: Path) -> None:
    path.write_text("old", encoding="utf-8")

    def units() -> object:
        yield FULL
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_tmx(path, units())  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in path.parent.iterdir()] == ["file.tmx"]


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SPY = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("broken", "line", "problem"),
    [
        ('<tu><tuv xml:lang="en"><seg>Bad & ugly</seg></tuv></tu>', 7, "not well-formed"),
        ('<tu>\n<tuv xml:lang="en"><seg>Bad</b></seg></tuv></tu>', 8, "not well-formed"),
        ('<tu><tuv xml:lang="en"><seg>Never ends</seg></tuv>', 7, "another begins"),
        ('<tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu>', 7, "not well-formed"),
        ('<tu>\n\n<tuv xml:lang="en"><seg/></tuv></tu>', 9, "no text (en)"),
        ('<tu><tuv xml:lang="en"></tuv></tu>', 7, "no text (en)"),
        ("<tu></tu>", 7, "no text in any language"),
        ("<tu><tuv><seg>Bad</seg></tuv></tu>", 7, "no language code"),
        ('<tu><tuv xml:lang="not a tag"><seg>Bad</seg></tuv></tu>', 7, "not a language code"),
    ],
)
def test_what_is_broken_is_told_and_the_rest_is_read(
    path: Path, broken: str, line: int, problem: str
) -> None:
    body = GOOD.format(1) + broken + "\n" + GOOD.format(2)
    texts, remarks = read(path, body)
    assert texts == ["Good 1", "Good 2"]
    assert remarks[0].line == line
    assert problem in str(remarks[0])
    assert str(remarks[0]).startswith(f"{path}, line {line}: ")


@pytest.mark.parametrize("trick", [BOMB, SPY])
def test_entities_are_never_expanded(path: Path, trick: str) -> None:
    head = HEAD.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', trick)
    entity = '<tu><tuv xml:lang="en"><seg>&a;</seg></tuv></tu>'
    texts, remarks = read(path, GOOD.format(1) + entity + GOOD.format(2), head)
    assert texts == ["Good 1", "Good 2"]
    assert len(remarks) == 1


def test_wrong_dates_and_counts_are_told_and_the_unit_is_kept(path: Path) -> None:
    unit = (
        '<tu creationdate="yesterday" usagecount="often" changedate="20209999T000000Z">'
        '<tuv xml:lang="en"><seg>Kept</seg></tuv></tu>'
    )
    texts, remarks = read(path, unit)
    assert texts == ["Kept"]
    assert [remark.text.split()[0] for remark in remarks] == [
        "creationdate",
        "changedate",
        "usagecount",
    ]


def test_truncated_file_gives_what_is_whole(path: Path) -> None:
    data = (HEAD + GOOD.format(1) + GOOD.format(2)).encode()
    texts, remarks = read(path, data[:-20])
    assert texts == ["Good 1"]
    assert "the file ends too early; the unit begun there is left out" in str(remarks[0])
    assert remarks[0].line == 7


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252", "latin-1"])
def test_encodings(path: Path, encoding: str) -> None:
    unit = '<tu><tuv xml:lang="fr"><seg>arrêté à Genève</seg></tuv></tu>'
    head = HEAD.replace("UTF-8", encoding.replace("-sig", ""))
    texts, remarks = read(path, f"{head}{unit}{TAIL}".encode(encoding))
    assert (texts, remarks) == (["arrêté à Genève"], [])


@pytest.mark.parametrize(
    ("said", "real", "remark"),
    [("UTF-8", "cp1252", "Windows-1252"), ("UTF-16", "utf-8", ""), ("ascii", "utf-8", "in utf-8")],
)
def test_another_encoding_than_it_says(path: Path, said: str, real: str, remark: str) -> None:
    unit = '<tu><tuv xml:lang="fr"><seg>arrêté à Genève</seg></tuv></tu>'
    texts, remarks = read(path, f"{HEAD.replace('UTF-8', said)}{unit}{TAIL}".encode(real))
    assert texts == ["arrêté à Genève"]
    assert remark in "".join(map(str, remarks))
    assert bool(remark) == bool(remarks)


def test_control_characters_in_a_file_are_survived(path: Path) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>a\x0bb&#11;c&#x0B;d&#x1;e</seg></tuv></tu>'
    texts, remarks = read(path, f"{GOOD.format(1)}{unit}")
    assert texts == ["Good 1", "a b c d e"]
    assert [(each.line, each.text[:18]) for each in remarks] == [(7, "control characters")]


def test_comments_and_cdata_may_speak_of_units(path: Path) -> None:
    body = (
        '<!-- <tu><tuv></tu> --><tu><tuv xml:lang="en"><seg><![CDATA[a </tu> b]]></seg></tuv></tu>'
    )
    assert read(path, body) == (["a </tu> b"], [])


def test_large_unit_and_chunk_borders(path: Path) -> None:
    long = "word " * 250_000
    body = "".join(map(GOOD.format, range(20_000)))
    body += f'<tu><tuv xml:lang="en"><seg>{long}</seg></tuv></tu>{GOOD.format("last")}'
    texts, remarks = read(path, body)
    assert remarks == []
    assert texts[:20_000] == [f"Good {i}" for i in range(20_000)]
    assert texts[20_000:] == [long, "Good last"]


def test_second_variant_in_a_language_is_a_unit_of_its_own(path: Path) -> None:
    body = (
        '<tu><tuv xml:lang="en"><seg>free</seg></tuv><tuv xml:lang="de"><seg>frei</seg></tuv>'
        '<tuv xml:lang="DE"><seg>kostenlos</seg></tuv></tu>'
    )
    read(path, body)
    pairs = [[each.text for each in unit.variants] for unit in read_tmx(path)]
    assert pairs == [["free", "frei"], ["free", "kostenlos"]]


@pytest.mark.parametrize("content", [b"", b"plain text", b"<html><body/></html>", b"PK\x03\x04"])
def test_other_files_are_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ExchangeError, match="not a TMX file"):
        list(read_tmx(path))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="no such file"):
        list(read_tmx(tmp_path / "none.tmx"))
    with pytest.raises(ExchangeError, match="cannot be read"):
        list(read_tmx(tmp_path))
    with pytest.raises(ExchangeError, match="cannot be written"):
        write_tmx(tmp_path / "no" / "folder.tmx", [])

"""What other programs say of our files. Each test is skipped where its program is not installed.

The document type of TMX is not ours to hand on; `TMX_DTD=/path/to/tmx14.dtd pytest` uses a copy.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tests.exchange.samples import UNITS, plain
from tm.exchange import read_tmx, write_po, write_table, write_tmx, write_xliff
from tm.memory import open_memory

SCHEMA = Path(__file__).with_name("tmx14.rng")
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>DE</target_lang>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


def ask(program: str, *arguments: str | Path, code: int = 0) -> str:
    """Run another program and return what it says; it must end with status `code`."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    run = subprocess.run(
        [program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert run.returncode == code, run.stdout + run.stderr
    return run.stdout + run.stderr


@pytest.fixture(params=[False, True], ids=["whole", "pairwise"])
def tmx(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    write_tmx(tmp_path / "units.tmx", UNITS, pairwise=request.param)
    return tmp_path / "units.tmx"


def test_tmx_has_the_structure_of_the_specification(tmx: Path) -> None:
    schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
    assert schema.validate(etree.parse(str(tmx))), schema.error_log
    ask("xmllint", "--noout", "--nonet", "--relaxng", SCHEMA, tmx)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('srclang="en"', ""),
        ("<seg>", "<seg><b/>"),
        ("</tuv>", "</tuv><note/>"),
        ('creationdate="20200102T030405Z"', 'creationdate="2020"'),
        ('pos="begin"', ""),
    ],
)
def test_the_schema_refuses_what_is_wrong(tmp_path: Path, right: str, wrong: str) -> None:
    write_tmx(tmp_path / "units.tmx", UNITS)
    text = (tmp_path / "units.tmx").read_text(encoding="utf-8")
    schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
    assert right in text
    assert not schema.validate(etree.fromstring(text.replace(right, wrong, 1).encode()))


@pytest.mark.skipif("TMX_DTD" not in os.environ, reason="TMX_DTD names no tmx14.dtd")
def test_tmx_is_valid_by_its_document_type(tmx: Path) -> None:
    shutil.copy(os.environ["TMX_DTD"], tmx.with_name("tmx14.dtd"))
    assert "tmx14.dtd" in tmx.read_text(encoding="utf-8")
    ask("xmllint", "--noout", "--nonet", "--valid", tmx)


@pytest.mark.parametrize("target", ["de", "fr"])
def test_gettext_accepts_our_po(tmp_path: Path, target: str) -> None:
    file = tmp_path / "units.po"
    count = write_po(file, UNITS, target=target)
    said = ask("msgfmt", "--check", "--statistics", "-o", tmp_path / "units.mo", file)
    assert sum(map(int, re.findall(r"(\d+) (?:translated|fuzzy)", said))) == count
    assert "warning" not in said


def test_translate_toolkit_reads_our_tmx_po_and_xliff(tmp_path: Path) -> None:
    expected = write_po(tmp_path / "units.po", UNITS, target="de")
    ask("po2tmx", "-l", "de", tmp_path / "units.po", tmp_path / "other.tmx")
    pairs = {
        tuple(each.text for each in unit.variants) for unit in read_tmx(tmp_path / "other.tmx")
    }
    assert ("She was arrested on 4 May.", "Sie wurde am 4. Mai festgenommen.") in pairs
    write_tmx(tmp_path / "units.tmx", UNITS, pairwise=True)
    write_xliff(tmp_path / "units.xlf", UNITS, targets=["de"])
    for name, count in ("units.po", expected), ("units.xlf", expected), ("units.tmx", None):
        said = ask("pocount", "--csv", tmp_path / name).splitlines()
        row = dict(zip(*(map(str.strip, line.split(",")) for line in said[:2]), strict=False))
        total = int(row["Translated Messages"]) + int(row["Fuzzy Messages"])
        assert int(row["Untranslated Messages"]) == 0
        assert total == count or (count is None and total > expected)


def test_translate_toolkit_reads_our_table(tmp_path: Path) -> None:
    write_table(tmp_path / "units.csv", [plain("One.", "Eins.")], languages=["en", "de"])
    (tmp_path / "two.csv").write_text(
        "\n".join(
            ",".join(line.split(",")[3:5])
            for line in (tmp_path / "units.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        ),
        encoding="utf-8",
    )
    ask("csv2po", "--columnorder=source,target", tmp_path / "two.csv", tmp_path / "out.po")
    assert 'msgstr "Eins."' in (tmp_path / "out.po").read_text(encoding="utf-8")


@pytest.mark.slow
def test_omegat_finds_the_same_exact_matches(tmp_path: Path) -> None:
    """A project in console mode takes from `tm/auto` what is identical, and nothing else."""
    units = [
        plain(f"The court in Velmora adjourned case {n} until 4 May.", f"Fall {n} ist vertagt.")
        for n in range(30)
    ]
    known = [unit.variants[0].text for unit in units]
    asked = [text if n % 3 else text.replace("court", "judge") for n, text in enumerate(known)]
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (project / "source" / "a.txt").write_text("\n\n".join(asked) + "\n", encoding="utf-8")
    with open_memory(tmp_path / "m.tmdb") as memory:
        memory.add(units)
        write_tmx(project / "tm" / "auto" / "ours.tmx", memory.units())
        ours = [
            next((m.target.text for m in memory.search(text, limit=1) if m.target), "")
            if memory.search(text, minimum=100, adapt=False)
            else text
            for text in asked
        ]
    options = ("--mode=console-translate", f"--config-dir={tmp_path / 'config'}", "--no-team")
    ask("omegat", project, *options)
    theirs = (project / "target" / "a.txt").read_text(encoding="utf-8").split("\n\n")
    assert [line.strip() for line in theirs] == ours
    assert sum(line.startswith("Fall") for line in ours) == 20

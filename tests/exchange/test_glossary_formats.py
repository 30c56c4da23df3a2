"""The glossary as TBX, CSV and PO, out and in again."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from lxml import etree

from tm.errors import ExchangeError
from tm.exchange.glossary_tables import read_csv, read_glossary_po, write_csv, write_glossary_po
from tm.exchange.tbx import read_tbx, write_tbx
from tm.model import Concept, Term, TermStatus
from tm.terminology import load_glossary


def essence(concept: Concept) -> tuple[object, ...]:
    return (
        concept.id, concept.subject, dict(concept.terms), concept.definition, concept.note,
        concept.source, concept.group, concept.near, concept.loose,
    )  # fmt: skip


def test_tbx_keeps_everything(tmp_path: Path) -> None:
    concepts = list(load_glossary())
    assert write_tbx(tmp_path / "g.tbx", concepts) == len(concepts)
    again = list(read_tbx(tmp_path / "g.tbx"))
    assert list(map(essence, again)) == list(map(essence, concepts))


def test_csv_keeps_everything(tmp_path: Path) -> None:
    concepts = list(load_glossary())
    write_csv(tmp_path / "g.csv", concepts)
    assert list(map(essence, read_csv(tmp_path / "g.csv"))) == list(map(essence, concepts))


def test_tbx_is_the_form_that_other_tools_read(tmp_path: Path) -> None:
    write_tbx(tmp_path / "g.tbx", load_glossary())
    root = etree.parse(tmp_path / "g.tbx").getroot()
    assert (root.tag, root.get("type")) == ("martif", "TBX-Basic")
    entry = root.find("text/body/termEntry")
    assert entry is not None
    assert entry[0].tag == "descrip"
    assert entry.find("langSet/tig/term") is not None


def test_po_has_the_preferred_terms(tmp_path: Path) -> None:
    write_glossary_po(tmp_path / "de.po", load_glossary(), target="de")
    catalogue = polib.pofile(str(tmp_path / "de.po"))
    entry = next(each for each in catalogue if each.msgctxt == "house-arrest")
    assert (entry.msgid, entry.msgstr) == ("house arrest", "Hausarrest")
    again = {concept.id: concept for concept in read_glossary_po(tmp_path / "de.po")}
    assert again["house-arrest"].preferred("de") == "Hausarrest"


def test_tbx_of_other_tools(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    path.write_text(
        '<tbx type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
        '<conceptEntry id="1"><langSec xml:lang="de-CH"><termSec><term>Busse</term></termSec>'
        "<termSec><term>Geldstrafe</term></termSec></langSec></conceptEntry>"
        "</body></text></tbx>",
        encoding="utf-8",
    )
    (concept,) = read_tbx(path)
    assert concept.terms == {
        "de": (Term("Busse", TermStatus.PREFERRED), Term("Geldstrafe", TermStatus.ADMITTED))
    }


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.tbx", "<martif>", "not valid XML"),
        ("a.tbx", "<html/>", "no term entries"),
        ("a.csv", "id,term\n1,x\n", "no column 'language'"),
        ("a.csv", "id,language,term\n1,de,\n", "(line 2)"),
        ("a.csv", "id,language,term,status\n1,de,x,good\n", "unknown status 'good'"),
    ],
)
def test_a_bad_file_gets_one_clear_line(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError) as caught:
        list(read_tbx(path) if name.endswith("tbx") else read_csv(path))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tbx"
    path.write_text(
        '<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<martif><text><body><termEntry><langSet xml:lang="de"><tig><term>x&b;</term></tig>'
        "</langSet></termEntry></body></text></martif>",
        encoding="utf-8",
    )
    (concept,) = read_tbx(path)
    assert "aaaa" not in concept.terms["de"][0].text

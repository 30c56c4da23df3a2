"""What helps to align: fixed texts and word lists; and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import tm
from cli import main
from tm.app.knowledge import Knowledge, read_lexicon
from tm.errors import FileError
from tm.exchange.tbx import write_tbx
from tm.model import Concept, Term, TermStatus

CLOSINGS = {
    "en": ["He must be released.", "Yours sincerely,", "ADDITIONAL INFORMATION"],
    "de": ["Er muss freigelassen werden.", "Hochachtungsvoll", "HINTERGRUND"],
    "fr": [
        "Il doit être libéré.",
        "Veuillez agréer, Monsieur le Ministre, l’expression de ma haute considération.",
        "COMPLÉMENT D’INFORMATION",
    ],
}


def test_fixed_texts_are_equivalents_however_they_are_put() -> None:
    beads = tm.align(CLOSINGS)
    assert [tuple(bead.segments.values()) for bead in beads] == [((i,),) * 3 for i in range(3)]
    assert all(bead.score > 0.9 for bead in beads)


def test_a_wording_of_two_fixed_texts_fits_both() -> None:
    minister = {"en": ["Dear Minister,", "Who?"], "fr": ["Monsieur le Ministre,", "Qui ?"]}
    excellency = {"en": ["Your Excellency,", "Who?"], "fr": ["Monsieur le Ministre,", "Qui ?"]}
    for versions in (minister, excellency):
        assert [tuple(b.segments.values()) for b in tm.align(versions)] == [
            ((0,), (0,)),
            ((1,), (1,)),
        ]


def test_headings_of_different_sections_are_not_one() -> None:
    versions = {
        "en": ["URGENT ACTION", "He was arrested on Monday.", "ADDITIONAL INFORMATION"],
        "de": ["SACHLAGE", "Er wurde am Montag festgenommen.", "URGENT ACTION"],
    }
    headings = [bead for bead in tm.align(versions) if bead.segments["en"] in ((0,), (2,))]
    assert {bead.segments["en"]: bead.segments["de"] for bead in headings} == {
        (0,): (2,),
        (2,): (0,),
    }


@pytest.fixture
def tbx(tmp_path: Path) -> Path:
    def concept(name: str, **terms: str) -> Concept:
        return Concept(
            name, "x", {code: (Term(t, TermStatus.PREFERRED),) for code, t in terms.items()}
        )

    path = tmp_path / "words.tbx"
    write_tbx(
        path,
        [
            concept("one", en="Zorblat", de="Quintel"),
            concept("two", en="only English"),
            concept("three", de="Wumme", it="sconosciuto"),
        ],
    )
    return path


def test_tbx_gives_what_stands_in_two_of_our_languages(tbx: Path) -> None:
    assert read_lexicon(tbx) == {"entry 1": {"en": ("Zorblat",), "de": ("Quintel",)}}


def test_a_tbx_file_that_teaches_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.tbx"
    write_tbx(path, [Concept("one", "x", {"en": (Term("Zorblat", TermStatus.PREFERRED),)})])
    with pytest.raises(FileError, match=r"words\.tbx.*two of our languages"):
        read_lexicon(path)


def versions(tmp_path: Path) -> list[Path]:
    texts = {
        "en": ["It was a zorblat.", "Nobody came.", "They waited for the bramble."],
        "de": ["Es war ein Quintel.", "Niemand kam.", "Man wartete auf das Gesims."],
    }
    for code, lines in texts.items():
        (tmp_path / f"text.{code}").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [tmp_path / "text.en", tmp_path / "text.de"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["align", "--one-per-line", *map(str, arguments)])


def test_lists_of_both_kinds_on_the_command_line(tmp_path: Path, tbx: Path) -> None:
    table = tmp_path / "words.tsv"
    table.write_text("en\tde\nbramble\tGesims\n", encoding="utf-8")
    result = run(*versions(tmp_path), "--lexicon", tbx, "--lexicon", table, "--format", "tsv")
    assert result.output.splitlines()[1] == "It was a zorblat.\tEs war ein Quintel."


def test_lists_in_the_configuration_start_at_its_folder(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("en\tde\nbramble\n", encoding="utf-8")
    (tmp_path / "tm.toml").write_text('lexicons = ["words.tsv"]\n', encoding="utf-8")
    result = run(*versions(tmp_path), "--config", tmp_path / "tm.toml")
    assert result.exit_code == 2
    assert f"{tmp_path / 'words.tsv'} (line 2): words in fewer than two languages" in result.output


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.tsv", None, "none.tsv"),
        ("words.tbx", "<martif>", "words.tbx (line 1): not valid XML"),
        ("words.tbx", "<martif/>", "has no term entries"),
        ("words.tsv", "en\tde\na\tb\tc\n", "(line 2): 3 columns, but 2 languages; remove a tab"),
    ],
)
def test_a_broken_list_is_one_line(
    tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = run(*versions(tmp_path), "--lexicon", tmp_path / name)
    assert result.exit_code == 2
    assert message in result.output
    assert len(result.output.splitlines()) == 1


def test_tmx_with_all_versions(tmp_path: Path) -> None:
    result = run(*versions(tmp_path), "--format", "tmx")
    root = etree.fromstring(result.output.encode())
    header = root.find("header")
    assert header is not None
    assert header.get("srclang") == "en"
    segments = [[seg.text for seg in unit.iter("seg")] for unit in root.iter("tu")]
    assert ["Nobody came.", "Niemand kam."] in segments


@pytest.mark.parametrize(
    ("english", "german", "french"),
    [
        (
            ["Demand that he be released.", "Yours sincerely,", "Additional information"],
            ["Fordern Sie seine Freilassung.", "Hochachtungsvoll", "Hintergrundinformationen"],
            ["Demandez sa libération.", "Complément d'information"],
        ),
        (
            ["We urge you to release her.", "Yours faithfully,", "Background"],
            ["Wir fordern Sie auf, sie freizulassen.", "Mit freundlichen Grüßen", "Hintergrund"],
            ["Nous vous appelons à la libérer.", "Contexte"],
        ),
        (
            ["Please free him.", "Yours sincerely,", "What you can do"],
            ["Bitte lassen Sie ihn frei.", "Hochachtungsvoll", "Was Sie tun können"],
            ["Veuillez le libérer.", "Ce que vous pouvez faire"],
        ),
    ],
)
def test_a_formula_that_one_version_lacks_is_not_glued_to_the_next_heading(
    english: list[str], german: list[str], french: list[str]
) -> None:
    beads = Knowledge().align({"en": english, "de": german, "fr": french})
    found = [tuple(bead.segments.values()) for bead in beads]
    assert found == [((0,), (0,), (0,)), ((1,), (1,), ()), ((2,), (2,), (1,))]

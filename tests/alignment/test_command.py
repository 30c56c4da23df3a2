"""`tm align` beyond JSON: the page, scores, and corrections beside the documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from tm.model import Bead
from tm.reports.alignment_html import render
from tm.reports.alignment_text import lines, mark, summary


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    texts = {
        "de": "Anna Berg wurde am 4. Mai 2018 verhaftet.\nSie <weint>.\nMorgen beginnt es.\n",
        "fr": "Anna Berg a été arrêtée le 4 mai 2018.\nElle <pleure>.\nDemain, cela commence.\n",
    }
    for code, text in texts.items():
        (tmp_path / f"text.{code}").write_text(text, encoding="utf-8")
    return [tmp_path / "text.de", tmp_path / "text.fr"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["align", "--one-per-line", *map(str, arguments)])


def test_a_page_with_everything_in_it(files: list[Path]) -> None:
    page = run(*files, "--format", "html").output
    assert page.startswith("<!doctype html>")
    assert "Sie &lt;weint&gt;." in page
    assert '<td lang="fr"' in page
    assert not any(word in page for word in ("http:", "https:", "<script", "url("))


def test_the_page_marks_what_to_look_at() -> None:
    beads = [
        Bead({"en": (0,), "de": (0,)}, 0.99),
        Bead({"en": (1,), "de": (2,)}, 0.95, moved=True),
        Bead({"en": (), "de": (1,)}, 0.97),
        Bead({"en": (2,), "de": (3,)}, 0.4),
        Bead({"en": (3,), "de": (4,), "fr": ()}, 0.99),
    ]
    assert [mark(bead) for bead in beads] == ["", "moved", "alone", "doubtful", "incomplete"]
    texts = {"en": ["a", "b", "c", "x"], "de": ["d", "e", "f", "g", "y"], "fr": []}
    expected = "5 beads of en 4, de 5, fr 0 segments; 1 doubtful; 1 moved; 1 incomplete; 1 alone"
    assert summary(texts, beads) == expected
    page = render(texts, beads, "Title & more")
    assert "Title &amp; more" in page
    assert page.count('class="moved"') == 1
    assert [f'<a href="#bead-{number}">' in page for number in range(5)] == [False] + [True] * 4


def test_the_text_says_what_is_doubtful_and_how_much() -> None:
    beads = [Bead({"en": (0, 1), "de": ()}, 0.95), Bead({"en": (2,), "de": (0,)}, 0.5, moved=True)]
    assert list(lines({"en": ["a", "b\nc", "d"], "de": ["e"]}, beads)) == [
        "0  (0.95, alone)",
        "  en  a b c",
        "  de  -",
        "1  (0.50, doubtful, moved)",
        "  en  d",
        "  de  e",
        "2 beads of en 3, de 1 segments; 1 doubtful; 1 alone",
    ]


def test_a_page_with_nothing_to_look_at_has_no_links() -> None:
    assert "<nav>" not in render({"en": ["a"], "de": ["b"]}, [Bead({"en": (0,), "de": (0,)})], "x")


@pytest.mark.parametrize("turned", [False, True])
def test_scores_follow_the_order_of_the_files(files: list[Path], turned: bool) -> None:
    gold = files[0].with_name("gold")
    gold.write_text("[0]:[0]\n[1]:[1]\n[2]:[2]\n", encoding="utf-8")
    result = run(*(files[::-1] if turned else files), "--score", gold, "--format", "json")
    found = json.loads(result.output)
    assert found["languages"] == (["fr", "de"] if turned else ["de", "fr"])
    assert found["strict"]["f1"] == 1.0


def test_a_gold_file_that_is_not_there(files: list[Path]) -> None:
    result = run(*files, "--score", files[0].with_name("none"))
    assert result.exit_code == 2
    assert "none" in result.output


def test_corrections_beside_the_files_are_obeyed(files: list[Path]) -> None:
    path = files[0].with_name("alignment.toml")
    path.write_text('[[pin]]\nde = ["Sie"]\nfr = []\n', encoding="utf-8")
    beads = json.loads(run(*files, "--format", "json").output)["beads"]
    assert any(bead["de"] == [1] and bead["fr"] == [] for bead in beads)


def test_a_stale_correction_is_told_and_the_rest_obeyed(files: list[Path]) -> None:
    path = files[0].with_name("alignment.toml")
    text = '[[pin]]\nde = ["Niemand"]\nfr = []\n[[pin]]\nde = ["Sie"]\nfr = ["Elle"]\n'
    path.write_text(text + '[[pin]]\nde = ["Morgen"]\nes = ["Ayer"]\n', encoding="utf-8")
    result = run(*files, "--format", "json")
    assert result.stderr.splitlines() == [
        f"tm: {path}: de “Niemand”: no sentence begins so",
        f"tm: {path}: es “Ayer”: there is no version in this language",
    ]
    beads = json.loads(result.stdout)["beads"]
    assert {"de": [1], "fr": [1], "score": 1.0} in beads


@pytest.mark.parametrize("command", ["check", "align"])
def test_stale_and_broken_corrections_of_documents(tmp_path: Path, command: str) -> None:
    for code, text in (("en", "He was arrested."), ("de", "Er wurde verhaftet.")):
        (tmp_path / f"text.{code}.md").write_text(text, encoding="utf-8")
    path = tmp_path / "alignment.toml"
    path.write_text('[[pin]]\nen = ["She"]\nde = ["Er"]\n', encoding="utf-8")
    result = CliRunner().invoke(main, [command, str(tmp_path)])
    assert "en “She”: no sentence begins so" in " ".join(result.output.split())
    assert result.exit_code == 0
    path.write_text("[[pin]\n", encoding="utf-8")
    result = CliRunner().invoke(main, [command, str(tmp_path)])
    assert result.exit_code == 2
    assert "alignment.toml: not a TOML file" in result.stderr

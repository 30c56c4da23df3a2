"""The reports: what is shown, on any width, and the form of the JSON."""

from __future__ import annotations

import io
import json as standard_json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tests.reports.demo import demo
from tm.model import Report
from tm.reports import json, svg, text
from tm.reports.excerpt import excerpt, printable


def shown(report: Report, width: int = 120, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False, markup=False)
    text.render(report, console=console)
    return out.getvalue()


def test_what_an_editor_reads() -> None:
    lines = shown(demo()).splitlines()
    assert lines[0] == "ua-118-24  English, German and French, 4 segments"
    assert lines[2].startswith(
        "  error    German says “date:2024-11-14” where English and French say “date:2024-11-04”."
    )
    assert lines[3].startswith("           English  Leyla Aydin was arrested on [date:2024-11-04]")
    assert lines[4].startswith("         > German   Leyla Aydin wurde am [date:2024-11-14] vor")
    assert lines[3].endswith("  en.docx, paragraph 1")
    assert lines[6] == "           = write: 2024-11-04 in de"
    assert "ua-119-24: nothing found (English and French)" in lines
    assert "not read  ua-120-24/de.docx: is no Word file but an old .doc; save it as .docx" in lines
    assert lines[-1] == (
        "2 errors, 2 warnings, 1 info  (2 sets, 13 segments)  infos are shown with --infos"
        "  1 file not read"
    )


@pytest.mark.parametrize("width", [30, 60, 80, 119, 200])
def test_sentences_keep_to_the_width(width: int) -> None:
    lines = shown(demo(), width).splitlines()
    evidence = [line for line in lines if "[" in line]
    assert evidence
    assert all(len(line) <= max(width, 60) for line in evidence)


def test_no_escape_sequence_in_a_pipe() -> None:
    assert "\x1b" not in shown(demo())
    assert "\x1b" in shown(demo(), colour=True)


def test_picture() -> None:
    assert svg.render(demo()).startswith("<svg")


def test_json_has_the_form_that_others_rely_on() -> None:
    data = standard_json.loads(json.render(demo()))
    assert set(data) >= {"version", "tool", "sets", "findings", "summary"}
    assert data["version"] == 1
    assert data["sets"][0]["documents"][1] == {"language": "de", "path": "de.docx"}
    first = data["findings"][0]
    assert (first["rule"], first["severity"], first["language"]) == ("fact-mismatch", "error", "de")
    assert (first["kind"], first["set"], first["unit"]) == ("date", "ua-118-24", "0")
    assert first["evidence"][1] == {
        "language": "de",
        "path": "de.docx",
        "block": 0,
        "segment": 0,
        "start": 21,
        "end": 36,
        "surface": "date:2024-11-14",
        "value": "2024-11-14",
        "bound": "exactly",
    }
    assert len({finding["fingerprint"] for finding in data["findings"]}) == len(data["findings"])
    assert data["summary"] == {"errors": 2, "warnings": 2, "infos": 1, "segments": 13}


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(20, 60))
def test_excerpt_is_one_line_with_its_mark(sentence: str, one: int, other: int, width: int) -> None:
    start, end = sorted((min(one, len(sentence)), min(other, len(sentence))))
    found = excerpt(sentence, start, end, width)
    assert len(str(found)) <= width
    assert str(found).isprintable()
    if (
        printable(sentence[:start]).strip()
        and end > start
        and len(sentence[start:end]) <= width - 2
    ):
        assert len(found.marked) == end - start

"""Segmentation: the cases of each language, spans that lose nothing, hostile input."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.errors import ConfigError
from tm.languages import codes, get, srx
from tm.model.text import Block, BlockKind, Document, Hyperlink
from tm.segmentation import segment_document, segment_text

CASES = Path(__file__).parent / "cases" / "segmentation"


def cases() -> list[object]:
    found: list[object] = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
            name = f"{path.stem}-{number}: {case['why']}"
            joiner = case.get("joiner", " ")
            found.append(pytest.param(path.stem, case["segments"], joiner, id=name))
    return found


@pytest.mark.parametrize(("language", "segments", "joiner"), cases())
def test_case(language: str, segments: list[str], joiner: str) -> None:
    text = joiner.join(segments)
    assert [text[start:end] for start, end in segment_text(text, language)] == segments


def test_every_language_has_cases() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(codes())


def assert_complete(text: str, spans: list[tuple[int, int]]) -> None:
    """Ascending, disjoint, trimmed, and nothing that can be seen lies outside."""
    assert spans == sorted(spans)
    places = [0, *(place for span in spans for place in span), len(text)]
    assert places == sorted(places)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    gaps = zip(places[::2], places[1::2], strict=True)
    outside = "".join(text[start:end] for start, end in gaps)
    assert all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in outside)


CHARACTERS = "aAzZéß1290 .!?…,:;-–«»“”„‚‘’\"'()[]*/@\n\r\t\u00a0\u202f\u200b\u200e\u202e\ufeff中😀"
PIECES = [
    "Mr. ",
    "z. B. ",
    "M. ",
    "10. März ",
    "etc. ",
    "www.",
    "https://x.y/",
    " al-",
    ". ",
    ".) ",
]
ALPHABET = [*CHARACTERS, *PIECES, "frei", "Die ", "Art. ", "12", " 2. ", "J. ", "Le ", "released"]


@given(st.lists(st.sampled_from(ALPHABET), max_size=60).map("".join) | st.text())
def test_spans_lose_nothing(text: str) -> None:
    for language in codes():
        assert_complete(text, segment_text(text, language))


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize(
    "text",
    ["word " * 200_000, "." * 100_000, "\u202e.\u200b B" * 10_000, ")" * 100_000],
    ids=["no stop", "dots", "controls", "closers"],
)
def test_hostile_input_ends_with_exact_spans(text: str, language: str) -> None:
    assert_complete(text, segment_text(text, language))


Compiled = list[tuple[bool, re.Pattern[str], re.Pattern[str]]]


@cache
def compiled(language: str) -> tuple[srx.Rules, Compiled]:
    rules = srx.read(get(language).folder / "segmentation.srx", language)
    naive = []
    for rule in rules:
        before = re.compile(f"(?:{srx.expand(rule.before)})\\Z")
        naive.append((rule.breaks, before, re.compile(srx.expand(rule.after))))
    return srx.Rules(rules), naive


def naive_breaks(text: str, rules: Compiled) -> list[int]:
    """SRX as the standard words it: at each place the first rule decides that matches there."""
    found = []
    for place in range(1, len(text)):
        for breaks, before, after in rules:
            if after.match(text, place) and before.search(text, 0, place):
                found += [place] * breaks
                break
    return found


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(ALPHABET), max_size=25).map("".join))
def test_fast_engine_agrees_with_the_standard(text: str) -> None:
    for language in codes():
        rules, naive = compiled(language)
        assert rules.breaks(text) == naive_breaks(text, naive)


def document(kind: BlockKind, text: str, *links: Hyperlink) -> Document:
    return Document(Path("en.txt"), "en", (Block(kind, text, links=links),))


def test_document_numbers_segments_and_cuts_links() -> None:
    link = Hyperlink(4, 14, "https://example.org")
    segments = segment_document(document(BlockKind.PARAGRAPH, " He left. She did.", link))
    assert [(s.index, s.start, s.end, s.text) for s in segments] == [
        (0, 1, 9, "He left."),
        (1, 10, 18, "She did."),
    ]
    assert segments[0].links == (Hyperlink(3, 8, "https://example.org"),)
    assert segments[1].links == (Hyperlink(0, 4, "https://example.org"),)


def test_lines_of_an_address_are_segments_and_lines_of_a_heading_are_not() -> None:
    text = "Minister of Justice\nMangilik El 8\n010000 Nur-Sultan"
    assert len(segment_document(document(BlockKind.PARAGRAPH, text))) == 3
    assert len(segment_document(document(BlockKind.HEADING, text))) == 1


def test_line_break_in_the_middle_of_a_clause_is_no_end() -> None:
    text = (
        "Please call on the President of the Republic to ensure\n"
        "that she is released.\n"
        "Ask him in particular:\n"
        "to drop all charges and to pay her the compensation that the court has awarded"
    )
    assert [text[s:e].count("\n") for s, e in segment_text(text, "en")] == [1, 0, 0]


def test_invisible_lines_are_no_segments() -> None:
    assert segment_text("\ufeffHe left.\n\u200b\nShe did.", "en") == [(0, 9), (12, 20)]


def test_language_without_rules_is_an_error() -> None:
    with pytest.raises(ConfigError, match="xx"):
        segment_text("Text.", "xx")


def test_hard_wrapped_text_is_joined() -> None:
    text = (
        "The authorities must release her immediately and without\n"
        "any condition, and ensure that she is not tortured or\n"
        "otherwise ill-treated. She is held\n"
        "in Almaty."
    )
    texts = [re.sub(r"\s", " ", text[s:e]) for s, e in segment_text(text, "en")]
    assert texts[0].endswith("ill-treated.")
    assert len(texts) == 3

"""Terms in running text, by cases that are data."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.languages import codes
from tm.model import Concept
from tm.terminology import load_glossary, matcher
from tm.terminology.presence import TextTerms
from tm.terminology.words import Reader

FILE = Path(__file__).parent.parent / "cases" / "terms.toml"
CASES = [
    (case["about"], code, case[code])
    for case in tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
    for code in codes()
    if code in case
]
MARK = re.compile(r"⟦(.*?)⟧⟨(.*?)⟩")


@pytest.mark.parametrize(("about", "language", "marked"), CASES, ids=[case[0] for case in CASES])
def test_case(about: str, language: str, marked: str) -> None:
    text = MARK.sub(r"\1", marked)
    glossary = load_glossary()
    expected = []
    shift = 0
    for mark in MARK.finditer(marked):
        start = mark.start() - shift
        expected.append((start, start + len(mark[1]), mark[2]))
        shift += len(mark[0]) - len(mark[1])
    found = [
        (match.start, match.end, wanted)
        for match in matcher(glossary, language).find([text])[0].longest
        for wanted in match.concepts
        if not _is_everyday(glossary.concepts[wanted])
        or (match.start, match.end, wanted) in expected
    ]
    assert [each for each in found if each in expected] == expected
    assert {each[:2] for each in found} == {each[:2] for each in expected}


def _is_everyday(concept: Concept) -> bool:
    return concept.loose or concept.subject.startswith("charge ")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(codes()))
def test_words_stand_where_they_say(text: str, language: str) -> None:
    end = 0
    for word in Reader(language, {}).words(text):
        assert text[word.start : word.end] == word.surface
        assert end <= word.start < word.end
        end = word.end


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["Cour suprême", "prisonniers d’opinion", " ", "« x »", "a\u0301 "]))
)
def test_longest_matches_do_not_overlap_and_are_exact(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = matcher(load_glossary(), "fr").find([text])[0]
    end = 0
    for match in found.longest:
        assert text[match.start : match.end] == match.surface
        assert match.start >= end
        end = match.end
    assert len(found.longest) == sum(p in ("Cour suprême", "prisonniers d’opinion") for p in pieces)


def test_a_concept_can_be_said_without_its_term() -> None:
    glossary = load_glossary()
    concept = glossary.concepts["arbitrary-detention"]
    texts = ["Ihre Inhaftierung ist völlig willkürlich.", "Ihre Haft dauert an."]
    terms = TextTerms(glossary, "de", texts)
    assert not terms.has_term(concept, [0])
    assert terms.says(concept, [0])
    assert not terms.says(concept, [1])

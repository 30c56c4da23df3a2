"""The engine: tokens, numerals, claims, registration."""

from __future__ import annotations

import pytest

from tm.facts import KINDS, extract_facts
from tm.facts.analysis import Analysis
from tm.languages import get

NUMERALS = [
    ("en", "two hundred and five people", ["205"]),
    ("en", "between one hundred and two hundred", ["100", "200"]),
    ("en", "1,335 euros, 5.000 and 1,2,3", ["1335", "5.000", "1", "2", "3"]),
    ("en", "K2, MP3, COVID-19, 9/11, 24/7, 192.168.1.2", []),
    ("de", "vierundzwanzig, zweitausenddreihundert, dreieinhalb", ["24", "2300", "3.5"]),
    ("de", "dreist und einsam, Achtung", []),
    ("fr", "quatre-vingt-dix-sept, soixante et onze, septante-deux", ["97", "71", "72"]),
    ("fr", "12\u202f500 ou 12 500", ["12500", "12500"]),
]


@pytest.mark.parametrize(("language", "text", "values"), NUMERALS)
def test_numerals(language: str, text: str, values: list[str]) -> None:
    numerals = Analysis(text, get(language)).numerals
    assert [str(numeral.value) for numeral in numerals] == values


def test_claimed_characters_are_not_free() -> None:
    analysis = Analysis("one two three", get("en"))
    analysis.claim(4, 7)
    assert analysis.is_free(0, 4)
    assert not analysis.is_free(6, 9)
    assert analysis.is_free(7, 13)


def test_kinds_have_names_of_their_own() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))


def test_facts_read_what_their_span_covers() -> None:
    text = "At least five women, no more than 1,335 men."
    for fact in extract_facts(text, "en"):
        assert text[fact.start : fact.end] == fact.surface

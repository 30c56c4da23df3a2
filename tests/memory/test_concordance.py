"""Concordance: which texts, which characters."""

from __future__ import annotations

import pytest

from tests.memory.samples import unit
from tm.memory import Filters, Memory

UNITS = [
    unit("a", en="The prisoner was beaten.", de="Der Häftling wurde geschlagen.", fr="Le détenu."),
    unit("a", en="Prisoners' families protest.", de="Die Familien der Häftlinge protestieren."),
    unit("b", en="She imprisoned him.", de="Häuser und ein Haus.", fr="Des prisonniers libérés."),
    unit("b", en="Human rights defender, human rights.", de_CH="Äpfel 3.5 %", fr="L'État"),
]


@pytest.fixture(autouse=True)
def _filled(memory: Memory) -> None:
    memory.add(UNITS)


@pytest.mark.parametrize(
    ("query", "language", "found"),
    [
        ("prisoner", "en", [["Prisoners"], ["prisoner"]]),
        ("prisoners", "en", [["Prisoners"], ["prisoner"]]),
        ("beat", "en", [["beaten"]]),
        ("*prison*", "en", [["imprisoned"], ["Prisoners"], ["prisoner"]]),
        ("p?ison*", "en", [["Prisoners"], ["prisoner"]]),
        ("human rights", "en", [["Human rights", "human rights"]]),
        ("human defender", "en", []),
        ("rights defender", "en", [["rights defender"]]),
        ("the * was", "en", [["The prisoner was"]]),
        ("haus", "de", [["Häuser", "Haus"]]),
        ("Häftling", "de", [["Häftlinge"], ["Häftling"]]),
        ("apfel", "de", [["Äpfel"]]),
        ("apfel", "de-CH", [["Äpfel"]]),
        ("prisonnier", "fr", [["prisonniers"]]),
        ("l'état", "fr", [["L'État"]]),
        ("%", "de", [["%"]]),
        ("", "en", []),
        ("nothing", "en", []),
    ],
)
def test_lines(memory: Memory, query: str, language: str, found: list[list[str]]) -> None:
    lines = memory.concordance(query, language)
    assert [[line.variant.text[a:b] for a, b in line.spans] for line in lines] == found


def test_without_stemming_only_the_word_itself(memory: Memory) -> None:
    assert len(memory.concordance("prisoner", stem=False)) == 1


def test_limit_filters_and_other_versions(memory: Memory) -> None:
    (line,) = memory.concordance("*", "en", 1)
    assert line.unit.languages == ("en", "de-CH", "fr")
    lines = memory.concordance("prisoner", filters=Filters(origin="b"))
    assert lines == []

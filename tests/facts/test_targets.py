"""Hyperlinks: targets that the text does not show."""

from __future__ import annotations

import pytest

from tm.facts import extract_facts, relate
from tm.model import Hyperlink, Relation, Salience

TARGET = "https://www.amnesty.org/en/documents/eur57/0894/2019/en/"
VALUE = "amnesty.org/documents/eur57/0894/2019"


def targets(text: str, marked: str, target: str) -> list[tuple[str, str]]:
    start = text.index(marked)
    links = [Hyperlink(start, start + len(marked), target)]
    found = [fact for fact in extract_facts(text, "en", links) if fact.kind == "link-target"]
    assert all(fact.salience is Salience.NONE for fact in found)
    return [(fact.surface, str(fact.value)) for fact in found]


@pytest.mark.parametrize(
    ("marked", "target", "expected"),
    [
        ("report of 17 August", TARGET, VALUE),
        ("www.amnesty.org/en/documents/eur57/0894/2019/en", TARGET, ""),
        ("www.amnesty.org", TARGET, ""),
        ("www.amnesty.org/en/documents/eur57/0984/2019/en", TARGET, VALUE),
        ("info@amnesty.org", "mailto:Info@amnesty.org?subject=UA%20118/24", ""),
        ("write to us", "mailto:info%40amnesty.org", "info@amnesty.org"),
        ("call", "tel:+998-71-139-85-17", "+998711398517"),
        ("+998 71 139 85 17", "tel:+998711398517", ""),
        ("above", "#_Toc123", ""),
        ("above", "javascript:void(0)", ""),
        ("above", "file:///C:/a.docx", ""),
        ("above", "", ""),
    ],
)
def test_only_what_is_not_shown(marked: str, target: str, expected: str) -> None:
    found = targets(f"See {marked}, please.", marked, target)
    assert found == ([(marked, expected)] if expected else [])


def test_a_target_leaves_the_facts_of_its_words_alone() -> None:
    facts = extract_facts("See the report of 17 August 2019.", "en", [Hyperlink(8, 25, TARGET)])
    assert [fact.kind for fact in facts] == ["link-target", "date"]


def test_a_target_is_compared_with_an_address_shown() -> None:
    (hidden,) = extract_facts("See here.", "en", [Hyperlink(4, 8, TARGET)])
    (shown,) = extract_facts("Voir www.amnesty.org/fr/documents/eur57/0894/2019/fr/.", "fr")
    (other,) = extract_facts("Voir www.amnesty.org/fr/documents/eur57/0984/2019/fr/.", "fr")
    assert relate(hidden, shown) is Relation.EQUAL
    assert relate(other, hidden) is Relation.DIFFERENT


@pytest.mark.parametrize("span", [(-1, 3), (5, 4), (2, 99), (0, 0)])
def test_a_broken_hyperlink_is_no_fact(span: tuple[int, int]) -> None:
    assert extract_facts("See here.", "en", [Hyperlink(*span, TARGET)]) == []

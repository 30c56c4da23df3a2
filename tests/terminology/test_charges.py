"""Charges are found and taken apart."""

from __future__ import annotations

import pytest

from tm.terminology import load_glossary, matcher
from tm.terminology.charges import Charge, find_charges


def charges(text: str, language: str) -> list[Charge]:
    glossary = load_glossary()
    return find_charges(text, matcher(glossary, language).find([text])[0], glossary, language)


@pytest.mark.parametrize(
    ("language", "text", "surface", "grounds"),
    [
        (
            "en",
            "He was charged with “incitement of social, national or clan hatred” in May.",
            "incitement of social, national or clan hatred",
            {"social", "national", "clan"},
        ),
        (
            "de",
            "Anklage: «Anstiftung zu rassistischem, klassenbezogenem oder religiösem Hass».",
            "Anstiftung zu rassistischem, klassenbezogenem oder religiösem Hass",
            {"race", "class", "religion"},
        ),
        (
            "fr",
            "Inculpée d'« incitation à la haine sociale, clanique ou de naissance », elle a fui.",
            "incitation à la haine sociale, clanique ou de naissance",
            {"social", "clan", "birth"},
        ),
        (
            "en",
            "The law forbids stirring up racial, ethnic or religious strife.",
            "racial, ethnic or religious",
            {"race", "ethnic", "religion"},
        ),
    ],
)
def test_grounds_are_recognised(language: str, text: str, surface: str, grounds: set[str]) -> None:
    (charge,) = charges(text, language)
    assert charge.surface == surface == text[charge.start : charge.end]
    assert charge.grounds == {f"ground-{ground}" for ground in grounds}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister called them “enemies of the people” on television."),
        ("de", "Er nannte die Studie „feindliche Propaganda“."),
        ("fr", "Le rapport s'intitule « Une prison sans murs »."),
        ("en", "They called for social and national reform."),
    ],
)
def test_a_quotation_is_no_charge(language: str, text: str) -> None:
    assert charges(text, language) == []


def test_a_charge_that_nobody_knows_is_counted() -> None:
    (charge,) = charges("She was convicted of “trading in moonbeams, dew and fog”.", "en")
    assert (charge.items, charge.unknown, charge.parts) == (3, 3, ())

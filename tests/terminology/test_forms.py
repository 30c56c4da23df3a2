"""Inflection: from a word of the glossary to its forms, and back."""

from __future__ import annotations

import pytest

from tm.terminology import load_glossary
from tm.terminology.forms import expand, lemmas
from tm.terminology.presence import TextTerms
from tm.terminology.words import Reader


@pytest.mark.parametrize(
    ("participle", "verb"),
    [
        ("entführt", "entführen"),
        ("vermisst", "vermissen"),
        ("misshandelt", "misshandeln"),
        ("begnadigt", "begnadigen"),
        ("beleidigt", "beleidigen"),
        ("verloren", "verlieren"),
        ("entführten", "entführen"),
        ("bekannt", "bekannt"),
        ("verantwortlich", "verantwortlich"),
        ("offen", "offen"),
    ],
)
def test_a_participle_with_an_entry_of_its_own_goes_with_its_verb(
    participle: str, verb: str
) -> None:
    assert lemmas("de").root(participle) == verb


def test_a_verb_has_its_participles_among_its_forms() -> None:
    table = expand(["entführen", "verlieren"], "de")
    assert {"entführt", "entführte", "verloren", "verlorenen"} <= set(table)
    assert {table["entführt"], table["entführter"]} == {"entführen"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Recht auf Meinungs- und Versammlungsfreiheit", ["meinungsfreiheit"]),
        ("Meinungs-, Glaubens- und Versammlungsfreiheit", []),
        ("Nord- und Südkorea", []),
        ("Das Gericht - und das Urteil", []),
    ],
)
def test_a_word_that_a_hyphen_cuts_short_is_completed(text: str, words: list[str]) -> None:
    reader = Reader("de", load_glossary().forms["de"])
    assert [word for word in reader.completed(text) if "meinung" in word] == words


@pytest.mark.parametrize(
    ("language", "text", "concept", "said"),
    [
        ("en", "people with psychosocial or intellectual disabilities", "mental-illness", True),
        ("fr", "un handicap psychosocial ou intellectuel", "intellectual-disability", True),
        ("en", "people with intellectual disabilities", "mental-illness", False),
        ("de", "Der Staatsanwalt und der Richter kamen.", "lawyer", False),
    ],
)
def test_what_says_a_concept(language: str, text: str, concept: str, said: bool) -> None:
    glossary = load_glossary()
    terms = TextTerms(glossary, language, [text])
    assert terms.says(glossary.concepts[concept], [0]) is said

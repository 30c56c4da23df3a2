"""Words that one version lacks or has beyond the others: each slip is found, good style is not."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.checks.support import context
from tm import facts
from tm.checks import run
from tm.checks.negation import contrary_denials
from tm.model import Bead, Finding, Severity
from tm.terminology import load_glossary

CASES = Path(__file__).parent.parent / "cases"
TRIPLES = [
    triple
    for name in ("word_votes.toml", "denials.toml")
    for triple in tomllib.loads((CASES / name).read_text(encoding="utf-8"))["triple"]
]
CODES = ("en", "de", "fr")
SLIPS = [(triple, *slip) for triple in TRIPLES for slip in triple["slips"]]


def alarms(texts: dict[str, list[str]], beads: Sequence[Bead] = ()) -> list[Finding]:
    made = context(texts, facts.extract_facts, glossary=load_glossary())
    made = replace(made, beads=beads) if beads else made
    return [finding for finding in run(made) if finding.severity >= Severity.WARNING]


def versions(triple: dict[str, Any]) -> dict[str, list[str]]:
    return {code: [triple[code]] for code in CODES}


@pytest.mark.parametrize("triple", TRIPLES, ids=lambda triple: triple["en"][:30])
def test_a_good_translation_is_silent(triple: dict[str, Any]) -> None:
    assert alarms(versions(triple)) == []


@pytest.mark.parametrize(
    ("triple", "language", "old", "new", "rule"),
    SLIPS,
    ids=[f"{s[1]}:{s[2]}→{s[3]}" for s in SLIPS],
)
def test_a_slip_is_found_and_blamed(
    triple: dict[str, Any], language: str, old: str, new: str, rule: str
) -> None:
    texts = versions(triple)
    assert old in texts[language][0]
    texts[language][0] = texts[language][0].replace(old, new, 1)
    found = alarms(texts)
    assert {(finding.rule, finding.language) for finding in found} == {(rule, language)}
    # A lemma of the glossary is not what to write.
    assert {finding.suggestion for finding in found} == {""}


@pytest.mark.parametrize(("triple", "language", "old", "new", "rule"), SLIPS[:4])
def test_two_versions_do_not_vote(
    triple: dict[str, Any], language: str, old: str, new: str, rule: str
) -> None:
    texts = versions(triple)
    texts[language][0] = texts[language][0].replace(old, new, 1)
    del texts[next(code for code in CODES if code != language)]
    assert [finding for finding in alarms(texts) if finding.rule == rule] == []


def test_a_word_that_moved_to_the_next_sentence_is_not_missing() -> None:
    texts = {
        "en": ["He suffers from asthma and diabetes.", "He is well cared for."],
        "de": ["Er leidet an Asthma und Diabetes.", "Er wird gut versorgt."],
        "fr": ["Il souffre d'asthme.", "Son diabète est bien soigné."],
    }
    assert alarms(texts) == []


def test_a_version_of_several_sentences_votes() -> None:
    texts = {
        "en": ["His brother was released later. He said that he had not been beaten."],
        "de": ["Sein Bruder kam später frei.", "Er sagte, man habe ihn geschlagen."],
        "fr": ["Son frère a été libéré plus tard. Il a dit n'avoir pas été battu."],
    }
    beads = [Bead({"en": (0,), "de": (0, 1), "fr": (0,)})]
    found = alarms(texts, beads)
    assert [(finding.rule, finding.language) for finding in found] == [("word-mismatch", "de")]
    german = next(each for each in found[0].evidence if each.language == "de")
    assert texts["de"][german.segment][german.start : german.end] == german.surface == "geschlagen"


def test_what_another_rule_tells_of_the_same_words_is_told_once() -> None:
    found = alarms(
        {
            "en": ["All of them refused to sign the statement."],
            "de": ["Sie alle lehnten es ab, die Erklärung zu unterschreiben."],
            "fr": ["La plupart ont refusé de signer la déclaration."],
        }
    )
    assert [(each.rule, each.language) for each in found] == [("fact-mismatch", "fr")]


def test_a_letter_that_is_two_in_lower_case_moves_no_evidence() -> None:
    texts = {
        "en": "İbrahim and İsmail were not released.",
        "de": "İbrahim und İsmail wurden nicht freigelassen.",
        "fr": "İbrahim et İsmail ont été libérés.",
    }
    [(third, words)] = contrary_denials(texts)
    shown = {code: texts[code][word.start : word.end] for code, word in words.items()}
    assert (third, shown) == (
        "fr",
        {"en": "not released", "de": "nicht freigelassen", "fr": "libérés"},
    )


@pytest.mark.parametrize("times", [49, 51])
def test_a_hundred_denials_in_one_sentence_end(times: int) -> None:
    texts = {
        "en": "He did not eat the bread, she was not in the house; " * 50,
        "de": "Er hat das Brot nicht gegessen, sie war nicht im Haus; " * 50,
        "fr": "Il n'a pas mangé le pain, elle n'a pas été dans la maison; " * times,
    }
    assert list(contrary_denials(texts)) == []

"""What versions put otherwise is a remark at most; what only looks so stays a warning."""

from __future__ import annotations

import pytest

from tests.checks.support import of_example
from tm.checks import run
from tm.checks.base import Example
from tm.model import Severity


def gravest(texts: dict[str, str], *rules: str) -> Severity | None:
    found = [
        finding.severity for finding in run(of_example(Example(texts))) if finding.rule in rules
    ]
    return max(found, default=None)


@pytest.mark.parametrize(
    ("french", "severity"),
    [
        ("Il est accusé de vol, ce qu'il conteste.\n—", Severity.INFO),
        ("Il est accusé de vol.\n—", Severity.WARNING),
    ],
)
def test_a_sentence_told_in_a_clause_is_a_remark(french: str, severity: Severity) -> None:
    texts = {
        "en": "He is charged with theft.\nHe denies the charges.\nShe is ill.",
        "de": "Er ist wegen Diebstahls angeklagt.\nEr bestreitet die Vorwürfe.\nSie ist krank.",
        "fr": f"{french}\nElle est malade.",
    }
    assert gravest(texts, "segment-missing") is severity


@pytest.mark.parametrize(
    ("french", "severity"),
    [
        ("Trois avocats qui défendent des paysans ont reçu des menaces.", Severity.INFO),
        ("Trois médecins ont reçu des menaces.", Severity.WARNING),
    ],
)
def test_a_status_told_in_other_words_is_a_remark(french: str, severity: Severity) -> None:
    texts = {
        "en": "Three human rights lawyers who represent farmers received threats.",
        "de": "Drei Menschenrechtsanwälte, die Bauern vertreten, wurden bedroht.",
        "fr": french,
    }
    assert gravest(texts, "term-missing", "status-mismatch") is severity


def test_a_parted_verb_is_found_across_ordinals_and_titles() -> None:
    texts = {
        "en": "The court acquitted Ana Sol, Dr Eva Bern and Jan Rau of all charges.",
        "de": "Das 24. Gericht sprach Ana Sol, Dr. Eva Bern und Jan Rau in allen Punkten frei.",
        "fr": "Le tribunal a acquitté Ana Sol, Eva Bern et Jan Rau de toutes les charges.",
    }
    assert gravest(texts, "status-mismatch", "term-missing") is None


def test_what_a_version_always_calls_otherwise_is_a_remark() -> None:
    once = ("Write or send a fax.", "Schreiben Sie ein Kabel.", "Écrivez ou envoyez un fax.")
    texts = {n: f"{t}\n{t}" for n, t in zip(("en", "de", "fr"), once, strict=True)}
    assert gravest(texts, "word-mismatch") in (None, Severity.INFO)

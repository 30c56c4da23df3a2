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

"""Sections lay out one text differently: what belongs to the form is no more than a remark."""

from __future__ import annotations

from pathlib import Path

import pytest

import tm
from tm.model import Finding, Severity

LETTER = {
    "en": """# URGENT ACTION

## UNION LEADER HELD

Police arrested her on Monday 22 September. {first}

## TAKE ACTION

Dear Minister,

She was arrested on 22 September after a strike of 3,400 workers. Release her at once.

Yours sincerely,

## ADDITIONAL INFORMATION

She founded the union in 2016. It has 12,000 members.

NAME AND PREFERRED PRONOUN: Ana Sol (she/her)

{last}
""",
    "de": """# URGENT ACTION

## GEWERKSCHAFTERIN IN HAFT

BOLIVIEN

## SACHLAGE

Am Montag, den 22. September, nahm die Polizei sie fest. {first}

Vorausgegangen war ein Streik von 3.400 Beschäftigten. Lassen Sie sie sofort frei.

## HINTERGRUNDINFORMATION

Die Gewerkschaft gründete sie 2016. Sie hat 12.000 Mitglieder.

{last}
""",
    "fr": """# ACTION URGENTE

## UNE SYNDICALISTE DÉTENUE

La police l'a arrêtée le lundi 22 septembre. {first}

## PASSEZ À L'ACTION

Monsieur le Ministre,

Elle a été arrêtée le 22 septembre après une grève de 3 400 personnes. Libérez-la immédiatement.

Veuillez agréer, Monsieur le Ministre, l'expression de ma haute considération.

## COMPLÉMENT D'INFORMATION

Elle a fondé le syndicat en 2016. Il compte 12 000 membres.

PRÉNOM, NOM ET PRONOM À UTILISER : Ana Sol (elle)

{last}
""",
}
INJURED = {
    "en": "The guards beat her daughter in front of the neighbours.",
    "de": "Die Wärter schlugen ihre Tochter vor den Augen der Nachbarn.",
    "fr": "Les gardiens ont frappé sa fille devant les voisins.",
}
DEADLINE = {
    "en": "PLEASE TAKE ACTION UNTIL: 2 December 2025",
    "de": "MITMACHEN BIS: 2. Dezember 2025",
    "fr": "AGIR AVANT LE : 2 décembre 2025",
}


def alarms(folder: Path, first: dict[str, str], last: dict[str, str]) -> list[Finding]:
    for code, text in LETTER.items():
        filled = text.format(first=first.get(code, ""), last=last.get(code, ""))
        (folder / f"{code}.md").write_text(filled, encoding="utf-8")
    report = tm.check([folder])
    return [f for each in report.sets for f in each.findings if f.severity >= Severity.WARNING]


def test_another_layout_raises_no_alarm(tmp_path: Path) -> None:
    found = alarms(tmp_path, INJURED, DEADLINE)
    assert [(f.rule, [e.surface for e in f.evidence]) for f in found] == []


@pytest.mark.parametrize("code", ["en", "de", "fr"])
def test_a_sentence_that_tells_something_is_missed(tmp_path: Path, code: str) -> None:
    first = {other: text for other, text in INJURED.items() if other != code}
    found = alarms(tmp_path, first, DEADLINE)
    assert ("segment-missing", code) in [(f.rule, f.language) for f in found]


@pytest.mark.parametrize("code", ["en", "de", "fr"])
def test_a_deadline_is_missed_for_all_its_label(tmp_path: Path, code: str) -> None:
    last = {other: text for other, text in DEADLINE.items() if other != code}
    assert [f.language for f in alarms(tmp_path, INJURED, last)] == [code]

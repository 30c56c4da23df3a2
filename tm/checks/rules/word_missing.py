"""word-missing: a version leaves out a word that all others have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.vote_findings import of_votes
from tm.checks.word_votes import MISSING
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "word-missing"


def check(context: CheckContext) -> Iterator[Finding]:
    yield from of_votes(context, ID, MISSING)


RULE = Rule(
    id=ID,
    title="A word is left out",
    severity=Severity.WARNING,
    why=(
        "Two versions have a word, as the core lexicon knows, and the third has nothing for it"
        " though the rest of the sentence is translated word by word: of a list one part is gone,"
        " or a thing, or what was denied. Where nothing but the vote speaks for it, it is a remark."
    ),
    advice=(
        "Look up the original and complete the version. Words that may be left out in good style"
        " need no action."
    ),
    messages={"missing": "{language} has nothing for “{surface}” (“{other}”)."},
    check=check,
    bad=(
        Example(
            {
                "en": "He suffers from asthma and ⟦diabetes⟧.",
                "de": "Er leidet an Asthma und ⟦Diabetes⟧.",
                "fr": "Il souffre d'asthme.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "She was beaten on the ⟦left⟧ leg.",
                "de": "Man schlug sie auf das Bein.",
                "fr": "Elle a été frappée à la jambe ⟦gauche⟧.",
            },
            language="de",
        ),
        Example(
            {
                "en": "He may see his sister once a week, and his ⟦conversations with the doctor"
                " are watched by a guard⟧.",
                "de": "Er darf seine Schwester einmal pro Woche sehen.",
                "fr": "Il peut voir sa sœur une fois par semaine, et ses ⟦entretiens avec le"
                " médecin sont surveillés⟧ par un gardien.",
            },
            language="de",
            note="A clause.",
        ),
    ),
    good=(
        Example(
            {
                "en": "He may see his sister once a week, and his conversations with the doctor are"
                " watched by a guard.\nHe is ill.",
                "de": "Er darf seine Schwester einmal pro Woche sehen.\nDie Gespräche mit dem Arzt"
                " überwacht ein Wärter. Er ist krank.",
                "fr": "Il peut voir sa sœur une fois par semaine, et ses entretiens avec le médecin"
                " sont surveillés par un gardien.\nIl est malade.",
            },
            note="Told in the next sentence.",
        ),
        Example(
            {
                "en": "He suffers from asthma and diabetes.",
                "de": "Er leidet an Asthma und Diabetes.",
                "fr": "Il est asthmatique et diabétique.",
            },
            note="A word of the same root is a translation.",
        ),
        Example(
            {
                "en": "He suffers from asthma and diabetes.",
                "de": "Er leidet an Asthma.",
            },
            note="Two versions alone do not tell which is right.",
        ),
    ),
)

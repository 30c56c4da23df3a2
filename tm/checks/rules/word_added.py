"""word-added: a version has a word that none of the others has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.vote_findings import of_votes
from tm.checks.word_votes import ADDED
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "word-added"


def check(context: CheckContext) -> Iterator[Finding]:
    yield from of_votes(context, ID, ADDED)


RULE = Rule(
    id=ID,
    title="A word is added",
    severity=Severity.WARNING,
    why=(
        "One version has a word for which the core lexicon knows translations, and no other"
        " version has any of them though all the rest is translated word by word: a list has"
        " become longer, a thing has come in, something is denied."
    ),
    advice=(
        "Find out whether it is true and meant for all readers. Explanations for the readers of"
        " one language need no action."
    ),
    messages={"added": "{language} adds “{surface}”, which {others} do not say."},
    check=check,
    bad=(
        Example(
            {
                "en": "They are held in a cell.",
                "de": "Sie werden in einer Zelle festgehalten.",
                "fr": "Ils sont détenus dans une cellule sans ⟦fenêtre⟧.",
            },
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "en": "They are held in a windowless cell.",
                "de": "Sie werden in einer fensterlosen Zelle festgehalten.",
                "fr": "Ils sont détenus dans une cellule sans fenêtre.",
            },
            note="The others say it in one word.",
        ),
    ),
)

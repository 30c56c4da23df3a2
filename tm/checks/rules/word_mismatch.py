"""word-mismatch: a version has another person, place, body or deed than the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import term_findings, vote_findings
from tm.checks.base import Example, Rule
from tm.checks.exclusion import conflicts
from tm.checks.word_votes import OTHER
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "word-mismatch"
_SUBJECTS = frozenset({"word"})


def check(context: CheckContext) -> Iterator[Finding]:
    for conflict in conflicts(context, _SUBJECTS):
        yield term_findings.of_conflict(context, ID, conflict)
    told = {(each.bead, place.language) for each in context.conflicts for place in each.places}
    for vote in context.votes:
        if vote.outcome == OTHER and (vote.bead, vote.third) not in told:
            yield vote_findings.of_vote(context, ID, vote)


RULE = Rule(
    id=ID,
    title="A word means something else",
    severity=Severity.WARNING,
    why=(
        "Words of every day are translated freely, so nobody demands them. But where two versions"
        " speak of a hospital and the third of a prison, or of a lawyer and the third of a"
        " prosecutor, something else is said. The glossary lists such words in groups, and the"
        " core lexicon has the words of one field together; two versions must agree against the"
        " third, which has nothing for their word."
    ),
    advice=(
        "Look up the original. If the word is a right translation, add it to the concept in the"
        " glossary."
    ),
    messages=term_findings.CONFLICT_MESSAGES,
    check=check,
    bad=(
        Example(
            {
                "en": "His ⟦lawyer⟧ was not informed.",
                "de": "Sein ⟦Staatsanwalt⟧ erfuhr nichts davon.",
                "fr": "Son ⟦avocat⟧ n'a pas été informé.",
            },
            language="de",
        ),
        Example(
            {
                "en": "His house was destroyed by the ⟦earthquake⟧.",
                "de": "Sein Haus wurde vom ⟦Erdbeben⟧ zerstört.",
                "fr": "Sa maison a été détruite par l'⟦inondation⟧.",
            },
            language="fr",
            note="Two disasters: the core lexicon has them in one field.",
        ),
        Example(
            {
                "en": "The police used ⟦rubber bullets⟧.",
                "de": "Die Polizei setzte ⟦Gummigeschosse⟧ ein.",
                "fr": "La police a tiré des ⟦balles réelles⟧.",
            },
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "en": "Her lawyer met the prosecutor.",
                "de": "Ihre Anwältin traf die Staatsanwältin.",
                "fr": "Son avocate a rencontré la procureure.",
            },
        ),
        Example(
            {
                "en": "She was taken to the police station.",
                "de": "Man brachte sie zur Polizei.",
                "fr": "Elle a été emmenée au poste.",
            },
            note="A word that is only left out or paraphrased is not reported.",
        ),
    ),
)

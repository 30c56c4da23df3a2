"""From votes on words to findings: what the rules on words share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.evidence import joined, of_nothing
from tm.checks.polls import Vote
from tm.model import Finding

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

KIND = "word"


def of_votes(context: CheckContext, rule: str, outcome: str) -> Iterator[Finding]:
    """Make the findings of all votes with this outcome."""
    for vote in context.votes:
        if vote.outcome == outcome:
            yield of_vote(context, rule, vote)


def of_vote(context: CheckContext, rule: str, vote: Vote) -> Finding:
    """Make the finding of one vote."""
    others = [language for language in context.languages if language != vote.third]
    mine = vote.evidence.get(vote.third)
    theirs = [vote.evidence[language] for language in others if language in vote.evidence]
    first = mine or theirs[0]
    evidence = {
        language: vote.evidence.get(language) or of_nothing(context, vote.bead, language)
        for language in context.languages
    }
    return Finding(
        rule=rule,
        severity=vote.severity,
        unit=context.unit(vote.bead),
        evidence=tuple(evidence.values()),
        kind=KIND,
        language=vote.third,
        arguments={
            "language": vote.third,
            "surface": first.surface,
            "others": joined(others),
            "other": theirs[-1 if mine is None else 0].surface if theirs else "",
        },
        variant="many" if vote.outcome == "other" else vote.outcome,
    )

"""Small steps that the rules share: from facts to evidence, and from judgements to findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tm.checks.comparison import Item
from tm.checks.judgement import Judgement
from tm.model import Evidence, Fact, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext


def of_fact(language: str, segment: int, fact: Fact) -> Evidence:
    """Return a fact as evidence."""
    return Evidence(
        language, segment, fact.start, fact.end, fact.surface, str(fact.value), fact.bound.value
    )


def of_item(item: Item) -> Evidence:
    return of_fact(item.language, item.segment, item.fact)


def of_nothing(context: CheckContext, bead: int, language: str) -> Evidence:
    """Return evidence that a version lacks something in a bead: its first segment there."""
    segments = context.beads[bead].segments.get(language, ())
    return Evidence(language, segments[0] if segments else -1, 0, 0)


def of_judgement(context: CheckContext, judgement: Judgement) -> tuple[Evidence, ...]:
    """Return the evidence of all versions, in the order of reports."""
    cluster = judgement.cluster
    found = {item.language: of_item(item) for item in cluster}
    for language in judgement.absent:
        found[language] = of_nothing(context, cluster.bead, language)
    return tuple(found[language] for language in context.languages if language in found)


def joined(languages: Iterable[str]) -> str:
    """Return language codes as one argument of a message."""
    return " ".join(languages)


def make(
    context: CheckContext,
    judgement: Judgement,
    rule: str,
    severity: Severity,
    arguments: Mapping[str, str],
    variant: str,
    suggestion: str = "",
) -> Finding:
    """Make the finding of a judgement."""
    return Finding(
        rule=rule,
        severity=severity,
        unit=context.unit(judgement.cluster.bead),
        evidence=of_judgement(context, judgement),
        kind=judgement.cluster.kind,
        language=judgement.language,
        arguments=arguments,
        suggestion=suggestion,
        variant=variant,
    )

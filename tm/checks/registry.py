"""All rules, found by looking into `tm.checks.rules`, and the run of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from tm.checks import rules
from tm.checks.base import Rule
from tm.checks.context import CheckContext
from tm.model import Evidence, Finding

_VOTE = "word-mismatch"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by id. Raises AttributeError for a module without one."""
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    found = [importlib.import_module(f"{rules.__name__}.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: str(rule.id)))


def rule(rule_id: str) -> Rule:
    """Return the rule with this id; KeyError where there is none."""
    return {each.id: each for each in all_rules()}[rule_id]


def run(context: CheckContext) -> list[Finding]:
    """Check one set with all rules; findings come in the order of the text."""
    found = [finding for each in all_rules() for finding in _configured(context, each)]
    return sorted(_told_once(found), key=lambda finding: _place(context, finding))


def _told_once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out what the vote on words says of the very places of which another rule says more."""
    others = [finding for finding in found if finding.rule != _VOTE]
    for finding in found:
        if finding.rule != _VOTE or not any(_same_places(finding, other) for other in others):
            yield finding


def _same_places(one: Finding, other: Finding) -> bool:
    mine, theirs = ({each.language: each for each in found.evidence} for found in (one, other))
    return (
        one.language == other.language
        and other.severity >= one.severity
        and mine.keys() == theirs.keys()
        and all(_overlap(mine[language], theirs[language]) for language in mine)
    )


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.segment == other.segment and max(one.start, other.start) < min(one.end, other.end)


def _configured(context: CheckContext, each: Rule) -> Iterator[Finding]:
    if each.whole_text and context.is_bilingual:
        return
    for finding in each.check(context):
        severity = context.severity_of(each.id, finding.kind, finding.severity)
        if severity is not None:
            yield replace(finding, severity=severity)


def _place(context: CheckContext, finding: Finding) -> tuple[int, int, int, int, str]:
    first = next((one for one in finding.evidence if one.segment >= 0), None)
    if first is None:
        return len(context.beads), 0, 0, -finding.severity, finding.rule
    bead = context.bead_of(first.language, first.segment)
    return bead, first.segment, first.start, -finding.severity, finding.rule

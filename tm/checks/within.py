"""What is wrong inside one text, whatever the others say: the steps that such rules share.

The same slip in two or three versions is one finding. A fact that already contradicts the other
versions is left to `fact-mismatch`, which knows which version is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tm.checks import evidence
from tm.checks.judgement import Verdict
from tm.model import Evidence, Fact, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact at its place."""

    language: str
    segment: int
    fact: Fact

    @property
    def evidence(self) -> Evidence:
        return evidence.of_fact(self.language, self.segment, self.fact)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Statements of one version that cannot all be right; `key` is the same in all versions."""

    key: object
    statements: tuple[Statement, ...]
    severity: Severity = Severity.WARNING
    arguments: Mapping[str, str] = field(default_factory=dict)
    variant: str = "found"


def statements(context: CheckContext, language: str, *kinds: str) -> Iterator[Statement]:
    """Yield the facts of some kinds in one version, in order."""
    for segment, facts in enumerate(context.facts[language]):
        for fact in facts:
            if fact.kind in kinds:
                yield Statement(language, segment, fact)


def findings(context: CheckContext, rule: str, doubts: Iterable[Doubt]) -> Iterator[Finding]:
    """Make one finding of all doubts with one key, unless another rule has their facts already."""
    disputed = {
        (item.language, item.segment, item.fact.start)
        for judgement in context.judgements(Verdict.MISMATCH)
        for item in judgement.cluster
    }
    by_key: dict[object, list[Doubt]] = {}
    for doubt in doubts:
        if not any((s.language, s.segment, s.fact.start) in disputed for s in doubt.statements):
            by_key.setdefault(doubt.key, []).append(doubt)
    for same in by_key.values():
        yield _finding(context, rule, same)


def _finding(context: CheckContext, rule: str, same: list[Doubt]) -> Finding:
    first = same[0]
    languages = list(dict.fromkeys(s.language for doubt in same for s in doubt.statements))
    last = first.statements[-1]
    return Finding(
        rule=rule,
        severity=max(doubt.severity for doubt in same),
        unit=context.unit(context.bead_of(last.language, last.segment)),
        evidence=tuple(
            statement.evidence
            for language in languages
            for statement in _of_language(same, language)
        ),
        kind=first.statements[0].fact.kind,
        language=languages[0] if len(languages) == 1 else None,
        arguments={"language": evidence.joined(languages), **first.arguments},
        variant=first.variant,
    )


def _of_language(same: list[Doubt], language: str) -> list[Statement]:
    """Return the statements of the first doubt of a language: the rest only repeats it."""
    return next(
        (list(doubt.statements) for doubt in same if doubt.statements[0].language == language),
        [],
    )

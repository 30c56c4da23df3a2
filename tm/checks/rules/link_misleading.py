"""link-misleading: a hyperlink leads elsewhere than its words say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.within import Doubt, Statement, findings, statements
from tm.model import Finding, Relation, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "link-misleading"


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    for language in context.languages:
        for target in statements(context, language, "link-target"):
            for shown in _shown(context, target):
                arguments = {"surface": shown.fact.surface, "target": str(target.fact.value)}
                key = (shown.fact.value, target.fact.value)
                yield Doubt(key, (shown,), arguments=arguments)


def _shown(context: CheckContext, target: Statement) -> Iterator[Statement]:
    """Yield the addresses in the words of a hyperlink that are not where it leads."""
    for fact in context.facts[target.language][target.segment]:
        outside = fact.end <= target.fact.start or target.fact.end <= fact.start
        if outside or fact.kind not in ("link", "email", "phone"):
            continue
        if context.relate(fact, target.fact) is Relation.DIFFERENT:
            yield Statement(target.language, target.segment, fact)


RULE = Rule(
    id=ID,
    title="A link leads elsewhere than it says",
    severity=Severity.WARNING,
    why=(
        "The text shows one address, and the hyperlink behind it leads to another: a link that was"
        " copied from an older text, or a target that was not changed with the words. Who reads on"
        " paper and who clicks end up in different places."
    ),
    advice="Open both, and correct the one that is wrong in every version.",
    messages={"found": "“{surface}” leads to {target} ({language})."},
    check=check,
    bad=(
        Example(
            {"en": "See ⟦www.amnesty.org/ua/118⟧ for details."},
            language="en",
            note="Behind these words: https://www.amnesty.org/ua/119.",
            targets={"www.amnesty.org/ua/118": "https://www.amnesty.org/ua/119"},
        ),
    ),
    good=(
        Example(
            {"en": "See www.amnesty.org/fr/ua/118 now, or the report."},
            note="The language part of an address does not count; words show no address.",
            targets={
                "www.amnesty.org/fr/ua/118": "https://amnesty.org/en/ua/118/",
                "report": "https://amnesty.org/en/ua/119/",
            },
        ),
    ),
)

"""From terms to findings: what the rules on words share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tm.checks.evidence import joined
from tm.checks.exclusion import Conflict
from tm.checks.terms import Place
from tm.checks.vote_findings import KIND
from tm.model import Evidence, Finding

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

CONFLICT_MESSAGES = {
    "one": "{language} has “{surface}” where {others} has “{other}”.",
    "many": "{language} has “{surface}” where {others} have “{other}”.",
    "open": "{first} has “{surface}”, {second} “{other}”: they do not mean the same.",
}


def of_conflict(context: CheckContext, rule: str, conflict: Conflict) -> Finding:
    """Make the finding of a conflict between terms."""
    wrong, concept = conflict.wrong, conflict.concept
    others = [place for place in conflict.places if place is not wrong]
    if wrong:
        variant = "one" if len(others) == 1 else "many"
        arguments = {
            "language": wrong.language,
            "surface": wrong.match.surface,
            "others": joined(place.language for place in others),
            "other": others[0].match.surface,
        }
    else:
        variant = "open"
        arguments = {
            "first": others[0].language,
            "second": others[1].language,
            "surface": others[0].match.surface,
            "other": others[1].match.surface,
        }
    # Of a word of every day the glossary has some form of some synonym, not what to write.
    suggestion = concept.preferred(wrong.language) if wrong and concept.subject != KIND else ""
    return Finding(
        rule=rule,
        severity=context.doubting(conflict.bead, conflict.severity),
        unit=context.unit(conflict.bead),
        evidence=in_order(context, conflict.places),
        kind=concept.subject,
        language=wrong.language if wrong else None,
        arguments=arguments,
        suggestion=suggestion,
        variant=variant,
    )


def in_order(context: CheckContext, places: Iterable[Place]) -> tuple[Evidence, ...]:
    """Return the places as evidence, in the order of reports."""
    order = {language: number for number, language in enumerate(context.languages)}
    return tuple(
        place.evidence() for place in sorted(places, key=lambda place: order[place.language])
    )

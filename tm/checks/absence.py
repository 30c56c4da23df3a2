"""How bad it is that a fact is lacking in one version, or stands in one only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from tm.checks.intervals import is_worked_out
from tm.checks.judgement import Judgement
from tm.checks.paraphrase import is_enumerated, is_explained, is_told_relatively
from tm.model import Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# What good translations put otherwise.
_IN_OTHER_WORDS = (is_told_relatively, is_worked_out, is_enumerated, is_explained)

DEFAULT = Severity.WARNING
BY_KIND: Mapping[str, Severity] = MappingProxyType(
    dict.fromkeys(("date", "duration", "law", "money", "reference", "term"), Severity.ERROR)
)


def severity(context: CheckContext, judgement: Judgement) -> Severity:
    """Return the severity by kind, lower for what good translations leave out or say otherwise."""
    cluster = judgement.cluster
    if judgement.elsewhere or cluster.is_slight():
        return Severity.INFO
    if any(is_said(context, judgement) for is_said in _IN_OTHER_WORDS):
        return Severity.INFO
    return Severity.WARNING if cluster.is_faint() else BY_KIND.get(cluster.kind, DEFAULT)

"""How bad it is that a fact is lacking in one version, or stands in one only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from tm.checks.intervals import is_worked_out
from tm.checks.judgement import Judgement
from tm.checks.paraphrase import is_told_relatively
from tm.model import Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

DEFAULT = Severity.WARNING
BY_KIND: Mapping[str, Severity] = MappingProxyType(
    dict.fromkeys(("date", "duration", "law", "money", "reference", "term"), Severity.ERROR)
)


def severity(context: CheckContext, judgement: Judgement) -> Severity:
    """Return the severity by kind, lower for what good translations leave out or say otherwise."""
    cluster = judgement.cluster
    if judgement.elsewhere or cluster.is_slight():
        return Severity.INFO
    if is_told_relatively(context, judgement) or is_worked_out(context, judgement):
        return Severity.INFO
    return Severity.WARNING if cluster.is_faint() else BY_KIND.get(cluster.kind, DEFAULT)

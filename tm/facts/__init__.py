"""Facts in running text: one module per kind.

>>> [str(fact.value) for fact in extract_facts("Five women and 1,335 men.", "en")]
['5', '1335']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tm.facts import (
    age,
    date,
    daypart,
    duration,
    email,
    law,
    link,
    money,
    number,
    ordinal,
    percentage,
    period,
    phone,
    postbox,
    quantifier,
    quantity,
    reference,
    score,
    share,
    target,
    time,
)
from tm.facts.analysis import Analysis
from tm.facts.base import Kind
from tm.languages import get
from tm.model import Fact, Hyperlink, Relation, Value

# From the most to the least telling: the first to claim characters keeps them.
KINDS: tuple[Kind, ...] = (
    email.KIND,
    link.KIND,
    law.KIND,
    reference.KIND,
    phone.KIND,
    postbox.KIND,
    score.KIND,
    share.KIND,
    time.KIND,
    date.KIND,
    age.KIND,
    duration.KIND,
    money.KIND,
    percentage.KIND,
    quantity.KIND,
    period.KIND,
    daypart.KIND,
    ordinal.KIND,
    number.KIND,
    quantifier.KIND,
    target.KIND,
)
_READ_BACK = frozenset(
    ("time", "date", "age", "duration", "money", "percentage", "quantity", "ordinal", "number")
)
_BY_NAME = {kind.name: kind for kind in KINDS}


def extract_facts(text: str, language: str, links: Sequence[Hyperlink] = ()) -> list[Fact]:
    """Return the facts of one segment in ascending order; `links` adds targets that are not shown.

    Offsets are characters of `text`. Never depends on the clock or on other texts.
    """
    analysis = Analysis(text, get(language), links)
    for kind in KINDS:
        if found := list(kind.extract(analysis)):
            for fact in found:
                analysis.claim(fact.start, fact.end)
            analysis.found.extend(found)
    return sorted(analysis.found, key=lambda fact: (fact.start, fact.end))


def relate(first: Fact, second: Fact) -> Relation:
    """Say how the value of `first` stands to that of `second`, bounds aside."""
    for name in (first.kind, second.kind):
        kind, other = _BY_NAME[name], second.kind if name == first.kind else first.kind
        if other == name or other in kind.comparable:
            return kind.relate(first, second)
    return Relation.UNRELATED


def render(kind: str, value: Value, language: str, like: str = "") -> str | None:
    """Write `value` in running text of `language`; None where no form is certain.

    `like` is a surface to imitate: in words or digits, with its separators, sign or unit. What is
    counted or measured is read back, and returned only where it reads as `value`.
    """
    formats = get(language).table("formats")
    if kind in _READ_BACK and not formats:
        return None
    written = _BY_NAME[kind].render(value, language, like)
    if written is None or kind not in _READ_BACK:
        return written
    before = formats.get("before", ("",))
    return written if any(_reads_as(b + written, kind, value, language) for b in before) else None


def _reads_as(text: str, kind: str, value: Value, language: str) -> bool:
    facts = extract_facts(text, language)
    if len(facts) != 1:
        return False
    found = facts[0]
    if found.kind == kind:
        return str(found.value) == str(value)
    # An age may stand as a mere "28 ans", whose sentence makes it one.
    return kind == age.KIND.name and relate(replace(found, kind=kind, value=value), found) in _SAME


_SAME = frozenset((Relation.EQUAL, Relation.EQUIVALENT, Relation.MORE_SPECIFIC))

"""sum-mismatch: the parts in brackets do not make up the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tm import languages
from tm.checks.base import Example, Rule
from tm.checks.within import Doubt, Statement, findings
from tm.facts.values import Number
from tm.model import Bound, Fact, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "sum-mismatch"
# "12 people (7 women and 5 men)": how far the whole may stand before its parts.
_REACH = 40
_WORD = re.compile(r"[^\W\d_]{2}")
_BRACKETS = re.compile(r"\(([^()]{3,200})\)")


def check(context: CheckContext) -> Iterator[Finding]:
    return findings(context, ID, _doubts(context))


def _doubts(context: CheckContext) -> Iterator[Doubt]:
    for language in context.languages:
        for index, segment in enumerate(context.segments[language]):
            counts = [fact for fact in context.facts[language][index] if _is_count(fact)]
            if len(counts) < 3:
                continue
            for bracket in _BRACKETS.finditer(segment.text):
                yield from _in_brackets(segment.text, bracket, counts, language, index)


def _in_brackets(
    text: str, bracket: re.Match[str], counts: list[Fact], language: str, segment: int
) -> Iterator[Doubt]:
    parts = [f for f in counts if bracket.start() < f.start and f.end < bracket.end()]
    before = [f for f in counts if bracket.start() - _REACH < f.end <= bracket.start()]
    if not _WORD.search(bracket[1]):  # a score: "61:72 (28:38)"
        return
    if len(parts) < 2 or not before or _is_partial(text[before[-1].end : bracket.end()], language):
        return
    amounts = [_amount(fact) for fact in parts]
    total = _amount(before[-1])
    # A sum that is far off is no sum: "12 people (born 1980 and 1990)".
    if sum(amounts) == total or not total / 2 <= sum(amounts) <= total * 2 or total in amounts:
        return
    yield Doubt(
        (total, tuple(amounts)),
        tuple(Statement(language, segment, fact) for fact in (before[-1], *parts)),
        arguments={"surface": before[-1].surface, "sum": f"{sum(amounts)}"},
    )


def _is_count(fact: Fact) -> bool:
    return (
        fact.kind == "number"
        and isinstance(fact.value, Number)
        and fact.value.parts == 1
        and fact.bound is Bound.EXACTLY
    )


def _amount(fact: Fact) -> Decimal:
    return fact.value.amount if isinstance(fact.value, Number) else Decimal(0)


def _is_partial(text: str, language: str) -> bool:
    words = languages.get(language).table("checks").get("some_of", ())
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I) for word in words)


RULE = Rule(
    id=ID,
    title="The parts do not make up the whole",
    severity=Severity.WARNING,
    why=(
        "A number is broken down in brackets right behind it, and the parts add up to another"
        " number. One of them was changed without the others, or is a slip."
    ),
    advice="Add up, ask the author, and correct all versions.",
    messages={"found": "“{surface}”, but the parts make {sum} ({language})."},
    check=check,
    bad=(
        Example(
            {
                "en": "The police held ⟦12⟧ people (⟦seven⟧ women and ⟦four⟧ men).",
                "fr": "La police a détenu ⟦12⟧ personnes (⟦sept⟧ femmes et ⟦quatre⟧ hommes).",
            },
        ),
    ),
    good=(
        Example({"en": "The police held 12 people (seven women and five men)."}),
        Example({"en": "They lost 61–72 (28–38) in front of 900 spectators."}),
        Example({"de": "Die Polizei hielt 12 Personen fest (darunter 7 Frauen und 4 Kinder)."}),
        Example({"en": "They adopted 12 articles (Articles 7 and 11 without a vote)."}),
    ),
)

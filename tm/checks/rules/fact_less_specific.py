"""fact-less-specific: one version says less than the others, but nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import evidence
from tm.checks.base import Example, Rule
from tm.checks.comparison import Item
from tm.checks.judgement import Verdict
from tm.facts.dates import Date
from tm.facts.law_articles import ArticleValue
from tm.facts.values import Money
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "fact-less-specific"


def check(context: CheckContext) -> Iterator[Finding]:
    for judgement in context.judgements(Verdict.LESS_SPECIFIC):
        vague = judgement.wrong
        if vague is None or judgement.elsewhere:
            continue
        full = judgement.right
        arguments = {
            "language": vague.language,
            "surface": vague.fact.surface,
            "others": evidence.joined(item.language for item in full),
            "other": full[0].fact.surface,
        }
        variant = "one" if len(full) == 1 else "many"
        severity = Severity.INFO
        if (
            _lost_its_currency(context, vague, full[0])
            or _lost_more_than_a_year(vague.fact.value, full[0].fact.value)
            or _lost_a_part(context, vague, full[0])
        ):
            severity = context.doubting(judgement.cluster.bead, Severity.WARNING)
        yield evidence.make(
            context,
            judgement,
            ID,
            severity,
            arguments,
            variant,
            context.suggest(full[0].fact, vague),
        )


def _lost_a_part(context: CheckContext, vague: Item, full: Item) -> bool:
    """Say whether "Art. 14(2)(c)" became "Art. 14(2)", and the version never has it whole."""
    mine, other = vague.fact.value, full.fact.value
    if not (isinstance(mine, ArticleValue) and isinstance(other, ArticleValue)):
        return False
    if mine.last or other.last or not mine.parts:
        return False
    return all(fact.value != other for facts in context.facts[vague.language] for fact in facts)


# A few pounds may be what something weighs.
_WEIGHED, _HEAVY = "GBP", 1000


def _lost_its_currency(context: CheckContext, vague: Item, full: Item) -> bool:
    """Say whether an amount stands without currency, and none near by may be meant for it too."""
    if full.fact.kind != "money" or vague.fact.kind == "money":
        return False
    value = full.fact.value
    if (
        isinstance(value, Money)
        and value.loose
        and value.currency == _WEIGHED
        and value.amount < _HEAVY
    ):
        return False
    near = context.facts[vague.language][vague.segment]
    return all(fact.kind != "money" for fact in near)


def _lost_more_than_a_year(vague: object, full: object) -> bool:
    """Say whether the day or the month is gone, which no context supplies."""
    if not isinstance(vague, Date) or not isinstance(full, Date) or full.season:
        return False
    return any(
        getattr(vague, field) is None and getattr(full, field) is not None
        for field in ("month", "day")
    )


RULE = Rule(
    id=ID,
    title="One version is less specific",
    severity=Severity.INFO,
    why=(
        "A version gives only a part of what the others state: a date without its year, a month"
        " without its day. Often this is good style, because the rest is clear; sometimes a"
        " part was lost."
    ),
    advice="Add the part that is lacking if a reader of this version alone could be in doubt.",
    messages={
        "one": "{language} only says “{surface}” where {others} says “{other}”.",
        "many": "{language} only says “{surface}” where {others} say “{other}”.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "They met on ⟦10 March 2019⟧ in Almaty.",
                "de": "Sie trafen sich am ⟦10. März⟧ in Almaty.",
                "fr": "Ils se sont rencontrés le ⟦10 mars 2019⟧ à Almaty.",
            },
            language="de",
        ),
        Example(
            {
                "en": "The treaty was signed in ⟦July 1998⟧.",
                "de": "Der Vertrag wurde im ⟦Juli 1998⟧ unterzeichnet.",
                "fr": "Le traité a été signé en ⟦1998⟧.",
            },
            language="fr",
            note="A month or a day that is lost is a warning: no context supplies it.",
        ),
    ),
    good=(
        Example(
            {
                "en": "In March 2019 he moved.\nHe was arrested on 10 March 2019.",
                "de": "Im März 2019 zog er um.\nAm 10. März wurde er verhaftet.",
                "fr": "En mars 2019, il a déménagé.\nIl a été arrêté le 10 mars 2019.",
            },
            note="The year stands in the sentence before.",
        ),
    ),
)

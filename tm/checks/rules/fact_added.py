"""fact-added: one version states a fact, or a detail of one, that the others do not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import absence, evidence
from tm.checks.base import Example, Rule
from tm.checks.judgement import Judgement, Verdict
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "fact-added"


def check(context: CheckContext) -> Iterator[Finding]:
    for judgement in context.judgements(Verdict.ADDED, Verdict.DETAIL_ADDED, Verdict.CONVERSION):
        stated = next(iter(judgement.cluster)) if judgement.wrong is None else judgement.wrong
        others = judgement.absent or tuple(i.language for i in judgement.right if i is not stated)
        contrast = next((item for item in judgement.right if item is not stated), stated)
        variant = _variant(judgement)
        arguments = {
            "language": evidence.joined(
                judgement.cluster.members if variant == "conversion" else [stated.language]
            ),
            "surface": stated.fact.surface,
            "others": evidence.joined(others),
            "other": contrast.fact.surface,
        }
        severity = context.doubting(judgement.cluster.bead, _severity(context, judgement))
        yield evidence.make(context, judgement, ID, severity, arguments, variant)


def _variant(judgement: Judgement) -> str:
    if judgement.verdict is Verdict.CONVERSION:
        return "conversion"
    if judgement.verdict is Verdict.DETAIL_ADDED:
        return "detail"
    return "elsewhere" if judgement.elsewhere else "added"


def _severity(context: CheckContext, judgement: Judgement) -> Severity:
    if judgement.verdict is Verdict.CONVERSION:
        return Severity.INFO
    if judgement.verdict is Verdict.DETAIL_ADDED:
        # "250,000 liras" leaves open which lira; the text as a whole rarely does.
        shared = all(getattr(i.fact.value, "loose", False) for i in judgement.right)
        # "d'été de 2008" may be the name of the Games.
        shared = shared or any(getattr(i.fact.value, "season", None) for i in judgement.cluster)
        # Some sections number the updates of an Urgent Action ("UA-038/2025-1"), others do not.
        shared = shared or judgement.cluster.kind == "reference"
        return Severity.INFO if shared else Severity.WARNING
    return absence.severity(context, judgement)


RULE = Rule(
    id=ID,
    title="A fact stands in one version only",
    severity=absence.DEFAULT,
    severities=absence.BY_KIND,
    why=(
        "One version states a fact that none of the others has in this passage or near it. It"
        " may be a slip, or a remainder of an older text, or something that the other versions"
        " ought to say as well."
    ),
    advice=(
        "Find out whether the fact is true and meant for all readers. Amounts converted in"
        " brackets for the readers of one language are reported for information only."
    ),
    messages={
        "added": "{language} adds “{surface}”, which {others} do not say.",
        "elsewhere": "{language} says “{surface}” here; {others} say it elsewhere only.",
        "detail": "{language} is alone in saying “{surface}”; {others} only say “{other}”.",
        "conversion": "{language} adds the conversion “{surface}”.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "She was given access to a lawyer.",
                "de": "Sie erhielt Zugang zu einem Anwalt.",
                "fr": "Elle a pu consulter un avocat le ⟦5 mai 2021⟧.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "The verdict is expected in ⟦September 2014⟧.",
                "de": "Das Urteil wird im ⟦September⟧ erwartet.",
                "fr": "Le verdict est attendu en ⟦septembre⟧.",
            },
            language="en",
            note="A year that no other version states anywhere.",
        ),
    ),
    good=(
        Example(
            {
                "en": "He was arrested on 10 March 2019.\nHis trial starts on 5 May 2019.",
                "de": "Er wurde am 10. März 2019 verhaftet.\nSein Prozess beginnt am 5. Mai.",
                "fr": "Il a été arrêté le 10 mars 2019.\nSon procès s'ouvre le 5 mai.",
            },
            note="A year dropped where it is clear.",
        ),
        Example(
            {
                "en": "She told The Sunday Herald about it.",
                "de": "Sie berichtete dem Sunday Herald davon.",
                "fr": "Elle en a parlé au Sunday Herald.",
            },
            note="A name that the others quote as it is.",
        ),
        Example(
            {
                "en": "Omar Said, 52, is ill.",
                "de": "Omar Said, 52, ist krank.",
                "fr": "Omar Said, 52 ans, est malade.",
            },
        ),
    ),
)

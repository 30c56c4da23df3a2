"""fact-mismatch: versions state different values of one fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import evidence
from tm.checks.base import Example, Rule
from tm.checks.comparison.conversion import measure
from tm.checks.judgement import Judgement, Verdict
from tm.checks.paraphrase import is_one_more
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "fact-mismatch"


def check(context: CheckContext) -> Iterator[Finding]:
    for judgement in context.judgements(Verdict.MISMATCH):
        severity = Severity.WARNING if judgement.cluster.is_weak() else Severity.ERROR
        severity = context.doubting(judgement.cluster.bead, severity)
        if is_one_more(context, judgement) or _is_open(judgement) or _is_local(context, judgement):
            severity = Severity.INFO
        variant, arguments = _sentence(judgement)
        suggestion = ""
        if judgement.wrong:
            suggestion = context.suggest(judgement.right[0].fact, judgement.wrong)
        yield evidence.make(context, judgement, ID, severity, arguments, variant, suggestion)


def _is_open(judgement: Judgement) -> bool:
    """Say whether quantifiers differ and no third version tells which is meant.

    "They all refused" and "la plupart ont refusé" may stand in other sentences than it seems.
    """
    return judgement.wrong is None and judgement.cluster.kind == "quantifier"


def _is_local(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether each version converts a sum for its own readers: dollars, francs and euros.

    Two that agree in the sum but not in the currency are none, unless a third has another yet.
    """
    items = list(judgement.cluster)
    if len(items) != len(context.languages) - 1 or not all(item.converted for item in items):
        return False
    third = next(n for n in context.languages if judgement.cluster.lacks(n))
    measures = {measure(item.fact) for item in items}
    return len(measures) == len(items) and any(
        other.converted and measure(other.fact) not in measures
        for item in items
        for other in context.comparison.items.get((item.bead, third), ())
    )


def _sentence(judgement: Judgement) -> tuple[str, dict[str, str]]:
    right, wrong = judgement.right, judgement.wrong
    if wrong:
        shown = [item for item in judgement.cluster if item in right]
        return ("one" if len(right) == 1 else "many"), {
            "language": wrong.language,
            "surface": wrong.fact.surface,
            "others": evidence.joined(item.language for item in shown),
            "other": shown[0].fact.surface,
        }
    arguments: dict[str, str] = {}
    for place, item in zip(("first", "second", "third"), right, strict=False):
        arguments |= {place: item.language, f"{place}_surface": item.fact.surface}
    return ("two" if len(right) == 2 else "three"), arguments


RULE = Rule(
    id=ID,
    title="Versions state different values",
    severity=Severity.ERROR,
    why=(
        "A date, number, amount, name of an article or reference in one version says something"
        " else than in the others. Readers of that version are told something that is not true,"
        " and an appeal that quotes it can be dismissed by the authorities for the error alone."
    ),
    advice=(
        "Compare the passages with the source. With three versions the one that disagrees with"
        " the two others is named; correct it, or the others if all of them followed a mistake."
    ),
    messages={
        "one": "{language} says “{surface}” where {others} says “{other}”.",
        "many": "{language} says “{surface}” where {others} say “{other}”.",
        "two": "{first} says “{first_surface}”, but {second} says “{second_surface}”.",
        "three": (
            "{first} says “{first_surface}”, {second} says “{second_surface}”,"
            " and {third} says “{third_surface}”."
        ),
    },
    check=check,
    bad=(
        Example(
            {
                "en": "Leyla Aydin was arrested on ⟦4 November 2024⟧.",
                "de": "Leyla Aydin wurde am ⟦14. November 2024⟧ festgenommen.",
                "fr": "Leyla Aydin a été arrêtée le ⟦4 novembre 2024⟧.",
            },
            language="de",
            note="Two versions against one: German is named.",
        ),
        Example(
            {
                "en": "He has to pay a fine of ⟦700 dollars⟧.",
                "fr": "Il doit payer une amende de ⟦700 euros⟧.",
            },
            note="Two versions: nobody can say which is right.",
        ),
        Example(
            {
                "en": "He has to pay a fine of ⟦700 dollars⟧.",
                "fr": "Il doit payer une amende de ⟦700 euros⟧.",
            },
            language="fr",
            source="en",
            note="The same, where the configuration says that English is the source.",
        ),
        Example(
            {
                "en": "⟦Three⟧ of the lawyers were questioned again.",
                "de": "⟦Drei⟧ der Anwält_innen wurden erneut befragt.",
                "fr": "⟦Quatre⟧ des avocat·e·s ont de nouveau été interrogés.",
            },
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "en": "The wreck was found within 200 miles of the harbour.",
                "de": "Das Wrack wurde im Umkreis von 320 Kilometern um den Hafen gefunden.",
                "fr": "L'épave a été retrouvée dans un périmètre de 300 km autour du port.",
            },
            note="Two roundings of one distance.",
        ),
        Example(
            {
                "en": "The trial starts at 2.30 p.m. on 12 May 2023.",
                "de": "Der Prozess beginnt am 12. Mai 2023 um 14.30 Uhr.",
                "fr": "Le procès s'ouvre le 12 mai 2023 à 14 h 30.",
            },
            note="Each language's own way to write dates and times.",
        ),
        Example(
            {
                "en": "She was held for two weeks.\nShe paid 12,500 dinars.",
                "de": "Sie zahlte 12 500 Dinar.\nSie wurde 14 Tage festgehalten.",
                "fr": "Elle a été détenue deux semaines.\nElle a payé 12.500 dinars.",
            },
            note="Sentences that changed places, and the same values in other words.",
        ),
    ),
)

"""name-spelling: a name is spelt otherwise in one version, or in one place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import evidence
from tm.checks.base import Example, Rule
from tm.facts.names import Mention, Misspelling, misspellings
from tm.model import Evidence, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "name-spelling"


def check(context: CheckContext) -> Iterator[Finding]:
    for found in misspellings(context.names):
        wrong, right = found.wrong, found.right
        blamed = found.blamed
        if blamed is None and context.source == right[0].code:
            blamed = wrong.code
        elif blamed is None and context.source == wrong.code:
            blamed, wrong, right = right[0].code, right[0], (wrong,)
        expected = found.expected if wrong is found.wrong else right[0].word.surface
        mentions = sorted(
            (wrong, *right), key=lambda one: (context.languages.index(one.code), one is not wrong)
        )
        yield Finding(
            rule=ID,
            severity=context.doubting(found.bead, RULE.severity),
            unit=context.unit(found.bead),
            evidence=tuple(of_mention(mention) for mention in mentions),
            kind="name",
            language=blamed,
            arguments={
                "language": wrong.code,
                "surface": wrong.word.surface,
                "expected": expected,
                "others": evidence.joined(dict.fromkeys(mention.code for mention in right)),
            },
            suggestion=expected if blamed else "",
            variant=_variant(found, blamed),
        )


def of_mention(mention: Mention) -> Evidence:
    """Return a name as evidence."""
    word = mention.word
    return Evidence(mention.code, mention.segment, word.start, word.end, word.surface, word.surface)


def _variant(found: Misspelling, blamed: str | None) -> str:
    if blamed is None:
        return "undecided"
    return "inconsistent" if found.inconsistent else "differs"


RULE = Rule(
    id=ID,
    title="A name is spelt in two ways",
    severity=Severity.ERROR,
    why=(
        "A letter is wrong, dropped, doubled or swapped in a name: the other versions agree on"
        " another spelling, or this version itself writes it otherwise elsewhere. Authorities"
        " look for a prisoner by name, and readers copy it into their appeals. Spellings that"
        " another language has for a name (Sergej, Sergueï, Poutine) are no slips."
    ),
    advice="Look the name up and spell it in one way throughout.",
    messages={
        "differs": "“{surface}” ({language}) is spelt “{expected}” in the others ({others}).",
        "inconsistent": "“{surface}” is spelt “{expected}” elsewhere in this version ({language}).",
        "undecided": "“{surface}” ({language}) and “{expected}” ({others}): one is misspelt.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "The committee of relatives (⟦COFADU⟧) appealed.",
                "de": "Das Komitee der Angehörigen (⟦COFAUD⟧) legte Berufung ein.",
                "fr": "Le comité des proches (⟦COFADU⟧) a fait appel.",
            },
            language="de",
        ),
        Example(
            {
                "en": "They met in Henry ⟦IV⟧ Street.",
                "de": "Sie trafen sich in der Heinrich-⟦IV⟧-Straße.",
                "fr": "Ils se sont rencontrés rue Henri ⟦VI⟧.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "Serikzhan ⟦Bilash⟧ was released.",
                "de": "Serikzhan ⟦Bilach⟧ kam frei.",
                "fr": "Serikzhan ⟦Bilash⟧ a été libéré.",
            },
            language="de",
        ),
        Example(
            {
                "en": "Nadia ⟦Tarkhanova⟧ faces trial.",
                "de": "Nadia ⟦Tarkhanova⟧ steht vor Gericht.",
                "fr": "Nadia ⟦Takrhanova⟧ va être jugée.",
            },
            language="fr",
        ),
        Example(
            {
                "de": "Serikzhan ⟦Bilash⟧ leitet Atajurt.\nSerikzhan ⟦Bilsah⟧ kam frei.\n"
                "Die Richterin verwarnte Serikzhan Bilash."
            },
            language="de",
            note="One text by itself.",
        ),
        Example(
            {
                "en": "Sayragul ⟦Autybai⟧ testified in court.",
                "de": "Sayragul ⟦Auytbai⟧ sagte vor Gericht aus.",
            },
            note="Two versions: nobody is blamed.",
        ),
        Example(
            {
                "en": "Sayragul ⟦Autybai⟧ testified in court.",
                "de": "Sayragul ⟦Auytbai⟧ sagte vor Gericht aus.",
            },
            language="de",
            note="Two versions, and it is known that the German is translated from the English.",
            source="en",
        ),
    ),
    good=(
        Example(
            {
                "en": "The court (ICC) and the agency (IAEX) reacted.",
                "de": "Der Gerichtshof (ICC) und die Agentur (IAEX) reagierten.",
                "fr": "La Cour (CPI) et l'agence (AIEX) ont réagi.",
            },
            note="Abbreviations of each language.",
        ),
        Example(
            {
                "en": "Vladimir Putin and Sergei Lavrov met in Moscow.",
                "de": "Wladimir Putin und Sergej Lawrow trafen sich in Moskau.",
                "fr": "Vladimir Poutine et Sergueï Lavrov se sont rencontrés à Moscou.",
            },
            note="Each language has its own spelling of these names.",
        ),
        Example(
            {
                "en": "Bilash's lawyer appealed in Nur-Sultan.",
                "de": "Bilashs Anwältin legte in Nur-Sultan Berufung ein.",
                "fr": "L'avocate de Bilash a fait appel à Noursoultan.",
            },
        ),
        Example(
            {
                "en": "The Kazakh authorities harass Uighurs.",
                "de": "Die kasachischen Behörden schikanieren Uiguren.",
                "fr": "Les autorités kazakhes harcèlent les Ouïghours.",
            },
        ),
    ),
)

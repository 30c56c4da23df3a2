"""name-missing: a name of the other versions is lacking in one, or another stands in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import evidence
from tm.checks.base import Example, Rule
from tm.checks.rules.name_spelling import of_mention
from tm.facts.names import Mention, missing_names
from tm.model import Evidence, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "name-missing"


def check(context: CheckContext) -> Iterator[Finding]:
    for found in missing_names(context.names):
        if found.instead and _is_dateline(context, found.instead):
            continue
        language = found.instead.code if found.instead else (found.blamed or "")
        own = (
            of_mention(found.instead)
            if found.instead
            else evidence.of_nothing(context, found.bead, language)
        )
        present = [of_run(context, run) for run in found.present]
        if not found.instead and all(_is_aside(context, one) for one in present):
            continue
        arguments = {
            "language": language,
            "others": evidence.joined(one.language for one in present),
            "surface": present[0].surface,
        }
        if found.instead:
            arguments["instead"] = found.instead.word.surface
        severity = RULE.severity if found.instead else Severity.WARNING
        yield Finding(
            rule=ID,
            severity=context.doubting(found.bead, severity),
            unit=context.unit(found.bead),
            evidence=tuple(
                sorted((*present, own), key=lambda at: context.languages.index(at.language))
            ),
            kind="name",
            language=found.blamed or _by_source(context, language),
            arguments=arguments,
            variant="replaced" if found.instead else "missing",
        )


def _is_dateline(context: CheckContext, mention: Mention) -> bool:
    """Say whether a name is where a version was issued: "Bern, 24 July 2018" on a line."""
    text = context.segments[mention.code][mention.segment].text
    dates = [fact for fact in context.facts[mention.code][mention.segment] if fact.kind == "date"]
    if len(dates) != 1 or mention.word.end > dates[0].start:
        return False
    outside = text[: mention.word.start] + text[mention.word.end : dates[0].start]
    return not any(map(str.isalnum, outside + text[dates[0].end :]))


def _is_aside(context: CheckContext, one: Evidence) -> bool:
    """Say whether a name stands in brackets: what something is called in its own language."""
    before = context.segments[one.language][one.segment].text[: one.start]
    return before.rfind("(") > before.rfind(")")


def of_run(context: CheckContext, run: tuple[Mention, ...]) -> Evidence:
    """Return a name of several words in a row as evidence."""
    code, segment = run[0].code, run[0].segment
    start, end = run[0].word.start, run[-1].word.end
    surface = context.segments[code][segment].text[start:end]
    return Evidence(code, segment, start, end, surface, surface)


def _by_source(context: CheckContext, language: str) -> str | None:
    """Return which of two versions is wrong, where it is known what was translated from what."""
    if context.source is None:
        return None
    others = [code for code in context.languages if code != language]
    return language if context.source != language else others[0]


RULE = Rule(
    id=ID,
    title="A name is missing or another stands in its place",
    severity=Severity.ERROR,
    why=(
        "All other versions name somebody or something here. This version names somebody else"
        " (an error), or does not name the person here or anywhere else (a warning). Who is"
        " named elsewhere may be “he” or “she” here, and is not reported."
    ),
    advice="Compare the sentence with the other versions and put the name right.",
    messages={
        "missing": "“{surface}” ({others}) is not named in this version ({language}).",
        "replaced": "“{instead}” ({language}) stands where the others ({others}) have “{surface}”.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "Serikzhan ⟦Bilash⟧ was released.",
                "de": "Serikzhan ⟦Oyelaran⟧ kam frei.",
                "fr": "Serikzhan ⟦Bilash⟧ a été libéré.",
            },
            language="de",
        ),
        Example(
            {
                "en": "He fled ⟦China⟧ in April.",
                "de": "Er floh im April aus ⟦China⟧.",
                "fr": "Il a fui le ⟦Kenya⟧ en avril.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "Her lawyer, ⟦Amara Oyelaran⟧, was not admitted.",
                "de": "Ihre Anwältin ⟦Amara Oyelaran⟧ wurde nicht zugelassen.",
                "fr": "Son avocate n'a pas été admise.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "Her lawyer, Amara ⟦Oyelaran⟧, was not admitted.",
                "fr": "Son avocate Amara ⟦Quispe⟧ n'a pas été admise.",
            },
            note="Two versions: nobody is blamed.",
        ),
        Example(
            {
                "en": "The ⟦Nigerian⟧ authorities let them go.",
                "de": "Die Behörden ⟦Nigers⟧ ließen sie gehen.",
            },
            note="Two countries, in two versions.",
        ),
    ),
    good=(
        Example(
            {
                "en": "Moscow and the White House are silent.",
                "fr": "La Russie et la Maison-Blanche se taisent.",
            },
            note="A capital for its country.",
        ),
        Example(
            {
                "en": "Serikzhan Bilash was released.\nSerikzhan Bilash paid a fine.",
                "de": "Serikzhan Bilash kam frei.\nEr zahlte eine Geldstrafe.",
                "fr": "Serikzhan Bilash a été libéré.\nSerikzhan Bilash a payé une amende.",
            },
            note="A pronoun.",
        ),
        Example(
            {
                "en": "The Libyan Arab Armed Forces (LAAF) hold him.",
                "de": "Die Libysch-Arabischen Streitkräfte (LAAF) halten ihn fest.",
                "fr": "Les Forces armées arabes libyennes (FAAL) le détiennent.",
            },
        ),
    ),
)

"""charge-inconsistent: one version words a charge in another way than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.charges import EarlierCharge, Placed, counterparts, similarity, together
from tm.model import Evidence, Finding, Severity
from tm.model.glossary import Glossary
from tm.terminology.charges import Charge
from tm.terminology.matching import content_keys
from tm.terminology.words import Reader

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "charge-inconsistent"
# Charges that share so many parts are meant to be the same.
_SAME = 0.5
_MIN_GROUNDS = 2


def check(context: CheckContext) -> Iterator[Finding]:
    if context.terms is None:
        return
    pairs = {language: list(_changes(context, language)) for language in context.languages}
    for language, found in pairs.items():
        others = [other for code, other in pairs.items() if code != language]
        # Where every version words it twice, so does the original.
        if found and not (others and all(others)):
            yield from (_finding(context, first, second) for first, second in found[:1])
        yield from _against_earlier(context, language)
    yield from _against_memory(context, context.terms.glossary)


def _changes(context: CheckContext, language: str) -> Iterator[tuple[Placed, Placed]]:
    """Yield pairs of charges in one version that are nearly the same."""
    placed = [
        Placed(language, segment, charge)
        for segment, charges in context.charges[language].items()
        for charge in charges
    ]
    for first, second in combinations(placed, 2):
        if _differ(first.charge, second.charge):
            yield first, second


def _differ(one: Charge, other: Charge) -> bool:
    enough = min(len(one.grounds), len(other.grounds)) >= _MIN_GROUNDS
    return enough and one.grounds != other.grounds and similarity(one, other) >= _SAME


def _finding(context: CheckContext, first: Placed, second: Placed) -> Finding:
    return Finding(
        rule=ID,
        severity=Severity.WARNING,
        unit=context.unit(context.bead_of(second.language, second.segment)),
        evidence=(first.evidence(), second.evidence()),
        kind="charge",
        language=second.language,
        arguments={
            "language": second.language,
            "surface": second.charge.surface,
            "other": first.charge.surface,
        },
        suggestion=first.charge.surface,
        variant="within",
    )


def _against_earlier(context: CheckContext, language: str) -> Iterator[Finding]:
    for segment, charges in context.charges[language].items():
        for charge in charges:
            for earlier in context.earlier_charges.get(language, ()):
                if _differ(charge, earlier.charge):
                    yield _earlier_finding(context, Placed(language, segment, charge), earlier.name,
                                           earlier.charge)  # fmt: skip
                    break


def _against_memory(context: CheckContext, glossary: Glossary) -> Iterator[Finding]:
    """Compare how each charge is translated with how the memory has it."""
    seen: set[tuple[str, str, str]] = set()
    for bead in context.beads:
        for group in together(context.charges, bead, context.languages):
            source = context.source if context.source in group else next(iter(group))
            charge = group[source].charge.surface
            new = [
                (language, placed)
                for language, placed in group.items()
                if language != source and (charge, language, placed.charge.surface) not in seen
            ]
            seen.update((charge, language, placed.charge.surface) for language, placed in new)
            units = context.recall(source, charge) if new else ()
            for language, placed in new:
                known = [
                    EarlierCharge(unit.name, each)
                    for unit in units
                    for each in counterparts(glossary, unit, source, charge, language)
                ]
                yield from _unlike(context, placed, known)


def _unlike(
    context: CheckContext, placed: Placed, known: Sequence[EarlierCharge]
) -> Iterator[Finding]:
    """Yield a finding if a charge is worded in none of the known ways."""
    language, mine = placed.language, placed.charge
    words = {_words(each.charge, language) for each in known}
    if not known or _words(mine, language) in words:
        return
    same = any(_parts(each.charge) == _parts(mine) for each in known)
    severity = Severity.INFO if same else Severity.WARNING
    yield _earlier_finding(context, placed, known[0].name, known[0].charge, severity)


def _parts(charge: Charge) -> frozenset[str]:
    return frozenset(part.concept for part in charge.parts)


def _words(charge: Charge, language: str) -> frozenset[str]:
    return frozenset(content_keys(Reader(language, {}).words(charge.surface), language))


def _earlier_finding(
    context: CheckContext,
    placed: Placed,
    name: str,
    earlier: Charge,
    severity: Severity = Severity.WARNING,
) -> Finding:
    evidence: tuple[Evidence, ...] = (placed.evidence(),)
    return Finding(
        rule=ID,
        severity=severity,
        unit=context.unit(context.bead_of(placed.language, placed.segment)),
        evidence=evidence,
        kind="charge",
        language=placed.language,
        arguments={
            "language": placed.language,
            "surface": placed.charge.surface,
            "other": earlier.surface,
            "name": name,
        },
        suggestion=earlier.surface,
        variant="earlier",
    )


RULE = Rule(
    id=ID,
    title="A charge is worded differently than before",
    severity=Severity.WARNING,
    why=(
        "A charge that is worded in two ways looks like two charges, and one of the wordings may"
        " have lost a ground. The rule compares the charges within one version, with those of"
        " earlier UAs of the same case where these are checked along, and with how the memory has"
        " translated the same charge: a part more or less is a warning, other words a remark."
    ),
    advice="Keep the wording that is right throughout the case.",
    whole_text=True,
    messages={
        "within": "{language} words the charge “{surface}” here and “{other}” before.",
        "earlier": "{language} words the charge “{surface}”; {name} has “{other}”.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "The charge is “incitement of racial, class or religious hatred”.\nHe denies"
                " “incitement of racial, class or religious hatred”.",
                "fr": "Il est accusé d'« ⟦incitation à la haine raciale, religieuse ou de classe⟧"
                " ».\nIl nie l'accusation d'« ⟦incitation à la haine raciale, religieuse ou de"
                " naissance⟧ ».",
            },
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "de": "Er ist wegen „Anstiftung zu sozialem oder religiösem Hass“ angeklagt.\nDie"
                " „Anstiftung zu religiösem oder sozialem Hass“ bestreitet er.",
            },
            note="Another order is no difference.",
        ),
    ),
)

"""charge-wording: a charge has a ground more, less or other than in the other versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tm.checks.accused import Swap, swaps
from tm.checks.base import Example, Rule
from tm.checks.charges import Difference, Placed, differences, together
from tm.checks.evidence import joined
from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "charge-wording"


def check(context: CheckContext) -> Iterator[Finding]:
    if context.terms is None:
        return
    for number, bead in enumerate(context.beads):
        told = False
        for group in together(context.charges, bead, context.languages):
            found = list(differences(group, context.source, context.terms.glossary))
            # Of three that all differ nobody stands alone: one finding that blames nobody.
            for difference in found[:1]:
                alone = len(found) == 1 and (len(group) > 2 or context.source in group)
                told = True
                yield _finding(context, number, group, difference, alone)
        if not told:
            yield from (_of_swap(context, swap) for swap in swaps(context, number))


def _of_swap(context: CheckContext, swap: Swap) -> Finding:
    return Finding(
        rule=ID,
        severity=context.doubting(swap.bead, Severity.WARNING),
        unit=context.unit(swap.bead),
        evidence=tuple(swap.evidence[code] for code in context.languages),
        kind="charge",
        language=swap.language,
        arguments={
            "language": swap.language,
            "others": joined(code for code in context.languages if code != swap.language),
            "lost": swap.lost,
            "added": swap.added,
            "surface": swap.added,
        },
        variant="swapped",
    )


def _finding(
    context: CheckContext,
    bead: int,
    group: Mapping[str, Placed],
    difference: Difference,
    alone: bool,
) -> Finding:
    others = [language for language in group if language != difference.language]
    return Finding(
        rule=ID,
        severity=context.doubting(bead, Severity.ERROR),
        unit=context.unit(bead),
        evidence=tuple(group[code].evidence() for code in context.languages if code in group),
        kind="charge",
        language=difference.language if alone else None,
        arguments={
            "language": difference.language,
            "others": joined(others),
            "lost": ", ".join(difference.lost),
            "added": ", ".join(difference.added),
            "surface": group[difference.language].charge.surface,
        },
        variant=_variant(difference),
    )


def _variant(difference: Difference) -> str:
    if difference.lost and difference.added:
        return "swapped"
    if difference.lost:
        return "lost"
    return "added" if difference.added else "length"


RULE = Rule(
    id=ID,
    title="A charge is worded differently",
    severity=Severity.ERROR,
    why=(
        "A charge is law: each act and each ground counts. Lists of grounds lose an item, gain one,"
        " or have one replaced by a neighbour (“birth” for “class”) when they are translated by"
        " ear. Order does not matter; the glossary knows the grounds in all languages."
    ),
    advice="Translate the charge ground by ground, or take the wording of the earlier UA.",
    messages={
        "lost": "{language} lacks “{lost}” of the charge quoted in {others}.",
        "added": "{language} adds “{added}” to the charge quoted in {others}.",
        "swapped": "{language} has “{added}” where the charge in {others} has “{lost}”.",
        "length": "{language} quotes a charge of another length than {others}: “{surface}”.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "The charge: “⟦incitement of social, national, clan and religious hatred⟧”.",
                "de": (
                    "Sie ist wegen „⟦Anstiftung zu sozialem, nationalem, ethnischem und religiösem"
                    " Hass⟧“ angeklagt."
                ),
                "fr": (
                    "Elle est accusée d'« ⟦incitation à la haine sociale, nationale, clanique et"
                    " religieuse⟧ »."
                ),
            },
            language="de",
            note="German has an ethnic ground in place of the clan.",
        ),
        Example(
            {
                "en": "Charged with “⟦inciting racial, class or religious hatred⟧”, he fled.",
                "de": "Er floh, als er wegen „⟦Schürens von rassistischem, klassenbezogenem oder"
                " religiösem Hass⟧“ angeklagt wurde.",
                "fr": "Inculpé d'« ⟦incitation à la haine raciale ou religieuse⟧ », il a fui.",
            },
            language="fr",
        ),
        Example(
            {
                "en": "They are accused of disclosing ⟦state secrets⟧.",
                "de": "Ihnen wird Verrat von ⟦Staatsgeheimnissen⟧ vorgeworfen.",
                "fr": "Ils sont accusés de divulgation de ⟦secrets d'affaires⟧.",
            },
            language="fr",
            note="Without quotation marks two versions must agree; it is a warning.",
        ),
        Example(
            {
                "en": "The law punishes stirring up ⟦social, racial, ethnic or religious⟧ strife.",
                "de": "Das Gesetz bestraft das Schüren ⟦sozialer, ethnischer oder religiöser⟧"
                " Zwietracht.",
            },
            note="Without quotation marks, a list of three grounds is enough.",
        ),
    ),
    good=(
        Example(
            {
                "en": "He was charged with spreading rumours and with resisting arrest.",
                "de": "Wegen Verbreitung von Gerüchten und Widerstands gegen die Festnahme wurde er"
                " angeklagt.",
                "fr": "Il a été inculpé de propagation de rumeurs et de résistance à son"
                " arrestation.",
            },
        ),
        Example(
            {
                "en": "She is accused of “incitement of social, clan or religious hatred”.",
                "de": "Man wirft ihr „Anstiftung zu religiösem, sozialem oder clanbezogenem Hass“"
                " vor.",
                "fr": "Elle est accusée d'« incitation à la haine religieuse, clanique ou"
                " sociale ».",
            },
            note="Another order is no difference.",
        ),
        Example(
            {
                "en": "They were convicted of “picking quarrels and provoking trouble”.",
                "de": "Sie wurden wegen „Anzettelns von Streit und Provozierens von Ärger“"
                " verurteilt.",
                "fr": "Ils ont été condamnés pour « avoir cherché à provoquer des conflits et"
                " troublé l'ordre public ».",
            },
            note="An approved translation need not match word for word.",
        ),
    ),
)

"""term-missing: a version does not say a concept of the glossary that the others name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.evidence import joined, of_nothing
from tm.checks.omission import is_in_short, is_reworded
from tm.checks.polls import mask, poll_of
from tm.checks.term_findings import in_order
from tm.checks.terms import Place, SetTerms
from tm.checks.unexplained import words_of
from tm.checks.votes import own_words
from tm.checks.wording import has_rival
from tm.model import Finding, Severity
from tm.model.glossary import Concept
from tm.terminology.charges import PARTS

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "term-missing"
# Parts of charges are compared by charge-wording, words to avoid are not demanded.
_NOT_DEMANDED = PARTS | {"wording"}


@dataclass(frozen=True, slots=True)
class _Gap:
    """One concept of a bead: where it is named, and which versions do not say it."""

    bead: int
    concept: Concept
    places: tuple[Place, ...]
    absent: tuple[str, ...]


def check(context: CheckContext) -> Iterator[Finding]:
    terms = context.terms
    if terms is None:
        return
    for bead in range(len(context.beads)):
        for gap in _gaps(context, terms, bead):
            yield _finding(context, terms, gap)


def _gaps(context: CheckContext, terms: SetTerms, bead: int) -> Iterator[_Gap]:
    sides = context.beads[bead].segments
    present = [language for language in context.languages if sides.get(language)]
    places = [p for language in present for p in terms.places(bead, language)]
    seen: set[str] = set()
    for place in places:
        concepts = _telling(terms, place)
        if not concepts or concepts[0].id in seen or not all(map(_demanded, concepts)):
            continue
        if _is_list_of_grounds(context, place):
            continue
        seen.update(concept.id for concept in concepts)
        wanted = {concept.id for concept in concepts}
        same = [p for p in places if not wanted.isdisjoint(p.match.concepts)]
        named = tuple({p.language: p for p in reversed(same)}.values())
        absent = tuple(
            language
            for language in present
            if all(_lacks(terms, concept, bead, language) for concept in concepts)
            and not any(p.language == language for p in same)
        )
        said = len(present) - len(absent)
        telling = absent and (said > len(absent) or len(present) == 2)
        explained = telling and (
            _told(context, bead, concepts, absent)
            or _has_near(terms, bead, concepts, places, absent)
        )
        if telling and not explained:
            yield _Gap(bead, concepts[0], named, absent)


def _telling(terms: SetTerms, place: Place) -> list[Concept]:
    """Return what a term means, words of every day and parts of charges left out."""
    concepts = [terms.concept(each) for each in place.match.concepts]
    found = [concept for concept in concepts if concept.subject != "word"]
    return [concept for concept in found if concept.subject not in PARTS] or found


def _demanded(concept: Concept) -> bool:
    return not concept.loose and concept.subject not in _NOT_DEMANDED


def _is_list_of_grounds(context: CheckContext, place: Place) -> bool:
    """Say whether a term is a charge whose grounds are compared one by one (charge-wording)."""
    start, end = place.match.start, place.match.end
    return any(
        len(charge.grounds) > 1 and charge.start < end and start < charge.end
        for charge in context.charges[place.language].get(place.segment, ())
    )


def _lacks(terms: SetTerms, concept: Concept, bead: int, language: str) -> bool:
    return bool(concept.terms.get(language)) and not terms.says(concept, bead, language)


def _has_near(
    terms: SetTerms,
    bead: int,
    concepts: list[Concept],
    places: list[Place],
    absent: tuple[str, ...],
) -> bool:
    """Say whether the version lacking it has another term for it, between which usage wavers.

    A term that the other versions have too stands for itself.
    """
    return any(
        concept.wavers(other)
        and not any(terms.says_here(other, bead, p.language) for p in places
                    if p.language not in absent)
        for place in places
        if place.language in absent
        for other in map(terms.concept, place.match.concepts)
        for concept in concepts
    )  # fmt: skip


def _told(
    context: CheckContext, bead: int, concepts: list[Concept], absent: tuple[str, ...]
) -> bool:
    """Say whether another rule tells that the version lacking it has the contrary."""
    return any(
        conflict.bead == bead
        and any(place.language in absent for place in conflict.places)
        and any(conflict.concept.groups & concept.groups for concept in concepts)
        for conflict in context.conflicts
    )


def _finding(context: CheckContext, terms: SetTerms, gap: _Gap) -> Finding:
    language = _blamed(context, gap)
    severity = _severity(context, terms, gap)
    first = min(gap.places, key=lambda place: context.languages.index(place.language))
    lacking = tuple(of_nothing(context, gap.bead, absent) for absent in gap.absent)
    evidence = (*in_order(context, gap.places), *lacking)
    suggestion = gap.concept.preferred(gap.absent[0])
    return Finding(
        rule=ID,
        severity=context.doubting(gap.bead, severity),
        unit=context.unit(gap.bead),
        evidence=tuple(sorted(evidence, key=lambda e: context.languages.index(e.language))),
        kind=gap.concept.subject,
        language=language,
        arguments={
            "language": joined(gap.absent),
            "surface": first.match.surface,
            "expected": suggestion,
        },
        suggestion=suggestion,
        variant="missing",
    )


def _severity(context: CheckContext, terms: SetTerms, gap: _Gap) -> Severity:
    """Return how grave it is: a remark where the version seems to put it into other words."""
    # "The court" is enough where the text has named the Revolutionary Court before.
    formula = gap.concept.subject == "boilerplate"
    if not formula and all(terms.mentions(gap.concept, absent) for absent in gap.absent):
        return Severity.INFO
    named = [place.language for place in gap.places]
    witnesses = sum(1 for each in context.beads[gap.bead].segments.values() if each) > 2
    rival = any(has_rival(terms, [gap.concept], gap.bead, each, named) for each in gap.absent)
    if (rival and len(named) > 1) or (witnesses and _has_own_words(context, gap)):
        return Severity.WARNING
    if all(is_reworded(terms, context.segments[each], gap.places, gap.bead, each)
           for each in gap.absent):  # fmt: skip
        return Severity.INFO
    if rival:
        return Severity.WARNING
    # The term of one version alone may be its own choice of words.
    certain = (
        witnesses
        and len(named) > 1
        and (
            formula
            or not all(
                is_in_short(terms, context.segments, gap.places, gap.bead, each)
                for each in gap.absent
            )
        )
    )
    return Severity.WARNING if certain else Severity.INFO


def _has_own_words(context: CheckContext, gap: _Gap) -> bool:
    """Say whether a version that lacks the term has a word that nobody else has.

    What was put into other words has none, what says something else has.
    """
    poll = poll_of(context, gap.bead)
    return poll is not None and any(
        own_words(absent, poll.texts, words_of(poll.texts), mask(poll)) for absent in gap.absent
    )


def _blamed(context: CheckContext, gap: _Gap) -> str | None:
    named = {place.language for place in gap.places}
    if len(gap.absent) == 1 and (len(context.languages) > 2 or context.source in named):
        return gap.absent[0]
    return None


RULE = Rule(
    id=ID,
    title="A term of the glossary has no counterpart",
    severity=Severity.WARNING,
    why=(
        "The terms of the glossary are those on which a case turns: a status, a court, a charge, a"
        " right. A version that does not have the term may say something else. It is a warning"
        " where two versions have the term, and the third neither words it freely nor has a part of"
        " it by itself (“the court”); else it is a remark."
    ),
    advice=(
        "Use the approved term. If the translation is right as it is, add its wording to the"
        " glossary as an admitted term."
    ),
    messages={"missing": "{language} has nothing for “{surface}”; expected is “{expected}”"},
    check=check,
    bad=(
        Example(
            {
                "en": "She is held in ⟦solitary confinement⟧.",
                "de": "Sie ist weiterhin im Gefängnis.",
                "fr": "Elle est détenue à l'⟦isolement⟧.",
            },
            language="de",
        ),
        Example(
            {
                "en": "She is under a ⟦travel ban⟧.",
                "de": "Sie darf nur selten telefonieren.",
            },
            note="Two versions: one of them may have added it.",
        ),
    ),
    good=(
        Example(
            {
                "en": "She was held incommunicado for nine days.",
                "de": "Neun Tage lang hatte sie keinen Kontakt zur Außenwelt.",
                "fr": "Elle a été détenue au secret pendant neuf jours.",
            },
            note="All words of an admitted term stand there, in another order.",
        ),
        Example(
            {
                "en": "The human rights defenders were arbitrarily detained.",
                "de": "Die Inhaftierung der Menschenrechtsverteidiger*innen ist willkürlich.",
                "fr": "Les défenseur·e·s des droits humains sont détenu·e·s de façon arbitraire.",
            },
        ),
    ),
)

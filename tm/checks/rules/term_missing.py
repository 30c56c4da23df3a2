"""term-missing: a version does not say a concept of the glossary that the others name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.evidence import joined, of_nothing
from tm.checks.fields import is_declared
from tm.checks.omission import is_in_short, is_partly_said, is_reworded
from tm.checks.polls import mask, poll_of
from tm.checks.senses import meanings
from tm.checks.term_findings import in_order
from tm.checks.term_gaps import TermGap, term_gaps
from tm.checks.terms import SetTerms
from tm.checks.unexplained import words_of
from tm.checks.votes import own_words
from tm.checks.wording import has_rival, words
from tm.model import Finding, Severity
from tm.terminology.presence import same_stem

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "term-missing"


def check(context: CheckContext) -> Iterator[Finding]:
    terms = context.terms
    if terms is None:
        return
    gaps = [gap for n in range(len(context.beads)) for gap in term_gaps(context, terms, n)]
    times = Counter((gap.concept.id, gap.absent) for gap in gaps)
    for gap in gaps:
        # Slips happen once: what a version never says, it has a wording of its own for.
        habit = times[gap.concept.id, gap.absent] > 1 and not context.is_bilingual
        severity = Severity.INFO if habit else _severity(context, terms, gap)
        yield _finding(context, gap, severity)


def _finding(context: CheckContext, gap: TermGap, severity: Severity) -> Finding:
    language = _blamed(context, gap)
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


def _severity(context: CheckContext, terms: SetTerms, gap: TermGap) -> Severity:
    """Return how grave it is: a remark where the version seems to put it into other words."""
    # "The court" is enough where the text has named the Revolutionary Court before.
    formula = gap.concept.subject == "boilerplate"
    if not formula and all(terms.mentions(gap.concept, absent) for absent in gap.absent):
        return Severity.INFO
    named = {place.language for place in gap.places}
    witnesses = sum(1 for each in context.beads[gap.bead].segments.values() if each) > 2
    rival = any(
        has_rival(terms, [gap.concept], gap.bead, each, tuple(named)) for each in gap.absent
    )
    if (rival and len(named) > 1) or (witnesses and _has_own_words(context, gap, len(named) > 1)):
        return Severity.WARNING
    if all(is_reworded(terms, context.segments[each], gap.places, gap.bead, each)
           for each in gap.absent):  # fmt: skip
        return Severity.INFO
    if rival:
        return Severity.WARNING
    # The term of one version alone may be its own choice of words.
    agreed = witnesses and len(named) > 1
    certain = agreed and (formula or not _is_put_otherwise(context, terms, gap))
    return Severity.WARNING if certain else Severity.INFO


def _is_put_otherwise(context: CheckContext, terms: SetTerms, gap: TermGap) -> bool:
    """Say whether the versions lacking a term seem to have it in short, or taken apart.

    A status is told in many words: "zum Tode Verurteilte" for *death row*. A court is not.
    """
    return all(
        is_in_short(terms, context.segments, gap.places, gap.bead, each)
        or (
            gap.concept.subject == "legal status"
            and is_partly_said(terms, context.segments[each], gap.places, gap.bead, each)
        )
        for each in gap.absent
    )


def _has_own_words(context: CheckContext, gap: TermGap, agreed: bool) -> bool:
    """Say whether a version that lacks the term has a word that nobody else has.

    What was put into other words has none, what says something else has. Where only one version
    has the term, the word must be one of a field or of the glossary. Words that other wordings of
    the term have say nothing else.
    """
    poll = poll_of(context, gap.bead)
    if poll is None:
        return False
    for absent in gap.absent:
        known = frozenset(
            word for term in gap.concept.terms[absent] for word in words(term.text, absent)
        )
        for word in own_words(absent, poll.texts, words_of(poll.texts), mask(poll)):
            telling = agreed or (
                is_declared(meanings(word.key, absent)) or poll.is_term_word(absent, word)
            )
            if telling and not any(same_stem(word.key, each) for each in known):
                return True
    return False


def _blamed(context: CheckContext, gap: TermGap) -> str | None:
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
        " it by itself (“the court”); else it is a remark, as is a term that a version lacks again"
        " and again, since slips happen once."
    ),
    advice=(
        "Use the approved term. If the translation is right as it is, add its wording to the"
        " glossary as an admitted term."
    ),
    messages={"missing": "{language} has nothing for “{surface}”; expected is “{expected}”."},
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

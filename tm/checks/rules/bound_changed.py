"""bound-changed: "up to seven years" became "seven years"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tm import languages
from tm.checks import evidence
from tm.checks.base import Example, Rule
from tm.checks.bounds import Change, change
from tm.checks.comparison import Item
from tm.checks.judgement import Judgement, Verdict
from tm.checks.limits import ends_with, has_soft_word, has_word, limit_of, limit_words
from tm.checks.paraphrase import has_others
from tm.model import Bound, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "bound-changed"
_BEYOND = frozenset((Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST))
_MAJORITY = 2
_CLAUSE = 80  # characters before a date within which a "not" may turn "until" round
_SENTENCE = 120  # the same where the sentence goes on behind a comma
_CONTRARY = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}
_POINTS = frozenset(("date", "time"))
_AFTER = frozenset((Bound.MORE_THAN, Bound.AT_LEAST))
_STOP = re.compile(r"[.;:!?]")


def check(context: CheckContext) -> Iterator[Finding]:
    for judgement in context.judgements(Verdict.BOUND):
        limits = {
            id(item): limit_of(context, item, judgement.cluster) for item in judgement.cluster
        }
        judgement = _blaming(judgement, limits)
        facts = [item.fact for item in judgement.cluster]
        worst = max(change(a.bound, b.bound) for a in facts for b in facts)
        loose = _inverted(context, judgement)
        is_point = judgement.cluster.kind in _POINTS
        if loose or (not is_point and _is_exceeded(context, judgement)):
            worst = Change.INVERTED
        if worst is Change.NONE or _is_converted(judgement) or _is_worded(context, judgement):
            continue
        if is_point and _is_style(context, judgement, worst):
            continue
        if worst is Change.INVERTED and _is_negated(context, judgement):
            continue
        severity = Severity.WARNING
        soft = worst is Change.LOST and (_is_soft(context, judgement) or _agree(limits.values()))
        if soft or worst is Change.VAGUER or _is_comparison(context, judgement):
            severity = Severity.INFO
        yield _finding(context, judgement, severity, loose)


def _finding(
    context: CheckContext, judgement: Judgement, severity: Severity, loose: Bound | None
) -> Finding:
    first, second = (
        (judgement.wrong, judgement.right[0]) if judgement.wrong else judgement.right[:2]
    )
    arguments = {
        "language": first.language,
        "surface": first.fact.surface,
        "bound": (loose or first.fact.bound).value,
        "others": evidence.joined([item.language for item in judgement.right if item is not first]),
        "other": second.fact.surface,
        "other_bound": second.fact.bound.value,
    }
    return evidence.make(context, judgement, ID, severity, arguments, "changed")


def _blaming(judgement: Judgement, limits: Mapping[int, Bound]) -> Judgement:
    """Blame who stands against all others, where some of these only imply their bound."""
    for item in judgement.cluster if len(judgement.cluster) > _MAJORITY else ():
        others = [other for other in judgement.cluster if other is not item]
        against = [change(limits[id(item)], limits[id(other)]) for other in others]
        if _agree(limits[id(other)] for other in others) and Change.NONE not in against:
            return replace(judgement, language=item.language, wrong=item, right=tuple(others))
    return judgement


def _agree(bounds: Iterable[Bound]) -> bool:
    found = list(bounds)
    return all(change(found[0], bound) is Change.NONE for bound in found)


def _is_style(context: CheckContext, judgement: Judgement, worst: Change) -> bool:
    """Say whether points in time differ by no more than their wording.

    "By 5 May" may be "on 5 May", "not until 5 May" is "only from 5 May on", and "before 5 May" is
    "after 5 May no more"; "until 5 May" for "from 5 May on" is neither.
    """
    return (
        worst is Change.LOST
        or any(_denies(context, item) for item in judgement.cluster)
        or _ends_after(context, judgement)
    )


def _ends_after(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether those who say "after" go on with a "not", and the others do not."""
    after = [item.fact.bound in _AFTER for item in judgement.cluster]
    denied = [_is_denied_behind(context, item) for item in judgement.cluster]
    return any(after) and after == denied


def _is_denied_behind(context: CheckContext, item: Item) -> bool:
    text = context.segments[item.language][item.segment].text
    behind = _STOP.split(text[item.fact.end : item.fact.end + _CLAUSE], maxsplit=1)[0]
    if limit_words(item.language, "denying").search(behind):
        return True
    # "After 17 November please ask our office first" ends what "before 17 November" ends.
    asked = text[item.fact.end : item.fact.end + _SENTENCE]
    return bool(limit_words(item.language, "consulting").search(asked))


def _is_negated(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether "more than four" of one version may be the "at most four" of another.

    In "it is not possible to have more than four" the "not" stands too far off to be read.
    """
    bounds = {item.fact.bound for item in judgement.cluster}
    return any(
        item.fact.bound in _CONTRARY
        and _CONTRARY[item.fact.bound] in bounds
        and _denies(context, item)
        for item in judgement.cluster
    )


def _denies(context: CheckContext, item: Item) -> bool:
    """Say whether a word such as "not" or "only" stands before a point in time."""
    text = context.segments[item.language][item.segment].text
    before = text[max(0, item.fact.start - _CLAUSE) : item.fact.start]
    return bool(limit_words(item.language, "denying").search(before))


def _inverted(context: CheckContext, judgement: Judgement) -> Bound | None:
    """Return the limit of "over two hours" where the others say "almost two hours".

    Before a length of time "over" may mean "during" and is no bound, but not against a contrary.
    """
    wrong = judgement.wrong
    if wrong is None or wrong.fact.bound is not Bound.EXACTLY:
        return None
    text = context.segments[wrong.language][wrong.segment].text[: wrong.fact.start]
    for value, surfaces in (
        languages.get(wrong.language).table("bounds").get("bound_loose", {}).items()
    ):
        found = any(ends_with(text, surface) for surface in surfaces)
        others = [change(Bound(value), item.fact.bound) for item in judgement.right]
        if found and all(each is Change.INVERTED for each in others):
            return Bound(value)
    return None


def _is_exceeded(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether one version says "over 3,000" where two others say "about 3,000".

    "Gut 3000" and "a good 3,000" are taken for about as much.
    """
    wrong = judgement.wrong
    if wrong is None or wrong.fact.bound not in _BEYOND or len(judgement.right) < _MAJORITY:
        return False
    if any(item.fact.bound is not Bound.ABOUT for item in judgement.right):
        return False
    return not has_soft_word(context, wrong)


def _is_soft(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether all that is lost or added is a "gut" or "a good", which is hardly a limit."""
    limited = [item for item in judgement.cluster if item.fact.bound is not Bound.EXACTLY]
    return bool(limited) and all(has_soft_word(context, item) for item in limited)


def _is_comparison(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether "more than 20" of one version may be the "20 more" of the others."""
    wrong = judgement.wrong
    if wrong is None or any(item.fact.bound is not Bound.EXACTLY for item in judgement.right):
        return False
    if wrong.fact.bound not in (Bound.MORE_THAN, Bound.LESS_THAN):
        return False
    return any(has_others(context, item) for item in judgement.right)


def _is_converted(judgement: Judgement) -> bool:
    """Say whether the versions measure in different units: "200 miles", "gut 300 Kilometer".

    Nor is the bound of a share that of the number which it is of ("one person over 75 in three").
    """
    if len({item.fact.kind == "share" for item in judgement.cluster}) > 1:
        return True
    return len({getattr(item.fact.value, "unit", "") for item in judgement.cluster}) > 1


def _is_worded(context: CheckContext, judgement: Judgement) -> bool:
    """Say whether all who seem to lack a bound have a word for it close by ("über").

    Such words are too common to be read as a bound from a distance, but enough to doubt its loss.
    """
    items = list(judgement.cluster)
    bounds = {item.fact.bound for item in items} - {Bound.EXACTLY}
    return len(bounds) == 1 and all(
        has_word(context, item, next(iter(bounds)))
        for item in items
        if item.fact.bound is Bound.EXACTLY
    )


RULE = Rule(
    id=ID,
    title="A limit was lost, added or turned round",
    severity=Severity.WARNING,
    why=(
        'The number is the same, but what it limits is not: "up to seven years" is no sentence'
        ' of seven years, and "at least 20" is the contrary of "at most 20".'
    ),
    advice="Check whether the words before the value say the same in all versions.",
    messages={
        "changed": "{language} says “{surface}” ({bound}), {others} “{other}” ({other_bound}).",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "He could face up to ⟦seven years⟧ in prison.",
                "de": "Ihm drohen ⟦sieben Jahre⟧ Gefängnis.",
                "fr": "Il encourt jusqu'à ⟦sept ans⟧ de prison.",
            },
            language="de",
        ),
        Example(
            {
                "en": "They waited almost ⟦two hours⟧.",
                "de": "Sie warteten über ⟦zwei Stunden⟧.",
                "fr": "Ils ont attendu près de ⟦deux heures⟧.",
            },
            language="de",
        ),
        Example(
            {
                "en": "A crowd of over ⟦3,000⟧ gathered.",
                "de": "Rund ⟦3000⟧ Menschen versammelten sich.",
                "fr": "Environ ⟦3 000⟧ personnes se sont rassemblées.",
            },
            language="en",
        ),
    ),
    good=(
        Example(
            {
                "en": "After a hunger strike of more than seven weeks he is weak.",
                "de": "Nach einem über siebenwöchigen Hungerstreik ist er schwach.",
            }
        ),
        Example(
            {
                "en": "More than 200 people were arrested.",
                "de": "Über 200 Personen wurden festgenommen.",
                "fr": "Plus de 200 personnes ont été arrêtées.",
            }
        ),
    ),
)

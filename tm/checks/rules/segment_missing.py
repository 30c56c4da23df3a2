"""segment-missing: a sentence or a whole passage is lacking in a version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import evidence
from tm.checks.base import Example, Rule
from tm.checks.beside import is_told_beside, last_before
from tm.checks.gaps import Gap, gaps, segments_of
from tm.model import Evidence, Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "segment-missing"
# Below these probabilities the aligner may not have seen where a sentence went; a sentence that
# one version of three has alone went into a neighbour more often (half of them below 0.7 in news).
_DOUBTFUL, _DOUBTFUL_ALONE = 0.4, 0.7


def check(context: CheckContext) -> Iterator[Finding]:
    for gap in gaps(context):
        language = _blamed(context, gap)
        added = language is not None and language in gap.present
        variant = "instead" if gap.instead else "added" if added else "missing"
        variant += "-many" if len(gap.beads) > 1 and not gap.instead else ""
        shown = gap.present[0] if language is None or not added else language
        yield Finding(
            rule=ID,
            severity=_severity(context, gap, added),
            unit=context.unit(gap.beads[0]),
            evidence=tuple(_evidence(context, gap)),
            language=language,
            arguments={
                "language": evidence.joined(gap.present if added else gap.absent),
                "others": evidence.joined(gap.absent if added else gap.present),
                "count": str(len(segments_of(context, gap, shown))),
                "surface": _text(context, gap, shown),
            },
            variant=variant,
        )


def _blamed(context: CheckContext, gap: Gap) -> str | None:
    if len(gap.absent) == 1 and (len(gap.present) > 1 or context.source in gap.present):
        return gap.absent[0]
    if len(gap.present) == 1 and (len(gap.absent) > 1 or context.source in gap.absent):
        return gap.present[0]
    return None


def _severity(context: CheckContext, gap: Gap, added: bool) -> Severity:
    if gap.instead or gap.formal or is_told_beside(context, gap, added=added):
        return Severity.INFO
    passage = _is_passage(context, gap)
    if added:
        severity = Severity.INFO if passage else Severity.WARNING
    else:
        severity = Severity.ERROR if len(gap.present) > 1 and not passage else Severity.WARNING
    probability = min(context.beads[bead].score for bead in gap.beads)
    doubtful = probability < (_DOUBTFUL_ALONE if added else _DOUBTFUL)
    return Severity(max(severity - 1, Severity.INFO)) if doubtful else severity


def _is_passage(context: CheckContext, gap: Gap) -> bool:
    """Say whether whole paragraphs are lacking, rather than a sentence of one."""
    language = gap.present[0]
    inside = {segment.index for segment in segments_of(context, gap, language)}
    blocks = {context.segments[language][index].block for index in inside}
    return all(s.index in inside for s in context.segments[language] if s.block in blocks)


def _evidence(context: CheckContext, gap: Gap) -> Iterator[Evidence]:
    for language in context.languages:
        if language in gap.present:
            first = segments_of(context, gap, language)[0]
            yield Evidence(language, first.index, 0, len(first.text), first.text)
        elif language in gap.absent:
            yield Evidence(language, last_before(context, gap.beads[0], language), 0, 0)


def _text(context: CheckContext, gap: Gap, language: str) -> str:
    return segments_of(context, gap, language)[0].text


RULE = Rule(
    id=ID,
    title="A sentence or passage is missing in one version",
    severity=Severity.ERROR,
    why=(
        "Something that one version tells its readers is not told in another. Sentences get lost"
        " when a text is updated in one language only. A whole passage that is lacking is one"
        " finding, however many facts stand in it. A heading, a closing formula or a label without"
        " a fact is a remark: sections lay out their texts differently."
    ),
    advice=(
        "Translate what is lacking, or leave it where the versions differ on purpose (an address"
        " that concerns one country only, a note for one readership)."
    ),
    messages={
        "missing": "{language} lacks a sentence that is in {others}: “{surface}”.",
        "missing-many": (
            "{language} lacks {count} sentences that are in {others}, from: “{surface}”."
        ),
        "instead": (
            "{language} has another sentence here than {others}, or one that was not recognised:"
            " “{surface}”."
        ),
        "added": "Only {language} has this sentence: “{surface}”.",
        "added-many": "Only {language} has these {count} sentences, from: “{surface}”.",
    },
    check=check,
    bad=(
        Example(
            {
                "en": "The police came.\n⟦They took her phone.⟧\nShe was taken away.",
                "de": "Die Polizei kam.\n—\nMan führte sie ab.",
                "fr": "La police est venue.\n⟦Elle a pris son téléphone.⟧\nOn l'a emmenée.",
            },
            language="de",
        ),
        Example(
            {
                "en": "⟦Write to the minister.⟧\nHis office is closed.\nThank you.",
                "de": "—\n—\nVielen Dank.",
            },
            note="A passage is one finding.",
        ),
    ),
    good=(
        Example(
            {
                "en": "The trial began.\nOn 5 May 2021 it was closed to the public.",
                "de": "Der Prozess begann und war ab dem 5. Mai 2021 nicht mehr öffentlich.\n—",
            },
            note="Two sentences became one: the date shows where the second went.",
        ),
    ),
)

"""heading-wording: a fixed heading or formula is not in its approved wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from tm.checks.base import Example, Rule
from tm.checks.fixed_wording import contradicts
from tm.model import Evidence, Finding, Severity
from tm.terminology.fixed import FixedTexts, Use, label_span, load_fixed_texts, normalise

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

ID = "heading-wording"
# A header line with several fields has no wording of its own.
_COLUMNS = "|"


@dataclass(frozen=True, slots=True)
class _Line:
    """A segment that stands alone in its bead, and the fixed text that it is."""

    language: str
    segment: int
    text: str
    use: Use | None

    @property
    def sources(self) -> frozenset[str]:
        return self.use.sources if self.use else frozenset()

    def evidence(self) -> Evidence:
        if self.use is None:
            start, end = label_span(self.text)
            return Evidence(self.language, self.segment, start, end, self.text[start:end])
        return Evidence(self.language, self.segment, self.use.start, self.use.end, self.use.surface)


def check(context: CheckContext) -> Iterator[Finding]:
    if context.glossary is None:
        return
    texts = load_fixed_texts()
    for number, bead in enumerate(context.beads):
        if bead.moved:  # another section's layout: no place says which heading to expect
            continue
        lines = [
            _line(context, texts, language, bead.segments[language][0])
            for language in context.languages
            if len(bead.segments.get(language, ())) == 1
        ]
        if len(lines) > 1:
            yield from _compare(context, texts, number, lines)


def _line(context: CheckContext, texts: FixedTexts, language: str, segment: int) -> _Line:
    text = context.segments[language][segment].text
    return _Line(language, segment, text, texts.find(text, language))


def _compare(
    context: CheckContext, texts: FixedTexts, bead: int, lines: list[_Line]
) -> Iterator[Finding]:
    for line in lines:
        others = [other for other in lines if other is not line and other.use]
        if not others or any(_is_same(line, other) for other in _agreed(texts, others)):
            continue
        if line.use and _is_suspect(context, lines, line):
            witnessed = len(lines) == len(context.languages)
            certain = witnessed and not _is_elsewhere(context, line, others)
            yield _finding(context, texts, bead, line, others, "other", certain)
        elif not line.use and _is_like(line, others[0]):
            certain = _agree(others) and _contradicts(texts, line, others)
            yield _finding(context, texts, bead, line, others, "unusual", certain)


def _agreed(texts: FixedTexts, others: list[_Line]) -> list[_Line]:
    """Return the lines to compare with: of salutations, only for what all of them may be.

    "Monsieur le Ministre" is said for "Your Excellency" too, but not beside "Dear Minister".
    """
    common = frozenset.intersection(*(other.sources for other in others))
    if len(others) < 2 or not common or texts.texts[min(common)].kind == "heading":
        return others
    return [replace(other, use=replace(other.use, sources=common)) for other in others if other.use]


def _is_elsewhere(context: CheckContext, line: _Line, others: list[_Line]) -> bool:
    """Say whether headings of one place only stand side by side: sections order them in their ways.

    Then another version has this heading in another place, or this version has theirs there.
    """
    here = {each.segment for each in (line, *others)}
    return any(
        segment not in here
        for language, wanted in (
            *((other.language, line.sources) for other in others),
            *((line.language, other.sources) for other in others),
        )
        for source in wanted
        for segment in context.fixed_places.get((language, source), ())
    )


def _is_same(line: _Line, other: _Line) -> bool:
    """Say whether two lines are one fixed text, or one is the beginning of the other's."""
    return any(
        normalise(one).startswith(normalise(two)) or normalise(two).startswith(normalise(one))
        for one in line.sources
        for two in other.sources
    )


def _is_suspect(context: CheckContext, lines: list[_Line], line: _Line) -> bool:
    """Say whether of lines that contradict each other this is the one to report."""
    if len(lines) > 2:
        return any(one.sources & other.sources for one, other in _pairs(lines, line))
    other = lines[1] if line is lines[0] else lines[0]
    return line.language != context.source and (
        other.language == context.source or line is lines[1]
    )


def _pairs(lines: list[_Line], line: _Line) -> Iterator[tuple[_Line, _Line]]:
    return combinations([other for other in lines if other is not line], 2)


def _agree(lines: list[_Line]) -> bool:
    """Say whether two versions have the same fixed text."""
    return any(one.sources & other.sources for one, other in combinations(lines, 2))


def _contradicts(texts: FixedTexts, line: _Line, others: list[_Line]) -> bool:
    """Say whether a line says something else than the fixed text. Salutations are worded freely."""
    sources = sorted({source for other in others for source in other.sources})
    if any(texts.texts[source].kind != "heading" for source in sources):
        return False
    return contradicts(
        line.evidence().surface,
        line.language,
        [w for source in sources for w in texts.texts[source].wordings.get(line.language, ())],
        {other.language: other.text for other in others},
    )


def _is_like(line: _Line, other: _Line) -> bool:
    """Say whether a line is built as the fixed text is: a whole line, or a label and more."""
    if _COLUMNS in line.text:
        return False
    if len(line.text) > 3 * len(other.text):
        return False
    whole = other.use is not None and other.use.end == len(other.text)
    return whole == (label_span(line.text)[1] == len(line.text))


def _finding(
    context: CheckContext,
    texts: FixedTexts,
    bead: int,
    line: _Line,
    others: list[_Line],
    variant: str,
    certain: bool,
) -> Finding:
    source = sorted(others[0].sources)[0]
    expected = texts.approved(source, line.language)
    involved = {other.language: other for other in (*others, line)}
    severity = Severity.WARNING if certain else Severity.INFO
    return Finding(
        rule=ID,
        severity=context.doubting(bead, severity),
        unit=context.unit(bead),
        evidence=tuple(involved[code].evidence() for code in context.languages if code in involved),
        kind=texts.texts[source].kind,
        language=line.language if len(involved) > 2 or context.source in involved else None,
        arguments={
            "language": line.language,
            "surface": line.evidence().surface,
            "expected": expected,
        },
        suggestion=expected,
        variant=variant,
    )


RULE = Rule(
    id=ID,
    title="A fixed heading is worded differently",
    severity=Severity.WARNING,
    why=(
        "Urgent Actions have fixed headings and formulas, by which readers, translators and"
        " programs find their way. They stand in the catalogues `ua.po`, with all wordings that"
        " are in use. The fixed text of something else is a warning. An unknown wording is a"
        " remark, and a warning where two versions have the fixed text and it is nearly the"
        " approved wording but for another word, a “no” more or less, or “from” for “until”."
    ),
    advice="Use the approved wording, or add the other one to `ua.po`.",
    messages={
        "unusual": "{language} writes the heading “{surface}”; the fixed text is “{expected}”.",
        "other": (
            "{language} has “{surface}”, the fixed text for something else; expected is"
            " “{expected}”."
        ),
    },
    check=check,
    bad=(
        Example(
            {
                "en": "⟦NAME AND PREFERRED PRONOUN⟧: Ana Sol (she/her)",
                "de": "⟦NAME UND PRONOMEN⟧: Ana Sol (sie/ihr)",
                "fr": "⟦NOM ET PRÉNOM À UTILISER⟧ : Ana Sol (elle)",
            },
            language="fr",
            note="Nearly the fixed text, with another word in it.",
        ),
        Example(
            {
                "en": "⟦PLEASE TAKE ACTION UNTIL⟧ 8 May",
                "de": "⟦MITMACHEN AB⟧ 8. Mai",
                "fr": "⟦AGIR JUSQU'AU⟧ 8 mai",
            },
            language="de",
        ),
        Example(
            {
                "en": "⟦WRITE TO⟧: the minister",
                "de": "⟦KOPIEN AN⟧: den Minister",
                "fr": "⟦ÉCRIRE À⟧ : le ministre",
            },
            language="de",
        ),
        Example(
            {
                "en": "⟦MODEL LETTER⟧",
                "de": "⟦Musterbrief⟧",
                "fr": "⟦EXEMPLE DE COURRIER⟧",
            },
            language="fr",
        ),
        Example(
            {
                "en": "⟦NO FURTHER ACTION IS REQUESTED⟧",
                "de": "⟦WEITERE APPELLE SIND NICHT ERFORDERLICH⟧",
                "fr": "⟦UNE ACTION COMPLÉMENTAIRE EST REQUISE⟧",
            },
            language="fr",
        ),
    ),
    good=(
        Example(
            {
                "en": "PREFERRED LANGUAGE TO ADDRESS TARGET: Spanish",
                "de": "Schreiben Sie in gutem Spanisch oder auf Deutsch.",
                "fr": "LANGUE À PRIVILÉGIER POUR LES APPELS : espagnol",
            },
            note="Sections have wordings of their own.",
        ),
        Example(
            {
                "en": "ADDITIONAL INFORMATION",
                "de": "Sachlage",
                "fr": "Complément d’information",
            },
        ),
        Example(
            {
                "en": "THIS IS THE FIRST UPDATE ON UA 214/24",
                "de": "DIES IST DAS ERSTE UPDATE ZU UA 214/24",
                "fr": "CECI EST LA PREMIÈRE MISE À JOUR DE L'AU 214/24",
            },
        ),
        Example(
            {
                "en": "Salutation: Dear Minister",
                "de": "(Anrede: Sehr geehrte Frau Ministerin)",
                "fr": "Formule d'appel : Madame la Ministre,",
            },
            note="A bracket before a label is no part of it.",
        ),
    ),
)

"""What a rule sees: one version set with everything that was found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tm import facts as engine
from tm.checks.charges import (
    EarlierCharge,
    EarlierText,
    Recall,
    earlier_charges,
    in_segment,
    without_memory,
)
from tm.checks.comparison import Comparison, Item, compare
from tm.checks.exclusion import Conflict, all_conflicts
from tm.checks.judgement import Judgement, Verdict, judge
from tm.checks.polls import Vote
from tm.checks.terms import SetTerms
from tm.checks.word_votes import all_votes
from tm.facts.names import Names
from tm.model import Bead, Document, Fact, Relation, Segment, Severity, Value
from tm.terminology import Glossary
from tm.terminology.charges import Charge
from tm.terminology.fixed import load_fixed_texts

SeverityOf = Callable[[str, str, Severity], Severity | None]
Relate = Callable[[Fact, Fact], Relation]
Render = Callable[[str, Value, str, str], str | None]

# Below this probability of being right, a bead's findings may be the aligner's fault.
_DOUBTFUL = 0.4


def _as_given(rule: str, kind: str, default: Severity) -> Severity | None:
    return default


@dataclass(frozen=True)
class CheckContext:
    """One version set under check. Mappings are keyed by language, in the order of reports.

    `facts[language][i]` are the facts of `segments[language][i]`. `source` is the language that
    was translated from, where it is known. `severity_of(rule, kind, default)` gives the
    configured severity, None for off. `units` are the ids of the beads in a bilingual file.
    `relate` and `render` are those of `tm.facts`. Without a `glossary` the rules on terms are
    silent. `earlier` are texts of the same case, the latest first, whose charges are compared;
    `recall` gives the units of a memory that have a charge.
    """

    name: str
    segments: Mapping[str, Sequence[Segment]]
    beads: Sequence[Bead]
    facts: Mapping[str, Sequence[Sequence[Fact]]]
    documents: Mapping[str, Document] = field(default_factory=dict)
    units: Sequence[str] = ()
    source: str | None = None
    severity_of: SeverityOf = _as_given
    relate: Relate = engine.relate
    render: Render = engine.render
    glossary: Glossary | None = None
    earlier: Sequence[EarlierText] = ()
    recall: Recall = without_memory

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.segments)

    @property
    def is_bilingual(self) -> bool:
        """Say whether this is a bilingual file: its units stand each for itself."""
        return bool(self.units)

    @cached_property
    def comparison(self) -> Comparison:
        """The facts of the versions set against one another, once for all rules."""
        return compare(self.segments, self.beads, self.facts, self.relate, apart=self.is_bilingual)

    @cached_property
    def terms(self) -> SetTerms | None:
        """The terms of the versions; None where there is no glossary."""
        if self.glossary is None:
            return None
        return SetTerms(self.glossary, self.segments, self.beads)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The terms of the versions that cannot all be right, once for all rules."""
        return tuple(all_conflicts(self))

    @cached_property
    def votes(self) -> tuple[Vote, ...]:
        """What all versions but one agree on word by word, once for all rules."""
        return tuple(all_votes(self))

    @cached_property
    def fixed_places(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """The segments of a language that are a fixed text, by its English wording."""
        texts = load_fixed_texts()
        found: dict[tuple[str, str], list[int]] = {}
        for language, part in self.segments.items():
            for segment in part:
                use = texts.find(segment.text, language)
                for source in use.sources if use else ():
                    found.setdefault((language, source), []).append(segment.index)
        return found

    @cached_property
    def names(self) -> Names:
        """The capitalised words of the versions, linked along the beads, once for all rules."""
        texts = {
            language: [segment.text for segment in segments]
            for language, segments in self.segments.items()
        }
        return Names.of(texts, self.beads)

    @cached_property
    def charges(self) -> Mapping[str, Mapping[int, list[Charge]]]:
        """The charges of each version by segment; none where there is no glossary."""
        terms = self.terms
        if terms is None:
            return {language: {} for language in self.segments}
        return {
            language: {
                segment.index: found
                for segment in part
                if (found := in_segment(terms, language, segment))
            }
            for language, part in self.segments.items()
        }

    @cached_property
    def earlier_charges(self) -> Mapping[str, Sequence[EarlierCharge]]:
        """The charges of the earlier texts by language."""
        return earlier_charges(self.glossary, self.earlier) if self.glossary else {}

    @cached_property
    def _judged(self) -> tuple[Judgement, ...]:
        return tuple(judge(self.comparison, self.source))

    def judgements(self, *verdicts: Verdict) -> Iterator[Judgement]:
        """Return what is the matter with the facts, as far as it is one of `verdicts`."""
        return (judgement for judgement in self._judged if judgement.verdict in verdicts)

    def doubting(self, bead: int, severity: Severity) -> Severity:
        """Return the severity, one lower where the bead itself is doubtful.

        Facts that agree in all its versions show that a bead is right, whatever its score.
        """
        certain = self.is_sound(bead) or severity is Severity.INFO
        return severity if certain else Severity(severity - 1)

    def is_sound(self, bead: int) -> bool:
        """Say whether a bead is right for all that the aligner and the facts tell."""
        return self.beads[bead].score >= _DOUBTFUL or self.comparison.confirms(bead)

    def suggest(self, right: Fact, wrong: Item) -> str:
        """Return the right value in the form of the language that has it wrong, where known."""
        text = self.render(right.kind, right.value, wrong.language, wrong.fact.surface) or ""
        return "" if text == wrong.fact.surface else text

    @cached_property
    def _bead_of(self) -> Mapping[tuple[str, int], int]:
        return {
            (language, index): number
            for number, bead in enumerate(self.beads)
            for language, indices in bead.segments.items()
            for index in indices
        }

    def bead_of(self, language: str, segment: int) -> int:
        """Return the number of the bead that holds a segment, -1 where none does."""
        return self._bead_of.get((language, segment), -1)

    def unit(self, bead: int) -> str:
        """Return how reports call a bead: its id in a bilingual file, else its index, from 0."""
        if 0 <= bead < len(self.units):
            return self.units[bead]
        return str(bead) if bead >= 0 else ""

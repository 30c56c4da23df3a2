"""The beads that vote on words: what stands where, and which words other rules compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tm import languages
from tm.alignment.tokens import normalise
from tm.checks.likeness import is_related
from tm.checks.senses import Word, is_explained, meanings, side
from tm.checks.unexplained import is_within
from tm.facts.names import Mention
from tm.model import Evidence, Severity
from tm.terminology.words import fold

if TYPE_CHECKING:
    from tm.checks.context import CheckContext
    from tm.checks.terms import SetTerms

# A version with half as many words as another may say less; short lines vary more.
_TWICE, _FEW = 2, 6
# Translators move a word to the next sentence.
_NEAR = 1
# What the segments of a bead are joined by.
_BETWEEN = " "


# Where a term stands, and its concepts.
_TermSpan = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Vote:
    """Version `third` has another word than all others, or none, or a word that they have not."""

    bead: int
    third: str
    outcome: str
    evidence: Mapping[str, Evidence]
    severity: Severity


@dataclass(frozen=True, slots=True)
class Poll:
    """One bead with something in each version; `texts` are its segments, joined by a blank."""

    context: CheckContext
    bead: int
    segments: Mapping[str, Sequence[int]]
    texts: Mapping[str, str]

    @property
    def is_simple(self) -> bool:
        """Say whether every version has one segment, so that the texts say the same and no more."""
        return all(len(each) == 1 for each in self.segments.values())

    @property
    def is_even(self) -> bool:
        """Say whether no version has so much less text than another that it may say less."""
        sizes = [len(side(text, language).words) for language, text in self.texts.items()]
        return max(sizes) <= max(_FEW, _TWICE * min(sizes))

    def shifts(self, language: str) -> Mapping[int, int]:
        """Return where in the text of a version each of its segments begins."""
        found, start = {}, 0
        for index in self.segments[language]:
            found[index] = start
            start += len(self.context.segments[language][index].text) + len(_BETWEEN)
        return found

    def evidence(self, language: str, word: Word) -> Evidence:
        """Return the evidence of a word, in the segment in which it begins."""
        starts = self.shifts(language).items()
        index, shift = max((each for each in starts if each[1] <= word.start), key=lambda x: x[1])
        surface = self.texts[language][word.start : word.end]
        return Evidence(language, index, word.start - shift, word.end - shift, surface)

    def vote(self, third: str, outcome: str, words: Mapping[str, Word], severity: Severity) -> Vote:
        found = {language: self.evidence(language, word) for language, word in words.items()}
        return Vote(self.bead, third, outcome, found, severity)

    def is_near(self, word: Word, language: str, target: str) -> bool:
        """Say whether a neighbouring segment of another version may have a translation."""
        part, here = self.context.segments[target], self.segments[target]
        around = range(max(0, here[0] - _NEAR), min(len(part), here[-1] + _NEAR + 1))
        return any(
            is_explained(word.key, language, side(part[each].text, target))
            or is_related(word.key, language, part[each].text, target)
            for each in around
            if each not in here
        )

    def is_topic(self, word: Word, language: str) -> bool:
        """Say whether all other versions have a translation of a word somewhere in their texts."""
        known = meanings(word.key, language)
        return not self.context.is_bilingual and all(
            any(not known.isdisjoint(side(segment.text, other).wholes) for segment in segments)
            for other, segments in self.context.segments.items()
            if other != language
        )

    def is_term_word(self, language: str, word: Word) -> bool:
        """Say whether each word of an expression, or the word, is one of the glossary's."""
        glossary = self.context.glossary
        if glossary is None:
            return False
        forms = glossary.forms.get(language, {})
        surface = self.texts[language][word.start : word.end]
        return all(fold(each) in forms for each in surface.split())

    def is_term(self, word: Word, language: str) -> bool:
        """Say whether a word belongs to a term that another version says too."""
        terms = self.context.terms
        if terms is None:
            return False
        found = _term_spans(terms, self, language)
        spans = _of_word(terms, self, language, found, any, word)
        return any(start <= word.start and word.end <= end for start, end in spans)


def poll_of(context: CheckContext, bead: int) -> Poll | None:
    """Return the poll of a bead; None where not every version has a segment in it."""
    sides = context.beads[bead].segments
    if not context.is_sound(bead) or not all(sides.get(n) for n in context.languages):
        return None
    segments = {language: sides[language] for language in context.languages}
    texts = {
        language: _BETWEEN.join(context.segments[language][index].text for index in indices)
        for language, indices in segments.items()
    }
    return Poll(context, bead, segments, texts)


def mask(poll: Poll) -> Callable[[str, Word], bool]:
    """Return what says of a word whether other rules compare it: facts, names and terms."""
    context = poll.context
    shifts = {language: poll.shifts(language) for language in poll.segments}
    spans = {
        language: [
            (shift + fact.start, shift + fact.end)
            for index, shift in starts.items()
            for fact in context.facts[language][index]
        ]
        for language, starts in shifts.items()
    }
    for part in context.names.beads[poll.bead]:
        starts = shifts[part.code]
        spans[part.code] += [
            (shift + mention.word.start, shift + mention.word.end)
            for mention in part.mentions
            if not mention.common and not mention.initial and not _may_be_noun(mention)
            for shift in (starts[mention.segment],)
        ]
    terms = context.terms
    found: dict[str, Sequence[_TermSpan]] = {}

    def is_masked(language: str, word: Word) -> bool:
        if is_within(word, spans[language]):
            return True
        if terms is None:
            return False
        if language not in found:
            found[language] = _term_spans(terms, poll, language)
        return any(_of_word(terms, poll, language, found[language], all, word))

    return is_masked


def _term_spans(terms: SetTerms, poll: Poll, language: str) -> Sequence[_TermSpan]:
    """Return where the terms of a version stand in its text, and their concepts."""
    shifts = poll.shifts(language)
    return [
        (shift + match.start, shift + match.end, match.concepts)
        for _, segment, match in terms.places(poll.bead, language)
        for shift in (shifts[segment],)
    ]


def _of_word(
    terms: SetTerms,
    poll: Poll,
    language: str,
    spans: Sequence[_TermSpan],
    quantor: Callable[[Iterable[bool]], bool],
    word: Word,
) -> Iterator[tuple[int, int]]:
    """Yield the spans of terms with a word that all other versions say, or any."""
    others = [other for other in poll.segments if other != language]
    for start, end, concepts in spans:
        if start < word.end and word.start < end and any(
            quantor(terms.says_here(terms.concept(each), poll.bead, o) for o in others)
            for each in concepts
        ):  # fmt: skip
            yield start, end


def _may_be_noun(mention: Mention) -> bool:
    """Say whether a capital tells nothing: the language writes nouns so, and it is a known one."""
    nouns = languages.get(mention.code).table("names").get("noun_endings")
    return bool(nouns and not mention.places and meanings(normalise(mention.plain), mention.code))

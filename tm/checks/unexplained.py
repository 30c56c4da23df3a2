"""The words of versions that have no translation in others, at first sight and on a closer look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tm.checks.compounds import deep_concepts, expressions, family
from tm.checks.likeness import is_related
from tm.checks.senses import Word, is_explained, side
from tm.recurring import per_text

Words = Mapping[str, Sequence[Word]]
# By two versions, what the first has and the second has not.
Bare = Mapping[tuple[str, str], Sequence[Word]]


def words_of(texts: Mapping[str, str]) -> Words:
    """Return the words of each version; what others have as one is one."""
    sides = {language: side(text, language) for language, text in texts.items()}
    found: dict[str, Sequence[Word]] = {}
    for language, here in sides.items():
        there = (here.parts & (o.wholes | o.parts) for n, o in sides.items() if n != language)
        joined = list(expressions(texts[language], language, frozenset().union(*there)))
        spans = [(each.start, each.end) for each in joined]
        alone = (word for word in here.words if not is_within(word, spans))
        found[language] = (*alone, *joined) if joined else here.words
    return found


def bare_words(words: Words, texts: Mapping[str, str]) -> Bare:
    """Return the words of each version that have no translation in each other one."""
    sides = {language: side(text, language) for language, text in texts.items()}
    return {
        (one, other): [w for w in words[one] if not is_explained(w.key, one, sides[other])]
        for one in texts
        for other in texts
        if one != other
    }


def others_of(third: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(language for language in texts if language != third)


def left_words(third: str, others: Sequence[str], bare: Bare) -> list[Word]:
    """Return the words of a version that no other has, in the order of the text."""
    first, *rest = (bare[third, other] for other in others)
    known = [frozenset(each) for each in rest] if first else []
    return [word for word in first if all(word in each for each in known)]


def is_within(word: Word, spans: Iterable[tuple[int, int]]) -> bool:
    """Say whether a word stands in one of the spans, if only partly."""
    first, last = word.start, word.end
    for start, end in spans:  # noqa: SIM110 -- asked of every word
        if start < last and first < end:
            return True
    return False


def is_said(word: str, source: str, text: str, target: str) -> bool:
    """Say whether a text may have a translation of a word, on a closer look."""
    return _says(text, target, word, source)


@per_text
def _says(text: str, target: str, word: str, source: str) -> bool:
    """Look at what is quickest first."""
    mine, there = family(word, source), side(text, target)
    return not (
        mine.isdisjoint(there.wholes)
        and mine.isdisjoint(there.parts)
        and not is_related(word, source, text, target)
        and mine.isdisjoint(deep_concepts(text, target))
    )

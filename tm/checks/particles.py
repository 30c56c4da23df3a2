"""Small words of contrary meaning: "only" in two versions, "also" in the third."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from tm.alignment.lexicon import core_lexicon
from tm.checks.concepts import numbered
from tm.checks.senses import Word, side, small_words, sure_concepts
from tm.languages import get, shared
from tm.recurring import per_text

# How many words may stand between "without" and what is taken away.
_REACH = 2

Found = Mapping[int, Word]


def contraries(texts: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Word]]]:
    """Yield the version that says the contrary of all others, with the small words of each."""
    found: dict[str, Found] = {}
    for language, text in texts.items():
        found[language] = _particles(text, language)
        if not found[language]:
            return
    if len({_denies(text, language) for language, text in texts.items()}) > 1:
        return  # "often not" is "rarely"
    for third in texts:
        others = [language for language in texts if language != third]
        for one, other in _pairs():
            mine = _first(found[third], other)
            theirs = {language: _first(found[language], one) for language in others}
            if mine is None or None in theirs.values() or _says(texts[third], third, one):
                continue
            if not any(_says(texts[language], language, other) for language in others):
                words = {language: word for language, word in theirs.items() if word}
                yield third, {third: mine, **words}


def is_taken_away(text: str, language: str, word: Word) -> bool:
    """Say whether "without" stands before a word."""
    before = [each for each in side(text, language).all_words if each.end <= word.start]
    return any(_without() & _meanings(each.key, language) for each in before[-_REACH - 1 :])


def takes_away(text: str, language: str) -> bool:
    """Say whether a text has a word like "without"."""
    return not _without().isdisjoint(_particles(text, language))


def _says(text: str, language: str, concepts: frozenset[int]) -> bool:
    """Say whether a text may say one of the concepts, if only in an expression."""
    lexicon = core_lexicon()
    words = side(text, language).all_words
    return any(not concepts.isdisjoint(lexicon.look_up(each.key, language)) for each in words)


def _denies(text: str, language: str) -> bool:
    """Say whether a text has a word like "not", which is none of those compared."""
    negations = frozenset(get(language).table("terminology").get("negations", ()))
    return any(
        text[word.start : word.end].casefold() in negations and not _meanings(word.key, language)
        for word in side(text, language).all_words
    )


def _first(found: Found, concepts: frozenset[int]) -> Word | None:
    return next((word for concept, word in found.items() if concept in concepts), None)


@per_text
def _particles(text: str, language: str) -> Found:
    """Return the particles of a text by concept, in the order of the text."""
    found: dict[int, Word] = {}
    for word in side(text, language).all_words:
        concepts = _meanings(word.key, language)
        if concepts and word.key not in small_words(language):
            for concept in concepts:
                found.setdefault(concept, word)
    return found


@lru_cache(maxsize=65536)
def _meanings(key: str, language: str) -> frozenset[int]:
    return sure_concepts(key, language) & _all()


@cache
def _pairs() -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    """Return the contraries, each way round."""
    lines = [tuple(map(numbered, line)) for line in shared("meanings")["particles"]]
    return tuple(pair for one, other in lines for pair in ((one, other), (other, one)))


@cache
def _without() -> frozenset[int]:
    return numbered(shared("meanings")["without"])


@cache
def _all() -> frozenset[int]:
    return _without().union(*(each for pair in _pairs() for each in pair))

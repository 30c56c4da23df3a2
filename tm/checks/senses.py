"""What the words of a segment may mean, so that versions can be compared word by word.

A word stands for another where they share a concept of the core lexicon. What is quick to find
out is asked of every word (`is_explained`), the rest (`tm.checks.likeness`, `tm.checks.compounds`)
of those that are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tm import languages
from tm.alignment.lexicon import core_lexicon
from tm.alignment.tokens import normalise
from tm.checks.concepts import listed
from tm.recurring import per_text
from tm.terminology.words import link_words

_CACHED = 65536
SHORTEST = 3
# Letters that an inflected word keeps of its own.
_STEM = 2
# What is worth no more is part of an expression or of a compound.
_PARTLY = 0.5
_NOTHING = (frozenset[int](), frozenset[int]())
_WORD = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A word that carries meaning: `key` is what it is looked up by.

    An expression is a word as well; it is looked up by the number of its concept. So is a part of
    a compound.
    """

    key: str
    start: int
    end: int
    is_part: bool = False


class Side(NamedTuple):
    """The words of one segment, those that carry meaning, and what all of them may mean.

    `wholes` are the concepts of words, `parts` those of parts of expressions and compounds.
    """

    all_words: tuple[Word, ...]
    words: tuple[Word, ...]
    wholes: frozenset[int]
    parts: frozenset[int]


@per_text
def side(text: str, language: str) -> Side:
    """Return the words of a text, and what they mean."""
    found: list[Word] = []
    telling: list[Word] = []
    wholes: set[int] = set()
    parts: set[int] = set()
    # No match objects and no call of Word: texts have some thousand words.
    index, new, end = text.index, tuple.__new__, 0
    for surface in _WORD.findall(text):
        start = index(surface, end)
        end = start + len(surface)
        key, is_telling, whole, part = _entry(surface, language)
        word = new(Word, (key, start, end, False))
        found.append(word)
        if is_telling:
            telling.append(word)
        wholes |= whole
        parts |= part
    return Side(tuple(found), tuple(telling), frozenset(wholes), frozenset(parts))


@lru_cache(maxsize=_CACHED)
def _entry(surface: str, language: str) -> tuple[str, bool, frozenset[int], frozenset[int]]:
    """Return the key of a word, whether it tells anything, and what it may mean."""
    key = _key(surface, language)
    return key, _is_telling(key, language), *_concepts(key, language)


def _key(surface: str, language: str) -> str:
    """Return what a word is looked up by: "coeur" is written for "cœur"."""
    key, known = normalise(surface), core_lexicon().look_up
    for typed, letter in languages.get(language).table("checks").get("ligatures", ()):
        ligature = key.replace(typed, letter)
        if ligature != key and not known(key, language) and known(ligature, language):
            return ligature
    return key


def _is_telling(key: str, language: str) -> bool:
    """Say whether a word is no pronoun, article, auxiliary or the like."""
    return (
        len(key) >= SHORTEST
        and key not in small_words(language)
        and listed("grammar").isdisjoint(core_lexicon().look_up(key, language))
    )


def is_explained(word: str, source: str, there: Side) -> bool:
    """Say whether a segment of another version has a translation of a word."""
    wholes, parts = _concepts(word, source)
    return not (
        wholes.isdisjoint(there.wholes)
        and wholes.isdisjoint(there.parts)
        and parts.isdisjoint(there.wholes)
    )


@lru_cache(maxsize=_CACHED)
def meanings(word: str, language: str) -> frozenset[int]:
    """Return what a word means for certain: concepts of the whole word.

    What it may mean as an inflected form counts where there is nothing else: "works" is a factory.
    """
    if word.isdigit():
        return frozenset({int(word)})
    lexicon = core_lexicon()
    found = lexicon.look_up(word, language)
    sure = frozenset([concept for concept, worth in found.items() if worth > _PARTLY])
    return (sure | lexicon.exact(word, language)) - listed("grammar") or _concepts(word, language)[
        0
    ]


def all_meanings(word: str, language: str) -> frozenset[int]:
    """Return all that a word may mean, parts of compounds and expressions included."""
    wholes, parts = _concepts(word, language)
    return wholes | parts


@lru_cache(maxsize=_CACHED)
def _concepts(word: str, language: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return what a word may mean, and the expressions that it may be part of."""
    if word.isdigit():
        return frozenset({int(word)}), frozenset()
    lexicon = core_lexicon()
    found = lexicon.look_up(word, language)
    whole = frozenset([concept for concept, worth in found.items() if worth > _PARTLY])
    if not lexicon.exact(word, language):
        whole = whole.union(*(lexicon.exact(each, language) for each in stems(word, language)))
    if not found and not whole:
        return _NOTHING
    grammar = listed("grammar")
    return whole - grammar, frozenset(found) - whole - grammar


def stems(word: str, language: str) -> Iterator[str]:
    """Yield a normalised word, and what it may be an inflected form of."""
    yield word
    for ending, instead in _inflections(language):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            yield word[: len(word) - len(ending)] + instead


@cache
def _inflections(language: str) -> tuple[tuple[str, str], ...]:
    """Return endings with what stands in their place in the word that a lexicon has."""
    table = languages.get(language).table("checks").get("inflections", {})
    return tuple((end, each) for each, ends in table.items() for end in ends.split())


def sure_concepts(word: str, language: str) -> frozenset[int]:
    """Return what a word means as it stands alone, grammar included."""
    found = core_lexicon().look_up(word, language)
    return frozenset([concept for concept, worth in found.items() if worth > _PARTLY])


@cache
def small_words(language: str) -> frozenset[str]:
    """Return words of grammar that the lexicon lacks or takes for others."""
    extra = languages.get(language).table("checks").get("small_words", ())
    return frozenset(normalise(word) for word in (*link_words(language), *extra) if word)

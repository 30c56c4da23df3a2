"""Expressions of several words, and compounds that the core lexicon does not have as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from tm.alignment.lexicon import core_lexicon
from tm.alignment.tokens import normalise
from tm.checks.concepts import forms
from tm.checks.senses import Word, meanings, side
from tm.recurring import per_text
from tm.terminology.words import compounds

_CACHED = 65536
# Shorter parts of compounds are found in too many words by chance.
_PART, _LONG_PART = 3, 5
# An inflected word keeps so many letters, and gains or loses so many.
_STEM, _ENDING = 4, 2


def expressions(text: str, language: str, wanted: Set[int]) -> Iterator[Word]:
    """Yield the expressions in a text for some concepts, in the order of their numbers."""
    if not wanted:
        return
    words = side(text, language).all_words
    starts = _starts(text, language)
    for concept in sorted(wanted):
        for start, keys in _runs(concept, language):
            for first in starts.get(start, ()):
                run = words[first : first + len(keys)]
                if len(run) == len(keys) and all(map(_is_form, run, keys)):
                    yield Word(str(concept), run[0].start, run[-1].end)


@per_text
def _starts(text: str, language: str) -> Mapping[tuple[str, str], Sequence[int]]:
    """Return where two words follow each other, by how they begin: other words have other forms."""
    stems = [word.key[:_STEM] for word in side(text, language).all_words]
    found: dict[tuple[str, str], list[int]] = {}
    for place, pair in enumerate(pairwise(stems)):
        found.setdefault(pair, []).append(place)
    return found


@lru_cache(maxsize=_CACHED)
def _runs(concept: int, language: str) -> tuple[tuple[tuple[str, str], tuple[str, ...]], ...]:
    """Return the expressions for a concept: how their first two words begin, and all words."""
    runs = (tuple(map(normalise, form.split())) for form in forms(concept, language) if " " in form)
    return tuple(((keys[0][:_STEM], keys[1][:_STEM]), keys) for keys in runs if len(keys) > 1)


def _is_form(word: Word, lemma: str) -> bool:
    """Say whether a word is a lemma, perhaps with another ending."""
    key = word.key
    kept = max(_STEM, len(lemma) - _ENDING)
    return key[:kept] == lemma[:kept] and abs(len(key) - len(lemma)) <= _ENDING


@per_text
def deep_concepts(text: str, language: str) -> frozenset[int]:
    """Return all that the words of a text may mean, inflected compounds taken apart."""
    here = side(text, language)
    split = (family(part.key, language) for w in here.words for part in parts_of(w, language))
    return here.wholes.union(here.parts, *split)


@lru_cache(maxsize=_CACHED)
def family(word: str, language: str) -> frozenset[int]:
    """Return what a word means, and what it means as an inflected form of another."""
    if word.isdigit():
        return meanings(word, language)
    shorter = range(max(_STEM + 1, len(word) - _ENDING), len(word))
    found = (meanings(word[:length], language) for length in shorter)
    return meanings(word, language).union(*found)


def parts_of(word: Word, language: str) -> tuple[Word, ...]:
    """Return the two parts of a compound that the lexicon does not have, else the word."""
    how = compounds(language)
    if how is None or meanings(word.key, language) or word.key.isdigit():
        return (word,)
    split = _split(word.key, language, how.joints)
    return tuple(word._replace(key=part, is_part=True) for part in split) if split else (word,)


@lru_cache(maxsize=_CACHED)
def _split(word: str, language: str, joints: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a compound: its longest known end, and the known word before it."""
    lexicon = core_lexicon()
    ends = [n for n in range(_PART, len(word) - _PART + 1) if lexicon.whole(word[n:], language)]
    for cut in ends:
        for joint in joints:
            head = word[: cut - len(joint)]
            known = len(head) >= _PART and word[:cut].endswith(joint)
            if known and lexicon.whole(head, language):
                return head, word[cut:]
    cut = next((n for n in ends if len(word) - n >= _LONG_PART), 0)
    return (word[:cut], word[cut:]) if cut else ()

"""What the words of a segment may mean, so that versions can be compared word by word.

A word stands for another where they share a concept of the core lexicon, or where a synonym, a
part of a compound or its mere sound (*moratorium*, *moratoire*) may join them. All of that counts
as a translation, so that a word without any is worth a second look. What is quick to find out is
asked of every word (`is_explained`), the rest of those that are left (`is_related`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache, lru_cache
from typing import NamedTuple

from tm import languages
from tm.alignment.lexicon import core_lexicon
from tm.alignment.tokens import fold_spelling, normalise
from tm.facts.lexicon import shared_table
from tm.languages.lexicon import load
from tm.terminology.words import has_compounds, link_words

_CACHED = 65536
_SHORTEST = 3
# Words sound alike where they begin with so many letters of sound; short ones with all of them.
_SOUND, _SURE_SOUND, _LONG = 5, 6, 7
# Words of one root begin with so many letters.
_ROOT = 6
# Shorter parts of compounds are found in too many words by chance; letters that join parts.
_PART, _LONG_PART = 3, 5
_JOINTS = ("", "s", "es", "n", "en", "e", "er")
# What is worth no more is part of an expression or of a compound.
_PARTLY = 0.5
# An inflected word keeps so many letters, and gains or loses so many.
_STEM, _ENDING = 4, 2
_WORD = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A word that carries meaning: `key` is what it is looked up by.

    An expression is a word as well; it is looked up by the number of its concept.
    """

    key: str
    start: int
    end: int


class Side(NamedTuple):
    """The words of one segment, those that carry meaning, and what all of them may mean.

    `wholes` are the concepts of words, `parts` those of parts of expressions and compounds.
    """

    all_words: tuple[Word, ...]
    words: tuple[Word, ...]
    wholes: frozenset[int]
    parts: frozenset[int]


@lru_cache(maxsize=4096)
def side(text: str, language: str) -> Side:
    """Return the words of a text, and what they mean."""
    found = [Word(_key(m.group(), language), m.start(), m.end()) for m in _WORD.finditer(text)]
    known = [_concepts(key, language) for key in {word.key for word in found}]
    return Side(
        tuple(found),
        tuple(w for w in found if len(w.key) >= _SHORTEST and not is_grammar(w.key, language)),
        frozenset().union(*(wholes for wholes, _ in known)),
        frozenset().union(*(parts for _, parts in known)),
    )


@lru_cache(maxsize=_CACHED)
def _key(surface: str, language: str) -> str:
    """Return what a word is looked up by: "coeur" is written for "cœur"."""
    key = normalise(surface)
    ligature = key.replace("oe", "œ")
    return ligature if ligature != key and not core_lexicon().look_up(key, language) else key


def is_explained(word: str, source: str, there: Side) -> bool:
    """Say whether a segment of another version has a translation of a word."""
    wholes, parts = _concepts(word, source)
    return not (
        wholes.isdisjoint(there.wholes)
        and wholes.isdisjoint(there.parts)
        and parts.isdisjoint(there.wholes)
    )


def is_related(word: str, source: str, text: str, target: str) -> bool:
    """Say whether a text has a synonym of a translation, a word of its root, or one alike."""
    return not (
        _forms_of_word(word, source).isdisjoint(_forms_of_text(text, target))
        and _sounds(word, source).isdisjoint(_sounds_of_text(text, target))
        and _roots(word, source, target).isdisjoint(_roots_of_text(text, target))
    )


@lru_cache(maxsize=_CACHED)
def is_grammar(word: str, language: str) -> bool:
    """Say whether a word is a pronoun, an article, an auxiliary or the like."""
    return word in small_words(language) or not listed("grammar").isdisjoint(
        core_lexicon().look_up(word, language)
    )


def meanings(word: str, language: str) -> frozenset[int]:
    """Return what a word means for certain: concepts of the whole word."""
    return _concepts(word, language)[0]


def all_meanings(word: str, language: str) -> frozenset[int]:
    """Return all that a word may mean, parts of compounds and expressions included."""
    wholes, parts = _concepts(word, language)
    return wholes | parts


@lru_cache(maxsize=_CACHED)
def _concepts(word: str, language: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return what a word may mean, and the expressions that it may be part of."""
    if word.isdigit():
        return frozenset({int(word)}), frozenset()
    found = frozenset(core_lexicon().look_up(word, language))
    wholes = sure_concepts(word, language)
    return wholes - listed("grammar"), found - wholes - listed("grammar")


def sure_concepts(word: str, language: str) -> frozenset[int]:
    """Return what a word means as it stands alone, grammar included."""
    found = core_lexicon().look_up(word, language)
    return frozenset(concept for concept, worth in found.items() if worth > _PARTLY)


def expressions(text: str, language: str, wanted: Set[int]) -> Iterator[Word]:
    """Yield the expressions in a text for some concepts."""
    words = side(text, language).all_words
    for concept in wanted:
        for form in _entries()[concept].get(language, ()):
            keys = [normalise(token) for token in form.split()]
            if len(keys) > 1:
                for first in range(len(words) - len(keys) + 1):
                    run = words[first : first + len(keys)]
                    if all(_is_form(w.key, key) for w, key in zip(run, keys, strict=True)):
                        yield Word(str(concept), run[0].start, run[-1].end)


def _is_form(key: str, lemma: str) -> bool:
    """Say whether a word is a lemma, perhaps with another ending."""
    kept = max(_STEM, len(lemma) - _ENDING)
    return key[:kept] == lemma[:kept] and abs(len(key) - len(lemma)) <= _ENDING


@lru_cache(maxsize=4096)
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
    if not has_compounds(language) or meanings(word.key, language) or word.key.isdigit():
        return (word,)
    split = _split(word.key, language)
    return tuple(word._replace(key=part) for part in split) if split else (word,)


@lru_cache(maxsize=_CACHED)
def _split(word: str, language: str) -> tuple[str, ...]:
    """Return the parts of a compound: its longest known end, and the known word before it."""
    lexicon = core_lexicon()
    ends = [n for n in range(_PART, len(word) - _PART + 1) if lexicon.whole(word[n:], language)]
    for cut in ends:
        for joint in _JOINTS:
            head = word[: cut - len(joint)]
            known = len(head) >= _PART and word[:cut].endswith(joint)
            if known and lexicon.whole(head, language):
                return head, word[cut:]
    cut = next((n for n in ends if len(word) - n >= _LONG_PART), 0)
    return (word[:cut], word[cut:]) if cut else ()


@lru_cache(maxsize=_CACHED)
def _forms_of_word(word: str, language: str) -> frozenset[str]:
    """Return all translations of a word, in any language, and its synonyms."""
    return frozenset().union(*map(_forms, meanings(word, language)))


@lru_cache(maxsize=4096)
def _forms_of_text(text: str, language: str) -> frozenset[str]:
    return frozenset().union(*map(_forms, side(text, language).wholes))


@cache
def _forms(concept: int) -> frozenset[str]:
    return frozenset(form for forms in _entries()[concept].values() for form in forms)


@lru_cache(maxsize=_CACHED)
def _roots(word: str, source: str, target: str) -> frozenset[str]:
    """Return how the translations of a word begin in a language."""
    forms = (f for c in meanings(word, source) for f in _entries()[c].get(target, ()))
    return frozenset(
        normalise(token)[:_ROOT] for form in forms for token in form.split() if len(token) >= _SOUND
    )


@lru_cache(maxsize=4096)
def _roots_of_text(text: str, language: str) -> frozenset[str]:
    """Return how the words of a text begin, and in compounds how each part may begin."""
    keys = {word.key for word in side(text, language).all_words}
    found = {key[:_ROOT] for key in keys}
    if has_compounds(language):
        for key in keys:
            found.update(key[cut : cut + _ROOT] for cut in range(_PART, len(key) - _SOUND + 1))
    return frozenset(found)


@lru_cache(maxsize=_CACHED)
def _sounds(word: str, language: str) -> frozenset[str]:
    """Return how a word begins; more letters where the lexicon knows it and so may tell."""
    sound = fold_spelling(word)
    if len(sound) < _SHORTEST:
        return frozenset()
    sure = len(sound) > _LONG and bool(meanings(word, language))
    lengths = (_SURE_SOUND,) if sure else (_SOUND, _SURE_SOUND)
    return frozenset(sound[:length] for length in lengths)


@lru_cache(maxsize=4096)
def _sounds_of_text(text: str, language: str) -> frozenset[str]:
    """Return how the words of a text begin, and in compounds how each part may begin."""
    keys = {word.key for word in side(text, language).all_words}
    return frozenset().union(*(_sounds_in(key, language) for key in keys))


@lru_cache(maxsize=_CACHED)
def _sounds_in(word: str, language: str) -> frozenset[str]:
    found = _sounds(word, language)
    if not has_compounds(language) or len(word) < _SOUND + _PART:
        return found
    sound = fold_spelling(word)
    rests = range(_PART, len(sound) - _SOUND + 1)
    return found.union(sound[cut : cut + n] for cut in rests for n in (_SOUND, _SURE_SOUND))


def has_words(concept: int, language: str) -> bool:
    """Say whether the lexicon has a word of a language for a concept."""
    return language in _entries()[concept]


@cache
def small_words(language: str) -> frozenset[str]:
    """Return words of grammar that the lexicon lacks or takes for others."""
    extra = languages.get(language).table("checks").get("small_words", ())
    return frozenset(normalise(word) for word in (*link_words(language), *extra) if word)


@cache
def _entries() -> list[Mapping[str, tuple[str, ...]]]:
    return list(load().values())


@cache
def names() -> tuple[str, ...]:
    """Return the id of each concept by its number."""
    return tuple(load())


@cache
def numbers() -> Mapping[str, int]:
    """Return the number of each concept by its id."""
    return {name: number for number, name in enumerate(names())}


@cache
def listed(name: str) -> frozenset[int]:
    """Return the concepts of a list in `meanings.toml`."""
    known = numbers()
    return frozenset(known[n] for n in shared_table("meanings")[name].split() if n in known)

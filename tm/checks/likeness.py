"""What may stand for a word where no translation does: a synonym, one of its root, one alike.

*Moratorium* and *moratoire* sound alike; *Schwerverletzte* has the root of *verletzt*. This is
asked only of the few words that the core lexicon does not explain.
"""

from __future__ import annotations

from functools import lru_cache

from tm.alignment.tokens import fold_spelling, normalise
from tm.checks.concepts import all_forms, forms
from tm.checks.senses import SHORTEST, meanings, side
from tm.recurring import per_text
from tm.terminology.words import has_compounds

_CACHED = 65536
# Words sound alike where they begin with so many letters of sound; short ones with all of them.
_SOUND, _SURE_SOUND, _LONG = 5, 6, 7
# Words of one root begin with so many letters.
_ROOT = 6
# Shorter beginnings of compounds are found in too many words by chance.
_PART = 3


def is_related(word: str, source: str, text: str, target: str) -> bool:
    """Say whether a text has a synonym of a translation, a word of its root, or one alike."""
    return not (
        _sounds(word, source).isdisjoint(_sounds_of_text(text, target))
        and _roots(word, source, target).isdisjoint(_roots_of_text(text, target))
        and _forms_of_word(word, source).isdisjoint(_forms_of_text(text, target))
    )


@lru_cache(maxsize=_CACHED)
def _forms_of_word(word: str, language: str) -> frozenset[str]:
    """Return all translations of a word, in any language, and its synonyms."""
    return frozenset().union(*map(all_forms, meanings(word, language)))


@per_text
def _forms_of_text(text: str, language: str) -> frozenset[str]:
    return frozenset().union(*map(all_forms, side(text, language).wholes))


@lru_cache(maxsize=_CACHED)
def _roots(word: str, source: str, target: str) -> frozenset[str]:
    """Return how the translations of a word begin in a language."""
    found = (form for concept in meanings(word, source) for form in forms(concept, target))
    return frozenset(
        normalise(token)[:_ROOT] for form in found for token in form.split() if len(token) >= _SOUND
    )


@per_text
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
    if len(sound) < SHORTEST:
        return frozenset()
    sure = len(sound) > _LONG and bool(meanings(word, language))
    lengths = (_SURE_SOUND,) if sure else (_SOUND, _SURE_SOUND)
    return frozenset(sound[:length] for length in lengths)


@per_text
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

"""Which words are common words of a language.

A misspelt name is hardly ever in a dictionary, a translated word nearly always.
"""

from __future__ import annotations

from functools import lru_cache

from tm.facts.names.variation import noun_inflections, without_genitive
from tm.facts.names.words import plain
from tm.languages import get
from tm.languages.vocabulary import has_word

_SHORTEST_STEM = 3
_LONG_STEM = 5  # letters; shorter ones are names as well ("Hans")
_SHORTEST_PART = 4  # letters of a part of a compound


@lru_cache(maxsize=8192)
def is_word(surface: str, code: str) -> bool:
    """Say whether the language `code` has the word, as it is, in lower case or in the genitive.

    Of a word in capitals nothing tells how it is written otherwise.
    """
    if has_word(surface, code) or has_word(surface.lower(), code):
        return True
    word = surface.capitalize() if surface.isupper() else surface
    if word != surface and has_word(word, code):
        return True
    if not noun_inflections(get(code)):
        return False
    stems = without_genitive(word, code)[1:]
    return any(len(stem) >= _LONG_STEM and has_word(stem, code) for stem in stems)


@lru_cache(maxsize=8192)
def is_common(surface: str, code: str) -> bool:
    """Say whether the word in lower case is one of the language, so hardly a name ("Labour")."""
    return not surface.islower() and is_word(surface.lower(), code)


@lru_cache(maxsize=8192)
def is_noun(surface: str, code: str) -> bool:
    """Say whether the language has the word as a common one.

    Dictionaries have names as well, with a capital. Where all nouns have one, a noun shows by its
    inflected forms.
    """
    if has_word(surface.lower(), code):
        return True
    endings = noun_inflections(get(code))
    if not endings or not is_word(surface, code):
        return False
    word = surface if surface[1:].islower() else surface.capitalize()
    singular = plain(word)  # "Schäden"
    if singular != word and has_word(singular, code):
        return True
    return any(
        has_word(word + ending, code)
        or (
            len(stem := word.removesuffix(ending)) >= _SHORTEST_STEM
            and stem != word
            and has_word(stem, code)
        )
        for ending in endings
    )


@lru_cache(maxsize=8192)
def is_compound(surface: str, code: str) -> bool:
    """Say whether the word ends in another of the language ("Donau-ufer", "Sicherheits-dienst").

    Languages that write nouns with a capital write compounds as one word.
    """
    return bool(noun_inflections(get(code))) and any(
        is_word(surface[cut:].capitalize(), code)
        for cut in range(_SHORTEST_PART, len(surface) - _SHORTEST_PART + 1)
    )

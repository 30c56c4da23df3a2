"""The words of a text as the core lexicon knows them, and terms that stand in another's place.

A word is translated where another version has one of the same meaning, or one that looks alike
(*terrorism*, *terroristisch*).
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from tm.alignment.lexicon import core_lexicon
from tm.alignment.tokens import fold_spelling, tokenise
from tm.checks.terms import SetTerms
from tm.model.glossary import Concept
from tm.terminology.words import fold, has_compounds, link_words

# Words that look alike agree in so many letters of their sound.
_ALIKE = 5
_SHORTEST = 3
# A charge, an institution that nobody else names stands in the place of the one that is lacking.
_KINDS = frozenset({"charge", "legal status", "institution", "organisation"})


def has_rival(
    terms: SetTerms, concepts: Sequence[Concept], bead: int, language: str, others: Sequence[str]
) -> bool:
    """Say whether a version has another term of the same kind that no other version has."""
    return any(
        all(_is_rival(terms.concept(each), concepts) for each in place.match.concepts)
        and not any(
            terms.says(terms.concept(each), bead, other)
            for each in place.match.concepts
            for other in others
        )
        for place in terms.places(bead, language)
    )


def _is_rival(other: Concept, concepts: Sequence[Concept]) -> bool:
    return any(
        not concept.wavers(other)
        and (concept.groups & other.groups or concept.subject == other.subject in _KINDS)
        for concept in concepts
    )


@lru_cache(maxsize=65536)
def words(text: str, language: str) -> tuple[str, ...]:
    """Return the words that carry meaning, as the lexicon looks them up."""
    links = {fold(word) for word in link_words(language)}
    tokens = tokenise(text)
    return tuple(t for t in tokens if t.isalpha() and len(t) >= _SHORTEST and t not in links)


def is_translated(word: str, source: str, there: Set[str], target: str) -> bool:
    """Say whether one of the words means the same, or looks alike."""
    meanings = _meanings(word, source)
    sound = fold_spelling(word)[:_ALIKE]
    return any(
        (len(sound) == _ALIKE and sound == fold_spelling(other)[:_ALIKE])
        or not meanings.isdisjoint(_meanings(other, target))
        for other in there
    )


@lru_cache(maxsize=65536)
def _meanings(word: str, language: str) -> frozenset[int]:
    """Return the lexicon's concepts of a word; parts of words count where there are compounds."""
    lexicon = core_lexicon()
    if has_compounds(language):
        return frozenset(lexicon.look_up(word, language))
    return lexicon.whole(word, language)

"""Whether a version has a term in short: "the court" for *Strafgericht*.

A part of a term that stands beside a word which no other version has ("Commercial Court") is
another term; a part without such a word is the term in short. Of what a term joins, "torture and
other ill-treatment", nothing may be left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from tm.alignment.lexicon import core_lexicon
from tm.alignment.tokens import normalise, tokenise
from tm.checks.terms import Place, SetTerms
from tm.checks.wording import is_translated, words
from tm.languages import get
from tm.model import Segment
from tm.terminology.words import has_compounds, joiners

# So many words before and after a part of a term may belong to it.
_BESIDE = 2
# German words of this length are taken for compounds.
_COMPOUND = 10


def is_in_short(
    terms: SetTerms,
    segments: Mapping[str, Sequence[Segment]],
    places: Sequence[Place],
    bead: int,
    language: str,
) -> bool:
    """Say whether `language` has a part of the terms at `places`, and nothing else beside it."""
    if any(_joins(place) for place in places):
        return False
    others = {
        code: frozenset(
            word
            for each in terms.around(bead, code)
            for word in words(segments[code][each].text, code)
        )
        for code in terms.languages
        if code != language
    }
    wanted = {place.language: frozenset(_telling(place.match.surface, place.language))
              for place in places}  # fmt: skip
    found = False
    for each in terms.inside(bead, language):
        mine = _telling(segments[language][each].text, language)
        own = {word for word in mine if _is_own(word, language, others)}
        for number, word in enumerate(mine):
            if _is_part(word, language, wanted):
                if not own.isdisjoint(mine[max(0, number - _BESIDE) : number + _BESIDE + 1]):
                    return False
                found = True
    return found


def _is_part(word: str, language: str, wanted: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a word translates one of the words; of a compound, more than a part must."""
    if has_compounds(language) and len(word) >= _COMPOUND:
        meanings = core_lexicon().whole(word, language)
        return any(
            not meanings.isdisjoint(core_lexicon().look_up(other, code))
            for code, there in wanted.items()
            for other in there
        )
    return any(is_translated(word, language, there, code) for code, there in wanted.items())


def _joins(place: Place) -> bool:
    """Say whether a term names two things: "torture and other ill-treatment"."""
    return not joiners(place.language).isdisjoint(tokenise(place.match.surface))


def _telling(text: str, language: str) -> list[str]:
    """Return the words of a text but for those of grammar."""
    return [word for word in words(text, language) if word not in _grammar(language)]


@cache
def _grammar(language: str) -> frozenset[str]:
    frequent = get(language).table("documents")["function_words"].split()
    negations = get(language).table("terminology").get("negations", ())
    return frozenset(map(normalise, frequent)) - frozenset(map(normalise, negations))


def _is_own(word: str, language: str, others: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a word that the lexicon knows has no counterpart in any other version."""
    return bool(core_lexicon().look_up(word, language)) and not any(
        is_translated(word, language, there, code) for code, there in others.items()
    )

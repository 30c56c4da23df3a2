"""Whether a version puts a term into other words, or has it in short.

Translators take terms apart: "l'avocate, qui défend les droits humains" for *human rights lawyer*.
A term counts as put into other words where each of its words has a translation close by.

They shorten: "the court" for *Strafgericht*. A part of a term that stands beside a word which no
other version has ("Commercial Court") is another term; a part without such a word is the term in
short. Of what a term joins, "torture and other ill-treatment", nothing may be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from tm.alignment.lexicon import PART_WORTH, core_lexicon
from tm.alignment.tokens import fold_spelling, normalise, tokenise
from tm.checks.compounds import deep_concepts, family, parts_of
from tm.checks.fields import are_near
from tm.checks.senses import Word
from tm.checks.terms import Place, SetTerms
from tm.checks.wording import is_translated, words
from tm.languages import get
from tm.model import Segment
from tm.terminology.words import has_compounds, joiners, may_be_compound

# So many words before and after a part of a term may belong to it.
_BESIDE = 2
# Words that look alike agree in so many letters of their sound.
_ALIKE = 5
# What a concept is worth to a word that stands for it alone, or is half of an expression.
_SURE = 0.4


def is_reworded(
    terms: SetTerms, segments: Sequence[Segment], places: Iterable[Place], bead: int, language: str
) -> bool:
    """Say whether `language` says in or near the bead what a term at `places` says elsewhere."""
    around = terms.around(bead, language)
    there = frozenset(word for each in around for word in words(segments[each].text, language))
    told = [_is_translated(place, there, language) for place in places]
    return True in told and False not in told


def _is_translated(place: Place, there: frozenset[str], language: str) -> bool | None:
    """Say whether each word has a translation; None where nobody can say.

    Of a compound, which is one word, only a part may have one: that is no evidence.
    """
    source = place.language
    wanted = words(place.match.surface, source)
    if not wanted or any(may_be_compound(word, source) for word in wanted):
        return None
    # Each word has a translation of its own, unless compounds join them: "court" does not stand for
    # both words of "Cour suprême".
    left = set(there)
    for word in wanted:
        other = next((o for o in sorted(left) if translates(word, source, o, language)), None)
        if other is None:
            return False
        if not has_compounds(language):
            left.discard(other)
    return True


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


def is_partly_said(
    terms: SetTerms, segments: Sequence[Segment], places: Sequence[Place], bead: int, language: str
) -> bool:
    """Say whether `language` has in the bead a word of each term at `places`, or one near to it."""
    there = frozenset[int]().union(
        *(deep_concepts(segments[each].text, language) for each in terms.inside(bead, language))
    )
    return not any(_joins(place) for place in places) and all(
        any(
            not known.isdisjoint(there) or are_near(known, there)
            for word in _telling(place.match.surface, place.language)
            for part in parts_of(Word(word, 0, len(word)), place.language)
            for known in (family(part.key, place.language),)
        )
        for place in places
    )


def _is_part(word: str, language: str, wanted: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a word translates one of the words; of a compound, more than a part must."""
    if may_be_compound(word, language) and not core_lexicon().whole(word, language):
        return False
    return any(
        translates(other, code, word, language) for code, there in wanted.items() for other in there
    )


def translates(word: str, source: str, other: str, target: str) -> bool:
    """Say whether two words surely mean the same, or look alike."""
    sound = fold_spelling(word)[:_ALIKE]
    return (len(sound) == _ALIKE and sound == fold_spelling(other)[:_ALIKE]) or not _meanings(
        word, source
    ).isdisjoint(_meanings(other, target))


@lru_cache(maxsize=65536)
def _meanings(word: str, language: str) -> frozenset[int]:
    """Return the concepts that a word stands for, and not only as one word of an expression."""
    whole = core_lexicon().whole(word, language)
    if not whole and not has_compounds(language):
        return frozenset()
    least = _SURE if whole else _SURE * PART_WORTH
    found = core_lexicon().look_up(word, language)
    return frozenset(concept for concept, worth in found.items() if worth >= least)


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

"""Whether a version puts a term into other words, or has another term in its place.

Translators take terms apart: "l'avocate, qui défend les droits humains" for *human rights lawyer*.
A term counts as put into other words where each of its words has a translation close by: by the
core lexicon, or as a word that looks alike (*terrorism*, *terroristisch*).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from tm.alignment.lexicon import core_lexicon
from tm.alignment.tokens import fold_spelling, tokenise
from tm.checks.terms import Place, SetTerms
from tm.model import Segment
from tm.model.glossary import Concept
from tm.terminology.words import fold, has_compounds, link_words

# Words that look alike agree in so many letters of their sound.
_ALIKE = 5
_SHORTEST = 3
_TELLING = 4
# German words of this length are taken for compounds.
_COMPOUND = 10
# A charge, an institution that nobody else names stands in the place of the one that is lacking.
_KINDS = frozenset({"charge", "legal status", "institution", "organisation"})


def is_reworded(
    terms: SetTerms,
    segments: Sequence[Segment],
    places: Iterable[Place],
    bead: int,
    language: str,
    *,
    half: bool = False,
) -> bool:
    """Say whether `language` says in or near the bead what a term at `places` says elsewhere.

    All words of the term must be translated, or `half` of them.
    """
    around = terms.around(bead, language)
    there = frozenset(word for each in around for word in words(segments[each].text, language))
    told = [_is_translated(place, there, language, half) for place in places]
    return True in told and False not in told


def _is_translated(place: Place, there: frozenset[str], language: str, half: bool) -> bool | None:
    """Say whether each word, or half of them, has a translation; None where nobody can say.

    Of a compound, which is one word, only a part may have one: that is no evidence.
    """
    source = place.language
    wanted = words(place.match.surface, source)
    if not wanted or (has_compounds(source) and any(len(word) >= _COMPOUND for word in wanted)):
        return None
    found = _matched(wanted, source, there, language)
    return found * 2 >= len(wanted) if half else found == len(wanted)


def _matched(wanted: Sequence[str], source: str, there: frozenset[str], target: str) -> int:
    """Return how many words have a translation, each one of its own unless compounds join them.

    "Court" does not stand for both words of "Cour suprême".
    """
    left, found = set(there), 0
    for word in wanted:
        other = next((o for o in sorted(left) if is_translated(word, source, {o}, target)), None)
        found += other is not None
        if other is not None and not has_compounds(target):
            left.discard(other)
    return found


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


def swapped(
    text: str, language: str, others: Mapping[str, str], *, known: bool = True
) -> tuple[list[str], list[str]]:
    """Return the words that `text` lacks, and those that it has beyond the other versions.

    It lacks words of the first other version that all others have in their languages; its own
    words count where no other has them, and, if `known`, where the lexicon has them.
    """
    mine = frozenset(words(text, language))
    sides = {code: frozenset(words(other, code)) for code, other in others.items()}
    first, *rest = sides
    lost = [
        word
        for word in words(others[first], first)
        if len(word) >= _TELLING
        and _is_known(word, first)
        and not is_translated(word, first, mine, language)
        and all(is_translated(word, first, sides[code], code) for code in rest)
    ]
    added = [
        word
        for word in words(text, language)
        if len(word) >= _TELLING
        and (not known or _is_known(word, language))
        and not any(is_translated(word, language, side, code) for code, side in sides.items())
    ]  # fmt: skip
    return lost, added


def _is_known(word: str, language: str) -> bool:
    return bool(_meanings(word, language))


@lru_cache(maxsize=65536)
def _meanings(word: str, language: str) -> frozenset[int]:
    """Return the lexicon's concepts of a word; parts of words count where there are compounds."""
    lexicon = core_lexicon()
    if has_compounds(language):
        return frozenset(lexicon.look_up(word, language))
    return lexicon.whole(word, language)

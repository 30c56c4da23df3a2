"""Verbs that stand apart in a sentence: "sprach die Frau von allen Vorwürfen frei".

Languages list the particles that part from their verb (`particles` in terminology.toml). A parted
verb is a form of the simple verb with the particle further on, at the end of its clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tm.languages import get
from tm.model.glossary import Term
from tm.terminology.words import BARRIER, Reader, Word, fold

_MIN_VERB = 4
_SHORT = 3  # letters of an abbreviation
_REACH = 25  # words between a verb and its particle
_END_OF_CLAUSE = frozenset(',;:.!?)]»«“”"–')

# Before a word it says that a verb is meant: "sprach" alone is a form of the noun "Sprache".
VERB = "="

Pattern = tuple[str, ...]


class Separable:
    """The separable verbs among the terms of a language."""

    def __init__(
        self, reader: Reader, language: str, patterns: Mapping[Pattern, Sequence[tuple[str, Term]]]
    ) -> None:
        self._key = reader.key
        self._joiners = frozenset(get(language).table("terminology").get("joiners", ()))
        # Simple verb → particle → the pattern of the whole verb.
        self._verbs: dict[str, dict[str, Pattern]] = {}
        for pattern, entries in patterns.items() if _particles(language) else ():
            for _, term in entries if len(pattern) == 1 else ():
                for verb in parts(term.text, language):
                    particle = fold(term.text)[: -len(verb)]
                    self._verbs.setdefault(reader.key(VERB + verb), {})[particle] = pattern

    def find(self, text: str, words: Sequence[Word]) -> list[tuple[int, int, Pattern]]:
        """Return (place of the verb, place of its particle, pattern) for each parted verb."""
        if not self._verbs:
            return []
        verbs = [self._verbs.get(self._key(VERB + word.surface), {}) for word in words]
        return [
            (place, particle, found[fold(words[particle].surface)])
            for place, found in enumerate(verbs)
            if found and (particle := self._particle(text, words, place, found))
        ]

    def _particle(
        self, text: str, words: Sequence[Word], verb: int, wanted: Iterable[str]
    ) -> int | None:
        for place in range(verb + 1, min(len(words), verb + 1 + _REACH)):
            word = words[place]
            if word.key == BARRIER and not _is_short(text, words, place):
                return None
            if fold(word.surface) in wanted and self._ends_clause(text, words, place):
                return place
        return None

    def _ends_clause(self, text: str, words: Sequence[Word], place: int) -> bool:
        after = text[words[place].end :].lstrip()[:1]
        if not after or after in _END_OF_CLAUSE:
            return True
        return place + 1 < len(words) and fold(words[place + 1].surface) in self._joiners


def _is_short(text: str, words: Sequence[Word], place: int) -> bool:
    """Say whether a full stop ends a number or a short word only: "24.", "Dr."."""
    before = words[place - 1]
    close = before.end == words[place].start and text[before.end] == "."
    return close and (before.surface.isdigit() or len(before.surface) <= _SHORT)


def parts(term: str, language: str) -> list[str]:
    """Return the simple verbs that a term may be made of with a particle before them."""
    if not term[:1].islower() or " " in term:
        return []
    word, particles = fold(term), _particles(language)
    if not word.startswith(particles):
        return []
    return [
        word[len(particle) :]
        for particle in particles
        if word.startswith(particle) and len(word) - len(particle) >= _MIN_VERB
    ]


@cache
def _particles(language: str) -> tuple[str, ...]:
    return tuple(get(language).table("terminology").get("particles", ()))

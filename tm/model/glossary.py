"""What a glossary is made of: concepts, and the terms that name them (ISO 30042, ISO 1087)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class TermStatus(StrEnum):
    """How a term stands to its concept (ISO 12620, `administrativeStatus`)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    # An expression in which the words of a term mean something else ("grâce à").
    IGNORED = "ignored"

    @property
    def is_usable(self) -> bool:
        return self._value_ in _USABLE


_USABLE = ("preferred", "admitted")  # plain text: members are slow to find in a loop


@dataclass(frozen=True, slots=True)
class Term:
    """A term as a dictionary would list it. `feminine` marks the form for a woman.

    A term with a `context` counts only where one of these words stands in the same sentence.
    """

    text: str
    status: TermStatus
    feminine: bool = False
    context: tuple[str, ...] = ()

    @property
    def is_abbreviation(self) -> bool:
        return is_abbreviation(self.text)


def is_abbreviation(text: str) -> bool:
    """Say whether a term is made of capitals, so that its case tells it from a word (IS, EU)."""
    return len(text) <= 7 and sum(map(str.isupper, text)) > 1 and not any(map(str.islower, text))


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning with its terms, by language code, the preferred one first.

    Concepts of one `group` exclude each other, except for those in `near` and those of one
    `family`, between which usage wavers. A `loose` concept is translated freely: it is listed,
    never demanded. `file` and `line` say where it is written.
    """

    id: str
    subject: str
    terms: Mapping[str, tuple[Term, ...]]
    definition: str = ""
    note: str = ""
    source: str = ""
    group: str = ""
    family: str = ""
    near: frozenset[str] = frozenset()
    loose: bool = False
    file: Path = field(default_factory=Path)
    line: int = 0

    @property
    def groups(self) -> frozenset[str]:
        """Return the names in `group`, which spaces separate."""
        return _names(self.group)

    def preferred(self, language: str) -> str:
        """Return the preferred term, empty where the language has none."""
        terms = self.terms.get(language, ())
        return next((term.text for term in terms if term.status is TermStatus.PREFERRED), "")

    def excludes(self, other: Concept) -> bool:
        """Say whether a text that says the one cannot be right where another says `other`."""
        if self.id == other.id or self.groups.isdisjoint(other.groups):
            return False
        return not self.wavers(other)

    def wavers(self, other: Concept) -> bool:
        """Say whether usage wavers between the two: translators have the one for the other."""
        kin = bool(self.family) and self.family == other.family
        return kin or other.id in self.near or self.id in other.near


@lru_cache(maxsize=4096)
def _names(group: str) -> frozenset[str]:
    return frozenset(group.split())


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Concepts by id, in the order of their files, and the word forms that came with them.

    `forms[language][form]` is the word of which a folded form is an inflection; see
    `tm.terminology.forms`.
    """

    concepts: Mapping[str, Concept]
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def __len__(self) -> int:
        return len(self.concepts)

    def telling(self, concepts: Iterable[str]) -> str:
        """Return the first of the concepts that is more than a word of every day, or nothing."""
        return next((each for each in concepts if self.concepts[each].subject != "word"), "")

    def terms(self, language: str) -> Iterator[tuple[Concept, Term]]:
        """Yield each term of a language with its concept."""
        for concept in self:
            for term in concept.terms.get(language, ()):
                yield concept, term


class TermMatch(NamedTuple):
    """A term at `text[start:end]`; `concepts` has more than one id where the term is ambiguous."""

    concepts: tuple[str, ...]
    start: int
    end: int
    surface: str
    term: str
    status: TermStatus

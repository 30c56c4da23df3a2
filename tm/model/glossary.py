"""What a glossary is made of: concepts, and the terms that name them (ISO 30042, ISO 1087)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class TermStatus(StrEnum):
    """How a term stands to its concept (ISO 12620, `administrativeStatus`)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as a dictionary would list it. `feminine` marks the form for a woman."""

    text: str
    status: TermStatus
    feminine: bool = False

    @property
    def is_abbreviation(self) -> bool:
        return is_abbreviation(self.text)


def is_abbreviation(text: str) -> bool:
    """Say whether a term is made of capitals, so that its case tells it from a word (IS, EU)."""
    return len(text) <= 7 and sum(map(str.isupper, text)) > 1 and not any(map(str.islower, text))


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning with its terms, by language code, the preferred one first.

    Concepts of one `group` exclude each other, except for those in `near`, between which usage
    wavers. A `loose` concept is translated freely: it is listed, never demanded. `file` and
    `line` say where it is written.
    """

    id: str
    subject: str
    terms: Mapping[str, tuple[Term, ...]]
    definition: str = ""
    note: str = ""
    source: str = ""
    group: str = ""
    near: frozenset[str] = frozenset()
    loose: bool = False
    file: Path = field(default_factory=Path)
    line: int = 0

    def preferred(self, language: str) -> str:
        """Return the preferred term, empty where the language has none."""
        terms = self.terms.get(language, ())
        return next((term.text for term in terms if term.status is TermStatus.PREFERRED), "")

    def excludes(self, other: Concept) -> bool:
        """Say whether a text that says the one cannot be right where another says `other`."""
        if not self.group or self.group != other.group or self.id == other.id:
            return False
        return other.id not in self.near and self.id not in other.near


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

    def terms(self, language: str) -> Iterator[tuple[Concept, Term]]:
        """Yield each term of a language with its concept."""
        for concept in self:
            for term in concept.terms.get(language, ()):
                yield concept, term


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term at `text[start:end]`; `concepts` has more than one id where the term is ambiguous."""

    concepts: tuple[str, ...]
    start: int
    end: int
    surface: str
    term: str
    status: TermStatus

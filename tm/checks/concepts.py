"""The concepts of the core lexicon by number, with their forms and what `meanings.toml` lists.

Few of the many concepts are ever asked for: their forms are taken apart one by one, when they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from tm.alignment.lexicon import core_lexicon
from tm.languages import shared
from tm.languages.lexicon import BETWEEN, load_columns

_KEPT = 65536


def numbers() -> Mapping[str, int]:
    """Return the number of each concept by its id."""
    return core_lexicon().numbers


@cache
def names() -> tuple[str, ...]:
    """Return the id of each concept by its number."""
    return tuple(numbers())


@cache
def listed(name: str) -> frozenset[int]:
    """Return the concepts of a list in `meanings.toml`."""
    return numbered(shared("meanings")[name])


def numbered(text: str) -> frozenset[int]:
    """Return the concepts whose ids stand in a text; those that no lexicon has are left out."""
    known = numbers()
    return frozenset(known[name] for name in text.split() if name in known)


@lru_cache(maxsize=_KEPT)
def forms(concept: int, language: str) -> tuple[str, ...]:
    """Return the words and expressions of a language for a concept, the lemma first."""
    row = _rows(language).get(names()[concept])
    return tuple(row.split(BETWEEN)) if row else ()


@lru_cache(maxsize=_KEPT)
def all_forms(concept: int) -> frozenset[str]:
    """Return the words and expressions of all languages for a concept."""
    return frozenset(form for language in load_columns() for form in forms(concept, language))


def has_words(concept: int, language: str) -> bool:
    """Say whether the lexicon has a word of a language for a concept."""
    return names()[concept] in _rows(language)


@cache
def _rows(language: str) -> Mapping[str, str]:
    """Return the forms of each concept, by its id, as the file has them."""
    columns = load_columns().get(language)
    return dict(zip(*columns, strict=True)) if columns else {}

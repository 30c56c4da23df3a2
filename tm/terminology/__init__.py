"""Glossary concepts and their terms in running text. The only room that imports spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tm import resources
from tm.model.glossary import Concept, Glossary, Term, TermMatch, TermStatus
from tm.terminology.matching import Found, Matcher, matcher
from tm.terminology.reading import GlossaryError, read_folders

__all__ = [
    "Concept",
    "Found",
    "Glossary",
    "GlossaryError",
    "Matcher",
    "Term",
    "TermMatch",
    "TermStatus",
    "load_glossary",
    "matcher",
]


def load_glossary(folders: Iterable[Path] = ()) -> Glossary:
    """Return the glossary shipped, with the concepts of your own `folders` added over it.

    Raises GlossaryError with file, line and what to do.
    """
    return _load(tuple(Path(folder) for folder in folders))


@cache
def _load(folders: tuple[Path, ...]) -> Glossary:
    return read_folders((resources.folder("glossary"), *folders))

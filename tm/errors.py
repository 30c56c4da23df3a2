"""What can go wrong, as one small tree. Each message says what, where, and what to do.

The command line prints the error as one line and exits with status 2; nothing here knows that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self


class Message(str):
    """A message in English that keeps its template, so that another language can be said."""

    template: str
    arguments: dict[str, object]

    def __new__(cls, template: str, **arguments: object) -> Self:
        self = super().__new__(cls, template.format(**arguments) if arguments else template)
        self.template, self.arguments = template, arguments
        return self


class TmError(Exception):
    """Base of every error that is the input's or the user's, never the program's."""

    def sentence(self, say: Callable[[str], str] = str) -> str:
        """Return what to tell the user; `say` says each part of it in the user's language."""
        return say(self.args[0]) if self.args else ""


class ConfigError(TmError):
    """A configuration file or an option that cannot be used."""


@dataclass
class FileError(TmError):
    """A file that cannot be used: what is wrong, in which file and place, and what to do.

    `place` is free text for people ("line 12", "word/document.xml"), empty when it is the whole
    file.
    """

    path: Path | str
    problem: str
    advice: str = ""
    place: str = ""

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, say: Callable[[str], str] = str) -> str:
        where = f"{self.path} ({self.place})" if self.place else f"{self.path}"
        sentence = f"{where}: {say(self.problem)}"
        return f"{sentence}; {say(self.advice)}" if self.advice else sentence


class DocumentError(FileError):
    """A document that cannot be read, or whose language is unknown."""


class ExchangeError(FileError):
    """A TMX, XLIFF, PO, TBX or CSV file that cannot be read or written."""


class MemoryStoreError(FileError):
    """A translation memory that cannot be opened, read or written."""

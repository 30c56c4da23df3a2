"""A file that may be a version of a text: where it counts as lying, what its name says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tm.documents.formats import BY_SUFFIX
from tm.documents.names import NameReading, language_of_folder, read_name
from tm.documents.reading import language_of, read_blocks
from tm.errors import DocumentError, FileError


@dataclass(frozen=True, slots=True)
class SetPaths:
    """The files that are versions of one text, by language code.

    `problems` are files that had to be left out, and why; `notes` are remarks that are no
    failure (a second format of a text that was not read). A set without paths carries problems
    only: a missing file, a folder without documents.
    """

    name: str
    paths: dict[str, Path] = field(default_factory=dict)
    problems: tuple[FileError, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file. `folder` is where its set lies: above a folder that only names the language."""

    path: Path
    language: str
    folder: Path
    name: NameReading

    @property
    def richness(self) -> int:
        """How much of a text the file's format keeps; the richer of two copies is read."""
        known = BY_SUFFIX.get(self.path.suffix.lower())
        return known.richness if known else 0


def candidate(path: Path) -> Candidate | DocumentError:
    """Tell the language of a file by its name, its folder's name, else by its text."""
    name = read_name(path.stem)
    by_folder = language_of_folder(path.parent.name)
    folder = path.parent if by_folder is None else path.parent.parent
    profile = by_folder if name.profile is None else name.profile
    if profile is not None and profile.code is not None and (name.sure or by_folder is profile):
        return Candidate(path, profile.code, folder, name)
    try:
        language = language_of(path, read_blocks(path))
    except DocumentError as error:
        return error
    if profile is None or profile.code != language:
        name = name.without_language(path.stem)
    return Candidate(path, language, folder, name)

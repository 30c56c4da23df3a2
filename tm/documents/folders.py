"""Listing the documents under a folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from tm.documents.files import unreadable
from tm.documents.formats import BY_SUFFIX
from tm.errors import DocumentError

_DIGITS = re.compile(r"([0-9]+)")
# What stands beside texts to explain them.
_ABOUT = {"readme", "license", "licence", "changelog", "contributing"}
# Formats of texts that cannot be read; a version that is there only in one of them is mentioned.
_UNREAD = {".doc", ".rtf", ".pages", ".pdf", ".wpd", ".mht"}


@dataclass(slots=True)
class Listing:
    """The files below a folder, in a fixed order, and the folders that could not be opened."""

    files: list[Path] = field(default_factory=list)
    unread: list[Path] = field(default_factory=list)
    problems: list[DocumentError] = field(default_factory=list)


def scan(root: Path) -> Listing:
    """List documents below `root`; hidden files, lock files and other types are passed over."""
    listing = Listing()
    waiting, seen = [root], set[str]()
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: natural(entry.name))
        except OSError as error:
            listing.problems.append(unreadable(folder, error))
            continue
        below: list[Path] = []
        for entry in entries:
            if entry.name.startswith((".", "~$", "__MACOSX")):
                continue
            path = folder / entry.name
            if _is_folder(entry):
                below.append(path)
                if path.suffix.lower() in {*BY_SUFFIX, *_UNREAD}:  # Pages saves folders, too
                    listing.unread.append(path)
            else:
                _sort(path, listing)
        waiting += reversed(below)
    return listing


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _sort(path: Path, listing: Listing) -> None:
    suffix = path.suffix.lower()
    if path.stem.casefold() in _ABOUT:
        return
    if suffix in BY_SUFFIX:
        listing.files.append(path)
    elif suffix in _UNREAD:
        listing.unread.append(path)


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts "UA 9" before "UA 10"."""
    parts = _DIGITS.split(name.casefold())
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)

"""Finding which files are versions of one text: folders, names, content, explicit arguments."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tm.documents.candidates import Candidate, SetPaths, candidate
from tm.documents.folders import scan
from tm.documents.grouping import group, one_set
from tm.errors import DocumentError

# How many files a message names.
_NAMED = 3


def find_version_sets(paths: Sequence[Path]) -> list[SetPaths]:
    """Return the version sets among files and folders, in a fixed order; no file gets lost.

    Two or more files that are named directly form one set if each is in a language of its own.
    Else, and in folders, names decide: what is left of them without the language must agree, or
    the numbers in them and the texts themselves.
    """
    unique = list(dict.fromkeys(paths))
    files = [path for path in unique if not os.path.isdir(path)]  # noqa: PTH112  never raises
    found = _from_files(files) if files else []
    for path in unique:
        if path not in files:
            found += _from_folder(path)
    return _with_distinct_names(found)


def _from_files(files: Sequence[Path]) -> list[SetPaths]:
    """Read files that the user named: these are wanted, so each failure is told."""
    failed: list[SetPaths] = []
    known: list[Candidate] = []
    for path in files:
        found = candidate(path)
        if isinstance(found, Candidate):
            known.append(found)
        else:
            failed.append(SetPaths(path.name, problems=(found,)))
    if len(known) > 1 and len({item.language for item in known}) == len(known):
        return [one_set(known), *failed]
    return [*group(known), *failed]


def _from_folder(root: Path) -> list[SetPaths]:
    listing = scan(root)
    failed = [SetPaths(str(error.path), problems=(error,)) for error in listing.problems]
    if not listing.files and not failed:
        return [SetPaths(root.name, problems=(_nothing_in(root, listing.unread),))]
    known: list[Candidate] = []
    for path in listing.files:
        found = candidate(path)
        if isinstance(found, Candidate):
            known.append(found)
        else:
            failed.append(SetPaths(path.name, problems=(found,)))
    return [*group(known, listing.unread), *failed]


def _nothing_in(root: Path, unread: Sequence[Path]) -> DocumentError:
    if not unread:
        advice = "name a folder with .docx, .md, .html or .txt files"
        return DocumentError(root, "there is no document in this folder", advice)
    names = ", ".join(path.name for path in unread[:_NAMED])
    more = ", …" if len(unread) > _NAMED else ""
    problem = f"there is no document in this folder that can be read (only {names}{more})"
    return DocumentError(root, problem, "save them as .docx")


def _with_distinct_names(sets: list[SetPaths]) -> list[SetPaths]:
    """Put the folder before names that occur twice, so that reports can be told apart."""
    names = [item.name for item in sets]
    return [
        SetPaths(f"{_folder(item)}/{item.name}", item.paths, item.problems, item.notes)
        if names.count(item.name) > 1 and item.paths
        else item
        for item in sets
    ]


def _folder(item: SetPaths) -> str:
    parent = next(iter(item.paths.values())).parent
    return parent.parent.name if parent.name == item.name else parent.name

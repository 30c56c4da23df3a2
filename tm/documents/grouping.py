"""Putting files together that are versions of one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tm import languages
from tm.documents.candidates import Candidate, SetPaths
from tm.documents.folders import natural
from tm.errors import DocumentError, FileError

_UNNAMED = "texts"


def one_set(candidates: Sequence[Candidate]) -> SetPaths:
    """Make one set of files in different languages, as the user asked."""
    return _make(list(candidates), ())


def group(candidates: Sequence[Candidate], unread: Sequence[Path] = ()) -> list[SetPaths]:
    """Group files by folder and name, then what is left over by the numbers in the names."""
    by_key: dict[tuple[Path, tuple[str, ...]], list[Candidate]] = defaultdict(list)
    for item in candidates:
        by_key[item.folder, item.name.key].append(item)
    groups = _merge_by_numbers(list(by_key.values()))
    groups.sort(key=lambda items: (natural(str(items[0].folder)), natural(items[0].name.base)))
    return [_make(items, unread) for items in groups]


def _merge_by_numbers(groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """Join groups whose names differ in translated words but share their numbers ("118-24")."""
    buckets: dict[object, list[list[Candidate]]] = defaultdict(list)
    for items in groups:
        first = items[0]
        numbers = first.name.numbers
        long_enough = sum(map(len, numbers)) > 2
        buckets[(first.folder, numbers) if long_enough else id(items)].append(items)
    merged: list[list[Candidate]] = []
    for bucket in buckets.values():
        tongues = [language for items in bucket for language in {item.language for item in items}]
        if len(set(tongues)) == len(tongues):
            merged.append([item for items in bucket for item in items])
        else:
            merged += bucket
    return merged


def _make(items: list[Candidate], unread: Sequence[Path]) -> SetPaths:
    by_language: dict[str, list[Candidate]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (languages.codes().index(item.language), item.path)):
        by_language[item.language].append(item)
    preferred = _preferred(by_language.values())
    paths: dict[str, Path] = {}
    problems: list[FileError] = []
    notes: list[str] = []
    for language, copies in by_language.items():
        best = max((item.richness == preferred, item.richness) for item in copies)
        chosen = [item for item in copies if (item.richness == preferred, item.richness) == best]
        if len(chosen) > 1:
            problems.append(_several(language, chosen))
            continue
        paths[language] = chosen[0].path
        notes += [
            f"{item.path}: not read, since {chosen[0].path.name} is the same text"
            for item in copies
            if item is not chosen[0]
        ]
    return SetPaths(_name(items), paths, tuple(problems), tuple(notes))


def _preferred(copies: Iterable[list[Candidate]]) -> int:
    """Return the richness of the format that most languages have, the richest of those."""
    count: dict[int, int] = defaultdict(int)
    for items in copies:
        for richness in {item.richness for item in items}:
            count[richness] += 1
    return max(count, key=lambda richness: (count[richness], richness))


def _several(language: str, items: Sequence[Candidate]) -> DocumentError:
    name = languages.get(language).table("language")["name"]
    others = ", ".join(item.path.name for item in items[1:])
    problem = f"several files are the {name} version: {items[0].path.name}, {others}"
    return DocumentError(items[0].path.parent, problem, "keep one of them, or name one directly")


def _name(items: Sequence[Candidate]) -> str:
    bases = [item.name.base for item in items if item.name.base]
    return bases[0] if bases else items[0].folder.absolute().name or _UNNAMED

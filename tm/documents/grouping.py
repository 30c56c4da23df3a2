"""Putting files together that are versions of one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

from tm import languages
from tm.documents.candidates import Candidate, SetPaths
from tm.documents.folders import natural
from tm.documents.likeness import SAME_TEXT, likeness, may_belong_together, signature
from tm.documents.names import language_of_folder, read_name
from tm.documents.strays import strays
from tm.errors import DocumentError, FileError

_UNNAMED = "texts"
# Every file that is left over would be compared with every other.
_MAX_COMPARED = 60

Group = list[Candidate]


def one_set(candidates: Sequence[Candidate]) -> SetPaths:
    """Make one set of files in different languages, as the user asked."""
    return _make(list(candidates), ())


def group(candidates: Sequence[Candidate], unread: Sequence[Path] = ()) -> list[SetPaths]:
    """Group files by folder and name, then the rest by numbers in names and by their texts.

    `unread` are files of other formats; a version that exists only in one of them is mentioned.
    """
    by_key: dict[tuple[Path, tuple[str, ...]], Group] = defaultdict(list)
    for item in candidates:
        by_key[item.folder, item.name.key].append(item)
    by_folder: dict[Path, list[Group]] = defaultdict(list)
    for items in _merge_by_numbers(list(by_key.values())):
        by_folder[items[0].folder].append(items)
    groups: list[Group] = []
    hints: dict[Path, str] = {}
    for found in map(_merge_by_text, by_folder.values()):
        groups += found
        if len(found) <= _MAX_COMPARED:
            hints |= {one.path: _stray(one, other) for one, other in strays(found)}
    groups.sort(key=lambda items: (natural(str(items[0].folder)), natural(items[0].name.base)))
    return [_make(items, unread, hints) for items in groups]


def _merge_by_numbers(groups: list[Group]) -> list[Group]:
    """Join groups whose names differ in translated words but share their numbers ("118-24")."""
    buckets: dict[object, list[Group]] = defaultdict(list)
    for items in groups:
        numbers = items[0].name.numbers
        long_enough = sum(map(len, numbers)) > 2
        buckets[(items[0].folder, numbers) if long_enough else id(items)].append(items)
    merged: list[Group] = []
    for bucket in buckets.values():
        found = [language for items in bucket for language in _languages(items)]
        joined = [item for items in bucket for item in items]
        merged += [joined] if len(set(found)) == len(found) else bucket
    return merged


def _languages(items: Iterable[Candidate]) -> set[str]:
    return {item.language for item in items}


def _merge_by_text(groups: list[Group]) -> list[Group]:
    """Join groups of one folder whose texts are alike, the most alike first."""
    if len(groups) > _MAX_COMPARED:
        return groups
    pairs = [pair for pair in combinations(groups, 2) if may_belong_together(*pair)]
    if not pairs:
        return groups
    involved = {id(items): items for pair in pairs for items in pair}
    marks = {key: [signature(item.path) for item in items] for key, items in involved.items()}
    alike = sorted(
        ((_best(marks[id(first)], marks[id(second)]), first, second) for first, second in pairs),
        key=lambda found: -found[0],
    )
    home = {id(items): items for items in groups}
    for degree, first, second in alike:
        one, other = home[id(first)], home[id(second)]
        if degree < SAME_TEXT or one is other or not may_belong_together(one, other):
            continue
        joined = [*one, *other]
        home |= {key: joined for key, items in home.items() if items is one or items is other}
    return list({id(items): items for items in home.values()}.values())


def _best(first: Iterable[frozenset[str]], second: Sequence[frozenset[str]]) -> float:
    return max(likeness(ours, theirs) for ours in first for theirs in second)


def _stray(one: Candidate, other: Candidate) -> str:
    return (
        f"{one.path}: compared with nothing, although it is much like {other.path.name}; "
        "name the files to compare if they belong together"
    )


def _make(
    items: Group, unread: Sequence[Path], hints: Mapping[Path, str] = MappingProxyType({})
) -> SetPaths:
    by_language: dict[str, Group] = defaultdict(list)
    items = sorted(items, key=lambda item: (languages.codes().index(item.language), item.path))
    for item in items:
        by_language[item.language].append(item)
    preferred = _preferred(by_language.values())
    paths: dict[str, Path] = {}
    problems: list[FileError] = []
    notes: list[str] = []
    for language, copies in by_language.items():
        ranks = [(item.richness == preferred, item.richness) for item in copies]
        chosen = [item for item, rank in zip(copies, ranks, strict=True) if rank == max(ranks)]
        if len(chosen) > 1:
            problems.append(_several(language, chosen))
            continue
        paths[language] = chosen[0].path
        notes += [
            f"{item.path}: not read, since {chosen[0].path.name} is taken for the same text"
            for item in copies
            if item is not chosen[0]
        ]
    notes += _missing(items, unread)
    notes += [hints[path] for path in paths.values() if path in hints]
    return SetPaths(_name(items), paths, tuple(problems), tuple(notes))


def _preferred(copies: Iterable[Group]) -> int:
    """Return the richness of the format that most languages have, the richest of those."""
    count: dict[int, int] = defaultdict(int)
    for items in copies:
        for richness in {item.richness for item in items}:
            count[richness] += 1
    return max(count, key=lambda richness: (count[richness], richness))


def _several(language: str, items: Group) -> DocumentError:
    name = languages.get(language).table("language")["name"]
    others = " and ".join(item.path.name for item in items)
    problem = f"there are {len(items)} files for {name}: {others}"
    return DocumentError(items[0].path.parent, problem, "keep one of them, or name one directly")


def _missing(items: Group, unread: Sequence[Path]) -> list[str]:
    """Mention versions that are there only in a format that cannot be read."""
    keys = {(item.folder, item.name.key) for item in items}
    notes: list[str] = []
    for path in unread:
        name = read_name(path.stem)
        by_folder = language_of_folder(path.parent.name)
        profile = name.profile or by_folder
        folder = path.parent.parent if by_folder else path.parent
        code = profile.code if profile else None
        if (folder, name.key) in keys and code is not None and code not in _languages(items):
            kind = "folder" if path.is_dir() else f"{path.suffix} file"
            notes.append(f"{path}: not read, since it is a {kind}; save it as .docx")
    return notes


def _name(items: Group) -> str:
    bases = [item.name.base for item in items if item.name.base]
    return bases[0] if bases else items[0].folder.absolute().name or _UNNAMED

"""Corrections by hand: links that must or must not be, in a file beside the documents.

`alignment.toml` names sentences by how they begin, so that it survives edits elsewhere:

    [[pin]]
    en = ["He was taken to"]
    de = ["Man brachte ihn", "Dort blieb er"]

    [[forbid]]
    en = ["His lawyer"]
    de = ["Seine Anwältin"]

A pin makes one bead of what it names. A version that it does not name stays free; one that it
names with an empty list has no counterpart. A forbid keeps its sentences out of one bead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tm.errors import FileError
from tm.model import Segment

FILE_NAME = "alignment.toml"

Beginnings = Mapping[str, tuple[str, ...]]
Places = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a file says, by the sentences' beginnings; `path` is None for corrections in code."""

    pins: tuple[Beginnings, ...] = ()
    forbids: tuple[Beginnings, ...] = ()
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A correction that does not fit the text any more: it is left out, and `reason` says why."""

    language: str
    beginning: str
    reason: str

    def __str__(self) -> str:
        return f"{self.language} “{self.beginning}”: {self.reason}"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Corrections as places: segments per language for each pin and forbid."""

    pins: tuple[Places, ...] = ()
    forbids: tuple[Places, ...] = ()
    stale: tuple[Stale, ...] = ()


def read_corrections(path: Path) -> Corrections:
    """Read an `alignment.toml`; FileError says what is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileError(path, f"not a TOML file ({error})", "see docs/alignment.md") from None
    for key in data:
        if key not in ("pin", "forbid"):
            raise FileError(path, f"unknown table {key!r}", "write [[pin]] or [[forbid]]")
    return Corrections(
        tuple(_entry(path, entry) for entry in _tables(path, data, "pin")),
        tuple(_entry(path, entry) for entry in _tables(path, data, "forbid")),
        path,
    )


def _tables(path: Path, data: Mapping[str, Any], key: str) -> list[Any]:
    tables = data.get(key, [])
    if not isinstance(tables, list):
        raise FileError(path, f"{key!r} is not a list of tables", f"write [[{key}]]")
    return tables


def _entry(path: Path, entry: Any) -> Beginnings:
    advice = 'write a list of beginnings per language, like de = ["Man brachte ihn"]'
    if not isinstance(entry, dict) or len(entry) < 2:
        raise FileError(path, "a correction needs two languages or more", advice)
    for code, beginnings in entry.items():
        texts = beginnings if isinstance(beginnings, list) else [None]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise FileError(path, f"{code} = {beginnings!r} is not a list of beginnings", advice)
    return {code: tuple(beginnings) for code, beginnings in entry.items()}


def resolve(
    corrections: Corrections, segments: Mapping[str, Sequence[Segment | str]]
) -> Constraints:
    """Find the sentences that corrections name; what does not fit exactly one is stale."""
    texts = {
        code: [_plain(segment if isinstance(segment, str) else segment.text) for segment in version]
        for code, version in segments.items()
    }
    stale: list[Stale] = []
    pins = [_places(entry, texts, stale) for entry in corrections.pins]
    forbids = [_places(entry, texts, stale) for entry in corrections.forbids]
    taken: set[tuple[str, int]] = set()
    kept: list[Places] = []
    for entry, places in zip(corrections.pins, pins, strict=True):
        if places is None:
            continue
        nodes = {(code, index) for code, found in places.items() for index in found}
        if nodes & taken:
            code = next(iter(entry))
            stale.append(Stale(code, " / ".join(entry[code]), "an earlier pin has it already"))
            continue
        taken |= nodes
        kept.append(places)
    found = tuple(places for places in forbids if places is not None)
    return Constraints(tuple(kept), found, tuple(stale))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _places(
    entry: Beginnings, texts: Mapping[str, Sequence[str]], stale: list[Stale]
) -> Places | None:
    """Return the segments of an entry, None where one of them cannot be told."""
    places: dict[str, tuple[int, ...]] = {}
    before = len(stale)
    for code, beginnings in entry.items():
        found: list[int] = []
        if code not in texts:
            stale.append(
                Stale(code, " / ".join(beginnings), "there is no version in this language")
            )
            continue
        for beginning in beginnings:
            hits = [i for i, t in enumerate(texts[code]) if t.startswith(_plain(beginning))]
            if len(hits) == 1:
                found.append(hits[0])
            elif hits:
                reason = f"{len(hits)} sentences begin so; write more of it"
                stale.append(Stale(code, beginning, reason))
            else:
                stale.append(Stale(code, beginning, "no sentence begins so"))
        places[code] = tuple(sorted(set(found)))
    return places if len(stale) == before else None

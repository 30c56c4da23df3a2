"""The tiers of the index: immutable folders, and a manifest that says which of them count.

A tier covers a run of text numbers of one language. Texts are never changed or deleted, so a tier
is never wrong; new texts are searched one by one until there are enough for a tier of their own,
and small tiers are merged into larger ones. The manifest is replaced in one step, so that a
reader, or a program that is killed, finds the old state or the new one. Two programs that build at
once each make a whole tier; the later manifest counts.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from tm.errors import Message
from tm.memory.index import character_index, token_index
from tm.memory.index.arrays import checksum, hash64, load, save
from tm.memory.index.character_index import CharacterIndex
from tm.memory.index.token_index import TokenIndex, VocabularyTooLargeError

FORMAT = 2
PENDING = 8_000  # new texts that are searched one by one before they become a tier
_LARGEST = 1_000_000  # texts of a tier
_GROWTH = 2  # a tier is merged with what follows it when that is at least half as large
_ABANDONED = 3600.0  # seconds after which a folder that no manifest names is deleted


class TextSource(Protocol):
    """Where the texts are: the database."""

    def texts(self, base: str, after: int, until: int) -> list[tuple[int, str]]:
        """Return (number, text in NFC) of the language, after < number <= until, ascending."""

    def text(self, number: int) -> str | None:
        """Return one text in NFC, None where there is none."""


@dataclass(frozen=True, slots=True)
class TierEntry:
    """A tier as the manifest knows it: numbers `after` < n <= `last`, `count` texts of them.

    `mark` is a fingerprint of the last text: a database that was replaced by an older copy is
    noticed by it.
    """

    folder: str
    base: str
    after: int
    last: int
    count: int
    mark: int
    files: dict[str, tuple[int, int]]


class Tier:
    """An open tier."""

    def __init__(self, folder: Path, entry: TierEntry) -> None:
        for name, (size, _) in entry.files.items():
            if (folder / name).stat().st_size != size:
                raise ValueError(f"{name} has another size")
        self.entry = entry
        self.tokens = TokenIndex(folder)
        self.characters = CharacterIndex(folder)
        self._numbers = load(folder, "numbers")

    def find(self, text: str, minimum: int) -> dict[int, int]:
        """Return the percentage of each text number with at least `minimum` per cent."""
        found: dict[int, int] = {}
        for index in (self.tokens, self.characters):
            rows, percent = index.find(text, minimum)
            numbers = self._numbers[rows].tolist()
            for number, each in zip(numbers, percent.tolist(), strict=True):
                # Equal tokens may still differ in case or spaces: only equal characters are 100.
                value = min(each, 99) if index is self.tokens else each
                if value > found.get(number, -1):
                    found[number] = value
        return {number: value for number, value in found.items() if value >= minimum}


class Tiers:
    """The tiers of one memory, in the folder `root`, which exists only once there are any."""

    def __init__(self, root: Path, identity: str, *, writable: bool) -> None:
        self._root = root
        self._identity = identity
        self.can_build = writable
        self._stamp: tuple[int, int] | None = None
        self._entries: list[TierEntry] = []
        self._open: dict[str, Tier] = {}

    def tiers(self, base: str, source: TextSource) -> list[Tier]:
        """Return the usable tiers of a language, in the order of their numbers."""
        self._refresh()
        usable, is_whole = self._usable(base, source)
        if not is_whole:  # another program may have merged tiers meanwhile
            self._stamp = None
            self._refresh()
            usable, _ = self._usable(base, source)
        return usable

    def _usable(self, base: str, source: TextSource) -> tuple[list[Tier], bool]:
        """Return the tiers that can be opened, up to the first that cannot; False: there is one."""
        usable: list[Tier] = []
        last = 0
        for entry in sorted(self._entries, key=lambda each: each.after):
            if entry.base != base:
                continue
            tier = self._opened(entry, source)
            if tier is None or entry.after != last:
                return usable, False  # what comes after is searched one by one, or built again
            usable.append(tier)
            last = entry.last
        return usable, True

    def build(
        self,
        base: str,
        last: int,
        source: TextSource,
        progress: Callable[[str, int], None] | None = None,
    ) -> None:
        """Cover all texts of a language up to number `last`, if the folder can be written to."""
        if not self.can_build:
            return
        kept = self.tiers(base, source)
        done = kept[-1].entry.last if kept else 0
        texts = source.texts(base, done, last)
        while kept and len(texts) * _GROWTH >= kept[-1].entry.count < _LARGEST // 2:
            merged = kept.pop().entry
            texts = source.texts(base, merged.after, merged.last) + texts
        if progress:
            progress(base, len(texts))
        after = kept[-1].entry.last if kept else 0
        try:
            entries = [tier.entry for tier in kept]
            for start in range(0, len(texts), _LARGEST):
                part = texts[start : start + _LARGEST]
                entries += self._write(base, after, part)
                after = part[-1][0]
            self._publish(base, entries)
        except OSError:  # no space, no rights: search goes on without
            self.can_build = False

    def verify(self) -> list[str]:
        """Return what is wrong with the files of the index; empty where all are as written."""
        self._stamp = None
        self._refresh()
        problems: list[str] = []
        for entry in self._entries:
            for name, (size, crc) in entry.files.items():
                path = self._root / entry.folder / name
                try:
                    sound = path.stat().st_size == size and checksum(path) == crc
                except OSError:
                    sound = False
                if not sound:
                    problems.append(Message("{path} is damaged or missing", path=path))
        return problems

    def remove(self) -> None:
        """Delete the whole index; it is built again when it is needed."""
        self._entries, self._open, self._stamp = [], {}, None
        shutil.rmtree(self._root, ignore_errors=True)

    def _refresh(self) -> None:
        """Read the manifest again where it has changed."""
        path = self._root / "manifest.json"
        try:
            state = path.stat()
            stamp = (state.st_mtime_ns, state.st_ino)
            if stamp == self._stamp:
                return
            read = json.loads(path.read_text(encoding="utf-8"))
            is_ours = read["format"] == FORMAT and read["memory"] == self._identity
            entries = [TierEntry(**each) for each in read["tiers"]] if is_ours else []
        except (OSError, ValueError, KeyError, TypeError):
            stamp, entries = None, []
        self._stamp, self._entries = stamp, entries
        self._open = {e.folder: self._open[e.folder] for e in entries if e.folder in self._open}

    def _opened(self, entry: TierEntry, source: TextSource) -> Tier | None:
        if entry.folder in self._open:
            return self._open[entry.folder]
        try:
            tier = Tier(self._root / entry.folder, entry)
        except (OSError, ValueError, KeyError, IndexError, EOFError):
            return None
        text = source.text(entry.last)
        if hash64(text or "") != entry.mark:
            return None
        self._open[entry.folder] = tier
        return tier

    def _write(self, base: str, after: int, texts: list[tuple[int, str]]) -> list[TierEntry]:
        """Write the tier of `texts`, or several where they have too many different tokens."""
        self._root.mkdir(exist_ok=True)
        numbers = [number for number, _ in texts]
        folder = Path(tempfile.mkdtemp(prefix=f"{base}-{numbers[-1]}-", dir=self._root))
        try:
            token_index.build(folder, [text for _, text in texts])
        except VocabularyTooLargeError:
            shutil.rmtree(folder, ignore_errors=True)
            half = len(texts) // 2
            first = self._write(base, after, texts[:half])
            return first + self._write(base, numbers[half - 1], texts[half:])
        character_index.build(folder, [text for _, text in texts])
        save(folder, numbers=np.array(numbers, np.int64))
        files = {
            path.name: (path.stat().st_size, checksum(path)) for path in sorted(folder.iterdir())
        }
        mark = hash64(texts[-1][1])
        return [TierEntry(folder.name, base, after, numbers[-1], len(texts), mark, files)]

    def _publish(self, base: str, entries: list[TierEntry]) -> None:
        self._refresh()
        others = [entry for entry in self._entries if entry.base != base]
        manifest = {
            "format": FORMAT,
            "memory": self._identity,
            "tiers": [asdict(entry) for entry in others + entries],
        }
        descriptor, name = tempfile.mkstemp(dir=self._root, prefix="manifest")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(manifest, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(self._root / "manifest.json")
        self._sweep({entry.folder for entry in others + entries})

    def _sweep(self, named: set[str]) -> None:
        """Delete what no manifest names, unless somebody may still be writing it."""
        known = {entry.folder for entry in self._entries} | set(self._open)
        for path in self._root.iterdir():
            with suppress(OSError):
                is_old = time.time() - path.stat().st_mtime > _ABANDONED
                if path.name not in named and path.is_dir() and (is_old or path.name in known):
                    shutil.rmtree(path, ignore_errors=True)

"""The records of an SQLite file read page by page, for a file that SQLite itself refuses.

The format is that of https://www.sqlite.org/fileformat.html, of which only the leaves are needed: a
lost page costs what was on it, and no more. Nothing is believed; what does not fit is left out.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Value = int | float | str | bytes | None

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_HEADERS = {_TABLE_LEAF: 8, _INDEX_LEAF: 8, _INDEX_INTERIOR: 12}
_KINDS = frozenset({*_HEADERS, 0x05})
_PAGE_SIZE = 4096  # what SQLite chooses where nobody says anything else
_WAL_HEADER, _FRAME_HEADER = 32, 24
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LONGEST = 1 << 27  # bytes of a record


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its number (None in tables without) and its values in the order of the columns."""

    number: int | None
    values: tuple[Value, ...]


class Pages:
    """The pages of an SQLite file, the newer ones of its write-ahead log in place."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data: mmap.mmap | bytes = b""
            if path.stat().st_size:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.size = self._page_size()
        self._newer = _logged(path.with_name(f"{path.name}-wal"), self.size)
        self.count = max([len(self._data) // self.size, *self._newer])

    def _page_size(self) -> int:
        """Return the size that the header says, unless more pages begin as they should at ours."""
        said = int.from_bytes(self._data[16:18], "big")
        said = 65536 if said == 1 else said
        if said < 512 or said & (said - 1) or said == _PAGE_SIZE:
            return _PAGE_SIZE

        def share(size: int) -> float:
            starts = range(size, len(self._data), size)
            return sum(self._data[at] in _KINDS for at in starts) / max(1, len(starts))

        return said if share(said) >= share(_PAGE_SIZE) else _PAGE_SIZE

    def page(self, number: int) -> bytes:
        """Return a page by its number from 1; empty where it is not there."""
        newer = self._newer.get(number)
        return newer or self._data[(number - 1) * self.size : number * self.size]

    def records(self) -> Iterator[Record]:
        """Yield all records that can be read, but for those on pages that are not in use."""
        free = self._free()
        for number in range(1, self.count + 1):
            if number not in free:
                yield from self._records(self.page(number), 100 if number == 1 else 0)

    def _free(self) -> set[int]:
        """Return the pages of which the content was deleted; none where the list is damaged."""
        free: set[int] = set()
        trunk = int.from_bytes(self.page(1)[32:36], "big")
        while 1 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            page = self.page(trunk)
            leaves = min(int.from_bytes(page[4:8], "big"), self.size // 4 - 2)
            free.update(struct.unpack(f">{leaves}I", page[8 : 8 + 4 * leaves].ljust(4 * leaves)))
            trunk = int.from_bytes(page[:4], "big")
        return free if len(free) == int.from_bytes(self.page(1)[36:40], "big") else set()

    def _records(self, page: bytes, start: int) -> Iterator[Record]:
        kind = page[start] if len(page) > start else 0
        header = _HEADERS.get(kind)
        if header is None or len(page) < self.size:
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        for index in range(min(cells, self.size // 4)):
            place = start + header + 2 * index
            at = int.from_bytes(page[place : place + 2], "big")
            try:
                yield self._cell(page, at, kind)
            except (IndexError, ValueError, struct.error):
                continue

    def _cell(self, page: bytes, at: int, kind: int) -> Record:
        number = None
        at += 4 if kind == _INDEX_INTERIOR else 0
        length, at = _varint(page, at)
        if kind == _TABLE_LEAF:
            number, at = _varint(page, at)
        return Record(number, tuple(_values(self._payload(page, at, length, kind))))

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        """Return a record's bytes, with those on other pages where it is too long for its own."""
        if not 0 < length <= _LONGEST:
            raise ValueError(length)
        most = self.size - 35 if kind == _TABLE_LEAF else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            return page[at : at + length]
        least = (self.size - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.size - 4)
        local = local if local <= most else least
        parts, have = [page[at : at + local]], local
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        while have < length and following:
            page = self.page(following)
            parts.append(page[4 : 4 + length - have])
            have += len(parts[-1])
            if len(page) < self.size:
                break
            following = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def _values(payload: bytes) -> Iterator[Value]:
    """Yield the columns of a record; ValueError where it is not one."""
    end, at = _varint(payload, 0)
    body = end
    while at < end:
        kind, at = _varint(payload, at)
        size = _INTEGERS.get(kind, 0) if kind < 12 else (kind - 12) // 2
        size = 8 if kind == 7 else size
        data = payload[body : body + size]
        if len(data) < size:
            raise ValueError("the record is cut off")
        body += size
        yield _value(kind, data)
    if body != len(payload):
        raise ValueError("the record has another length")


def _value(kind: int, data: bytes) -> Value:
    if kind in _INTEGERS:
        return int.from_bytes(data, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    if kind in (8, 9):
        return kind - 8
    if kind >= 12:
        if kind % 2 and b"\0" in data:  # the end of a long text, on a page of zeros
            raise ValueError("no text has this character")
        return data.decode() if kind % 2 else data
    return None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(9):
        byte = data[at + index]
        if index == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    raise ValueError("no number")


def _logged(path: Path, size: int) -> dict[int, bytes]:
    """Return the pages that the write-ahead log has in committed transactions."""
    if not path.is_file():
        return {}
    data = path.read_bytes()
    salts = data[16:24]
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for at in range(_WAL_HEADER, len(data) - size - _FRAME_HEADER + 1, size + _FRAME_HEADER):
        if data[at + 8 : at + 16] != salts:
            break
        pending[int.from_bytes(data[at : at + 4], "big")] = data[
            at + _FRAME_HEADER : at + _FRAME_HEADER + size
        ]
        if data[at + 4 : at + 8] != bytes(4):  # the frame ends a transaction
            committed |= pending
            pending = {}
    return committed

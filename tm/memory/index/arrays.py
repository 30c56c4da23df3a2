"""Arrays in files: written once, then read through memory maps by any number of processes."""

from __future__ import annotations

import hashlib
import mmap
import os
import weakref
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]


def save(folder: Path, **arrays: Array) -> None:
    """Write each array to `<name>.npy` in `folder`."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load(folder: Path, name: str) -> Array:
    """Map `<name>.npy`; raises OSError or ValueError where it is missing or cut off."""
    array: Array = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return array.view(np.ndarray)  # without the wrapper, slicing is twice as fast


class Scattered:
    """The array in `<name>.npy`, or the bytes in a file, of which a little is read here and there.

    It is read and not mapped: the system maps 16 pages for each that is touched, which takes longer
    than reading what is wanted, and all of them count as memory of the process.
    """

    def __init__(self, path: Path) -> None:
        self.dtype, self._begin = np.dtype(np.uint8), 0
        if path.suffix == ".npy":
            array = np.load(path, mmap_mode="r", allow_pickle=False)
            self.dtype, self._begin = array.dtype, array.offset
        self._read = _reader(path)

    def __getitem__(self, part: slice) -> Array:
        """Return the items from `part.start` to `part.stop`."""
        size = self.dtype.itemsize
        start, stop = int(part.start), int(part.stop)
        read = self._read(size * (stop - start), self._begin + size * start)
        return np.frombuffer(read, self.dtype)

    def pieces(self, starts: Numbers, ends: Numbers) -> list[bytes]:
        """Return the items from each of `starts` to each of `ends`, as bytes."""
        size = self.dtype.itemsize
        sizes, begins = size * (ends - starts), self._begin + size * starts
        return [*map(self._read, sizes.tolist(), begins.tolist())]


def _reader(path: Path) -> Callable[[int, int], bytes]:
    """Return what reads a number of bytes from a place of a file."""
    if not hasattr(os, "pread"):  # Windows
        with path.open("rb") as file:
            size = path.stat().st_size
            whole = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b""
        return lambda count, at: whole[at : at + count]
    opened = os.open(path, os.O_RDONLY)
    read = partial(os.pread, opened)
    weakref.finalize(read, os.close, opened)
    return read


def checksum(path: Path) -> int:
    """Return the CRC-32 of a file."""
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            value = zlib.crc32(chunk, value)
    return value


def hash64(text: str) -> int:
    """Return an unsigned 64-bit fingerprint of `text`, the same on every machine."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")

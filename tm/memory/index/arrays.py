"""Arrays in files: written once, then read through memory maps by any number of processes."""

from __future__ import annotations

import hashlib
import mmap
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Bytes = NDArray[np.uint8]
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


def release(arrays: Iterable[Array]) -> None:
    """Give back the memory of mapped arrays; what is needed again is mapped again.

    The system keeps the files in its cache as long as it has room for them. Does nothing where
    the system cannot do it (Windows).
    """
    advice = getattr(mmap, "MADV_DONTNEED", None)
    for array in arrays:
        if advice is not None and (mapped := mapping(array)):
            mapped.madvise(advice)


def mapping(array: Array) -> mmap.mmap | None:
    """Return the map of a file that an array is in, None where it is in memory of its own."""
    base: object = array
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, memoryview):
        base = base.obj
    return base if isinstance(base, mmap.mmap) else None


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

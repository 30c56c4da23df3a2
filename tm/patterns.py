"""Patterns that tables make, compiled once for an installation and kept beside the bytecode.

`re` takes a quarter of a second for those of three languages, an eighth of a check of one text. As
Python does with modules, they are written where modules are cached, and not written where that is
switched off (docs/decisions/0216-patterns-beside-the-bytecode.md). What is kept is found by the
expression, its flags and the exact version of Python, so that it is never out of date. Whatever is
wrong with the file, or with what `re` is like inside, patterns are compiled as ever.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import importlib.util
import marshal
import os
import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

# Beyond this, patterns of tables that have changed since are left out.
MOST = 2_000

_CODE = "I"  # four bytes, as `re` has its code
_CHECKSUM = 4  # bytes

_Key = tuple[str, int]
# Flags, code, number of groups, their names: what `re` hands over to its matcher.
_Compiled = tuple[int, bytes, int, dict[str, int]]


@cache
def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does; `re.error` on a bad expression."""
    return _store().pattern(expression, flags)


class Store:
    """The patterns in one file; `write` adds those that were not there."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept = _read(path)
        self._used: set[_Key] = set()
        self._is_new = False

    def pattern(self, expression: str, flags: int) -> re.Pattern[str]:
        """Return the pattern as it is kept, else compile it."""
        key = expression, int(flags)  # flags of `re` are no plain numbers
        try:
            if key not in self._kept:
                self._kept[key] = _compile(*key)
                self._is_new = True
            self._used.add(key)
            return _pattern(expression, *self._kept[key])
        except re.error:
            raise
        except Exception:  # another `re` than the one this was written for, a damaged entry
            return re.compile(expression, flags)

    def write(self) -> None:
        """Write what is kept, if anything is new; at the same time others may do so as well."""
        if not self._is_new or self._path is None:
            return
        kept = self._kept
        if len(kept) > MOST:
            kept = {key: each for key, each in kept.items() if key in self._used}
        beside = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_packed(kept))
            beside.replace(self._path)


def _compile(expression: str, flags: int) -> _Compiled:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(expression, flags)
    code = array(_CODE, _compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    return int(flags | state.flags), code, int(state.groups - 1), dict(state.groupdict)


def _pattern(
    expression: str, flags: int, code: bytes, groups: int, names: dict[str, int]
) -> re.Pattern[str]:
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    found: re.Pattern[str] = _sre.compile(
        expression, flags, array(_CODE, code).tolist(), groups, names, tuple(by_number)
    )
    return found


def _version() -> tuple[Any, ...]:
    return sys.hexversion, sys.byteorder, _sre.MAGIC, _sre.CODESIZE


def _packed(kept: dict[_Key, _Compiled]) -> bytes:
    data = marshal.dumps((_version(), kept))
    return zlib.crc32(data).to_bytes(_CHECKSUM, "little") + data


def _read(path: Path | None) -> dict[_Key, _Compiled]:
    with suppress(OSError, EOFError, ValueError, TypeError):
        content = path.read_bytes() if path else b""
        checksum, data = content[:_CHECKSUM], content[_CHECKSUM:]
        if zlib.crc32(data).to_bytes(_CHECKSUM, "little") == checksum:
            version, kept = marshal.loads(data)  # noqa: S302 -- our own
            return kept if version == _version() and isinstance(kept, dict) else {}
    return {}


def file() -> Path | None:
    """Return where patterns are kept; None where Python keeps no bytecode at all."""
    with suppress(NotImplementedError):
        return Path(importlib.util.cache_from_source(__file__)).with_suffix(".patterns")
    return None


@cache
def _store() -> Store:
    store = Store(file())
    if not sys.dont_write_bytecode:
        atexit.register(store.write)
    return store

"""What readers and writers of exchange files share: encodings, reports, atomic writing."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tm.errors import ExchangeError
from tm.model import TranslationUnit, Variant
from tm.model.characters import clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BARE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))  # "<" without a byte-order mark
_CHUNK = 1 << 20
__all__ = [
    "Remark", "Report", "clean", "find_encoding", "ignore", "opened", "pick", "replacing", "texts",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file that was left out or changed on the way in or out, and why.

    `line` is 1-based, 0 where it is the whole file or not known.
    """

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        where = f"{self.path}, line {self.line}" if self.line else f"{self.path}"
        return f"{where}: {self.text}"


Report = Callable[[Remark], None]
_NAMED = 5  # units that a remark names


def ignore(remark: Remark) -> None:
    """Take no notice of a remark."""


def report_incomplete(
    path: Path, names: Sequence[str], source: str, target: str, report: Report
) -> None:
    """Say in one remark which units a bilingual file cannot hold: they lack a language."""
    if names:
        named = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        number = f"unit {named}" if len(names) == 1 else f"{len(names)} units ({named})"
        report(Remark(path, 0, f"{number} left out: nothing in {source} or nothing in {target}"))


def pick(unit: TranslationUnit, tag: str, tags: Collection[str]) -> Variant | None:
    """Return the unit's variant for the column `tag`; one that has a column of its own stays there.

    So a text in `de-CH` goes out as `de` only where `de-CH` is not written too.
    """
    found = unit.variant(tag)
    return found if found is None or found.language == tag or found.language not in tags else None


def find_encoding(path: Path, declared: re.Pattern[bytes], report: Report) -> str:
    """Return the encoding in which the whole file can be read.

    That is the one of its byte-order mark, else the `declared` one (the first group of the
    pattern, sought at the start of the file), else UTF-8, else cp1252 with a remark.
    """
    with opened(path) as file:
        head = file.read(4096)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for start, encoding in _BARE:
        if head.startswith(start):
            return encoding
    found = declared.search(head)
    said = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    # Bytes that read as "<?xml" one by one are not UTF-16 or UTF-32, whatever they say.
    said = "utf-8" if re.match(r"utf-?(16|32)|ucs", said) else said
    for encoding in dict.fromkeys((said, "utf-8")):
        if _decodes(path, encoding):
            if encoding != said:
                report(Remark(path, 0, f"says it is in {said}, but is in {encoding}"))
            return encoding
    report(Remark(path, 0, f"is not in {said} as it should be; read as Windows-1252"))
    return "cp1252"


def _decodes(path: Path, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except (LookupError, UnicodeError):
        return False
    return True


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading; what is wrong with it becomes an ExchangeError."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise ExchangeError(path, "there is no such file", "check the name") from error
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise ExchangeError(path, problem, "check that it is a file and may be read") from error


def texts(path: Path, encoding: str) -> Iterator[str]:
    """Yield the file's text in pieces; what cannot be decoded becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)


@contextmanager
def replacing(path: Path, *, newline: str = "\n") -> Iterator[IO[str]]:
    """Write a UTF-8 file beside `path` that takes its place when all is written, or never."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        Path(name).chmod(_permissions(path))
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline=newline) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        problem = f"the file cannot be written ({error.strerror})"
        advice = "check that the folder exists, that you may write to it and that it has space"
        raise ExchangeError(path, problem, advice) from error


def _permissions(path: Path) -> int:
    """Return the permissions of the file to be replaced, or those of a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

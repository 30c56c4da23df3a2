"""Bytes to characters: byte-order mark, UTF-8, then Windows-1252 with a warning.

Any bytes can be read as Windows-1252 somehow. So a file is taken for it only if it then looks like
text: UTF-8 that got damaged would become text full of wrong letters, and nobody would see why.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from tm.errors import DocumentError

_ADVICE = "save it again as UTF-8"
# The longer mark first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Two or more bytes that are one character of UTF-8 (RFC 3629): chance hardly writes them.
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3}"
)
# Windows-1252 characters that running text hardly ever has, but damaged bytes often show.
_UNLIKELY = frozenset("ÃÂÐÝÞðýþÿ×÷¤¦¬¯±¶¸¹¼½¾ƒˆ˜†‡‰")


class Decoded(NamedTuple):
    """The text without its byte-order mark, and what the user should know about it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, path: Path, declared: str = "") -> Decoded:
    """Decode a text file. `declared` is the encoding that the file itself names (HTML)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding, path))
    if b"\0" in data[:4096]:
        return Decoded(_strict(data, _unmarked_utf16(data, path), path))
    try:
        # Before what is declared: text in another encoding is hardly ever valid UTF-8 by chance.
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        known = _declared(data, declared)
        if known is not None:
            return Decoded(known)
        line = data.count(b"\n", 0, error.start) + 1
        text = _windows_1252(data)
        if text is None:
            problem = f"byte 0x{data[error.start]:02X} is neither UTF-8 nor Windows-1252"
            raise DocumentError(path, problem, _ADVICE, f"line {line}") from error
        return Decoded(text, (f"not valid UTF-8 (line {line}); read as Windows-1252",))


def _windows_1252(data: bytes) -> str | None:
    """Decode as Windows-1252; None where the bytes are rather damaged UTF-8 or something else."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = [character for character in text if character > "\x7f"]
    unlikely = sum(character in _UNLIKELY for character in special)
    # "É»" of "LIBERTÉ»" is such a character by chance, so one among many others proves nothing.
    utf8 = len(_UTF8_CHARACTER.findall(data))
    return None if 10 * utf8 > len(special) or 2 * unlikely > len(special) else text


def _declared(data: bytes, name: str) -> str | None:
    """Decode as declared; None where there is no such encoding or the bytes are not in it."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name).name
        # Every browser reads "iso-8859-1" as Windows-1252 (WHATWG Encoding standard).
        codec = "cp1252" if codec in {"iso8859-1", "ascii"} else codec
        return data.decode(codec)
    except (LookupError, ValueError):
        return None


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not valid {encoding.upper()}"
        raise DocumentError(path, problem, _ADVICE) from error


def _unmarked_utf16(data: bytes, path: Path) -> str:
    """Tell the byte order of UTF-16 without a mark: Latin letters leave every other byte zero."""
    sample = data[:4096]
    half = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    raise DocumentError(path, "it contains NUL bytes, so it is not a text file", _ADVICE)

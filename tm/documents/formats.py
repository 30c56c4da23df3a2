"""Which format a file is in, by its content and its suffix; what disagrees is named clearly."""

from __future__ import annotations

import codecs
import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol, cast

from tm.documents.archive import Archive
from tm.errors import DocumentError
from tm.model import Block


class Reading(NamedTuple):
    """What a reader found in a file: blocks in reading order, and remarks for the user."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """A module of this package that reads one format; `path` serves messages only.

    Raises DocumentError where the bytes are not what the format asks for.
    """

    def read(self, data: bytes, path: Path) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read. `richness` orders copies of one text: the higher is read."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    richness: int

    def reader(self) -> Reader:
        """Import the reader, late: some need large libraries."""
        return cast(Reader, importlib.import_module(f"tm.documents.{self.module}"))


DOCX = Format("a Word document", (".docx", ".docm", ".dotx", ".dotm"), "word.reader", 6)
ODT = Format("an OpenDocument text", (".odt", ".ott"), "odt", 5)
HTML = Format("an HTML page", (".html", ".htm", ".xhtml"), "html", 4)
MARKDOWN = Format("Markdown", (".md", ".markdown"), "markdown", 3)
TEXT = Format("plain text", (".txt", ".text"), "plaintext", 2)
FORMATS = (DOCX, ODT, HTML, MARKDOWN, TEXT)
BY_SUFFIX: Mapping[str, Format] = MappingProxyType(
    {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
)

READABLE = "save it as .docx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_SIGNATURES = (
    (b"{\\rtf", "a Rich Text (.rtf) file"),
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"bplist", "a property list of macOS"),
)


def detect(data: bytes, path: Path) -> Format:
    """Return the format of a file; DocumentError where it is unknown or not what its name says."""
    named = BY_SUFFIX.get(path.suffix.lower())
    found = _by_content(data, path)
    if found is None:
        if named in {MARKDOWN, TEXT, HTML}:
            return named
        if named is not None:
            problem = f"this is plain text, not {named.name}"
            raise DocumentError(path, problem, f"rename it to .txt, or {READABLE}")
        if path.suffix:
            problem = f"files of type {path.suffix} are not read"
            raise DocumentError(path, problem, f"{READABLE} (or .md, .html, .txt)")
        return TEXT
    if named is None or named is found:
        if named is None and path.suffix:
            problem = f"this is {found.name}, but its name ends in {path.suffix}"
            raise DocumentError(path, problem, f"rename it to {found.suffixes[0]}")
        return found
    problem = f"this is {found.name}, not {named.name}"
    raise DocumentError(path, problem, f"rename it to {found.suffixes[0]}")


def _by_content(data: bytes, path: Path) -> Format | None:
    """Return the format that the content shows, None for text without a shape of its own."""
    if data.startswith(_OLE):
        raise _ole(data, path)
    if data.startswith(b"PK"):
        return _by_parts(Archive(data, path), path)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(path, f"this is {name}, which is not read", READABLE)
    start = _start(data)
    if _HTML_START.match(start):
        return HTML
    if start.startswith("MIME-Version:"):
        raise DocumentError(path, "this is a web archive (.mht), which is not read", READABLE)
    if start.startswith("<?xml"):
        raise DocumentError(path, "this is an XML file of unknown kind", READABLE)
    return None


def _start(data: bytes) -> str:
    head = data[:2048]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _ole(data: bytes, path: Path) -> DocumentError:
    """Say which of the programs that write OLE compound files wrote this one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return DocumentError(path, "it is password-protected", "save it without a password")
    if "WordDocument".encode("utf-16-le") in data:
        return DocumentError(path, "this is an old Word (.doc) file, which is not read", READABLE)
    return DocumentError(path, "this is an old Microsoft Office file, which is not read", READABLE)


def _by_parts(archive: Archive, path: Path) -> Format:
    names = archive.names()
    if "[Content_Types].xml" in archive:
        if any(name.startswith("word/") for name in names):
            return DOCX
        other = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation"}
        for folder, name in other.items():
            if any(part.startswith(folder) for part in names):
                raise DocumentError(path, f"this is {name}, which is not read", READABLE)
    if any(name.startswith("Index") and name.endswith((".iwa", ".zip")) for name in names):
        raise DocumentError(path, "this is an Apple Pages file, which is not read", READABLE)
    if "mimetype" in archive:
        kind = archive.read("mimetype").decode("ascii", errors="replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.text"):
            return ODT
        raise DocumentError(path, f"this is a file of type {kind}, which is not read", READABLE)
    raise DocumentError(path, "this is a zip archive, not a document", "unpack it first")

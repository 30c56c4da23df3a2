"""Zip archives and XML from untrusted files: limits are checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from tm.errors import DocumentError

MEBIBYTE = 1024 * 1024
MAX_ENTRIES = 4_000
MAX_PART = 24 * MEBIBYTE
MAX_TOTAL = 400 * MEBIBYTE
MAX_RATIO = 250
# Below this size a high ratio is harmless and common (empty tables, repeated styles).
RATIO_MATTERS = 4 * MEBIBYTE

_COPY = "open it in the program that made it and save it again"
_SUSPECT = "it is not an ordinary document; do not open it unless you know where it comes from"


class Archive:
    """The parts of a zip-based document, unpacked one by one within limits."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DocumentError(path, "the file is damaged or was cut short", _COPY) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._check(len(data))

    def _check(self, size: int) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise DocumentError(self.path, f"it holds {len(entries)} parts", _SUSPECT)
        total = sum(entry.file_size for entry in entries)
        if total > MAX_TOTAL:
            problem = f"it would unpack to {total // MEBIBYTE} MB"
            raise DocumentError(self.path, problem, _SUSPECT)
        if sum(entry.compress_size for entry in entries) > size:
            raise DocumentError(self.path, "its parts overlap one another", _SUSPECT)

    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return the bytes of one part; DocumentError where it is missing, damaged or a bomb."""
        entry = self._entries.get(name)
        if entry is None:
            raise DocumentError(self.path, "a part of the document is missing", _COPY, name)
        if entry.flag_bits & 1:
            raise DocumentError(
                self.path, "it is password-protected", "save it without a password", name
            )
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or (entry.file_size > RATIO_MATTERS and ratio > MAX_RATIO):
            problem = f"this part would unpack to {entry.file_size // MEBIBYTE} MB"
            raise DocumentError(self.path, problem, _SUSPECT, name)
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise DocumentError(self.path, "the file is damaged", _COPY, name) from error


def parse_xml(data: bytes, path: Path, place: str = "") -> etree._Element:
    """Parse XML without network, entities or huge trees; a document type is refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        problem = f"the file is damaged (XML: {reason})"
        raise DocumentError(path, problem, _COPY, place) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError(path, "its XML declares a document type", _SUSPECT, place)
    return root

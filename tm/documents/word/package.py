"""The parts of a Word file and the relationships between them (Open Packaging Conventions)."""

from __future__ import annotations

import posixpath
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tm.documents.archive import Archive, parse_xml
from tm.documents.word.names import STRICT, STRICT_TO_TRANSITIONAL
from tm.errors import DocumentError

_TABLE_STYLE = b'<w:style w:type="table"'
_STYLE_END = b"</w:style>"


class Relationship(NamedTuple):
    """What a part refers to by an id: another part, or an address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """A Word file as parts by name; the main part is found as Word finds it."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        self.archive = Archive(data, path)
        self._relationships: dict[str, dict[str, Relationship]] = {}

    def root(self, part: str) -> etree._Element:
        """Return the root element of a part, with transitional names throughout."""
        return self._parse(self.archive.read(part), part)

    def styles_root(self, part: str) -> etree._Element:
        """Return the root of the styles without table styles, which say nothing about text.

        They can be nine tenths of a file; parsing them took longer than all the rest.
        """
        kept: list[bytes] = []
        data, position = self.archive.read(part), 0
        while (start := data.find(_TABLE_STYLE, position)) >= 0:
            end = data.find(_STYLE_END, start)
            if end < 0:
                break
            kept.append(data[position:start])
            position = end + len(_STYLE_END)
        return self._parse(b"".join([*kept, data[position:]]), part)

    def _parse(self, data: bytes, part: str) -> etree._Element:
        if STRICT in data:
            for strict, transitional in STRICT_TO_TRANSITIONAL.items():
                data = data.replace(strict, transitional)
        return parse_xml(data, self.path, part)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part ("" is the package itself) by id."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self.archive:
            return {}
        return {
            item.get("Id", ""): _relationship(item, folder)
            for item in self.root(source).iterchildren("{*}Relationship")
        }

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the document's body."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument":
                return relationship.target
        raise DocumentError(self.path, "it has no main part", "open it in Word and save it again")

    def related(self, part: str, kind: str) -> str:
        """Return the first part of a kind (`styles`, `footnotes`, …) that exists, else ""."""
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and relationship.target in self.archive:
                return relationship.target
        return ""


def _relationship(item: etree._Element, folder: str) -> Relationship:
    kind = item.get("Type", "").rpartition("/")[2]
    target = item.get("Target", "")
    if item.get("TargetMode") == "External":
        return Relationship(kind, target, external=True)
    return Relationship(kind, posixpath.normpath(posixpath.join("/", folder, target))[1:], False)

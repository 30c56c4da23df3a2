"""Reading TMX 1.1 to 1.4b (LISA OSCAR): the units of a file, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from tm.exchange import origins
from tm.exchange.files import Remark, Report, ignore
from tm.exchange.inline import inner_markup, visible_text
from tm.exchange.tmx_cut import read_elements
from tm.model import Note, Origin, Property, TranslationUnit, Variant, normalize_tag

_MOST = 2**63 - 1
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?\Z")


def read_tmx(path: str | Path, report: Report = ignore) -> Iterator[TranslationUnit]:
    """Yield the units of a TMX file in order; `report` is told what is left out, line by line.

    A second variant in the same language becomes a unit of its own with the other languages.
    Raises ExchangeError where the file cannot be read or is not TMX.
    """
    for _, unit in read_tmx_lines(Path(path), report):
        yield unit


def read_tmx_lines(path: Path, report: Report = ignore) -> Iterator[tuple[int, TranslationUnit]]:
    """Yield each unit with the line on which it begins, 1-based."""
    converter = _Converter(path, report)
    for line, offset, element in read_elements(path, report):
        for unit in converter.convert(element, offset):
            yield line, unit


class _Converter:
    """Makes translation units of `tu` elements. There may be a million: each is looked at once."""

    def __init__(self, path: Path, report: Report) -> None:
        self.path = path
        self.name = path.name
        self.report = report
        self.offset = 0

    def remark(self, element: etree._Element, text: str) -> None:
        within = cast("int | None", element.sourceline) or 1
        self.report(Remark(self.path, self.offset + within, text))

    def convert(self, element: etree._Element, offset: int) -> Sequence[TranslationUnit]:
        """Return the unit, and one more for each further variant in a language that it has.

        `offset` and the `sourceline` of an element are its line in the file.
        """
        self.offset = offset
        parts = _Parts(element)
        variants = [each for tuv in parts.variants if (each := self.variant(tuv))]
        if not variants:
            self.remark(element, "unit left out: it has no text in any language")
            return ()
        first = {each.language: each for each in reversed(variants)}
        if len(first) == len(variants):
            return (self.unit(element, parts, tuple(variants)),)
        unit = self.unit(element, parts, tuple(v for v in variants if first[v.language] is v))
        return (unit, *(_with(unit, v) for v in variants if first[v.language] is not v))

    def unit(
        self, element: etree._Element, parts: _Parts, variants: tuple[Variant, ...]
    ) -> TranslationUnit:
        said = _attributes(element)
        name = said.pop("tuid", "")
        properties, status, known = origins.unpack(parts.properties)
        return TranslationUnit(
            variants=variants,
            origins=(Origin(self.name, name),) if known is None else known,
            status=status,
            id=name,
            properties=properties,
            notes=tuple(parts.notes),
            **self.history(element, said),
        )

    def variant(self, tuv: etree._Element) -> Variant | None:
        attributes = _attributes(tuv)
        older = attributes.pop("lang", "")
        said = attributes.pop(_LANG, "") or older
        language = normalize_tag(said)
        if not language:
            what = f"{said!r} is not a language code" if said else "it has no language code"
            self.remark(tuv, f"variant left out: {what}")
            return None
        seg = tuv[0] if len(tuv) == 1 else None
        if seg is not None and seg.tag == "seg" and not len(seg) and not attributes:
            text = seg.text or ""
            if text.strip():  # nothing but text, as most are
                return Variant(language, text)
        parts = _Parts(tuv)
        seg = parts.seg
        text = "" if seg is None else visible_text(seg)
        if seg is None or not text.strip():
            self.remark(tuv, f"variant left out: it has no text ({language})")
            return None
        return Variant(
            language=language,
            text=text,
            markup=inner_markup(seg),
            properties=tuple(parts.properties),
            notes=tuple(parts.notes),
            **self.history(tuv, attributes),
        )

    def history(self, element: etree._Element, said: dict[str, str]) -> dict[str, Any]:
        """Return the fields that units and variants have both, but properties and notes."""
        if not said:
            return {}
        return {
            "creator": said.pop("creationid", ""),
            "created": self.date(element, "creationdate", said.pop("creationdate", "")),
            "changer": said.pop("changeid", ""),
            "changed": self.date(element, "changedate", said.pop("changedate", "")),
            "used": self.date(element, "lastusagedate", said.pop("lastusagedate", "")),
            "uses": self.count(element, said.pop("usagecount", "")),
            "attributes": tuple(said.items()),
        }

    def date(self, element: etree._Element, name: str, said: str) -> datetime | None:
        if not said:
            return None
        if not (found := _date(said)):
            self.remark(element, f"{name} left out: {said!r} is not a date")
        return found

    def count(self, element: etree._Element, said: str) -> int | None:
        if not said:
            return None
        if said.isdecimal():
            return min(int(said[:18]), _MOST)
        self.remark(element, f"usagecount left out: {said!r} is not a number")
        return None


class _Parts:
    """The children of a `tu` or `tuv`, in one pass."""

    __slots__ = ("notes", "properties", "seg", "variants")

    def __init__(self, element: etree._Element) -> None:
        self.variants: list[etree._Element] = []
        self.seg: etree._Element | None = None
        self.properties: list[Property] = []
        self.notes: list[Note] = []
        for child in element:
            tag = child.tag
            if tag == "seg":
                self.seg = child
            elif tag == "tuv":
                self.variants.append(child)
            elif tag == "prop":
                language = _language(child)
                self.properties.append(Property(child.get("type", ""), child.text or "", language))
            elif tag == "note":
                self.notes.append(Note(child.text or "", _language(child)))


def _attributes(element: etree._Element) -> dict[str, str]:
    return cast("dict[str, str]", dict(element.items()))


def _language(element: etree._Element) -> str:
    return element.get(_LANG) or element.get("lang") or ""


def _with(unit: TranslationUnit, variant: Variant) -> TranslationUnit:
    """Return `unit` with `variant` in the place of its variant in that language."""
    swapped = (variant if v.language == variant.language else v for v in unit.variants)
    return replace(unit, variants=tuple(swapped))


@lru_cache(maxsize=4096)
def _date(said: str) -> datetime | None:
    """Return the time that TMX writes `20240504T120000Z`, None where it is none."""
    if found := _DATE.match(said):
        try:
            year, month, day, hour, minute, second = map(int, found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:  # a 13th month
            return None
    return None

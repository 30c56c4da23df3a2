"""Reading TMX 1.1 to 1.4b (LISA OSCAR): unit by unit, so that one that is broken harms no other.

The file is cut at the `tu` elements, and each is parsed for itself: a file of any size needs
little memory, no document type definition is ever obeyed (so no entity is ever expanded), and the
line of every problem is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from lxml import etree

from tm.errors import ExchangeError
from tm.exchange import origins
from tm.exchange.files import Remark, Report, find_encoding, ignore, texts
from tm.exchange.inline import inner_markup, visible_text, without_forbidden
from tm.model import Note, Origin, Property, TranslationUnit, Variant, normalize_tag

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s+|\ufeff", re.S)
_PREFIX = re.compile(r"""xmlns:[\w.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
# What matters between units: the start or end of one, and what can hide such a string.
_MARK = re.compile(r"<!--|<!\[CDATA\[|<tu(?=[\s>/])|</tu\s*>")
_HIDING = {"<!--": "-->", "<![CDATA[": "]]>"}
_LONGEST = 1 << 25  # characters of one unit
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
    encoding = find_encoding(path, _DECLARED, report)
    wrapper = ""
    # It expands nothing and fetches nothing.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    for line, xml in _pieces(path, encoding, report):
        if not line:
            wrapper = f"<tmx {' '.join(_PREFIX.findall(xml))}>"
            continue
        try:
            element = etree.fromstring(f"{wrapper}{xml}</tmx>", parser)[0]
        except etree.XMLSyntaxError as error:
            at = line + max(0, (error.lineno or 1) - 1)
            reason = str(error.msg).partition(", line")[0]
            report(Remark(path, at, f"unit left out: it is not well-formed XML ({reason})"))
            continue
        for unit in _Unit(path, line, element, report).convert():
            yield line, unit


def _pieces(path: Path, encoding: str, report: Report) -> Iterator[tuple[int, str]]:
    """Yield the root's start tag as (0, XML), then each complete unit with its line."""
    rest, line, root = "", 1, ""
    for chunk in texts(path, encoding):
        text, at = rest + chunk, 0
        if not root and (root := _root(path, text)):
            yield 0, root
        for start, end, is_whole in _cut(text):
            line += text.count("\n", at, start)
            if is_whole:
                yield line, without_forbidden(text[start:end])
            else:
                report(Remark(path, line, "unit left out: another begins before its end"))
            line += text.count("\n", start, end)
            at = end
        rest = text[at:]
        if len(rest) > _LONGEST:
            report(Remark(path, line, "more than 32 million characters without a unit: left out"))
            line, rest = line + rest.count("\n"), ""
    if not root:
        raise ExchangeError(path, "this is not a TMX file", "choose a file that begins with <tmx>")
    if "</tmx" not in rest:
        begun = rest.find("<tu")
        lost = "; the unit begun there is left out" if begun >= 0 else ""
        line += rest.count("\n", 0, max(begun, 0))
        report(Remark(path, line, f"the file ends too early{lost}"))


def _root(path: Path, text: str) -> str:
    """Return the start tag of the root, empty where more of the file is needed."""
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    if text.startswith("<tmx", at):
        end = text.find(">", at)
        return text[at : end + 1]
    if len(text) - at > _LONGEST or re.match(r"[^<]|<\w", text[at:]):
        raise ExchangeError(path, "this is not a TMX file", "choose a file that begins with <tmx>")
    return ""


def _cut(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, is whole) of the `tu` elements that end in `text`."""
    begun, at = -1, 0
    while mark := _MARK.search(text, at):
        at = mark.end()
        if mark[0] in _HIDING:
            end = text.find(_HIDING[mark[0]], at)
            if end < 0:
                return
            at = end + 3
        elif mark[0] == "<tu":
            if begun >= 0:
                yield begun, mark.start(), False
            begun = mark.start()
        else:
            if begun >= 0:
                yield begun, at, True
            begun = -1


class _Unit:
    """One `tu` element on its way to a translation unit."""

    def __init__(self, path: Path, line: int, element: etree._Element, report: Report) -> None:
        self.path = path
        self.line = line
        self.element = element
        self.report = report

    def remark(self, element: etree._Element, text: str) -> None:
        within = cast("int | None", element.sourceline) or 1
        line = self.line + within - 1
        self.report(Remark(self.path, line, text))

    def convert(self) -> Iterator[TranslationUnit]:
        """Yield the unit, and one more for each further variant in a language that it has."""
        parts = _Parts(self.element)
        variants = [each for tuv in parts.variants if (each := self.variant(tuv))]
        if not variants:
            self.remark(self.element, "unit left out: it has no text in any language")
            return
        first = {each.language: each for each in reversed(variants)}
        if len(first) == len(variants):
            yield self.unit(parts, tuple(variants))
            return
        unit = self.unit(parts, tuple(v for v in variants if first[v.language] is v))
        yield unit
        for extra in variants:
            if first[extra.language] is not extra:
                swapped = (extra if v.language == extra.language else v for v in unit.variants)
                yield replace(unit, variants=tuple(swapped))

    def unit(self, parts: _Parts, variants: tuple[Variant, ...]) -> TranslationUnit:
        name = self.element.get("tuid", "")
        properties, status, known = origins.unpack(parts.properties)
        return TranslationUnit(
            variants=variants,
            origins=(Origin(self.path.name, name),) if known is None else known,
            status=status,
            id=name,
            properties=properties,
            notes=tuple(parts.notes),
            **self.history(self.element, "tuid"),
        )

    def variant(self, tuv: etree._Element) -> Variant | None:
        said = tuv.get(_LANG) or tuv.get("lang") or ""
        language = normalize_tag(said)
        if not language:
            what = f"{said!r} is not a language code" if said else "it has no language code"
            self.remark(tuv, f"variant left out: {what}")
            return None
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
            **self.history(tuv, _LANG, "lang"),
        )

    def history(self, element: etree._Element, *known: str) -> dict[str, Any]:
        """Return the fields that units and variants have both, but properties and notes."""
        said = cast("dict[str, str]", dict(element.items()))
        for name in known:
            said.pop(name, None)
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
        if found := _DATE.match(said):
            try:
                year, month, day, hour, minute, second = map(int, found.groups())
                return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
            except ValueError:
                pass
        self.remark(element, f"{name} left out: {said!r} is not a date")
        return None

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
            if child.tag == "seg":
                self.seg = child
            elif child.tag == "tuv":
                self.variants.append(child)
            elif child.tag == "prop":
                language = _language(child)
                self.properties.append(Property(child.get("type", ""), child.text or "", language))
            elif child.tag == "note":
                self.notes.append(Note(child.text or "", _language(child)))


def _language(element: etree._Element) -> str:
    return element.get(_LANG) or element.get("lang") or ""

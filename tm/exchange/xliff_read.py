"""Reading XLIFF 1.2 and 2.0 to 2.2 (OASIS): one source and, by `file` element, any targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from lxml import etree

from tm.errors import ExchangeError
from tm.exchange import origins
from tm.exchange.files import Remark, Report, find_encoding, ignore, texts
from tm.exchange.inline import without_forbidden
from tm.exchange.xliff_inline import read_inline
from tm.model import Note, Origin, Status, TranslationUnit, Variant, normalize_tag

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_DECLARATION = re.compile(r"\s*<\?xml.*?\?>", re.S)
_DRAFT = re.compile(r"new|initial|needs-.*", re.I)
_OTHER = "this is not an XLIFF file"
_MOST = 1 << 28  # characters of a file: it is read as a whole


@dataclass(frozen=True, slots=True)
class Entry:
    """A translatable unit or segment; `target` has no text where it is not translated."""

    id: str
    line: int
    file: str
    source: Variant
    target: Variant
    status: Status
    notes: tuple[Note, ...] = ()
    name: str = ""

    def own(self) -> tuple[tuple[Origin, ...], str, tuple[Note, ...]] | None:
        """Return the origins, the id and the notes where `write_xliff` wrote the entry."""
        said = [origins.from_names_line(note.text) for note in self.notes]
        if all(each is None for each in said):
            return None
        others = (note for note, each in zip(self.notes, said, strict=True) if each is None)
        return next(each for each in said if each is not None), self.name, tuple(others)


def read_xliff(path: str | Path, report: Report = ignore) -> Iterator[TranslationUnit]:
    """Yield the translated units of an XLIFF file; `report` is told what is left out.

    Where a file has several targets for the same source (one `file` element each), they become
    one unit. Raises ExchangeError where it cannot be read or is not XLIFF.
    """
    path = Path(path)
    units: dict[tuple[str, str, str], TranslationUnit] = {}
    for entry in read_entries(path, report):
        if not entry.target.text.strip():
            report(Remark(path, entry.line, f"unit {entry.id} left out: it is not translated"))
            continue
        key = (entry.file, entry.id, entry.source.text)
        known = units.get(key)
        if known and entry.target.language not in known.languages:
            status = min(known.status, entry.status, key=lambda each: each != Status.DRAFT)
            variants = (*known.variants, entry.target)
            units[key] = replace(known, variants=variants, status=status)
            continue
        places, name, notes = entry.own() or ((Origin(path.name, entry.id),), entry.id, entry.notes)
        units[(*key[:2], f"{key[2]}\0{entry.line}") if known else key] = TranslationUnit(
            variants=(entry.source, entry.target),
            origins=places,
            status=entry.status,
            id=name,
            notes=notes,
        )
    yield from units.values()


def read_entries(path: Path, report: Report = ignore) -> Iterator[Entry]:
    """Yield every unit or segment of a file, translated or not."""
    root = _parse(path, report)
    name = etree.QName(root).localname if isinstance(root.tag, str) else ""
    if name != "xliff":
        raise ExchangeError(path, _OTHER, "choose one that begins with <xliff>")
    for element in root.iter("{*}*"):  # without namespaces all the rest of the program is simpler
        element.tag = etree.QName(element).localname
    version = root.get("version", "1.2")
    yield from (_entries_1 if version.startswith("1") else _entries_2)(path, root)


def _parse(path: Path, report: Report) -> etree._Element:
    """Return the root of the file, as far as it is well-formed."""
    text = "".join(texts(path, find_encoding(path, _DECLARED, report)))
    if len(text) > _MOST:
        raise ExchangeError(path, "the file is too large", "split it into parts under 256 MB")
    text = _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1)
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        problem = "the file defines its own document type, which XLIFF does not do"
        raise ExchangeError(path, problem, "export it again without one")
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, encoding="utf-8"
    )
    broken: etree.XMLSyntaxError | None = None
    try:
        parser.feed(without_forbidden(text).encode())
        parser.close()
    except etree.XMLSyntaxError as error:
        broken = error
    events = cast("list[tuple[str, etree._Element]]", list(parser.read_events()))
    if not events:
        raise ExchangeError(path, _OTHER, "choose one that begins with <xliff>")
    root = events[0][1]
    if broken is not None:
        what = str(broken.msg).partition(", line")[0]
        note = f"not well-formed XML ({what}); all from here on is left out"
        report(Remark(path, broken.lineno or 0, note))
        _drop_unfinished(root, {element for event, element in events if event == "end"})
    return root


def _drop_unfinished(root: etree._Element, finished: set[etree._Element]) -> None:
    """Take out the units in which the parser stopped."""
    for element in list(root.iter("{*}trans-unit", "{*}unit")):
        parent = element.getparent()
        if element not in finished and parent is not None:
            parent.remove(element)


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 0


def _entries_1(path: Path, root: etree._Element) -> Iterator[Entry]:
    for file in root.iter("file"):
        source = _language(path, file, "source-language")
        target = _language(path, file, "target-language", _first_target(file))
        for unit in file.iter("trans-unit"):
            notes = tuple(Note(each.text or "") for each in unit.iterfind("note"))
            whole = unit.find("target")
            state = "" if whole is None else whole.get("state", "")
            for name, ours, theirs in _segments_1(unit):
                yield Entry(
                    name,
                    _line(unit),
                    file.get("original", ""),
                    _variant(source, ours),
                    _variant(target, theirs),
                    _status(state),
                    notes,
                    unit.get("resname", ""),
                )


def _segments_1(
    unit: etree._Element,
) -> Iterator[tuple[str, etree._Element | None, etree._Element | None]]:
    """Yield (id, source, target) of a `trans-unit`: for each of its segments where it has them."""
    name = unit.get("id", "")
    source, target, cut = unit.find("source"), unit.find("target"), unit.find("seg-source")
    segments = _marks(cut)
    if len(segments) < 2:  # one segment is the whole
        yield name, source, target
        return
    translated = _marks(target)
    for mid, segment in segments.items():
        yield f"{name}:{mid}", segment, translated.get(mid)


def _marks(element: etree._Element | None) -> dict[str, etree._Element]:
    if element is None:
        return {}
    return {m.get("mid", ""): m for m in element.iter("mrk") if m.get("mtype") == "seg"}


def _entries_2(path: Path, root: etree._Element) -> Iterator[Entry]:
    source = _language(path, root, "srcLang")
    target = _language(path, root, "trgLang", "und")
    for file in root.iter("file"):
        for unit in file.iter("unit"):
            notes = tuple(Note(each.text or "") for each in unit.iterfind("notes/note"))
            segments = unit.findall("segment")
            for number, segment in enumerate(segments, 1):
                part = segment.get("id") or str(number)
                yield Entry(
                    unit.get("id", "") if len(segments) == 1 else f"{unit.get('id', '')}:{part}",
                    _line(segment),
                    file.get("original") or file.get("id") or "",
                    _variant(source, segment.find("source")),
                    _variant(target, segment.find("target")),
                    _status(segment.get("state", "")),
                    notes,
                    unit.get("name", ""),
                )


def _variant(language: str, element: etree._Element | None) -> Variant:
    return Variant(language, *(("", "") if element is None else read_inline(element)))


def _status(state: str) -> Status:
    return Status.DRAFT if _DRAFT.fullmatch(state) else Status.APPROVED


def _first_target(file: etree._Element) -> str:
    """Return the language that the targets name, where the file names none."""
    said = (each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in file.iter("target"))
    return next(filter(None, said), "und")


def _language(path: Path, element: etree._Element, name: str, default: str = "") -> str:
    said = element.get(name) or default
    tag = normalize_tag(said)
    if not tag:
        problem = f"{name} is {said!r}, not a language code" if said else f"{name} is missing"
        raise ExchangeError(
            path, problem, "correct it, for example to en", f"line {_line(element)}"
        )
    return tag

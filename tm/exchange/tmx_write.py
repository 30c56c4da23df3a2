"""Writing TMX 1.4b, with a concrete source language, trilingual or in pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tm.errors import ExchangeError
from tm.exchange import origins
from tm.exchange.files import clean, replacing
from tm.exchange.inline import to_xml, without_forbidden
from tm.model import Note, Property, TranslationUnit, Variant, normalize_tag
from tm.version import __version__

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="tm" creationtoolversion={version} segtype="sentence" o-tmf="tm" \
adminlang="en" srclang={source} datatype="plaintext"/>
<body>
"""
_TAIL = "</body>\n</tmx>\n"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# What the document type allows beside what a unit has fields for.
_ALLOWED = frozenset(
    {
        "o-encoding",
        "datatype",
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "srclang",
    }
)
_ONLY_UNIT = frozenset({"segtype", "srclang"})


def write_tmx(
    path: str | Path,
    units: Iterable[TranslationUnit],
    *,
    source: str = "en",
    pairwise: bool = False,
    languages: Iterable[str] = (),
) -> int:
    """Write units to a TMX 1.4 file and return how many `tu` elements it has.

    `source` is the source language of the file; a unit without it names its first language as its
    own. `pairwise` writes one `tu` for each pair of the source and another language, which some
    tools need. `languages` limits the variants to these tags. The file appears when it is
    complete. Raises ExchangeError where it cannot be written.
    """
    path = Path(path)
    tag = normalize_tag(source)
    if not tag:
        raise ExchangeError(path, f"{source!r} is not a language code", "use one such as en")
    count = 0
    with replacing(path) as file:
        file.write(_head(tag))
        for element in _elements(units, tag, frozenset(map(normalize_tag, languages)), pairwise):
            file.write(element)
            count += 1
        file.write(_TAIL)
    return count


def tmx_text(units: Iterable[TranslationUnit], *, source: str = "en") -> str:
    """Return what `write_tmx` would write, for the screen or a pipe."""
    tag = normalize_tag(source)
    return _head(tag) + "".join(_elements(units, tag, frozenset(), pairwise=False)) + _TAIL


def _head(source: str) -> str:
    return _HEAD.format(version=quoteattr(__version__), source=quoteattr(source))


def _elements(
    units: Iterable[TranslationUnit], source: str, wanted: frozenset[str], pairwise: bool
) -> Iterator[str]:
    for unit in units:
        for each in _arranged(unit, source, wanted, pairwise=pairwise):
            yield _unit(each, source)


def _arranged(
    unit: TranslationUnit, source: str, wanted: frozenset[str], *, pairwise: bool
) -> Iterator[TranslationUnit]:
    """Yield the unit with the variants asked for, the source first, or one for each pair."""
    variants = [v for v in unit.variants if not wanted or v.language in wanted]
    if not variants:
        return
    first = unit.variant(source)
    if first is None or first not in variants:
        first = variants[0]
    others = [each for each in variants if each is not first]
    if not pairwise:
        yield replace(unit, variants=(first, *others))
        return
    for other in others:
        name = f"{unit.id}-{other.language}" if unit.id and len(others) > 1 else unit.id
        yield replace(unit, id=name, variants=(first, other))


def _unit(unit: TranslationUnit, source: str) -> str:
    attributes = dict(_attributes(unit))
    first = unit.variants[0].language
    if first != source:  # else the unit's own word stands, where it has one
        attributes.setdefault("srclang", first)
    name = {"tuid": unit.id} if unit.id else {}
    lines = [f"<tu{_written(name | attributes)}>\n"]
    lines += _remarks(unit.notes, origins.pack(unit))
    lines += [_variant(each) for each in unit.variants]
    return "".join((*lines, "</tu>\n"))


def _variant(variant: Variant) -> str:
    attributes = {"xml:lang": variant.language, **_attributes(variant)}
    for name in _ONLY_UNIT:
        attributes.pop(name, None)
    content = without_forbidden(variant.markup) if variant.markup else to_xml(variant.text)
    remarks = "".join(_remarks(variant.notes, variant.properties))
    return f"<tuv{_written(attributes)}>{remarks}<seg>{content}</seg></tuv>\n"


def _attributes(each: TranslationUnit | Variant) -> dict[str, str]:
    """Return the attributes in TMX's words; those that the document type does not know go."""
    known = {
        "creationdate": _date(each.created),
        "creationid": each.creator,
        "changedate": _date(each.changed),
        "changeid": each.changer,
        "lastusagedate": _date(each.used),
        "usagecount": "" if each.uses is None else str(each.uses),
    }
    others = {name: value for name, value in each.attributes if name in _ALLOWED}
    return others | {name: value for name, value in known.items() if value}


def _written(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(clean(value))}" for name, value in attributes.items())


def _remarks(notes: Iterable[Note], properties: Iterable[Property]) -> list[str]:
    written = [f"<note{_lang(n.language)}>{to_xml(n.text)}</note>\n" for n in notes]
    for each in properties:
        kind = quoteattr(clean(each.name) or "x-unnamed")
        written.append(f"<prop type={kind}{_lang(each.language)}>{to_xml(each.value)}</prop>\n")
    return written


def _lang(language: str) -> str:
    return f" xml:lang={quoteattr(clean(language))}" if language else ""


def _date(time: datetime | None) -> str:
    return time.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if time else ""

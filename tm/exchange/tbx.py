"""Glossaries as TBX-2008 Basic (ISO 30042:2008), the form that OmegaT and tbx2po read.

What TBX-Basic has no element for is kept in those that it leaves open: `admin` of the type
`projectSubset` holds the group and the family, `customerSubset` says that a concept is translated
freely or that an expression is no term, `descrip` of the type `context` holds the words beside
which a term counts, and `ref` of the type `crossReference` names the concepts that are near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from tm.errors import ExchangeError
from tm.exchange.files import clean, opened, replacing
from tm.model import Concept, Term, TermStatus, base_tag

_XML = "{http://www.w3.org/XML/1998/namespace}"
_PREFIX = "c-"  # an XML identifier may not begin with a digit
_LOOSE = "loose"
_FAMILY = " / "
_BETWEEN = "; "
_MAX_BYTES = 100_000_000
_STATUS = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
    TermStatus.IGNORED: "supersededTerm-admn-sts",
}
_IGNORED = "ignored"
_MEANING = {
    **{value: key for key, value in _STATUS.items()},
    "supersededTerm-admn-sts": TermStatus.FORBIDDEN,
    "preferred": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "deprecated": TermStatus.FORBIDDEN,
}
_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'


def write_tbx(path: str | Path, concepts: Iterable[Concept], *, source: str = "en") -> int:
    """Write concepts to a TBX-2008 Basic file and return how many they are.

    The file appears when it is complete. Raises ExchangeError where it cannot be written.
    """
    root = etree.Element("martif", {"type": "TBX-Basic", f"{_XML}lang": source})
    header = etree.SubElement(root, "martifHeader")
    description = etree.SubElement(header, "fileDesc")
    _text(etree.SubElement(description, "titleStmt"), "title", "Glossary of Urgent Actions")
    _text(etree.SubElement(description, "sourceDesc"), "p", "Exported by tm")
    _text(etree.SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for concept in concepts:
        _write_entry(body, concept)
    etree.indent(root)
    with replacing(Path(path)) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n' + _DOCTYPE + "\n")
        file.write(etree.tostring(root, encoding="unicode") + "\n")
    return len(body)


def _write_entry(body: etree._Element, concept: Concept) -> None:
    entry = etree.SubElement(body, "termEntry", {"id": _PREFIX + concept.id})
    _text(entry, "descrip", concept.subject, type="subjectField")
    _text(entry, "descrip", concept.definition, type="definition")
    family = f"{_FAMILY}{concept.family}" if concept.family else ""
    _text(entry, "admin", concept.group + family, type="projectSubset")
    _text(entry, "admin", _LOOSE if concept.loose else "", type="customerSubset")
    for near in sorted(concept.near):
        _text(entry, "ref", near, type="crossReference", target=_PREFIX + near)
    _text(entry, "note", concept.note)
    _text(entry, "admin", concept.source, type="source")
    for language, terms in concept.terms.items():
        section = etree.SubElement(entry, "langSet", {f"{_XML}lang": language})
        for term in terms:
            _write_term(section, term)


def _write_term(section: etree._Element, term: Term) -> None:
    group = etree.SubElement(section, "tig")
    _text(group, "term", term.text)
    _text(group, "termNote", _STATUS[term.status], type="administrativeStatus")
    if term.status is TermStatus.IGNORED:
        _text(group, "admin", _IGNORED, type="customerSubset")
    _text(group, "descrip", _BETWEEN.join(term.context), type="context")
    if term.feminine:
        _text(group, "termNote", "feminine", type="grammaticalGender")
    if term.is_abbreviation:
        _text(group, "termNote", "abbreviation", type="termType")


def _text(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    """Add an element with text; nothing where there is no text."""
    if text:
        etree.SubElement(parent, tag, attributes).text = clean(text)


def read_tbx(path: str | Path) -> Iterator[Concept]:
    """Yield the concepts of a TBX file, of the 2008 form or the 2019 one, in its order.

    A term without a status is preferred if it is the first of its language, else admitted.
    Languages keep their base tag (de-CH is de). Raises ExchangeError where the file cannot be
    read or has no entries.
    """
    path = Path(path)
    root = _parse(path)
    entries = [each for each in root.iter() if _name(each) in ("termEntry", "conceptEntry")]
    if not entries:
        raise ExchangeError(path, "has no term entries", "check that it is a TBX file")
    for number, entry in enumerate(entries, start=1):
        yield _read_entry(path, entry, number)


def _parse(path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    with opened(path) as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ExchangeError(path, "is larger than 100 MB", "split it")
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else ""
        raise ExchangeError(path, f"not valid XML: {error.msg}", "", place) from None


def _read_entry(path: Path, entry: etree._Element, number: int) -> Concept:
    texts = {
        each.get("type", ""): _content(each)
        for each in entry
        if _name(each) in ("descrip", "admin", "descripGrp")
    }
    group, _, family = texts.get("projectSubset", "").partition(_FAMILY)
    identifier = entry.get("id") or f"entry-{number}"
    terms: dict[str, tuple[Term, ...]] = {}
    for section in entry:
        if _name(section) in ("langSet", "langSec"):
            tag = base_tag(section.get(f"{_XML}lang") or section.get("lang") or "")
            found = tuple(_read_terms(section))
            if tag and found:
                terms[tag] = terms.get(tag, ()) + found
    return Concept(
        id=identifier.removeprefix(_PREFIX),
        subject=texts.get("subjectField", ""),
        terms=terms,
        definition=texts.get("definition", ""),
        note=" ".join(_content(each) for each in entry if _name(each) == "note"),
        source=texts.get("source", ""),
        group=group,
        family=family,
        near=frozenset(_content(each) for each in entry if _name(each) == "ref"),
        loose=texts.get("customerSubset") == _LOOSE,
        file=path,
        line=_line(entry),
    )


def _read_terms(section: etree._Element) -> Iterator[Term]:
    preferred = False
    for term in section.iter():
        text = _content(term) if _name(term) == "term" else ""
        group = term.getparent()
        if not text or group is None:
            continue
        notes = {
            each.get("type", ""): _content(each)
            for each in group.iter()
            if _name(each) in ("termNote", "admin", "descrip")
        }
        default = TermStatus.ADMITTED if preferred else TermStatus.PREFERRED
        status = _MEANING.get(notes.get("administrativeStatus", ""), default)
        if notes.get("customerSubset") == _IGNORED:
            status = TermStatus.IGNORED
        feminine = notes.get("grammaticalGender") == "feminine"
        preferred = preferred or status is TermStatus.PREFERRED
        context = notes.get("context", "")
        yield Term(text, status, feminine, tuple(context.split(_BETWEEN)) if context else ())


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _content(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())

"""PO files of GNU gettext, through polib."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import polib

from tm.errors import ExchangeError
from tm.exchange import origins
from tm.exchange.files import (
    Remark,
    Report,
    find_encoding,
    ignore,
    replacing,
    report_incomplete,
    texts,
)
from tm.model import Note, Origin, Property, Status, TranslationUnit, Variant, normalize_tag

_CHARSET = re.compile(rb"charset=([A-Za-z0-9._-]+)")
_CONTEXT, _PLURAL = "po-msgctxt", "po-plural"
_FLAG, _PLACE, _COMMENT = "po-flag", "po-reference", "po-extracted-comment"
_INVENTED = "tm-context: none in the memory"
_PLURALS = "nplurals={}; plural=(n != 1);"
# Entries are separated by blank lines.
_KEYWORD = re.compile(r"^(?:#~\s*)?msgid\b", re.M)
_LINE = re.compile(
    r"\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"
    r'"(?:[^"\\]|\\.)*"\s*)?\Z'
)
_HEADER = re.compile(r'^msgid\s+""\s*\n\s*msgstr\b', re.M)
# With it polib takes no entry's comments for those of the file.
_EMPTY_HEADER = 'msgid ""\nmsgstr ""\n\n'
_ENTRY = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")


def read_po(
    path: str | Path, *, source: str = "en", target: str = "", report: Report = ignore
) -> Iterator[TranslationUnit]:
    """Yield a unit for each translated entry; a plural entry yields one a form.

    The target language is the header's unless given. Fuzzy entries are drafts. Raises
    ExchangeError where the file cannot be read, is not PO, or names no language.
    """
    path = Path(path)
    for line, entry, base, tag in _entries(path, source, target, report):
        units = list(_units(path, entry, base, tag))
        if not units:
            report(Remark(path, line, "entry left out: it is not translated"))
        yield from units


def read_po_entries(
    path: Path, *, source: str = "en", target: str = "", report: Report = ignore
) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield (line, context, texts by language) of every entry and plural form, translated or not.

    Raises as `read_po` does.
    """
    for line, entry, base, tag in _entries(path, source, target, report):
        for original, translation, _ in _forms(entry):
            yield line, entry.msgctxt or "", {base: original, tag: translation}


def _entries(
    path: Path, source: str, target: str, report: Report
) -> Iterator[tuple[int, polib.POEntry, str, str]]:
    """Yield (line, entry, source tag, target tag) of the entries that are not obsolete."""
    encoding = find_encoding(path, _CHARSET, report)
    text = "".join(texts(path, encoding)).replace("\r\n", "\n")
    entries, header = _parse(path, text, report)
    tag = normalize_tag(target or header.get("Language", ""))
    if not tag:
        problem = "the file does not say which language it translates into"
        raise ExchangeError(path, problem, "give the target language")
    base = normalize_tag(header.get("X-Source-Language", "") or source)
    for line, entry in entries:
        if entry.obsolete:
            report(Remark(path, line, "entry left out: it is marked obsolete"))
        else:
            yield line, entry, base, tag


def _parse(
    path: Path, text: str, report: Report
) -> tuple[list[tuple[int, polib.POEntry]], dict[str, str]]:
    """Return the entries with their lines, and the header; a broken entry harms no other."""
    if not _KEYWORD.search(text):
        raise ExchangeError(path, "this is not a PO file", "choose a file with msgid entries")
    header: dict[str, str] = {}
    entries: list[tuple[int, polib.POEntry]] = []
    line, at = 1, 0
    for block in _ENTRY.finditer(text):
        line, at = line + text.count("\n", at, block.start()), block.start()
        if not _KEYWORD.search(block[0]):
            continue
        # polib repairs broken lines as it thinks fit; we would rather leave the entry out.
        wrong = [i for i, each in enumerate(block[0].splitlines()) if not _LINE.match(each)]
        try:
            start = "" if _HEADER.search(block[0]) else _EMPTY_HEADER
            parsed = None if wrong else polib.pofile(f"{start}{block[0]}\n")
        except (OSError, UnicodeError, IndexError):
            parsed = None
        if parsed is None:
            text_line = line + (wrong[0] if wrong else 0)
            report(Remark(path, text_line, "entry left out: it is not well-formed"))
            continue
        header |= parsed.metadata
        entries += [(line, entry) for entry in parsed]
    return entries, header


def _forms(entry: polib.POEntry) -> list[tuple[str, str, str]]:
    """Return (original, translation, plural form) for each form; empty where there is no plural."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr, "")]
    forms = sorted((int(number), text) for number, text in entry.msgstr_plural.items())
    return [
        (entry.msgid if number == 0 else entry.msgid_plural, text, str(number))
        for number, text in forms
    ]


def _units(path: Path, entry: polib.POEntry, source: str, target: str) -> Iterator[TranslationUnit]:
    said, context = _own_lines(entry)
    for original, translation, form in _forms(entry):
        if original.strip() and translation.strip():
            yield TranslationUnit(
                variants=(Variant(source, original), Variant(target, translation)),
                origins=(Origin(path.name, context),) if said is None else said,
                status=Status.DRAFT if entry.fuzzy else Status.APPROVED,
                id=context,
                properties=tuple(_properties(context, entry, form)),
                notes=(Note(entry.tcomment),) if entry.tcomment else (),
            )


def _own_lines(entry: polib.POEntry) -> tuple[tuple[Origin, ...] | None, str]:
    """Take our lines out of the entry's comment; return the origins, and the context if it is one.

    A context that `write_po` had to invent is none.
    """
    found: tuple[Origin, ...] | None = None
    context = entry.msgctxt or ""
    lines = []
    for line in entry.comment.split("\n"):
        if (said := origins.from_names_line(line)) is not None:
            found = said
        elif line == _INVENTED:
            context = ""
        else:
            lines.append(line)
    entry.comment = "\n".join(lines)
    return found, context


def _properties(context: str, entry: polib.POEntry, form: str) -> Iterator[Property]:
    if context:
        yield Property(_CONTEXT, context)
    if form:
        yield Property(_PLURAL, f"{form}\n{entry.msgid}\n{entry.msgid_plural}")
    if entry.comment:
        yield Property(_COMMENT, entry.comment)
    for flag in entry.flags:
        if flag != "fuzzy":
            yield Property(_FLAG, flag)
    for file, line in entry.occurrences:
        yield Property(_PLACE, f"{file}:{line}" if line else file)


def write_po(
    path: str | Path,
    units: Iterable[TranslationUnit],
    *,
    source: str = "en",
    target: str = "de",
    report: Report = ignore,
) -> int:
    """Write the units that have both languages to a PO file and return how many entries it has.

    PO knows an original once in a context: a second, different translation gets the name of its
    origin as context. The file appears when it is complete. Raises ExchangeError where it cannot
    be written.
    """
    path = Path(path)
    catalogue = polib.POFile(wrapwidth=0)  # polib would wrap comments too, and so change them
    entries: dict[tuple[str, str], polib.POEntry] = {}
    incomplete: list[str] = []
    for unit in units:
        ours, theirs = unit.variant(source), unit.variant(target)
        if ours is None or theirs is None or ours is theirs:
            incomplete.append(unit.id or str(unit.number or "without a number"))
            continue
        _place(entries, unit, _entry(unit, ours.text, theirs.text))
    report_incomplete(path, incomplete, source, target, report)
    plurals = 1 + max((n for each in entries.values() for n in each.msgstr_plural), default=1)
    catalogue.metadata = _header(source, target, max(2, plurals))
    for entry in entries.values():
        if entry.msgid_plural:  # gettext wants all forms; an empty one is not translated
            forms = dict.fromkeys(range(max(2, plurals)), "")
            entry.msgstr_plural = forms | entry.msgstr_plural
    catalogue.extend(entries.values())
    with replacing(path) as file:
        file.write(f"{catalogue}\n")
    return len(entries)


def _header(source: str, target: str, plurals: int) -> dict[str, str]:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000")
    return {
        "Project-Id-Version": "translation memory",
        "POT-Creation-Date": now,
        "PO-Revision-Date": now,
        "Last-Translator": "translation memory",
        "Language-Team": "none",
        "Language": normalize_tag(target).replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS.format(plurals),
        "X-Source-Language": normalize_tag(source),
    }


def _entry(unit: TranslationUnit, original: str, translation: str) -> polib.POEntry:
    said = [(each.name, each.value) for each in unit.properties]
    context = next((value for name, value in said if name == _CONTEXT), None)
    plural = next((value for name, value in said if name == _PLURAL), None)
    entry = polib.POEntry(
        msgid=original,
        msgctxt=context,
        comment="\n".join([*(v for n, v in said if n == _COMMENT), origins.names_line(unit)]),
        tcomment="\n".join(note.text for note in unit.notes),
        occurrences=[_occurrence(value) for name, value in said if name == _PLACE],
        flags=[value for name, value in said if name == _FLAG],
    )
    if unit.status != Status.APPROVED:
        entry.flags.append("fuzzy")
    if plural:
        form, entry.msgid, entry.msgid_plural = plural.split("\n", 2)
        entry.msgstr_plural = {int(form): _like(entry.msgid, translation)}
    else:
        entry.msgstr = _like(original, translation)
    return entry


def _occurrence(value: str) -> tuple[str, str]:
    file, _, line = value.rpartition(":")
    return (file, line) if file and line.isdecimal() else (value, "")


def _like(original: str, translation: str) -> str:
    """Return `translation` with line ends at its ends only where the original has them.

    gettext refuses the file otherwise.
    """
    start = "\n" if original.startswith("\n") else ""
    end = "\n" if original.endswith("\n") else ""
    return f"{start}{translation.strip(chr(10))}{end}"


def _place(
    entries: dict[tuple[str, str], polib.POEntry], unit: TranslationUnit, entry: polib.POEntry
) -> None:
    """Put an entry among the others: joined with its other plural forms, or in a context."""
    known = entries.get((entry.msgctxt or "", entry.msgid))
    if known is None:
        entries[entry.msgctxt or "", entry.msgid] = entry
    elif entry.msgid_plural and known.msgid_plural == entry.msgid_plural:
        known.msgstr_plural = known.msgstr_plural | entry.msgstr_plural
    elif known.msgstr != entry.msgstr:
        names = [origin.name for origin in unit.origins if origin.name] or ["other"]
        context = names[0]
        number = 2
        while (context, entry.msgid) in entries:
            context, number = f"{names[0]} {number}", number + 1
        entry.msgctxt = context
        entry.comment += f"\n{_INVENTED}"
        entries[context, entry.msgid] = entry

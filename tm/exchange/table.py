"""CSV and TSV: a row a unit, a column a language."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tm.errors import ExchangeError
from tm.exchange.files import Remark, Report, find_encoding, ignore, opened, pick, replacing
from tm.model import Note, Origin, Property, Status, TranslationUnit, Variant, normalize_tag

_NOTHING_DECLARED = re.compile(rb"(?!)")
_KNOWN = ("id", "status", "origin", "note")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_]|\Z)")  # "ref" or "key" is no language here
_LONGEST = 1 << 24  # characters of a cell


def read_table(path: str | Path, report: Report = ignore) -> Iterator[TranslationUnit]:
    """Yield a unit for each row of a CSV or TSV file whose first row names the columns.

    At least two columns are named by language tags; `id`, `status`, `origin` and `note` are known,
    others become properties. Raises ExchangeError where the file cannot be read or has no such
    first row.
    """
    path = Path(path)
    csv.field_size_limit(_LONGEST)
    encoding = find_encoding(path, _NOTHING_DECLARED, report)
    with opened(path):
        pass
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = max("\t,;", key=first.count)
        rows = csv.reader(file, delimiter=delimiter, strict=True)
        columns = _columns(path, next(rows, []))
        while True:
            line = rows.line_num + 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                report(Remark(path, line, f"row left out: {error}"))
                continue
            if any(cell.strip() for cell in row) and (
                unit := _unit(path, line, columns, row, report)
            ):
                yield unit


def _columns(path: Path, row: Sequence[str]) -> list[tuple[str, bool]]:
    """Return (name or tag, is a language) for each column."""
    names = [cell.strip().removeprefix("\ufeff") for cell in row]
    columns = [
        (name.lower(), False)
        if name.lower() in _KNOWN or not _LANGUAGE.match(name) or not normalize_tag(name)
        else (normalize_tag(name), True)
        for name in names
    ]
    tags = [name for name, is_language in columns if is_language]
    if len(tags) < 2 or len(set(tags)) < len(tags):  # a translation has two sides
        problem = "the first row does not name at least two different languages"
        raise ExchangeError(path, problem, "make it for example: id,en,de,fr", "line 1")
    return columns


def _unit(
    path: Path, line: int, columns: list[tuple[str, bool]], row: list[str], report: Report
) -> TranslationUnit | None:
    if len(row) > len(columns):
        report(Remark(path, line, "row left out: it has more cells than the first row"))
        return None
    cells = list(zip(columns, row, strict=False))
    variants = tuple(Variant(tag, text) for (tag, lang), text in cells if lang and text.strip())
    if not variants:
        report(Remark(path, line, "row left out: it has no text in any language"))
        return None
    said = {name: text for (name, is_language), text in cells if not is_language and text}
    name, status = said.get("id", ""), said.get("status", "").strip().lower()
    if status and status not in set(Status):
        report(Remark(path, line, f"status {status!r} is unknown and was taken as approved"))
    return TranslationUnit(
        variants=variants,
        origins=_origins(columns, said, path),
        status=Status(status) if status in set(Status) else Status.APPROVED,
        id=name,
        properties=tuple(Property(n, text) for n, text in said.items() if n not in _KNOWN),
        notes=(Note(said["note"]),) if "note" in said else (),
    )


def _origins(
    columns: list[tuple[str, bool]], said: dict[str, str], path: Path
) -> tuple[Origin, ...]:
    """Return the origin of a row: the file, unless it has a column for that."""
    if ("origin", False) in columns and "origin" not in said:
        return ()
    return (Origin(said.get("origin", path.name), said.get("id", "")),)


def write_table(
    path: str | Path, units: Iterable[TranslationUnit], *, languages: Sequence[str]
) -> int:
    """Write units to a CSV file, or TSV where the name ends so; return how many rows it has.

    Columns are id, status, origin, the languages given, and note. CSV begins with a byte-order
    mark, without which spreadsheets misread it. Raises ExchangeError where it cannot be written.
    """
    path = Path(path)
    is_tsv = path.suffix.lower() in (".tsv", ".tab")
    tags = [normalize_tag(each) for each in languages]
    count = 0
    with replacing(path, newline="") as file:
        if not is_tsv:
            file.write("\ufeff")
        writer = csv.writer(file, delimiter="\t" if is_tsv else ",", lineterminator="\r\n")
        writer.writerow(("id", "status", "origin", *tags, "note"))
        for unit in units:
            found = [pick(unit, tag, tags) for tag in tags]
            cells = [each.text if each else "" for each in found]
            if any(cells):
                origin = unit.origins[0].name if unit.origins else ""
                notes = "\n".join(note.text for note in unit.notes)
                writer.writerow((unit.id, unit.status.value, origin, *cells, notes))
                count += 1
    return count

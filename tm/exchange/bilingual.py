"""Any exchange file, by its name: units for the memory, or texts side by side to be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tm.errors import ExchangeError
from tm.exchange.files import Report, ignore
from tm.exchange.po import read_po, read_po_entries
from tm.exchange.table import read_table
from tm.exchange.tmx_read import read_tmx, read_tmx_lines
from tm.exchange.xliff_read import read_entries, read_xliff
from tm.model import TranslationUnit

TMX = frozenset({".tmx"})
XLIFF = frozenset({".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"})
PO = frozenset({".po", ".pot"})
TABLE = frozenset({".csv", ".tsv", ".tab"})
BILINGUAL = TMX | XLIFF | PO


@dataclass(frozen=True, slots=True)
class BilingualUnit:
    """A unit of a bilingual file: `texts` by language tag, empty where it is not translated.

    `line` is where it begins in the file, 1-based.
    """

    id: str
    texts: dict[str, str]
    line: int


def read_any(path: str | Path, report: Report = ignore) -> Iterator[TranslationUnit]:
    """Yield the units of a TMX, XLIFF, PO, CSV or TSV file, chosen by its suffix."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in TMX:
        return read_tmx(path, report)
    if suffix in XLIFF:
        return read_xliff(path, report)
    if suffix in PO:
        return read_po(path, report=report)
    if suffix in TABLE:
        return read_table(path, report)
    problem = "the kind of file is not known"
    raise ExchangeError(path, problem, "use .tmx, .xlf, .xliff, .po, .csv or .tsv")


def read_bilingual(path: str | Path, report: Report = ignore) -> list[BilingualUnit]:
    """Return the units of a TMX, XLIFF or PO file in order, translated or not.

    Raises ExchangeError where the file cannot be read or is of another kind.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    reader: Callable[[Path, Report], Iterator[BilingualUnit]]
    if suffix in TMX:
        reader = _from_tmx
    elif suffix in XLIFF:
        reader = _from_xliff
    elif suffix in PO:
        reader = _from_po
    else:
        raise ExchangeError(path, "this is no bilingual file", "use .tmx, .xlf, .xliff or .po")
    return list(reader(path, report))


def _from_tmx(path: Path, report: Report) -> Iterator[BilingualUnit]:
    for number, (line, unit) in enumerate(read_tmx_lines(path, report), 1):
        yield BilingualUnit(
            unit.id or str(number), {each.language: each.text for each in unit.variants}, line
        )


def _from_xliff(path: Path, report: Report) -> Iterator[BilingualUnit]:
    """Yield a unit for each id and source text, with all targets that the file has."""
    found: dict[tuple[str, str, str], BilingualUnit] = {}
    for entry in read_entries(path, report):
        texts = {entry.source.language: entry.source.text}
        key = (entry.file, entry.id, entry.source.text)
        unit = found.setdefault(key, BilingualUnit(entry.id, texts, entry.line))
        unit.texts.setdefault(entry.target.language, entry.target.text)
    yield from found.values()


def _from_po(path: Path, report: Report) -> Iterator[BilingualUnit]:
    for number, (line, name, texts) in enumerate(read_po_entries(path, report=report), 1):
        yield BilingualUnit(name or str(number), texts, line)

"""Glossaries as CSV, one term a row, and as PO, one concept an entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import polib

from tm.errors import ExchangeError
from tm.exchange.files import ignore, opened, replacing
from tm.exchange.po import read_po
from tm.model import Concept, Term, TermStatus

COLUMNS = (
    "id", "subject", "group", "family", "near", "loose", "definition", "note", "source",
    "language", "status", "feminine", "context", "term",
)  # fmt: skip
_YES = "yes"
_BETWEEN = "; "


def write_csv(path: str | Path, concepts: Iterable[Concept]) -> int:
    """Write one row a term, with a byte-order mark for spreadsheets; return the number of rows."""
    count = 0
    with replacing(Path(path), newline="") as file:
        file.write("\ufeff")
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for concept in concepts:
            for row in _rows(concept):
                writer.writerow(row)
                count += 1
    return count


def _rows(concept: Concept) -> Iterator[list[str]]:
    head = [
        concept.id, concept.subject, concept.group, concept.family, " ".join(sorted(concept.near)),
        _YES if concept.loose else "", concept.definition, concept.note, concept.source,
    ]  # fmt: skip
    for language, terms in concept.terms.items():
        for term in terms:
            feminine = _YES if term.feminine else ""
            yield [*head, language, term.status, feminine, _BETWEEN.join(term.context), term.text]


def read_csv(path: str | Path) -> list[Concept]:
    """Read concepts from a table with the columns `id`, `language` and `term` at least.

    Commas, semicolons and tabs may separate them. Raises ExchangeError with the line.
    """
    path = Path(path)
    with opened(path) as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError(path, f"not UTF-8 at byte {error.start}", "save it so") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = [name for name in ("id", "language", "term") if name not in (reader.fieldnames or ())]
    if missing:
        raise ExchangeError(path, f"has no column {missing[0]!r}", f"name it: {', '.join(COLUMNS)}")
    concepts: dict[str, Concept] = {}
    for row in reader:
        _add(path, concepts, {key: value or "" for key, value in row.items()}, reader.line_num)
    return list(concepts.values())


def _add(path: Path, concepts: dict[str, Concept], row: dict[str, str], line: int) -> None:
    if not row["id"] or not row["language"] or not row["term"].strip():
        problem = "id, language or term is empty"
        raise ExchangeError(path, problem, "fill it in or delete the row", f"line {line}")
    concept = concepts.setdefault(row["id"], _bare(path, row, line))
    terms = concept.terms.get(row["language"], ())
    status = row.get("status") or ("admitted" if terms else "preferred")
    if status not in list(TermStatus):
        problem = f"unknown status {status!r}"
        advice = f"known are: {', '.join(TermStatus)}"
        raise ExchangeError(path, problem, advice, f"line {line}")
    context = tuple(filter(None, row.get("context", "").split(_BETWEEN)))
    term = Term(row["term"].strip(), TermStatus(status), row.get("feminine") == _YES, context)
    concepts[row["id"]] = replace(concept, terms={**concept.terms, row["language"]: (*terms, term)})


def _bare(path: Path, row: dict[str, str], line: int) -> Concept:
    texts = ("subject", "definition", "note", "source", "group", "family")
    return Concept(
        id=row["id"],
        terms={},
        near=frozenset(row.get("near", "").split()),
        loose=row.get("loose") == _YES,
        file=path,
        line=line,
        **{key: row.get(key, "") for key in texts},
    )


def write_glossary_po(
    path: str | Path, concepts: Iterable[Concept], *, source: str = "en", target: str
) -> int:
    """Write the preferred terms of two languages as a PO file; return the number of entries.

    The id is the context; other terms stand in the translator's comments.
    """
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Language": target,
        "X-Source-Language": source,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for concept in concepts:
        if concept.preferred(source) and concept.preferred(target):
            catalogue.append(_entry(concept, source, target))
    with replacing(Path(path)) as file:
        file.write(str(catalogue) + "\n")
    return len(catalogue)


def _entry(concept: Concept, source: str, target: str) -> polib.POEntry:

    others = [
        f"{term.status}: {term.text}"
        for term in concept.terms[target]
        if term.text != concept.preferred(target)
    ]
    return polib.POEntry(
        msgctxt=concept.id,
        msgid=concept.preferred(source),
        msgstr=concept.preferred(target),
        comment=concept.subject,
        tcomment="\n".join(others),
    )


def read_glossary_po(path: str | Path, *, source: str = "en", target: str = "") -> list[Concept]:
    """Read a concept from each translated entry; its context is the id, else its number."""
    path = Path(path)
    concepts = []
    for number, unit in enumerate(read_po(path, source=source, target=target, report=ignore), 1):
        context = next((p.value for p in unit.properties if p.name == "po-msgctxt"), "")
        terms = {
            variant.language: (Term(variant.text, TermStatus.PREFERRED),)
            for variant in unit.variants
        }
        identifier = context or f"entry-{number}"
        concepts.append(Concept(id=identifier, subject="", terms=terms, file=path))
    return concepts

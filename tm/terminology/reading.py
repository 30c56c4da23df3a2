"""Glossary files to concepts: TOML in, one clear line for whatever is wrong in it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import tomli

from tm.errors import FileError
from tm.languages import codes
from tm.model.glossary import Concept, Glossary, Term, TermStatus
from tm.terminology import forms

MAX_TERM = 200
MAX_FILE_BYTES = 20_000_000
_DEFAULTS = ("subject", "source", "group")
_FILE_KEYS = (*_DEFAULTS, "concept")
_TEXT_KEYS = ("id", "subject", "definition", "note", "source", "group", "family")
# A woman's form is as good as the preferred term.
_STATUS = {
    "preferred": TermStatus.PREFERRED,
    "feminine": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "forbidden": TermStatus.FORBIDDEN,
    "ignored": TermStatus.IGNORED,
}
_IN_CONTEXT = "in_context"
_TERM_KEYS = (*_STATUS, _IN_CONTEXT)
SUBJECTS = (
    "charge", "charge act", "charge object", "charge ground", "legal status", "institution",
    "organisation", "place", "law", "word", "wording", "heading", "boilerplate",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LETTER = re.compile(r"[^\W_]")


class GlossaryError(FileError):
    """A glossary file that cannot be used."""


def read_folders(folders: Iterable[Path]) -> Glossary:
    """Read every `*.toml` in the folders, in order. A concept of a later folder replaces one with
    the same id in an earlier folder; within one folder an id may occur once.

    Raises GlossaryError with file, line and what to do.
    """
    concepts: dict[str, Concept] = {}
    folders = list(folders)
    for folder in folders:
        if not folder.is_dir():
            raise GlossaryError(folder, "no such folder", "name a folder with glossary files")
        here: dict[str, Concept] = {}
        for path in sorted(folder.glob("*.toml")):
            for concept in read_file(path):
                _once(concept, here)
        concepts.update(here)
    return Glossary(concepts, forms.Tables(folders))


def read_file(path: Path) -> list[Concept]:
    """Read the concepts of one file."""
    return read_text(path, _load(path))


def read_text(path: Path, text: str) -> list[Concept]:
    """Read the concepts of a file with this text."""
    data = _parse(path, text)
    _known_keys(path, 1, data, _FILE_KEYS)
    rows = data.get("concept", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GlossaryError(path, "`concept` is not a list", "begin each one with [[concept]]")
    lines = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if "[[" in line and _opens_concept(line)
    ]
    if len(lines) != len(rows):
        lines = [0] * len(rows)
    defaults = {key: data.get(key, "") for key in _DEFAULTS}
    return [
        _concept(path, line, {**defaults, **row}) for line, row in zip(lines, rows, strict=True)
    ]


def _opens_concept(line: str) -> bool:
    return re.fullmatch(r"\s*\[\[\s*concept\s*\]\]\s*(#.*)?\r?", line) is not None


def _load(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise GlossaryError(path, "larger than 20 MB", "split it into several files")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GlossaryError(path, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        advice = "save it as UTF-8"
        raise GlossaryError(path, f"not UTF-8 at byte {error.start}", advice) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise GlossaryError(
            path,
            f"not valid TOML: {message}",
            "look for a missing quotation mark, comma or bracket there or one line above",
            f"line {place[1]}" if place else "",
        ) from None


def _known_keys(path: Path, line: int, table: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in table:
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            advice = f"did you mean {close[0]!r}?" if close else f"known are: {', '.join(known)}"
            raise GlossaryError(path, f"unknown key {key!r}", advice, _place(line))


def _concept(path: Path, line: int, row: Mapping[str, Any]) -> Concept:
    _known_keys(path, line, row, _concept_keys())
    texts = {key: _text(path, line, key, row.get(key, "")) for key in _TEXT_KEYS}
    if not _ID.fullmatch(texts["id"]):
        problem = f"the id {texts['id']!r} is not made of a-z, 0-9 and hyphens"
        raise GlossaryError(path, problem, 'write, say, id = "house-arrest"', _place(line))
    if texts["subject"] not in SUBJECTS:
        problem = f"{texts['id']}: unknown subject {texts['subject']!r}"
        raise GlossaryError(path, problem, f"known are: {', '.join(SUBJECTS)}", _place(line))
    terms = {
        code: _terms(path, line, f"{texts['id']}.{code}", row[code])
        for code in codes()
        if code in row
    }
    near = row.get("near", [])
    if not _is_strings(near) or not isinstance(row.get("loose", False), bool):
        problem = f"{texts['id']}: `near` must be a list of ids and `loose` true or false"
        raise GlossaryError(path, problem, "correct the value", _place(line))
    return Concept(
        terms=terms,
        near=frozenset(near),
        loose=row.get("loose", False),
        file=path,
        line=line,
        **texts,
    )


@cache
def _concept_keys() -> tuple[str, ...]:
    return (*_TEXT_KEYS, "near", "loose", *codes())


def _text(path: Path, line: int, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise GlossaryError(path, f"`{key}` is not a text", "put it in quotes", _place(line))
    return value


def _terms(path: Path, line: int, where: str, value: object) -> tuple[Term, ...]:
    """Read "term", ["preferred", "admitted", …] or a table with the statuses as keys."""
    if isinstance(value, str):
        value = [value]
    rows: Iterable[tuple[str, object]]
    if isinstance(value, list):
        rows = zip(chain(["preferred"], repeat("admitted")), value or [""], strict=False)
    elif isinstance(value, dict):
        _known_keys(path, line, value, _TERM_KEYS)
        rows = ((key, text) for key in _STATUS for text in _listed(value.get(key, ())))
    else:
        raise GlossaryError(path, f"{where}: not a term", "put it in quotes", _place(line))
    terms = [_term(path, line, where, key, text) for key, text in rows]
    if isinstance(value, dict) and _IN_CONTEXT in value:
        terms += _in_context(path, line, where, value[_IN_CONTEXT])
    return tuple(terms)


def _in_context(path: Path, line: int, where: str, value: object) -> Iterator[Term]:
    """Read the terms that count only beside certain words: {term = ["word", …]}."""
    if not isinstance(value, dict) or not all(_is_strings(words) for words in value.values()):
        problem = f"{where}: `{_IN_CONTEXT}` does not map terms to lists of words"
        advice = 'write, say, in_context = { "grâce" = ["président"] }'
        raise GlossaryError(path, problem, advice, _place(line))
    for text, words in value.items():
        term = _term(path, line, where, "admitted", text)
        yield replace(term, context=tuple(words))


def _listed(entry: object) -> Sequence[object]:
    return entry if isinstance(entry, (list, tuple)) else [entry]


def _term(path: Path, line: int, where: str, key: str, text: object) -> Term:
    if not isinstance(text, str):
        problem = f"{where}: `{key}` is not a term or a list of terms"
        raise GlossaryError(path, problem, "put each term in quotes", _place(line))
    if not (text.isalpha() or _LETTER.search(text)):
        advice = "write the term, or leave the language out"
        raise GlossaryError(path, f"{where}: an empty term", advice, _place(line))
    if len(text) > MAX_TERM:
        problem = f"{where}: a term of {len(text):,} characters (at most {MAX_TERM})"
        raise GlossaryError(path, problem, "put whole sentences into the note", _place(line))
    if not text.isprintable() and any(character < " " for character in text):
        raise GlossaryError(
            path, f"{where}: a line break or control character", "remove it", _place(line)
        )
    return Term(text, _STATUS[key], key == "feminine")


def _once(concept: Concept, here: dict[str, Concept]) -> None:
    first = here.get(concept.id)
    if first is not None:
        where = f"{first.file.name}, line {first.line}"
        problem = f"the id {concept.id!r} is already taken ({where})"
        advice = "give it another id, or merge the two"
        raise GlossaryError(concept.file, problem, advice, _place(concept.line))
    here[concept.id] = concept


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _place(line: int) -> str:
    return f"line {line}" if line else ""

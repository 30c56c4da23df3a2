"""Words that translate each other: the core lexicon of the languages, and a user's own lists.

Each `lexicon.tsv` has a line a concept: its id, a tab, the lemma, and after "; " frequent synonyms
and those inflected forms that have another beginning or are short (`go; went; gone`): others are
found by dropping up to three letters. The ids are the same in every language, so a language is
added by adding its file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tm.errors import FileError
from tm.languages.base import codes, get

BETWEEN = "; "  # between the forms of a concept
_COMMENTS = re.compile(r"\A(?:#.*\n)+")

Lexicon = Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def load_columns() -> dict[str, tuple[list[str], list[str]]]:
    """Return the core lexicon: code → ids of concepts, and the forms of each, the lemma first.

    The forms of a concept are joined by `BETWEEN`, which is quickest to read. The result is
    shared: do not change it.
    """
    columns: dict[str, tuple[list[str], list[str]]] = {}
    for code in codes():
        text = _COMMENTS.sub("", get(code).text("lexicon.tsv")).strip("\n")
        if text:
            cells = text.replace("\n", "\t").split("\t")
            columns[code] = cells[::2], cells[1::2]
    return columns


def read_list(path: Path) -> Lexicon:
    """Read a user's own word list and return it: concept → language code → forms.

    The file is UTF-8 text with tabs. The first line names the language of each column (`en`, `de`,
    `fr`); each other line is a concept, whose forms are separated by ";" within a column, and
    which needs words in at least two languages. Empty lines and lines that begin with "#" are
    left out. Concepts are called by their line number. FileError says which line cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise FileError(path, "not UTF-8 text", "save the word list as UTF-8") from error
    except OSError as error:
        raise FileError(path, error.strerror or "cannot be read", "check the path") from error
    rows = [
        (number, [cell.strip() for cell in line.split("\t")])
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not rows:
        raise FileError(path, "an empty word list", "name the languages in the first line")
    (first, header), *others = rows
    columns = _columns(path, first, header)
    return {f"line {number}": _concept(path, number, columns, cells) for number, cells in others}


def _columns(path: Path, number: int, header: list[str]) -> list[str]:
    columns = [cell.lower() for cell in header]
    unknown = [cell for cell in columns if cell not in codes()]
    if unknown or len(set(columns)) != len(columns) or len(columns) < 2:
        advice = f"write two or more of {', '.join(codes())}, each once, with tabs between"
        problem = "the first line does not name the languages"
        raise FileError(path, problem, advice, f"line {number}")
    return columns


def _concept(
    path: Path, number: int, columns: list[str], cells: list[str]
) -> dict[str, tuple[str, ...]]:
    if len(cells) > len(columns):
        problem = f"{len(cells)} columns, but {len(columns)} languages"
        raise FileError(path, problem, "remove a tab", f"line {number}")
    concept = {
        code: forms
        for code, cell in zip(columns, cells, strict=False)
        if (forms := tuple(form.strip() for form in cell.split(";") if form.strip()))
    }
    if len(concept) < 2:
        problem = "words in fewer than two languages"
        raise FileError(path, problem, "complete or remove the line", f"line {number}")
    return concept

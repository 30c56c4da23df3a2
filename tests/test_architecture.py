"""What the import contract cannot see: the command line, and knowledge of a language in code."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODES = {path.parent.name for path in (ROOT / "tm" / "languages").glob("*/language.toml")}
OUTSIDE = [p for p in (ROOT / "tm").rglob("*.py") if "languages" not in p.parts]
# Letters beyond ASCII that belong to no language in particular, with the reason.
LETTERS_OF_ALL = {
    "tm/checks/rules/name_spelling.py": "names that its page gives as examples",
    "tm/documents/encoding.py": "what UTF-8 looks like that was read as cp1252",
    "tm/documents/word/symbols.py": "the characters of the font Symbol",
    "tm/facts/names/words.py": "Latin letters that Unicode does not decompose",
    "tm/facts/quantity.py": "the prefix micro",
    "tm/terminology/reading.py": "an example in a message",
}
# English has none here: messages are written in it.
FUNCTION_WORDS = re.compile(
    r"(?<![\w-])(?:und|oder|der|das|dem|den|ein|eine|nicht|von|zum|zur|Uhr|Jahre?|MEZ|le|les|une|des"
    r"|du|et|ou|dans|pour|avec|sur|chez|un|au|aux|que|qui)(?![\w-])"
)
CODES_OF_ALL = {"tm/exchange/xliff_read.py": "und", "tm/facts/link.py": "et"}


def imported(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_command_line_reaches_rooms_only_through_app() -> None:
    names = {name for name in imported(ROOT / "cli.py") if name.split(".")[0] == "tm"}
    rooms = {".".join(name.split(".")[:2]) for name in names}
    assert "tm.app" in rooms
    assert rooms <= {"tm", "tm.app", "tm.errors"}


def test_there_are_languages_to_look_for() -> None:
    assert {"en", "de", "fr"} <= CODES


def test_no_comparison_with_a_language_code_outside_languages() -> None:
    places = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in OUTSIDE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for side in ast.walk(node)
        if isinstance(side, ast.Constant) and side.value in CODES
    ]
    assert places == []


def literals(path: Path) -> Iterator[ast.Constant]:
    """Yield the strings of a file, but for docstrings and the examples of rules."""
    skipped: set[int] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Example":
            skipped |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield node


def has_foreign_letter(text: str) -> bool:
    """Say whether a text has a letter with a case that is not in ASCII: é, ß, œ."""
    return any(not c.isascii() and unicodedata.category(c) in ("Ll", "Lu", "Lt") for c in text)


def test_no_letters_of_a_language_outside_languages() -> None:
    places = [
        f"{name}:{literal.lineno}"
        for path in OUTSIDE
        if (name := path.relative_to(ROOT).as_posix()) not in LETTERS_OF_ALL
        for literal in literals(path)
        if has_foreign_letter(literal.value)
    ]
    assert places == []


def test_no_words_of_a_language_outside_languages() -> None:
    places = [
        f"{name}:{literal.lineno}: {found}"
        for path in OUTSIDE
        for literal in literals(path)
        if (name := path.relative_to(ROOT).as_posix())
        for found in FUNCTION_WORDS.findall(literal.value)
        if CODES_OF_ALL.get(name) != found
    ]
    assert places == []


def test_exceptions_are_needed() -> None:
    for name in LETTERS_OF_ALL:
        assert any(has_foreign_letter(each.value) for each in literals(ROOT / name)), name
    for name, code in CODES_OF_ALL.items():
        assert any(code in FUNCTION_WORDS.findall(e.value) for e in literals(ROOT / name)), name

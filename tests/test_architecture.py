"""What the import contract cannot see: the command line, and language codes in code."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODES = {path.parent.name for path in (ROOT / "tm" / "languages").glob("*/language.toml")}
OUTSIDE = [p for p in (ROOT / "tm").rglob("*.py") if "languages" not in p.parts]


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

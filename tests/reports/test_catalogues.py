"""The catalogues: nothing forgotten, nothing left over, every blank to fill in its place."""

from __future__ import annotations

import ast
import copy
import string
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polib
import pytest

from tm import i18n, resources
from tm.errors import MemoryStoreError, Message
from tm.memory import database
from tm.reports.msgids import missing, msgids

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = i18n.available()[1:]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_tool_speaks_the_languages_that_it_reads() -> None:
    assert set(TRANSLATED) == {"de", "fr"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over_and_all_blanks_are_there(language: str) -> None:
    path = resources.folder("locales") / language / "LC_MESSAGES" / "tm.po"
    known = set(msgids())
    entries = polib.pofile(str(path))
    assert len({entry.msgid for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.msgid in known
        assert blanks(entry.msgstr) == blanks(entry.msgid), entry.msgid


def said(path: Path) -> Iterator[str]:
    """Yield the messages that a module says word for word."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in ("say", "translate", "title", "_said", "_units"):
                literals = (each for each in node.args if isinstance(each, ast.Constant))
                yield from (each.value for each in literals if isinstance(each.value, str))


def test_the_messages_that_are_said_are_known() -> None:
    modules = [ROOT / name for name in ("cli.py", "tm/app/showing.py", "tm/app/upkeep.py")]
    found = [text for path in (*modules, *ROOT.glob("tm/reports/*.py")) for text in said(path)]
    assert len(found) > 40
    assert set(found) <= set(msgids())


def error_texts(path: Path) -> Iterator[str]:
    """Yield the texts of errors that a module makes, and the templates that it names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in ("Message", "MemoryStoreError", "TmError", "ConfigError"):
                parts = node.args
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id in ("problem", "advice", "_NOTHING", "_RIGHTS", "INTERRUPTED"):
                parts = [node.value]
            if node.targets[0].id == "template" and isinstance(node.value, ast.Constant):
                parts = [node.value]
        assert not any(isinstance(each, ast.JoinedStr) for each in parts), ast.unparse(node)
        literals = (each for each in parts if isinstance(each, ast.Constant))
        yield from (each.value for each in literals if isinstance(each.value, str))


def test_the_errors_of_the_memory_are_known() -> None:
    modules = [*(ROOT / "tm" / "memory").rglob("*.py")]
    modules += [ROOT / "tm" / "app" / f"{name}.py" for name in ("memories", "upkeep", "lookup")]
    found = {text for path in modules for text in error_texts(path)}
    found |= {text for pair in database._PROBLEMS.values() for text in pair}
    assert len(found) > 45
    assert found <= set(msgids())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "m (page 1): it has format 7; check the name"),
        ("de", "m (page 1): it has format 7; prüfen Sie den Namen"),
        ("fr", "m (page 1): it has format 7; vérifiez le nom"),
    ],
)
def test_an_error_is_said_in_parts(language: str, expected: str) -> None:
    problem = Message("it has format {number}", number=7)
    error = MemoryStoreError("m", problem, "check the name", "page 1")
    assert str(error) == "m (page 1): it has format 7; check the name"
    assert error.sentence(partial(i18n.told, reader=language)) == expected


def test_a_message_is_the_same_after_a_journey() -> None:
    error = MemoryStoreError("m{x}", Message("undo batch {later} first", later="{2}"))
    back = copy.deepcopy(error)
    assert str(back) == "m{x}: undo batch {2} first"
    assert "Vorgang {2}" in back.sentence(partial(i18n.told, reader="de"))


def test_a_message_without_translation_is_said_in_english() -> None:
    assert i18n.translate("no such message {x}", "de") == "no such message {x}"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "de_CH.UTF-8"}, "de"),
        ({"LC_ALL": "fr_FR", "LANG": "de_DE"}, "fr"),
        ({"LANGUAGE": "it:de", "LANG": "fr_FR"}, "de"),
        ({"LANGUAGE": "it", "LANG": "fr_FR"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_reader_is_told_in_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert i18n.from_environment() == expected

"""The languages that are installed: one folder each, found by looking, read when asked for.

A folder holds what a language knows as data (`<table>.toml`, `segmentation.srx`, word lists) and,
where data cannot say it, small functions in `hooks.py`. Each room reads the table that it needs
and checks it there; nothing outside this package may branch on a language code.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import tomli

from tm.errors import ConfigError

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One installed language; `code` is its ISO 639-1 code and the name of its folder.

    `get` gives one object a language; it is told from others, and looked up, by identity.
    """

    code: str

    @property
    def folder(self) -> Path:
        return _HERE / self.code

    def table(self, name: str) -> dict[str, Any]:
        """Return `<name>.toml` of the language, parsed once; empty where the language has none."""
        return _table(self.code, name)

    def text(self, name: str) -> str:
        """Return the text of the file `name`, empty where the language has none."""
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def hooks(self) -> ModuleType:
        """Return the language's `hooks` module: the few things that data cannot say."""
        return importlib.import_module(f"tm.languages.{self.code}.hooks")


@cache
def _table(code: str, name: str) -> dict[str, Any]:
    path = _HERE / code / f"{name}.toml"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return tomli.load(file)


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages installed, English first where present, then sorted.

    The order is the order of columns in every report.
    """
    found = {path.parent.name for path in _HERE.glob("*/language.toml")}
    return tuple(sorted(found, key=lambda code: (_table(code, "language").get("order", 99), code)))


@cache
def get(code: str) -> Language:
    """Return the language with this code; ConfigError names those that there are."""
    if code not in codes():
        raise ConfigError(f"language {code!r} is not installed; there are: {', '.join(codes())}")
    return Language(code)


@cache
def others() -> dict[str, Any]:
    """Return what `others.toml` says of languages that are known only to be told apart, by code.

    Those that are installed are left out.
    """
    with (_HERE / "others.toml").open("rb") as file:
        return {code: entry for code, entry in tomli.load(file).items() if code not in codes()}


@cache
def shared(name: str) -> dict[str, Any]:
    """Return `shared/<name>.toml`: what languages have in common; empty where there is none."""
    return _table("shared", name)


@cache
def in_all(table: str, name: str) -> tuple[str, ...]:
    """Return the words that the languages list under `name` in `<table>.toml`, all together.

    Addresses, numbers of files and the like keep the words of one language in texts of another.
    """
    return tuple(word for code in codes() for word in _table(code, table).get(name, ()))

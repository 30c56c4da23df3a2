"""Frozen configuration, from `tm.toml` or from `[tool.tm]` in `pyproject.toml`.

The file is looked for in the current folder and upwards. A key that does not exist is an error
that says which key was probably meant.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tm.errors import ConfigError
from tm.model import Severity

Level = Literal["off", "info", "warning", "error"]
FILE_NAMES = ("tm.toml", "pyproject.toml")


class Config(BaseModel):
    """All settings. The field descriptions are the documentation in docs/configuration.md."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-")
    )

    source: str | None = Field(
        default=None,
        description="Language presumed right where two versions differ and nothing else tells.",
    )
    fail_on: Level = Field(
        default="error",
        description="Lowest severity that makes `tm check` end with status 1; `off` for never.",
    )
    messages: str | None = Field(
        default=None, description="Language in which the tool speaks (default: the system's)."
    )
    memory: Path | None = Field(
        default=None, description="The translation memory's file (default: in your data folder)."
    )
    glossary: tuple[Path, ...] = Field(
        default=(), description="Folders with glossary files of your own, beside the one shipped."
    )
    rules: dict[str, Level | dict[str, Level]] = Field(
        default_factory=dict,
        description="Severity per rule, or per rule and kind of fact; `off` switches it off.",
    )

    def severity(self, rule: str, kind: str, default: Severity) -> Severity | None:
        """Return the severity of `rule` for facts of `kind`; None where it is switched off."""
        setting = self.rules.get(rule)
        level = setting.get(kind, setting.get("default")) if isinstance(setting, dict) else setting
        return default if level is None else as_severity(level)


def as_severity(level: Level) -> Severity | None:
    """Return the severity that a level names; None for `off`."""
    return None if level == "off" else Severity[level.upper()]


def load(path: Path | None = None, start: Path | None = None) -> Config:
    """Read the configuration at `path`, else the nearest one from `start` (default: here) upwards.

    Relative paths in it are meant from the folder of the file. Without a file, all defaults.
    """
    file = path or _find((start or Path.cwd()).resolve())
    if file is None:
        return Config()
    return parse(_read(file), file)


def parse(settings: Mapping[str, Any], file: Path) -> Config:
    """Check `settings` as read from `file`; ConfigError names the key and what to do."""
    try:
        config = Config.model_validate(settings)
    except ValidationError as error:
        raise ConfigError(f"{file}: {_explain(error)}") from None
    paths: dict[str, Any] = {"glossary": tuple(file.parent / folder for folder in config.glossary)}
    if config.memory is not None:
        paths["memory"] = file.parent / config.memory.expanduser()
    return config.model_copy(update=paths)


def _find(folder: Path) -> Path | None:
    for parent in (folder, *folder.parents):
        for name in FILE_NAMES:
            file = parent / name
            if file.is_file() and (name != "pyproject.toml" or _has_table(file)):
                return file
    return None


def _has_table(file: Path) -> bool:
    # Somebody else's pyproject.toml may be broken: that is not ours to report.
    try:
        return "tm" in tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError):
        return False


def _read(file: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from None
    if file.name == "pyproject.toml":
        table: dict[str, Any] = data.get("tool", {}).get("tm", {})
        return table
    return data


def _explain(error: ValidationError) -> str:
    """Say in one line what the first problem is."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"] if not str(part).startswith("literal["))
    known = [field.alias or name for name, field in Config.model_fields.items()]
    if first["type"] == "extra_forbidden":
        close = difflib.get_close_matches(key, known, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(known)}"
        return f"unknown key {key!r}{hint}"
    return f"{key}: {first['msg']}, got {first['input']!r}"

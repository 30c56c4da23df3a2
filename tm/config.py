"""Frozen configuration, from `tm.toml` or from `[tool.tm]` in `pyproject.toml`.

The file is looked for in the current folder and upwards. A key that does not exist is an error
that says which key was probably meant.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from tm.errors import ConfigError
from tm.model import Severity

Level = Literal["off", "info", "warning", "error"]
FILE_NAMES = ("tm.toml", "pyproject.toml")


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


def _check_points(*points: int) -> None:
    if not all(0 <= each <= 100 for each in points):
        raise ValueError("points are whole numbers from 0 to 100")


@dataclass(frozen=True, kw_only=True)
class OtherMemory:
    """A further memory to search, with points off its matches."""

    __pydantic_config__ = {"extra": "forbid", "alias_generator": _hyphens}  # noqa: RUF012

    path: Path
    penalty: int = 0

    def __post_init__(self) -> None:
        _check_points(self.penalty)


@dataclass(frozen=True, kw_only=True)
class PenaltySettings:
    """Points off the matches that deserve less trust; `old` after `old_years` without a change."""

    __pydantic_config__ = {"extra": "forbid", "alias_generator": _hyphens}  # noqa: RUF012

    draft: int = 0
    machine: int = 0
    old: int = 0
    old_years: float = 5
    machine_marks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_points(self.draft, self.machine, self.old)
        if not 0 < self.old_years <= 1000:
            raise ValueError("old-years is a number of years over 0")


@dataclass(frozen=True, kw_only=True)
class Config:
    """All settings; docs/configuration.md says what each does. Keys have hyphens for `_`."""

    source: str | None = None
    fail_on: Level = "error"
    messages: str | None = None
    memory: Path | None = None
    memories: tuple[OtherMemory, ...] = ()
    penalties: PenaltySettings = field(default_factory=PenaltySettings)
    glossary: tuple[Path, ...] = ()
    lexicons: tuple[Path, ...] = ()
    learn_from_memory: bool = False
    rules: dict[str, Level | dict[str, Level]] = field(default_factory=dict)

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


def setting_names() -> tuple[str, ...]:
    """Return the keys that a configuration file may have."""
    return tuple(each.name.replace("_", "-") for each in fields(Config))


def parse(settings: Mapping[str, Any], file: Path) -> Config:
    """Check `settings` as read from `file`; ConfigError names the key and what to do."""
    # Costs a tenth of a second; most calls have no configuration file.
    from pydantic import TypeAdapter, ValidationError

    for key in settings:
        if key not in setting_names():
            raise ConfigError(f"{file}: unknown key {key!r}{_hint(key)}")
    given = {key.replace("-", "_"): value for key, value in settings.items()}
    if isinstance(others := given.get("memories"), list):
        given["memories"] = [{"path": e} if isinstance(e, str) else e for e in others]
    try:
        config = TypeAdapter(Config).validate_python(given)
    except ValidationError as error:
        first = error.errors()[0]
        key, *place = (str(part) for part in first["loc"])
        inner = [part for part in place if not part.startswith("literal[")]
        name = ".".join([key.replace("_", "-"), *inner])
        said = (
            first["msg"]
            .removeprefix("Value error, ")
            .replace("Unexpected keyword argument", "unknown key")
        )
        problem = f"{name}: {said}, got {first['input']!r}"
        raise ConfigError(f"{file}: {problem}") from None
    memory = config.memory and file.parent / config.memory.expanduser()
    memories = tuple(
        replace(each, path=file.parent / each.path.expanduser()) for each in config.memories
    )
    glossary = tuple(file.parent / folder for folder in config.glossary)
    lexicons = tuple(file.parent / path.expanduser() for path in config.lexicons)
    return replace(config, memory=memory, memories=memories, glossary=glossary, lexicons=lexicons)


def _hint(key: str) -> str:
    close = difflib.get_close_matches(key, setting_names(), n=1)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; there are: {', '.join(setting_names())}"


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

"""tm: a multilingual translation memory and consistency checker.

The functions here are the stable Python interface; the command line is built on the same use cases.
Each imports what it needs when it is called, so `import tm` costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from tm.version import __version__

if TYPE_CHECKING:
    from tm.memory import Memory
    from tm.model import Bead, Fact, Report, Segment

__all__ = ["__version__", "align", "check", "extract_facts", "open_memory"]


def check(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    config: str | PathLike[str] | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Report:
    """Check version sets and return everything that was found.

    `paths` are folders, the versions of one text, or single documents. `config` names a
    configuration file (default: the nearest `tm.toml`, or `pyproject.toml` with `[tool.tm]`).
    `source` is the language presumed right where two versions differ and nothing else tells.
    `language` is that of a single document. Files that cannot be read are lines in
    `Report.failures`; a configuration that cannot be used raises `tm.errors.ConfigError`.
    """
    from pathlib import Path

    from tm.app import checking

    given = [paths] if isinstance(paths, str | PathLike) else list(paths)
    file = None if config is None else Path(config)
    outcome = checking.check(
        [Path(path) for path in given], config=file, source=source, language=language
    )
    return outcome.report


def align(segments: Mapping[str, Sequence[str | Segment]]) -> list[Bead]:
    """Align the segments of any number of versions, given by language code.

    Every segment is in exactly one bead; a version without a counterpart has an empty tuple there.
    """
    from tm.app.knowledge import NOTHING

    return NOTHING.align(segments)


def extract_facts(text: str, language: str) -> list[Fact]:
    """Return the facts in one segment of text, in ascending order, with exact spans."""
    from tm import facts

    return facts.extract_facts(text, language)


def open_memory(path_or_url: str | PathLike[str]) -> Memory:
    """Open a translation memory, a new one where the file does not exist."""
    from pathlib import Path

    from tm import memory

    name = path_or_url if isinstance(path_or_url, str) else Path(path_or_url)
    return memory.open_memory(name)

"""In which language to speak to who calls, and what went wrong in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tm import config as configuration
from tm import i18n
from tm.errors import ConfigError, TmError


def reader_of(config: Path | None, messages: str | None = None) -> str:
    """Return the language to speak: `messages`, else the configured one or the environment's."""
    wanted = messages or configuration.load(config).messages
    if wanted is not None and wanted not in i18n.available():
        there = ", ".join(i18n.available())
        raise ConfigError(f"no messages in {wanted!r}; there are: {there}")
    return wanted or i18n.from_environment()


def sentence(error: TmError, config: Path | None, messages: str | None) -> str:
    """Return what an error says, in the language to speak as far as that is known."""
    try:
        reader = reader_of(config, messages)
    except TmError:  # which may be the error itself
        reader = i18n.from_environment()
    return error.sentence(partial(i18n.told, reader=reader))

"""A console for people: plain in a pipe or file, coloured and as wide as it is on a terminal."""

from __future__ import annotations

from typing import IO

from rich.console import Console

_FILE_WIDTH = 120


def new_console(file: IO[str] | None = None) -> Console:
    """Return a console on `file` (default: standard output) that takes text as it is."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _FILE_WIDTH
    return console

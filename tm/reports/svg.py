"""The report for people as a picture, for documentation."""

from __future__ import annotations

import io
import re

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from tm.model import Report
from tm.reports import text

_WEB_FONT = re.compile(r"@font-face \{[^}]*\}\s*")
# Calm colours on white with enough contrast to read (WCAG AA).
_THEME = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47), (190, 30, 45), (20, 110, 60), (150, 95, 0),
        (9, 85, 175), (120, 60, 160), (0, 110, 125), (90, 98, 106),
    ],
)  # fmt: skip


def render(report: Report, title: str = "tm check", reader: str = "en", width: int = 116) -> str:
    """Return the report as an SVG document, `width` characters wide."""
    console = Console(
        file=io.StringIO(), record=True, width=width, force_terminal=True,
        highlight=False, markup=False, emoji=False, color_system="standard",
    )  # fmt: skip
    text.render(report, reader=reader, console=console)
    # rich links a font from the web; the reader's own monospace font does as well.
    return _WEB_FONT.sub("", console.export_svg(title=title, theme=_THEME))

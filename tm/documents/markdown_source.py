"""Where in a Markdown file the content of the parser's tokens stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


class Source:
    """The lines of the file, and a memory of the cell last read in a table row."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._row = (-1, 0)

    def line(self, number: int) -> str:
        return self._lines[number]

    def first_line(self, token: Token) -> int:
        """Return the 0-based line of an inline token's first character.

        The parser counts a line with nothing but a no-break space, and then drops it.
        """
        first, end = token.map or (0, 1)
        start = token.content.split("\n", 1)[0].lstrip(" \t")
        return next((i for i in range(first, end) if start in self._lines[i]), first)

    def columns(self, content: str, number: int, in_table: bool) -> Sequence[int]:
        """Return the 0-based column of each character of `content` in line `number` (0-based).

        `content` is what the parser left of the line without the marks of its block, so it stands
        at the end of the line; in a table row it stands after the cell before. There a `|` has
        lost its backslash.
        """
        line = self._lines[number]
        row, after = self._row
        after = after if in_table and row == number else 0
        # A tab before it has become spaces, which are no text.
        body = content.lstrip(" \t")
        indent = len(content) - len(body)
        start = line.find(body, after) if in_table else line.rfind(body)
        found: Sequence[int] = range(start - indent, start + len(body))
        if start < 0:
            found = _follow(content, line, after)
        if in_table and found:
            self._row = (number, found[-1] + 1)
        return found


def _follow(content: str, line: str, column: int) -> list[int]:
    """Find the characters of `content` one after the other in `line`, others between them."""
    found: list[int] = []
    for char in content:
        next_column = line.find(char, column)
        if next_column >= 0:
            column = next_column + 1
        found.append(max(column - 1, 0))
    return found

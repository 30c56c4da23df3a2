"""Inline Markdown to text, following the parser's tokens through the source.

markdown-it-py gives lines for blocks and nothing for inline tokens, but these cover the source
from left to right without gaps, so a cursor that moves along with them knows every column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tm.documents.blocks import BlockBuilder
from tm.documents.markdown_source import Source
from tm.model import Block, BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def inline_block(
    token: Token,
    source: Source,
    kind: BlockKind,
    level: int,
    markers: Sequence[tuple[str, int]] = (),
) -> Block | None:
    """Build the block of one inline token.

    `markers` are list numbers before it that belong to the text, with their 0-based lines.
    """
    builder = BlockBuilder()
    _add_markers(markers, source, builder)
    _Cursor(token, source, builder, kind is BlockKind.TABLE_CELL).run()
    return builder.build(kind, level)


def marker_block(
    markers: Sequence[tuple[str, int]], source: Source, kind: BlockKind, level: int
) -> Block | None:
    """Build the block of list numbers without anything behind them, None where there are none."""
    builder = BlockBuilder()
    _add_markers(markers, source, builder)
    return builder.build(kind, level)


def _add_markers(markers: Sequence[tuple[str, int]], source: Source, builder: BlockBuilder) -> None:
    column = 0
    for index, (marker, number) in enumerate(markers):
        after = column if index and markers[index - 1][1] == number else 0
        start = max(source.line(number).find(marker, after), 0)
        column = start + len(marker)
        builder.add(marker, number + 1, start + 1)
        builder.add_for(" ", number + 1, column + 1)


class _Cursor:
    """Moves through the source of one inline token."""

    def __init__(self, token: Token, source: Source, builder: BlockBuilder, in_table: bool) -> None:
        self._content = token.content
        self._tokens = token.children or []
        self._builder = builder
        self._source = source
        self._position = 0
        self._starts: list[int] = []
        self._columns: list[Sequence[int]] = []
        self._first = source.first_line(token)
        start = 0
        for index, line in enumerate(token.content.split("\n")):
            self._starts.append(start)
            self._columns.append(source.columns(line, self._first + index, in_table))
            start += len(line) + 1

    def run(self) -> None:
        for index, token in enumerate(self._tokens):
            following = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
            match token.type:
                case "text":
                    self._text(token.content)
                case "text_special":
                    self._stand_for(token.content, token.markup)
                case "softbreak" | "hardbreak":
                    self._break("\n" if token.type == "hardbreak" else " ")
                case "code_inline":
                    self._code(token)
                case "html_inline":
                    breaks = _BREAK_TAG.fullmatch(token.content)
                    self._stand_for("\n" if breaks else "", token.content)
                case "link_open":
                    self._skip("<" if token.markup == "autolink" else "[")
                    self._builder.open_link(str(token.attrs.get("href", "")))
                case "link_close":
                    self._builder.close_link()
                    self._close_link(token, following)
                case "image":
                    self._image(following)
                case _:
                    self._skip(token.markup)

    def _skip(self, markup: str) -> None:
        """Move behind `markup`, which stands here or, where the parser dropped spaces, ahead."""
        found = self._content.find(markup, self._position)
        if found >= 0:
            self._position = found + len(markup)

    def _text(self, text: str) -> None:
        found = self._content.find(text, self._position)
        self._position = found if found >= 0 else self._position
        done = 0
        for mark in _NOTE_MARK.finditer(text):
            self._add(text[done : mark.start()], self._position + done)
            done = mark.end()
        self._add(text[done:], self._position + done)
        self._position += len(text)

    def _add(self, text: str, position: int) -> None:
        """Add characters of one source line."""
        index = bisect_right(self._starts, position) - 1
        columns = self._columns[index]
        if isinstance(columns, range):
            self._builder.add(text, *self._place(position))
        else:
            for offset, char in enumerate(text):
                self._builder.add(char, *self._place(position + offset))

    def _place(self, position: int) -> tuple[int, int]:
        """Return line and column (1-based) of a character of the content."""
        index = bisect_right(self._starts, position) - 1
        columns = self._columns[index]
        within = position - self._starts[index]
        if within < len(columns):
            return self._first + index + 1, columns[within] + 1
        number = self._first + index
        return number + 1, columns[-1] + 2 if columns else len(self._source.line(number)) + 1

    def _stand_for(self, text: str, markup: str) -> None:
        found = self._content.find(markup, self._position)
        self._position = found if found >= 0 else self._position
        shown = len(markup) - len(text) if markup.endswith(text) else 0
        self._builder.add_for(text, *self._place(self._position + shown))
        self._position += len(markup)

    def _break(self, text: str) -> None:
        newline = self._content.find("\n", self._position)
        self._builder.add_for(text, *self._place(newline))
        self._position = newline + 1

    def _code(self, token: Token) -> None:
        self._skip(token.markup)
        closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(self._content, self._position)
        end = closing.start() if closing else len(self._content)
        inner = self._content[self._position : end]
        lead = (len(inner) - len(token.content)) // 2
        for index, char in enumerate(token.content):
            self._builder.add_for(char, *self._place(self._position + lead + index))
        self._position = end + len(token.markup)

    def _image(self, following: Token | None) -> None:
        """Move behind an image; its description is not part of the text that is seen."""
        self._skip("![")
        depth = 1
        while depth and self._position < len(self._content):
            char = self._content[self._position]
            self._position += 2 if char == "\\" else 1
            depth += (char == "[") - (char == "]")
        self._destination(following)

    def _close_link(self, token: Token, following: Token | None) -> None:
        if token.markup == "autolink":
            self._skip(">")
        else:
            self._skip("]")
            self._destination(following)

    def _destination(self, following: Token | None) -> None:
        """Move behind `(address "title")` or `[label]`, unless that is text of its own."""
        rest = self._content[self._position : self._position + 1]
        own = following is not None and following.type == "text" and following.content
        if own and self._content.startswith(own, self._position) and own[0] == rest:
            return
        if rest == "(":
            self._position = _behind_address(self._content, self._position + 1)
        elif rest == "[":
            self._skip("]")


def _behind_address(content: str, position: int) -> int:
    from markdown_it.helpers import parseLinkDestination, parseLinkTitle

    end = len(content)
    position += len(content[position:]) - len(content[position:].lstrip())
    address = parseLinkDestination(content, position, end)
    position = address.pos if address.ok else position
    position += len(content[position:]) - len(content[position:].lstrip())
    title = parseLinkTitle(content, position, end)
    position = title.pos if title.ok else position
    closing = content.find(")", position)
    return closing + 1 if closing >= 0 else position

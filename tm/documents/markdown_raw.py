"""Fenced blocks and raw HTML in Markdown: lines as they are, without tags and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.documents.blocks import BlockBuilder
from tm.documents.markdown_source import Source
from tm.model import Block, BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token


def verbatim_blocks(token: Token, source: Source) -> Iterator[Block | None]:
    """Yield the lines of a fenced block or of raw HTML without its tags."""
    first = (token.map[0] if token.map else 0) + (token.type == "fence")
    builder = BlockBuilder()
    inside = ""
    for index, line in enumerate(token.content.split("\n")):
        line = line.strip(" \t")
        if not line:
            continue
        number = first + index
        start = max(source.line(number).find(line), 0)
        position = 0
        while position < len(line) and token.type == "html_block":
            inside = inside or _opening(line, position)
            if inside:
                end = line.find(inside, position)
                position = len(line) if end < 0 else end + len(inside)
                inside = inside if end < 0 else ""
                continue
            tag = line.find("<", position)
            tag = len(line) if tag < 0 else tag
            builder.add(line[position:tag], number + 1, start + position + 1)
            position = tag
        if token.type == "fence":
            builder.add(line, number + 1, start + 1)
        builder.add_for("\n", number + 1, start + len(line) + 1)
    yield builder.build(BlockKind.PARAGRAPH)


def _opening(line: str, position: int) -> str:
    """Return what closes the comment or tag that starts here, "" where none starts."""
    if line.startswith("<!--", position):
        return "-->"
    return ">" if line.startswith("<", position) else ""

"""Markdown (CommonMark with tables and footnotes) to blocks, parsed by markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tm.documents.blocks import split_lines
from tm.documents.encoding import decode
from tm.documents.formats import Reading
from tm.documents.markdown_inline import inline_block, marker_block
from tm.documents.markdown_raw import verbatim_blocks
from tm.documents.markdown_source import Source
from tm.errors import DocumentError
from tm.model import Block, BlockKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# What is nested deeper, the parser would leave out without a word.
_MAX_NESTING = 100
_MAX_MARKS = 4_000
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n){0,60}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")


def read(data: bytes, path: Path) -> Reading:
    """Read a Markdown file; every character of the text is traceable to line and column."""
    text, warnings = decode(data, path)
    return Reading(tuple(blocks(text, path)), warnings)


def blocks(text: str, path: Path) -> list[Block]:
    """Return the blocks of Markdown text in reading order; `path` serves messages only."""
    lines = split_lines(text)
    source = "\n".join(lines)
    matter = _FRONT_MATTER.match(source)
    if matter:
        source = "\n" * matter.group().count("\n") + source[matter.end() :]
        lines = source.split("\n")
    _check_marks(source, path)
    # markdown-it puts U+FFFD for NUL; the length stays the same.
    tokens = _parser().parse(source)
    if any(token.level >= _MAX_NESTING - 2 for token in tokens):
        problem = "its lists or quotations are nested too deeply"
        raise DocumentError(path, problem, "remove some of the levels")
    return [block for block in _Walk(lines).blocks(tokens) if block is not None]


def _check_marks(source: str, path: Path) -> None:
    """Refuse paragraphs of nothing but marks: the parser's time grows with their square."""
    line = 1
    for paragraph in _PARAGRAPHS.split(source):
        if sum(map(paragraph.count, "[*_~`<")) > _MAX_MARKS:
            problem = f"a paragraph has more than {_MAX_MARKS} marks of Markdown"
            raise DocumentError(path, problem, "rename it to .txt if it is text", f"line {line}")
        line += paragraph.count("\n") + 2


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    # Escapes and entities stay tokens of their own, so that they can be traced to the source.
    parser.disable("text_join")
    # Text that was indented by hand is prose here, never a program.
    parser.disable("code")
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph"]})
    return parser


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse `[^1]: text` up to the next blank line; CommonMark would take some for links."""
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    marker = _FOOTNOTE.match(first)
    if marker is None or state.is_code_block(start):
        return False
    if silent:
        return True
    line = start + 1
    while line < end and not state.isEmpty(line) and not _is_footnote(state, line):
        line += 1
    content = state.getLines(start, line, state.blkIndent, False).strip()
    state.push("footnote_open", "", 1)
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content[marker.end() :], [start, line], []
    state.push("footnote_close", "", -1)
    state.line = line
    return True


def _is_footnote(state: StateBlock, line: int) -> bool:
    position = state.bMarks[line] + state.tShift[line]
    return _FOOTNOTE.match(state.src, position, state.eMarks[line]) is not None


class _Walk:
    """Turns block tokens into blocks; the innermost structure decides on the kind."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._source = Source(lines)
        self._numbered: list[bool] = []
        self._heading = 0
        self._kind = BlockKind.PARAGRAPH
        self._markers: list[tuple[str, int]] = []

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block | None]:
        for index, token in enumerate(tokens):
            name = token.type
            if name == "inline":
                yield inline_block(token, self._source, *self._place(), self._markers)
                self._markers.clear()
            elif name in {"list_item_close", "fence", "html_block"}:
                # A number that stands alone ("2019.") is all the text that there is.
                yield marker_block(self._markers, self._source, *self._place())
                self._markers.clear()
                if name != "list_item_close":
                    yield from verbatim_blocks(token, self._source)
            elif name in {"bullet_list_open", "ordered_list_open"}:
                self._numbered.append(_keeps_markers(tokens, index))
            else:
                self._structure(token)

    def _structure(self, token: Token) -> None:
        name = token.type
        if name in {"bullet_list_close", "ordered_list_close"}:
            self._numbered.pop()
        elif name == "list_item_open" and self._numbered[-1]:
            self._markers.append((f"{token.info}{token.markup}", (token.map or [0])[0]))
        elif name in {"heading_open", "heading_close"}:
            self._heading = int(token.tag[1]) if token.nesting == 1 else 0
        elif name in _KINDS:
            self._kind = _KINDS[name] if token.nesting == 1 else BlockKind.PARAGRAPH

    def _place(self) -> tuple[BlockKind, int]:
        if self._heading:
            return BlockKind.HEADING, self._heading
        level = self._numbered.count(False)
        if self._kind is BlockKind.PARAGRAPH and level:
            return BlockKind.LIST_ITEM, level
        return self._kind, 0


_KINDS = {
    "table_open": BlockKind.TABLE_CELL,
    "table_close": BlockKind.TABLE_CELL,
    "footnote_open": BlockKind.FOOTNOTE,
    "footnote_close": BlockKind.FOOTNOTE,
}


def _keeps_markers(tokens: Sequence[Token], start: int) -> bool:
    """Say whether the numbers of a list are text rather than numbering.

    "10. März 2019 …" at the start of a line is a list item to Markdown, but its number must not
    be lost. Numbering starts at 0 or 1, has two items at least and counts up (or repeats 1).
    """
    if tokens[start].type != "ordered_list_open":
        return False
    level = tokens[start].level + 1
    numbers: list[int] = []
    for token in tokens[start + 1 :]:
        if token.level < level:
            break
        if token.type == "list_item_open" and token.level == level:
            numbers.append(int(token.info))
    counting = list(range(numbers[0], numbers[0] + len(numbers)))
    plain = len(numbers) > 1 and numbers[0] <= 1 and numbers in (counting, [1] * len(numbers))
    return not plain

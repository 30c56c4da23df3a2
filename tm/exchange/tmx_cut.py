"""Cutting a TMX file at its `tu` elements, and parsing those, a run of them at once.

A file of any size needs little memory, no document type definition is ever obeyed (so no entity is
ever expanded), one broken unit harms no other, and the line of every problem is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tm.errors import ExchangeError
from tm.exchange.files import Remark, Report, find_encoding, texts
from tm.exchange.inline import without_forbidden

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s+|\ufeff", re.S)
_PREFIX = re.compile(r"""xmlns:[\w.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
# What matters between units: the start or end of one, and what can hide such a string.
_MARK = re.compile(r"<!--|<!\[CDATA\[|<tu(?=[\s>/])|</tu\s*>")
_HIDING = {"<!--": "-->", "<![CDATA[": "]]>"}
_FORBIDDEN = "control characters taken out, which XML cannot hold"
_LONGEST = 1 << 25  # characters of one unit
# Characters parsed at once: enough that starting the parser costs nothing, and fewer lines than
# the 65,535 up to which it counts them.
_RUN = 1 << 15


class Piece(NamedTuple):
    """A `tu` element of the file: `text[start:end]`, and the 1-based line on which it begins."""

    line: int
    start: int
    end: int


@dataclass(slots=True)
class Run:
    """Units that follow each other, and the text from the first one's start to the last one's end.

    The pieces count in `text`.
    """

    text: str
    pieces: Sequence[Piece]


class Element(NamedTuple):
    """A `tu` that begins on `line`; `offset` and a `sourceline` are a line of the file."""

    line: int
    offset: int
    element: etree._Element


def read_elements(path: Path, report: Report) -> Iterator[Element]:
    """Yield the well-formed `tu` elements of a TMX file; `report` is told of what is left out.

    Raises ExchangeError where the file cannot be read or is not TMX.
    """
    encoding = find_encoding(path, _DECLARED, report)
    # It expands nothing and fetches nothing.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    prefixes = ""
    for run in _runs(path, encoding, report):
        if isinstance(run, str):
            prefixes = f"<tmx {' '.join(_PREFIX.findall(run))}>"
            continue
        if found := _together(run, prefixes, parser):
            yield from _told(path, run, found, report)
        else:
            yield from _alone(path, run, prefixes, parser, report)


def _told(path: Path, run: Run, found: Sequence[Element], report: Report) -> Iterator[Element]:
    """Yield the elements of a run, and say of which characters were left out."""
    is_changed = without_forbidden(run.text) != run.text
    for (line, start, end), element in zip(run.pieces, found, strict=True):
        if is_changed and without_forbidden(text := run.text[start:end]) != text:
            report(Remark(path, line, _FORBIDDEN))
        yield element


def _together(run: Run, prefixes: str, parser: etree.XMLParser) -> list[Element]:
    """Parse all of a run at once; nothing where that shows other units than were cut."""
    try:
        root = etree.fromstring(f"{prefixes}{without_forbidden(run.text)}</tmx>", parser)
    except etree.XMLSyntaxError:
        return []
    found = list(root.iterchildren("tu"))
    if len(found) != len(run.pieces):
        return []
    offset = run.pieces[0].line - 1
    return [
        Element(piece.line, offset, each) for piece, each in zip(run.pieces, found, strict=True)
    ]


def _alone(
    path: Path, run: Run, prefixes: str, parser: etree.XMLParser, report: Report
) -> Iterator[Element]:
    """Parse the units of a run one by one, and leave out those that are not well-formed."""
    for line, start, end in run.pieces:
        xml = without_forbidden(run.text[start:end])
        try:
            element = etree.fromstring(f"{prefixes}{xml}</tmx>", parser)[0]
        except etree.XMLSyntaxError as error:
            at = line + max(0, (error.lineno or 1) - 1)
            reason = str(error.msg).partition(", line")[0]
            report(Remark(path, at, f"unit left out: it is not well-formed XML ({reason})"))
            continue
        if xml != run.text[start:end]:
            report(Remark(path, line, _FORBIDDEN))
        yield Element(line, line - 1, element)


def _runs(path: Path, encoding: str, report: Report) -> Iterator[str | Run]:
    """Yield the root's start tag, then runs of complete units."""
    rest, line, root = "", 1, ""
    for chunk in texts(path, encoding):
        text, at = rest + chunk, 0
        if not root and (root := _root(path, text)):
            yield root
        run: list[Piece] = []
        for start, end, is_whole in _cut(text):
            line += text.count("\n", at, start)
            if is_whole:
                run.append(Piece(line, start, end))
            else:
                yield from _run(text, run)
                run = []
                report(Remark(path, line, "unit left out: another begins before its end"))
            line += text.count("\n", start, end)
            at = end
            if run and end - run[0].start > _RUN:
                yield from _run(text, run)
                run = []
        yield from _run(text, run)
        rest = text[at:]
        if len(rest) > _LONGEST:
            report(Remark(path, line, "more than 32 million characters without a unit: left out"))
            line, rest = line + rest.count("\n"), ""
    _check_end(path, root, rest, line, report)


def _run(text: str, pieces: Sequence[Piece]) -> Iterator[Run]:
    """Yield the run of these pieces of `text`, if there are any."""
    if pieces:
        first = pieces[0].start
        moved = [Piece(line, start - first, end - first) for line, start, end in pieces]
        yield Run(text[first : pieces[-1].end], moved)


def _check_end(path: Path, root: str, rest: str, line: int, report: Report) -> None:
    """Say so where the file ends too early; `rest` follows its last unit, `line` is where."""
    if not root:
        raise ExchangeError(path, "this is not a TMX file", "choose a file that begins with <tmx>")
    if "</tmx" not in rest:
        begun = rest.find("<tu")
        lost = "; the unit begun there is left out" if begun >= 0 else ""
        line += rest.count("\n", 0, max(begun, 0))
        report(Remark(path, line, f"the file ends too early{lost}"))


def _root(path: Path, text: str) -> str:
    """Return the start tag of the root, empty where more of the file is needed."""
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    if text.startswith("<tmx", at):
        end = text.find(">", at)
        return text[at : end + 1]
    if len(text) - at > _LONGEST or re.match(r"[^<]|<\w", text[at:]):
        raise ExchangeError(path, "this is not a TMX file", "choose a file that begins with <tmx>")
    return ""


def _cut(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, is whole) of the `tu` elements that end in `text`."""
    begun, at = -1, 0
    while mark := _MARK.search(text, at):
        at = mark.end()
        if mark[0] in _HIDING:
            end = text.find(_HIDING[mark[0]], at)
            if end < 0:
                return
            at = end + 3
        elif mark[0] == "<tu":
            if begun >= 0:
                yield begun, mark.start(), False
            begun = mark.start()
        else:
            if begun >= 0:
                yield begun, at, True
            begun = -1

"""Every format under the contract of readers."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given

from tests.contracts.reader_contract import TEXTS, Piece, ReaderContract
from tests.documents.odt_file import open_document
from tests.documents.word_file import paragraph, run, word_file
from tm.model import BlockKind

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&^:=$\"'])")


class TestMarkdown(ReaderContract):
    suffix = ".md"
    has_places = True

    def write(self, pieces: tuple[Piece, ...]) -> bytes:
        lines: list[str] = []
        cells: list[str] = []
        for piece in pieces:
            text = _MARKS.sub(r"\\\1", piece.text)
            if piece.target:
                text = f"[{text}](<{piece.target}>)"
            if piece.kind is BlockKind.TABLE_CELL:
                cells.append(text)
            elif piece.kind is BlockKind.HEADING:
                lines.append(f"{'#' * piece.level} {text}\n")
            elif piece.kind is BlockKind.LIST_ITEM:
                lines.append(f"- {text}")
            else:
                lines.append(f"\n{text}\n")
        if cells:
            lines += [f"| {' | '.join(cells)} |", "|---" * len(cells) + "|"]
        return "\n".join(lines).encode()


class TestHtml(ReaderContract):
    suffix = ".html"
    has_places = True

    def write(self, pieces: tuple[Piece, ...]) -> bytes:
        parts: list[str] = []
        cells: list[str] = []
        for piece in pieces:
            text = html.escape(piece.text)
            if piece.target:
                text = f'<a href="{html.escape(piece.target)}">{text}</a>'
            if piece.kind is BlockKind.TABLE_CELL:
                cells.append(f"<td>{text}</td>")
            elif piece.kind is BlockKind.HEADING:
                parts.append(f"<h{piece.level}>{text}</h{piece.level}>")
            elif piece.kind is BlockKind.LIST_ITEM:
                parts.append(f"<ul><li>{text}</li></ul>")
            else:
                parts.append(f"<p>{text}</p>")
        if cells:
            parts.append(f"<table><tr>{''.join(cells)}</tr></table>")
        head = (
            '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>T</title></head>\n<body>\n'
        )
        return (head + "\n".join(parts) + "\n</body></html>").encode()


class TestWord(ReaderContract):
    suffix = ".docx"

    def write(self, pieces: tuple[Piece, ...]) -> bytes:
        parts: list[str] = []
        cells: list[str] = []
        links: dict[str, str] = {}
        for number, piece in enumerate(pieces):
            content = run(html.escape(piece.text))
            if piece.target:
                links[f"link{number}"] = html.escape(piece.target)
                content = f'<w:hyperlink r:id="link{number}">{content}</w:hyperlink>'
            settings = ""
            if piece.kind is BlockKind.HEADING:
                settings = f'<w:outlineLvl w:val="{piece.level - 1}"/>'
            elif piece.kind is BlockKind.LIST_ITEM:
                settings = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            block = paragraph(content, settings=settings)
            if piece.kind is BlockKind.TABLE_CELL:
                cells.append(f"<w:tc>{block}</w:tc>")
            else:
                parts.append(block)
        if cells:
            parts.append(f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>")
        return word_file("".join(parts), links=links)


class TestOpenDocument(ReaderContract):
    suffix = ".odt"

    def write(self, pieces: tuple[Piece, ...]) -> bytes:
        parts: list[str] = []
        cells: list[str] = []
        for piece in pieces:
            text = html.escape(piece.text)
            if piece.target:
                text = f'<text:a xlink:href="{html.escape(piece.target)}">{text}</text:a>'
            if piece.kind is BlockKind.TABLE_CELL:
                cells.append(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>")
            elif piece.kind is BlockKind.HEADING:
                parts.append(f'<text:h text:outline-level="{piece.level}">{text}</text:h>')
            elif piece.kind is BlockKind.LIST_ITEM:
                item = f"<text:list-item><text:p>{text}</text:p></text:list-item>"
                parts.append(f"<text:list>{item}</text:list>")
            else:
                parts.append(f"<text:p>{text}</text:p>")
        if cells:
            row = f"<table:table-row>{''.join(cells)}</table:table-row>"
            parts.append(f"<table:table>{row}</table:table>")
        return open_document("".join(parts))


READERS = [TestMarkdown(), TestHtml(), TestWord(), TestOpenDocument()]


@pytest.mark.parametrize("reader", READERS, ids=lambda r: r.suffix)
@given(texts=TEXTS)
def test_no_text_is_lost(
    tmp_path_factory: pytest.TempPathFactory, reader: ReaderContract, texts: list[str]
) -> None:
    reader.check_that_nothing_is_lost(tmp_path_factory.mktemp("texts"), texts)

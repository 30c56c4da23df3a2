"""The smallest round through every format."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tm.documents import find_version_sets, read_document
from tm.errors import DocumentError
from tm.model import BlockKind

ENGLISH = "He was arrested on 4 November 2024 and has been held in the capital since then."
GERMAN = "Er wurde am 4. November 2024 festgenommen und ist seitdem in der Hauptstadt in Haft."
FRENCH = "Il a été arrêté le 4 novembre 2024 et se trouve depuis lors en prison dans la capitale."


def write_docx(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    document.add_heading("Urgent Action", 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def test_word_file(tmp_path: Path) -> None:
    document = read_document(write_docx(tmp_path / "en.docx", ENGLISH))
    assert document.language == "en"
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "Urgent Action"),
        (BlockKind.PARAGRAPH, ENGLISH),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.md", f"# Urgent Action\n\n{GERMAN}\n"),
        ("text.txt", f"URGENT ACTION\n\n{GERMAN}\n"),
        ("text.html", f"<html><body><h1>Urgent Action</h1><p>{GERMAN}</p></body></html>"),
    ],
)
def test_text_formats(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    document = read_document(path)
    assert document.language == "de"
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert document.blocks[1].text == GERMAN


def test_version_set_of_a_folder(tmp_path: Path) -> None:
    for code, text in (("en", ENGLISH), ("de", GERMAN), ("fr", FRENCH)):
        write_docx(tmp_path / f"{code}.docx", text)
    (found,) = find_version_sets([tmp_path])
    assert {code: path.name for code, path in found.paths.items()} == {
        "en": "en.docx", "de": "de.docx", "fr": "fr.docx",
    }  # fmt: skip
    assert found.problems == ()


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is no such file"):
        read_document(tmp_path / "en.docx")

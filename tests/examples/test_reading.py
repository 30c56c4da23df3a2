"""The Word file and the Markdown of an example say the same, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.documents import find_version_sets, read_document
from tm.model import BlockKind
from tm.segmentation import segment_document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SOURCES = sorted((EXAMPLES / "markdown").glob("*/*.md"))


def word_of(source: Path) -> Path:
    return EXAMPLES / "word" / source.parent.name / f"{source.stem}.docx"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_word_and_markdown_hold_the_same_sentences(source: Path) -> None:
    text = segment_document(read_document(source))
    word = segment_document(read_document(word_of(source)))
    # Word keeps headers, footers and footnotes in parts of their own: their place in the order
    # of reading is the reader's choice.
    assert sorted(segment.text for segment in text) == sorted(segment.text for segment in word)
    assert 20 <= len(text) <= 52


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_word_files_have_real_structure(source: Path) -> None:
    document = read_document(word_of(source))
    kinds = {block.kind for block in document.blocks}
    assert document.language == source.stem
    assert {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADER, BlockKind.FOOTER} <= kinds
    assert not document.warnings


def test_each_folder_is_one_set() -> None:
    for folder in ("word", "markdown"):
        found = sorted(find_version_sets([EXAMPLES / folder]), key=lambda each: each.name)
        assert [(each.name, sorted(each.paths)) for each in found] == [
            (name, ["de", "en", "fr"])
            for name in ("first-ua", "first-update", "release", "with-errors")
        ]

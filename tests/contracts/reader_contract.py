"""What every reader of a format owes; a new format inherits this by naming how it writes a text."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import strategies as st

from tests.documents.texts import ALL, DE, EN, ES, IT, NL, TR
from tm.documents import read_document
from tm.errors import DocumentError
from tm.model import BlockKind, Document


class Piece(NamedTuple):
    """A piece of a text to be written in some format: a kind, a level, its text, a link on it."""

    kind: BlockKind
    text: str
    level: int = 0
    target: str = ""


P, H, LI, TD = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL,
)  # fmt: skip
SAMPLE = (
    Piece(H, "Lawyer arrested", 1),
    Piece(P, EN),
    Piece(H, "What you can do", 2),
    Piece(LI, "Release her at once & without conditions <now>", 1),
    Piece(LI, "Drop the charge of “incitement”", 1),
    Piece(P, "the report of 4.11.2024", 0, "https://example.org/a?b=1&c=2"),
    Piece(TD, "Name"),
    Piece(TD, "Mara Velik"),
)
# Signs of markup in one format or another, and what typographers write.
ALPHABET = "ab éß 1. - * _ # < > & | [ ] ( ) \\ ` ~ ! “ ” ’ – \u00a0 € 𝔸 $ ^ : = + \" '"
WORDS = st.lists(st.text(ALPHABET.replace(" ", ""), min_size=1, max_size=9), max_size=7)
TEXTS = st.lists(WORDS.map(lambda words: " ".join(["x", *words]).rstrip()), min_size=1, max_size=4)


class ReaderContract:
    """Inherit, set `suffix`, and write `pieces` as a file of the format."""

    suffix: str
    has_places = False

    def write(self, pieces: tuple[Piece, ...]) -> bytes:
        raise NotImplementedError

    def read(
        self, folder: Path, pieces: tuple[Piece, ...], language: str | None = "en"
    ) -> Document:
        path = folder / f"text{self.suffix}"
        path.write_bytes(self.write(pieces))
        return read_document(path, language)

    def test_structure(self, tmp_path: Path) -> None:
        found = self.read(tmp_path, SAMPLE)
        assert [(b.kind, b.level, b.text) for b in found.blocks] == [
            (piece.kind, piece.level, piece.text) for piece in SAMPLE
        ]
        assert found.warnings == ()

    def test_links(self, tmp_path: Path) -> None:
        links = [block.links for block in self.read(tmp_path, SAMPLE).blocks]
        linked = next(i for i, piece in enumerate(SAMPLE) if piece.target)
        assert [bool(found) for found in links] == [bool(piece.target) for piece in SAMPLE]
        (link,) = links[linked]
        assert (link.start, link.end, link.target) == (
            0,
            len(SAMPLE[linked].text),
            SAMPLE[linked].target,
        )

    @pytest.mark.parametrize("code", ALL)
    def test_language_by_text(self, tmp_path: Path, code: str) -> None:
        assert self.read(tmp_path, (Piece(P, ALL[code]),), None).language == code

    @pytest.mark.parametrize("text", [ES, IT, NL, TR, "1. 2. 3.", "Mara Velik", "Tornach – Lenvik"])
    def test_abstains_rather_than_guesses(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(DocumentError) as caught:
            self.read(tmp_path, (Piece(P, text),), None)
        assert str(caught.value).startswith(str(tmp_path))
        assert "\n" not in str(caught.value)

    def test_name_against_text(self, tmp_path: Path) -> None:
        path = tmp_path / f"ua.fr{self.suffix}"
        path.write_bytes(self.write((Piece(P, DE), Piece(P, DE))))
        with pytest.raises(DocumentError, match="its name says French, but its text is German"):
            read_document(path)
        assert read_document(path, "fr").language == "fr"

    def test_no_text(self, tmp_path: Path) -> None:
        with pytest.raises(DocumentError, match="there is no text in it"):
            self.read(tmp_path, (Piece(P, " "),))

    def test_no_bytes(self, tmp_path: Path) -> None:
        path = tmp_path / f"en{self.suffix}"
        path.write_bytes(b"")
        with pytest.raises(DocumentError, match=r"the file is empty \(0 bytes\)"):
            read_document(path)

    def test_invisible_characters_are_no_text(self, tmp_path: Path) -> None:
        found = self.read(tmp_path, (Piece(P, "Men\u00adschen\u200brecht\u2060e und Ma\u0308rz"),))
        assert [block.text for block in found.blocks] == ["Menschenrechte und März"]

    def test_places(self, tmp_path: Path) -> None:
        found = self.read(tmp_path, SAMPLE)
        self.check_places(tmp_path / f"text{self.suffix}", found)

    def check_places(self, path: Path, found: Document) -> None:
        """Every character stands where its anchor says, or what it was written as does."""
        if not self.has_places:
            assert all(block.part and block.paragraph >= 0 for block in found.blocks)
            return
        lines = path.read_text(encoding="utf-8").split("\n")
        places = [
            (char, block.position(offset))
            for block in found.blocks
            for offset, char in enumerate(block.text)
        ]
        assert [place for _, place in places] == sorted(place for _, place in places if place)
        for char, place in places:
            assert place is not None
            line, column = place
            source = lines[line - 1][column - 1 : column]
            written = {char, "&"} | ({""} if char.isspace() else set())
            assert source in written, (char, source, place)

    def check_that_nothing_is_lost(self, folder: Path, texts: list[str]) -> None:
        found = self.read(folder, tuple(Piece(P, text) for text in texts))
        assert [block.text for block in found.blocks] == texts
        self.check_places(folder / f"text{self.suffix}", found)

    @pytest.mark.parametrize("cut", [1, 7, 100, 0.5, 0.9])
    def test_damaged_files_never_end_in_a_traceback(self, tmp_path: Path, cut: float) -> None:
        whole = self.write(SAMPLE)
        path = tmp_path / f"en{self.suffix}"
        for data in (
            whole[: int(cut if cut >= 1 else cut * len(whole))],
            _spoilt(whole, int(cut * 7)),
        ):
            path.write_bytes(data)
            try:
                read_document(path)
            except DocumentError as error:
                assert "\n" not in str(error)  # noqa: PT017
                assert str(path) in str(error)  # noqa: PT017


def _spoilt(data: bytes, step: int) -> bytes:
    """Turn over every so manyth byte."""
    step = max(step, 3)
    cycle = itertools.cycle([0xFF] + [0] * (step - 1))
    return bytes(byte ^ mask for byte, mask in zip(data, cycle, strict=False))

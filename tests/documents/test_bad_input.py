"""Files that cannot be used: one line each that says what, where and what to do."""

from __future__ import annotations

import errno
import io
import os
import re
import struct
import zipfile
from pathlib import Path

import pytest

from tests.documents.texts import DE, EN
from tests.documents.word_file import NAMESPACES, paragraph, word_file, zipped
from tm.documents import archive, read_document
from tm.errors import DocumentError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ODF = "application/vnd.oasis.opendocument."
GOOD = word_file(paragraph(EN))


def complaint(folder: Path, name: str, data: bytes) -> str:
    """Return what is said about a file, without its path."""
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    assert ";" in message, "says what to do"
    return message.removeprefix(str(path)).removeprefix(": ")


def with_part(name: str, content: bytes) -> bytes:
    files = {item: zipfile.ZipFile(io.BytesIO(GOOD)).read(item) for item in
             zipfile.ZipFile(io.BytesIO(GOOD)).namelist()}  # fmt: skip
    return zipped({**files, name: content})


MISLABELLED = {
    "old Word file": ("a.docx", OLE + "WordDocument".encode("utf-16-le"),
                      "this is an old Word (.doc) file, which is not read; save it as .docx"),
    "password": ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"),
                 "it is password-protected; save it without a password"),
    "old Excel file": ("a.docx", OLE + "Workbook".encode("utf-16-le"),
                       "this is an old Microsoft Office file, which is not read; save it as .docx"),
    "Pages": ("a.docx", zipped({"Index/Document.iwa": "x", "Metadata/Properties.plist": "x"}),
              "this is an Apple Pages file, which is not read; save it as .docx"),
    "OpenDocument as Word": ("a.docx", zipped({"mimetype": ODF + "text"}),
                             ("this is an OpenDocument text, not a Word document; rename it to "
                             ".odt")),
    "OpenDocument table": ("a.odt", zipped({"mimetype": ODF + "spreadsheet"}),
                           (f"this is a file of type {ODF}spreadsheet, which is not read; save it "
                           "as .docx")),
    "old Pages": ("a.docx", zipped({"Index.zip": "x"}),
                  "this is an Apple Pages file, which is not read; save it as .docx"),
    "Excel": ("a.docx", zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}),
              "this is an Excel workbook, which is not read; save it as .docx"),
    "PowerPoint": ("a.docx", zipped({"[Content_Types].xml": "<x/>", "ppt/x.xml": "<x/>"}),
                   "this is a PowerPoint presentation, which is not read; save it as .docx"),
    "any archive": ("a.docx", zipped({"en.md": EN}),
                    "this is a zip archive, not a document; unpack it first"),
    "PDF": ("a.docx", b"%PDF-1.7\n", "this is a PDF file, which is not read; save it as .docx"),
    "RTF": ("a.docx", b"{\\rtf1\\ansi x}",
            "this is a Rich Text (.rtf) file, which is not read; save it as .docx"),
    "picture": ("a.docx", b"\x89PNG\r\n\x1a\n",
                "this is a picture (PNG), which is not read; save it as .docx"),
    "text": ("a.docx", EN.encode(),
             "this is plain text, not a Word document; rename it to .txt, or save it as .docx"),
    "page as Word": ("a.docx", b"<!DOCTYPE html><p>x",
                     "this is an HTML page, not a Word document; rename it to .html"),
    "page as text": ("a.txt", b"\xef\xbb\xbf \n<!-- saved -->\n<HTML lang=en><body>x",
                     "this is an HTML page, not plain text; rename it to .html"),
    "page as Markdown": ("a.md", b"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''><p>x",
                         "this is an HTML page, not Markdown; rename it to .html"),
    "web archive": ("a.html", b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
                    "this is a web archive (.mht), which is not read; save it as .docx"),
    "Word as text": ("a.txt", GOOD, "this is a Word document, not plain text; rename it to .docx"),
    "Word as old Word": ("a.doc", GOOD,
                         "this is a Word document, but its name ends in .doc; rename it to .docx"),
    "unknown type": ("a.xyz", EN.encode(),
                     "files of type .xyz are not read; save it as .docx (or .md, .html, .txt)"),
    "other XML": ("a.txt", b"<?xml version='1.0'?><w:wordDocument/>",
                  "this is an XML file of unknown kind; save it as .docx"),
    "binary": ("a.txt", b"abc\0\1\2def" * 9,
               "it contains NUL bytes, so it is not a text file; save it again as UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISLABELLED)
def test_mislabelled(tmp_path: Path, case: str) -> None:
    name, data, expected = MISLABELLED[case]
    assert complaint(tmp_path, name, data) == expected


def test_format_by_content_where_there_is_no_suffix(tmp_path: Path) -> None:
    for name, data in (("word", GOOD), ("text", EN.encode()), ("page", f"<html>{EN}".encode())):
        (tmp_path / name).write_bytes(data)
        assert read_document(tmp_path / name).language == "en"


def test_suffix_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "EN.DOCX").write_bytes(GOOD)
    assert read_document(tmp_path / "EN.DOCX").language == "en"


def test_truncated_word_file(tmp_path: Path) -> None:
    advice = "open it in the program that made it and save it again"
    for length in (4, 100, len(GOOD) - 30):
        said = complaint(tmp_path, "a.docx", GOOD[:length])
        assert said == f"the file is damaged or was cut short; {advice}"


def test_spoilt_bytes_in_a_part(tmp_path: Path) -> None:
    place = GOOD.index(b"word/document.xml") + 40
    data = GOOD[:place] + bytes(20) + GOOD[place + 20 :]
    assert "the file is damaged" in complaint(tmp_path, "a.docx", data)


def test_broken_xml(tmp_path: Path) -> None:
    said = complaint(tmp_path, "a.docx", with_part("word/document.xml", b"<w:document>"))
    assert said.startswith(" (word/document.xml): the file is damaged (XML: ")


def test_missing_main_part(tmp_path: Path) -> None:
    files = {"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}
    assert complaint(tmp_path, "a.docx", zipped(files)).startswith("it has no main part")


BOMB = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '" + b"a" * 999 + b"'><!ENTITY b '" + (
    b"&a;" * 999 + b"'>]><w:document " + NAMESPACES.encode() + b"><w:body><w:p><w:r><w:t>" + b"&b;"
    * 999 + b"</w:t></w:r></w:p></w:body></w:document>"
)  # fmt: skip
OUTSIDE = BOMB.replace(b"'" + b"a" * 999 + b"'", b"SYSTEM 'file:///etc/hostname'").replace(
    b"&b;", b"&a;"
)


@pytest.mark.parametrize("data", [BOMB, OUTSIDE], ids=["entities", "external entity"])
def test_document_types_are_refused(tmp_path: Path, data: bytes) -> None:
    said = complaint(tmp_path, "a.docx", with_part("word/document.xml", data))
    assert said.startswith(" (word/document.xml): ")
    assert "document type" in said or "XML" in said
    assert "localhost" not in said


def test_deep_nesting(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400
    assert "the file is damaged (XML: " in complaint(tmp_path, "a.docx", word_file(deep))
    page = "<html><body>" + "<div>" * 400 + EN
    assert complaint(tmp_path, "a.html", page.encode()).startswith("its elements are nested too")
    quotes = "> " * 400 + EN
    assert complaint(tmp_path, "a.md", quotes.encode()).startswith("its lists or quotations are")


@pytest.mark.parametrize("mark", ["[", "*", "_a ", "![", "<a", "[a](b"])
def test_marks_without_end(tmp_path: Path, mark: str) -> None:
    said = complaint(tmp_path, "a.md", f"{EN}\n\n{mark * 100_000}".encode())
    assert said.startswith(" (line 3): a paragraph has more than 4000 marks of Markdown; ")


def test_nesting_that_word_writes_is_read(tmp_path: Path) -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    body = paragraph(EN)
    for _ in range(60):
        body = table.format(body)
    (tmp_path / "en.docx").write_bytes(word_file(body))
    assert [block.text for block in read_document(tmp_path / "en.docx").blocks] == [EN]


def test_zip_bombs_are_refused_before_they_are_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = with_part("word/document.xml", b" " * (archive.MAX_PART + 1))
    dense = with_part("word/document.xml", b" " * 10 * archive.MEBIBYTE)
    unpacked: list[str] = []
    read = zipfile.ZipFile.read

    def spy(self: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        unpacked.append(entry.filename)
        return read(self, entry)

    monkeypatch.setattr(zipfile.ZipFile, "read", spy)
    assert "would unpack to 24 MB" in complaint(tmp_path, "a.docx", big)
    assert "would unpack to 10 MB" in complaint(tmp_path, "a.docx", dense)
    assert "word/document.xml" not in unpacked
    many = zipped({"[Content_Types].xml": "<x/>"} | {f"word/{i}": "" for i in range(4001)})
    assert complaint(tmp_path, "a.docx", many).startswith("it holds 4002 parts")


def test_parts_that_overlap(tmp_path: Path) -> None:
    """Let two directory entries point to the same bytes, as in Fifield's bombs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bomb:
        bomb.writestr("word/a", os.urandom(50_000))
        entry = bomb.infolist()[0]
        for number in range(5):
            twin = zipfile.ZipInfo(f"word/{number}")
            for name in ("CRC", "compress_size", "file_size", "header_offset"):
                setattr(twin, name, getattr(entry, name))
            bomb.filelist.append(twin)
    assert complaint(tmp_path, "a.docx", buffer.getvalue()).startswith("its parts overlap")


def test_declared_size_that_lies(tmp_path: Path) -> None:
    """A part that unpacks to more than it declares is cut off by zipfile and found damaged."""
    real = b"<x>" + b" " * 500_000 + b"</x>"
    data = bytearray(with_part("word/document.xml", real))
    size = struct.pack("<I", len(real))
    while size in data:
        at = data.index(size)
        data[at : at + 4] = struct.pack("<I", 100)
    assert "the file is damaged" in complaint(tmp_path, "a.docx", bytes(data))


def test_encrypted_part(tmp_path: Path) -> None:
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    assert "it is password-protected" in complaint(tmp_path, "a.docx", bytes(data))


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="this is a folder, not a document"):
        read_document(tmp_path)


def test_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(EN)
    with pytest.raises(DocumentError, match="there is no such file"):
        read_document(tmp_path / "a.md" / "b.md")


def test_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "en.md")
    with pytest.raises(DocumentError, match="this is not an ordinary file"):
        read_document(tmp_path / "en.md")


def test_names_that_no_system_takes() -> None:
    with pytest.raises(DocumentError, match="it cannot be read"):
        read_document(Path("en\0.md"))
    with pytest.raises(DocumentError, match="the name is too long"):
        read_document(Path("x" * 999 + ".md"))


def test_large_file(tmp_path: Path) -> None:
    with (tmp_path / "en.md").open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(DocumentError, match=r"the file is too large \(65 MB, at most 64\)"):
        read_document(tmp_path / "en.md")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "it may not be read; change its permissions or ask its owner"),
        (errno.EIO, "it cannot be read (Input/output error); copy it and try again"),
    ],
)
def test_file_that_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    """Root may read everything, so the refusal is played."""

    def refuse(_: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "en.md"
    path.write_text(EN)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert str(caught.value) == f"{path}: {said}"


ENCODINGS = {
    "UTF-8": (DE.encode(), ()),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + DE.encode(), ()),
    "UTF-16 of Windows": (DE.encode("utf-16"), ()),
    "UTF-16, big end first": (b"\xfe\xff" + DE.encode("utf-16-be"), ()),
    "UTF-16 without a mark": (DE.encode("utf-16-le"), ()),
    "UTF-16 without a mark, big end first": (DE.encode("utf-16-be"), ()),
    "UTF-32": (DE.encode("utf-32"), ()),
    "Windows-1252": (DE.encode("cp1252"), ("not valid UTF-8 (line 1); read as Windows-1252",)),
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_encodings(tmp_path: Path, name: str, suffix: str) -> None:
    data, warnings = ENCODINGS[name]
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    found = read_document(path)
    assert (found.language, found.blocks[0].text, found.warnings) == ("de", DE, warnings)


def test_first_place_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    lines = "Haft bis heute\n\nFür „Müller“ – 5 €"
    (tmp_path / "de.txt").write_bytes(lines.encode("cp1252"))
    found = read_document(tmp_path / "de.txt")
    assert found.warnings == ("not valid UTF-8 (line 3); read as Windows-1252",)
    assert found.blocks[1].text == "Für „Müller“ – 5 €"


BROKEN = {
    "a byte lost in UTF-8": "Für Müller in München\n\nHaft".encode().replace(b"\xbcn", b"n"),
    "two encodings in one file": "Für Müller\n".encode() + "Für Müller\n".encode("cp1252"),
    "no letter of Windows-1252": b"Haft\nseit \x81\x8d heute",
    "letters that no text has": b"Haft\nseit \xff\xfd heute",
    "cut in the middle of a character": "Freiheit für Jürgen Grün ".encode() + b"\xe2\x80",
}


@pytest.mark.parametrize("name", BROKEN)
def test_damaged_utf8_is_refused(tmp_path: Path, name: str) -> None:
    said = complaint(tmp_path, "de.txt", BROKEN[name])
    assert re.fullmatch(
        r".*\(line [12]\): byte 0x[0-9A-F]{2} is neither UTF-8 nor Windows-1252; "
        "save it again as UTF-8",
        said,
    )


def test_capitals_before_a_quotation_mark_are_no_utf8(tmp_path: Path) -> None:
    text = "« LIBERTÉ» : la détention d’un défenseur arrêté à Orléans a été prolongée, dit Zoé."
    (tmp_path / "fr.txt").write_bytes(text.encode("cp1252"))
    assert read_document(tmp_path / "fr.txt").blocks[0].text == text


def test_half_a_utf16_file(tmp_path: Path) -> None:
    said = complaint(tmp_path, "de.txt", DE.encode("utf-16")[:-1])
    assert said.endswith("is not valid UTF-16-LE; save it again as UTF-8")


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "no-such"])
def test_encoding_that_a_page_declares(tmp_path: Path, declared: str) -> None:
    codec = "utf-8" if declared in {"utf-8", "no-such"} else "cp1252"
    page = f'<html><head><meta charset="{declared}"></head><body><p>{DE} „Nein“ – 5 €</p>'
    (tmp_path / "x.html").write_bytes(page.encode(codec))
    found = read_document(tmp_path / "x.html")
    assert found.blocks[0].text == f"{DE} „Nein“ – 5 €"
    assert found.warnings == ()


def test_control_characters(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_bytes(b"one\x0btwo\x07\x1b three\x7f\r\nfour\x0cfive")
    assert [block.text for block in read_document(tmp_path / "en.txt").blocks] == [
        "one", "two three", "four", "five",
    ]  # fmt: skip

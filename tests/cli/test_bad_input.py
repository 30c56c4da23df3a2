"""Bad input at the command line: one line that says what, where and what to do, and status 2."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "examples" / "word" / "release"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024)
SPANISH = (
    "El gobierno anunció ayer que los presos serían puestos en libertad. "
    "La familia dijo que no había recibido ninguna noticia desde el mes de marzo."
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def bomb() -> bytes:
    """A Word file whose text would be a gigabyte."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(bytes(1 << 20))
    return data.getvalue()


def with_part(text: str) -> bytes:
    """A Word file whose main part is `text`."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(RELEASE / "de.docx") as source,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for item in source.infolist():
            whole = source.read(item)
            target.writestr(item, text if item.filename == "word/document.xml" else whole)
    return data.getvalue()


LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)

BROKEN: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "encrypted": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "an old .doc renamed": lambda: OLE + "WordDocument".encode("utf-16-le"),
    "truncated": lambda: (RELEASE / "de.docx").read_bytes()[:5000],
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(200),
    "zip bomb": bomb,
    "xml bomb": lambda: with_part(LAUGHS + "]><x>&l9;</x>"),
    "broken xml": lambda: with_part("<w:document"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_broken_version_is_one_line_and_the_rest_is_checked(tmp_path: Path, what: str) -> None:
    shutil.copytree(RELEASE, tmp_path / "broken")
    shutil.copytree(RELEASE, tmp_path / "sound")
    file = tmp_path / "broken" / "de.docx"
    file.write_bytes(BROKEN[what]())
    result = run("check", tmp_path)
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"tm: {file}")
    assert "; " in lines[0], "it must say what to do"
    assert "sound" in result.stdout
    assert "broken" in result.stdout, "the two versions left are still checked"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("note.txt", SPANISH, "Spanish"),
        ("es.txt", SPANISH, ""),
        ("note.txt", "12 34 56", "language"),
    ],
)
def test_a_text_in_another_language_is_refused(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    result = run("check", file)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert str(file) in result.stderr
    assert said in result.stderr


def test_what_is_not_there(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere.docx")
    assert result.exit_code == 2
    assert str(tmp_path / "nowhere.docx") in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_without_versions(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert str(tmp_path) in result.stderr


def test_two_files_for_one_language(tmp_path: Path) -> None:
    shutil.copytree(RELEASE, tmp_path / "set")
    shutil.copy(RELEASE / "de.docx", tmp_path / "set" / "german.docx")
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert "german.docx" in result.stderr
    assert "de.docx" in result.stderr


def test_invalid_utf8_is_read_with_a_remark(tmp_path: Path) -> None:
    file = tmp_path / "text.de.txt"
    file.write_bytes("Er wurde am 3. März in München verhaftet.".encode("cp1252"))
    result = run("check", file)
    assert result.exit_code == 0
    assert "1252" in result.stdout


CORRUPT = {
    "no database": b"This is not a database, it is a letter to a friend." * 40,
    "damaged": b"SQLite format 3\x00" + b"\xff" * 4096,
}


@pytest.mark.parametrize("what", CORRUPT)
@pytest.mark.parametrize("command", ["add", "search", "export"])
def test_a_corrupt_memory_is_named_and_left_as_it_is(
    tmp_path: Path, what: str, command: str
) -> None:
    memory = tmp_path / "memory.tmdb"
    memory.write_bytes(CORRUPT[what])
    subject = {"add": RELEASE, "search": "a text", "export": tmp_path / "out.tmx"}[command]
    result = run(command, subject, "--memory", memory)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert str(memory) in result.stderr
    assert memory.read_bytes() == CORRUPT[what]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for the superuser")
def test_a_read_only_memory_is_named(tmp_path: Path) -> None:
    memory = tmp_path / "memory.tmdb"
    assert run("add", RELEASE, "--memory", memory).exit_code == 0
    before = memory.read_bytes()
    memory.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        result = run("add", ROOT / "examples" / "word" / "first-ua", "--memory", memory)
    finally:
        tmp_path.chmod(0o755)
    assert result.exit_code == 2
    assert str(memory) in result.stderr
    assert memory.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", ".", "--format", "pdf"],
        ["check", ".", "--config", "nowhere.toml"],
        ["check", ".", "--source", "it"],
        ["check", ".", "--messages", "it"],
        ["search", "text", "--from", "english please", "--memory", "m.tmdb"],
        ["export", "out.docx"],
        ["nonsense"],
    ],
)
def test_bad_usage_has_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)

"""PO in and out, judged by gettext itself where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tm.errors import ExchangeError
from tm.exchange import Remark, read_po, write_po
from tm.model import Note, Origin, Status, TranslationUnit, Variant

HEAD = 'msgid ""\nmsgstr ""\n"Language: de_CH\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def pair(source: str, target: str, origin: str = "") -> TranslationUnit:
    origins = (Origin(origin),) if origin else ()
    return TranslationUnit((Variant("en", source), Variant("de", target)), origins)


def accepted(path: Path) -> bool:
    """What `msgfmt --check` thinks of a file; True where it is not installed."""
    program = shutil.which("msgfmt")
    if program is None:
        return True
    done = subprocess.run([program, "--check", "-o", "/dev/null", path], check=False)
    return done.returncode == 0


def texts(path: Path) -> list[tuple[str, str]]:
    return [(unit.variants[0].text, unit.variants[1].text) for unit in read_po(path)]


HARD = [
    ('Quotes " and \\ backslash', "Anführung „ “ und \\"),
    ("two\nlines", "zwei\nZeilen"),
    ("ends\n", "endet"),
    ("tab\tand \x0b", "\x0b"),
    ("long " * 60, "lang " * 60),
    ("100 % of $700", "100 %d"),
]


def test_round_trip_and_gettext_agrees(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    pairs = [p for p in HARD if p[1].strip()]
    assert write_po(path, [pair(*each) for each in pairs]) == len(pairs)
    assert accepted(path)
    assert [t for t, _ in texts(path)] == [t for t, _ in pairs]
    assert texts(path)[0] == pairs[0]


def test_one_original_with_two_translations(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    units = [pair("free", word, "ua") for word in ("frei", "kostenlos", "gratis", "frei")]
    assert write_po(path, units) == 3
    assert accepted(path)
    assert {target for _, target in texts(path)} == {"frei", "kostenlos", "gratis"}


def test_entry_data_survives(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(
        HEAD + "# translator\n#. extracted\n#: file.c:12 other.c\n#, fuzzy, c-format\n"
        'msgctxt "menu"\nmsgid "%d days"\nmsgstr "%d Tage"\n\n'
        'msgid "one day"\nmsgid_plural "%d days"\nmsgstr[0] "ein Tag"\nmsgstr[1] "%d Tage"\n',
        encoding="utf-8",
    )
    units = list(read_po(path))
    assert [unit.status for unit in units] == [Status.DRAFT, Status.APPROVED, Status.APPROVED]
    assert units[0].notes == (Note("translator"),)
    assert [unit.languages for unit in units] == [("en", "de-CH")] * 3
    again = tmp_path / "b.po"
    assert write_po(again, units, target="de-CH") == 2
    assert accepted(again)
    written = again.read_text(encoding="utf-8")
    for line in ('msgctxt "menu"', "#: file.c:12 other.c", "#. extracted", "# translator"):
        assert line in written
    assert 'msgstr[1] "%d Tage"' in written
    assert list(read_po(again)) == units


def test_broken_entries_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(
        HEAD + 'msgid "good"\nmsgstr "gut"\n\nmsgid "bad\nmsgstr "schlecht"\n\n'
        'msgid "empty"\nmsgstr ""\n\n#~ msgid "old"\n#~ msgstr "alt"\n\n'
        'msgid "last"\nmsgstr "zuletzt"\n',
        encoding="utf-8",
    )
    remarks: list[Remark] = []
    units = list(read_po(path, report=remarks.append))
    assert [unit.variants[1].text for unit in units] == ["gut", "zuletzt"]
    assert [remark.line for remark in remarks] == [9, 12, 15]
    assert "not translated" in remarks[1].text
    assert "obsolete" in remarks[2].text


def test_language_must_be_known(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    with pytest.raises(ExchangeError, match="give the target language"):
        list(read_po(path))
    assert [unit.languages for unit in read_po(path, target="fr")] == [("en", "fr")]
    path.write_text("just text", encoding="utf-8")
    with pytest.raises(ExchangeError, match="not a PO file"):
        list(read_po(path))


def test_units_without_the_pair_are_told(tmp_path: Path) -> None:
    remarks: list[Remark] = []
    units = [TranslationUnit((Variant("en", "a"), Variant("fr", "b"))), pair("c", "d")]
    assert write_po(tmp_path / "a.po", units, report=remarks.append) == 1
    assert len(remarks) == 1

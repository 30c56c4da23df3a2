"""`tm check` on TMX, XLIFF and PO: each unit is a bead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cli import main

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
 adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu tuid="a1"><tuv xml:lang="en"><seg>He was arrested on 4 November.</seg></tuv>
<tuv xml:lang="de-CH"><seg>Er wurde am 14. November verhaftet.</seg></tuv>
<tuv xml:lang="fr"><seg>Il a été arrêté le 4 novembre.</seg></tuv></tu>
<tu tuid="a2"><tuv xml:lang="en"><seg>The fine is $300.</seg></tuv>
<tuv xml:lang="de-CH"><seg>Die Busse beträgt 300 Dollar.</seg></tuv></tu>
<tu tuid="a3"><tuv xml:lang="en"><seg>The fine is $700.</seg></tuv>
<tuv xml:lang="de-CH"><seg>Die Busse beträgt 300 Dollar.</seg></tuv></tu>
</body></tmx>"""

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="x.docx" source-language="en" target-language="fr" datatype="plaintext"><body>
<trans-unit id="u7"><source>The hearing is at 2.30 p.m.</source>
<target>L’audience aura lieu à 15 h 30.</target></trans-unit>
<trans-unit id="u8"><source>He is 41 years old.</source>
<target>Il a 41 ans.</target></trans-unit>
</body></file></xliff>"""

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"

msgctxt "deadline"
msgid "Write before 11 November 2024."
msgstr "Schreiben Sie vor dem 11. November 2025."
"""


def findings(path: Path, *options: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["check", str(path), "--format", "json", *options])
    assert result.exit_code == 1, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return found


def test_each_unit_of_a_tmx_file_stands_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "memory.tmx"
    file.write_text(TMX, encoding="utf-8")
    found = findings(file)
    named = [(each["unit"], each["rule"], each["kind"], each["language"]) for each in found]
    assert named == [
        ("a1", "fact-mismatch", "date", "de"),
        ("a3", "fact-mismatch", "money", None),
    ]
    german = next(each for each in found[0]["evidence"] if each["language"] == "de")
    assert (german["path"], german["line"]) == (str(file), 4)


def test_xliff(tmp_path: Path) -> None:
    file = tmp_path / "text.xlf"
    file.write_text(XLIFF, encoding="utf-8")
    found = findings(file, "--source", "en")
    assert [(e["unit"], e["kind"], e["language"]) for e in found] == [("u7", "time", "fr")]


def test_po(tmp_path: Path) -> None:
    file = tmp_path / "de.po"
    file.write_text(PO, encoding="utf-8")
    found = findings(file)
    assert [(each["kind"], each["rule"]) for each in found] == [("date", "fact-mismatch")]


def test_a_broken_file_is_named_and_the_rest_is_checked(tmp_path: Path) -> None:
    broken, sound = tmp_path / "broken.tmx", tmp_path / "sound.tmx"
    broken.write_text("<tmx", encoding="utf-8")
    sound.write_text(TMX, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(broken), str(sound)])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert str(broken) in result.stderr
    assert "[14. November]" in result.stdout

"""The fixed texts: those shipped, how they are recognised, and what is said of bad catalogues."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tm import resources
from tm.terminology import GlossaryError
from tm.terminology.fixed import load_fixed_texts, read_catalogue

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def test_every_fixed_text_has_an_approved_wording_in_each_language() -> None:
    texts = load_fixed_texts()
    assert len(texts.texts) >= 50
    for text in texts.texts.values():
        assert set(text.wordings) == {"en", "de", "fr"}, text.source


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_catalogues_are_in_good_order(language: str) -> None:
    path = resources.folder("locales") / language / "LC_MESSAGES" / "ua.po"
    for entry in polib.pofile(str(path), check_for_duplicates=True):
        assert not entry.fuzzy
        assert entry.msgstr.strip() == entry.msgstr
        assert entry.msgctxt


@pytest.mark.parametrize(
    ("text", "language", "surface", "source"),
    [
        ("WRITE TO", "en", "WRITE TO", "Write to"),
        ("Passez à l’action\u00a0:", "fr", "Passez à l’action\u00a0:", "Take action"),
        ("MITMACHEN BIS: 11. November 2024", "de", "MITMACHEN BIS", "Please take action until"),
        (
            "DIES IST DAS ERSTE UPDATE ZU UA 214/24",
            "de",
            "DIES IST DAS ERSTE UPDATE ZU UA 214/24",
            "This is the first update on UA {number}",
        ),
    ],
)
def test_a_fixed_text_is_recognised(text: str, language: str, surface: str, source: str) -> None:
    use = load_fixed_texts().find(text, language)
    assert use is not None
    assert use.surface == surface == text[use.start : use.end]
    assert source in use.sources


@pytest.mark.parametrize("text", ["We write to you.", "", "x" * 5_000, "The date was set: 5 May"])
def test_other_text_is_not(text: str) -> None:
    assert load_fixed_texts().find(text, "en") is None


def test_fuzzy_entries_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "ua.po"
    entry = 'msgctxt "heading"\nmsgid "Fax"\nmsgstr "Fax"\n'
    path.write_text(f"{HEAD}\n#, fuzzy\n{entry}", encoding="utf-8")
    assert list(read_catalogue(path)) == []
    path.write_text(f"{HEAD}\n{entry}", encoding="utf-8")
    assert list(read_catalogue(path)) == [("Fax", "heading", "Fax")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('msgid "a\nmsgstr "b"\n', "not a valid PO file"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "number the contexts"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', "has plural forms"),
    ],
)
def test_a_bad_catalogue_gets_one_clear_line(tmp_path: Path, body: str, said: str) -> None:
    path = tmp_path / "ua.po"
    path.write_text(f"{HEAD}\n{body}", encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        list(read_catalogue(path))
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)

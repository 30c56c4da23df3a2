"""Characters that are in a file but not in its text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.documents.cleaning import clean

CASES = [
    ("plain", "plain"),
    ("", ""),
    ("a\u00adb\u200bc\ufeffd\u2060e\u200ef\u202bg", "abcdefg"),
    ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
    ("Ma\u0308rz d\u00e9ja\u0300", "März déjà"),
    ("caf\u0065\u0301\u0302x", unicodedata.normalize("NFC", "cafe\u0301\u0302x")),
    ("\x93quoted\x94 \x96 5 \x80", "“quoted” – 5 €"),
    ("bell\x07 nul\x00 undefined\x81", "bell nul undefined"),
    ("\x85", "…"),
    ("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"),
    ("10\u00a0000\u202f$ a\u2011b", "10\u00a0000\u202f$ a\u2011b"),
]


@pytest.mark.parametrize(("raw", "text"), CASES)
def test_clean(raw: str, text: str) -> None:
    assert "".join(stretch.text for stretch in clean(raw)) == text


@given(st.text(st.sampled_from("ab1\u00ad\u200b\u0301\r\n\x07\x93é")))
def test_stretches_stand_where_they_say(raw: str) -> None:
    position = 0
    for text, start in clean(raw):
        assert start >= position
        assert text
        if len(text) > 1 and not unicodedata.combining(text[1]):
            assert raw[start : start + len(text)] == text
        position = start + len(text)
    whole = "".join(text for text, _ in clean(raw))
    assert letters(whole) == letters(raw)


def letters(text: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFD", text) if char in "ab1e"]

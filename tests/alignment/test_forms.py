"""The words of a lexicon are found by their beginning: whole or clipped, alone or with others."""

from __future__ import annotations

import pytest

from tm.alignment.forms import Forms

ROWS = [
    "Haft; Gewahrsam",  # 10
    "öffentliche Ordnung",  # 11
    "Covid 19; im Jahr 2000",  # 12
    "ob",  # 13
    "z. B.; etc.",  # 14
    "Ordnungsamt",  # 15
]


@pytest.fixture
def forms() -> Forms:
    return Forms([10, 11, 12, 13, 14, 15], ROWS)


@pytest.mark.parametrize(
    ("form", "concepts", "is_word"),
    [
        ("haft", [10], True),
        ("gewahrs", [10], True),  # clipped by two letters
        ("gewahr", [], False),
        ("offentliche", [11], False),
        ("offentlic", [11], False),
        ("ordnung", [11], False),
        ("ordnungsamt", [15], True),
        ("covid", [12], False),
        ("jahr", [12], False),
        ("2000", [12], False),
        ("19", [], False),
        ("im", [], False),
        ("ob", [13], True),
        ("etc", [14], True),
        ("z", [], False),
        ("обыск", [], False),
        ("obж", [], False),
        ("", [], False),
    ],
)
def test_find(forms: Forms, form: str, concepts: list[int], is_word: bool) -> None:
    found, whole = forms.find(form)
    assert (list(found), whole) == (concepts, is_word)


def test_worth_falls_with_forms_parts_and_letters_left_out(forms: Forms) -> None:
    assert forms.find("ob")[0] == {13: 1.0}
    assert forms.find("ordnungsam")[0] == {15: pytest.approx(0.9)}
    assert forms.find("gewahrsam")[0] == {10: pytest.approx(2**-0.25)}
    assert forms.find("offentliche")[0] == {11: pytest.approx(1 / 2)}
    assert forms.find("jahr")[0] == {12: pytest.approx(2**-0.25 / 2)}


def test_no_words_at_all() -> None:
    assert Forms([], []).find("haft") == ({}, False)
    assert Forms([1], ["…"]).find("haft") == ({}, False)

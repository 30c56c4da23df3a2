"""The vocabulary filters know what simplemma knows, and hardly anything else."""

from __future__ import annotations

import random
import string

import pytest
import simplemma

from tm import languages
from tm.languages.vocabulary import build, has_word

KNOWN = {
    "en": ["prison", "arrested", "September", "houses", "update"],
    "de": ["Gefängnis", "verhaftet", "Häuser", "Straße", "Anwältin"],
    "fr": ["prison", "arrêtés", "maisons", "avocate", "mise"],
}


@pytest.mark.parametrize(("code", "word"), [(c, w) for c, words in KNOWN.items() for w in words])
def test_words_are_known(code: str, word: str) -> None:
    assert has_word(word, code)


@pytest.mark.parametrize("code", languages.codes())
def test_misspelt_names_are_not(code: str) -> None:
    assert not any(has_word(name, code) for name in ("Taschova", "Bilach", "Panvalker", "Sikhalla"))


@pytest.mark.parametrize("code", languages.codes())
def test_hardly_any_letters_are_taken_for_a_word(code: str) -> None:
    letters = random.Random(7)
    made = ["".join(letters.choices(string.ascii_lowercase, k=9)) for _ in range(3000)]
    strange = [word for word in made if not simplemma.is_known(word, code)]
    wrong = sum(has_word(word, code) for word in strange)
    assert wrong < len(strange) * 0.01


def test_a_filter_has_all_that_was_put_in() -> None:
    assert len(build([])) == 1
    assert len(build(["a"] * 9)) == 1

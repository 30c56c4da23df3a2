"""The index of characters finds exactly what edit distance finds, however far texts are moved."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tm.memory.index import character_index, filtering, planning, token_index
from tm.memory.index.arrays import mapping, release

# The many letters of the last leave little to chance, so that nothing hides a bound that is wrong.
ALPHABETS = ("ab ", "aeäé\U0001f600中nrst ", "abcdefghijklmnopαβγδεζηθικλμнопрстуфхцчшщэюя")


@pytest.fixture(autouse=True)
def sieve_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(character_index, "_FEW", 0)
    monkeypatch.setattr(character_index, "_WORDS", 1)


def moved(text: str, alphabet: str, generator: random.Random) -> str:
    """Spend 30 edits a hundred characters, apart from each other, so that they destroy the most.

    What is between them moves so far to one side, and so far to the other, and back.
    """
    edits = len(text) * 3 // 10
    quarter, half = edits // 4, edits // 2
    far = generator.choice((0, quarter - 1, quarter, quarter + 1, half))
    back = generator.choice((0, 0, half - quarter - 1, half - far))
    back = min(back, half - far)
    one, two = generator.sample(("gone", "new"), 2)
    order = [one] * far + [two] * (far + back) + [one] * back
    rest = ["other"] * (edits - len(order))
    order = generator.choice((order + rest, rest + order, generator.sample(order, len(order))))
    letters = list(text)
    places = range(len(text) - 2, 0, -2) if generator.random() < 0.5 else range(2 * edits, 0, -2)
    for place, kind in zip(places, order, strict=False):
        stop = place if kind == "new" else place + 1
        letters[place:stop] = "" if kind == "gone" else generator.choice(alphabet)
    return "".join(letters) or "a"


@settings(max_examples=12, deadline=None)
@given(
    st.integers(0, 1 << 30),
    st.sampled_from(ALPHABETS),
    st.sampled_from([60, 70, 75, 85]),
    st.sampled_from([0, 8, 1 << 30]),  # never, sometimes and always look closer
    st.sampled_from([3.2, 99.0]),
)
def test_what_moved_far_is_found(
    seed: int, alphabet: str, minimum: int, leaky: int, sure: float
) -> None:
    generator = random.Random(seed)
    size = generator.choice((20, 60, 120, 260))
    base = ["".join(generator.choices(alphabet, k=size)) for _ in range(4)]
    texts = [moved(generator.choice(base), alphabet, generator) for _ in range(400)]
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(filtering, "_LEAKY", leaky)
        patch.setattr(planning, "_SURE", sure)
        character_index.build(Path(folder), texts)
        index = character_index.CharacterIndex(Path(folder))
        for query in (base[0], moved(base[1], alphabet, generator)):
            rows, percent = index.find(query, minimum)
            assert dict(zip(rows.tolist(), percent.tolist(), strict=True)) == similar(
                texts, query, minimum
            )


def test_what_is_read_here_and_there_can_be_given_back(tmp_path: Path) -> None:
    texts = ["one text", "another text"]
    character_index.build(tmp_path, texts)
    token_index.build(tmp_path, texts)
    indexes = character_index.CharacterIndex(tmp_path), token_index.TokenIndex(tmp_path)
    for array in (array for index in indexes for array in index.scattered()):
        assert mapping(array) is not None
    release(indexes[0].scattered())
    assert indexes[0].find("one text", 90)[0].tolist() == [0]


def similar(texts: list[str], query: str, minimum: int) -> dict[int, int]:
    found = {}
    for row, text in enumerate(texts):
        longest = max(len(text), len(query))
        percent = 100 * (longest - Levenshtein.distance(query, text)) // longest
        if percent >= minimum:
            found[row] = percent
    return found

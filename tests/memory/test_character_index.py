"""The index of characters finds exactly what edit distance finds, however far texts are moved."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tm.memory.index import character_index, filtering, planning, sifting
from tm.memory.index.arrays import Scattered
from tm.memory.index.bits import at_least, count_columns

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
        patch.setattr(sifting, "_WIDE", generator.choice((1, 400)))
        character_index.build(Path(folder), texts)
        index = character_index.CharacterIndex(Path(folder))
        for query in (base[0], moved(base[1], alphabet, generator)):
            rows, percent = index.find(query, minimum)
            assert dict(zip(rows.tolist(), percent.tolist(), strict=True)) == similar(
                texts, query, minimum
            )


@given(st.integers(1, 40), st.integers(0, 1000), st.lists(st.integers(-1, 45), max_size=4))
@settings(deadline=None, max_examples=60)
def test_bits_are_counted_by_column(count: int, seed: int, minimums: list[int]) -> None:
    sizes = [1 + each % 3 for each in minimums]
    shape = (count, max(1, sum(sizes)))
    rows = np.random.default_rng(seed).integers(0, 1 << 64, shape, np.uint64)
    rows |= rows[::-1]  # of which more than half are set
    numbers = np.unpackbits(rows.view(np.uint8), axis=1, bitorder="little").sum(axis=0)
    found = at_least(count_columns(rows, np.empty_like(rows)), minimums, sizes)
    bits = np.unpackbits(found.view(np.uint8), bitorder="little")[: 64 * sum(sizes)]
    limits = np.repeat(minimums, 64 * np.array(sizes, int))
    assert bits.tolist() == (numbers[: len(bits)] >= limits).astype(int).tolist()


@pytest.mark.parametrize("has_pread", [True, False])
def test_what_is_wanted_is_read_whether_or_not_files_can_be_read_at_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_pread: bool
) -> None:
    if not has_pread:
        monkeypatch.delattr(os, "pread", raising=False)
    np.save(tmp_path / "numbers.npy", np.arange(1000, 2000, dtype=np.uint16))
    (tmp_path / "text.bin").write_bytes(b"one text, another")
    (tmp_path / "empty.bin").write_bytes(b"")
    numbers = Scattered(tmp_path / "numbers.npy")
    assert numbers[slice(10, 13)].tolist() == [1010, 1011, 1012]
    assert numbers[slice(np.int64(5), np.int64(5))].tolist() == []
    text = Scattered(tmp_path / "text.bin")
    assert text.pieces(np.array([0, 10]), np.array([3, 17])) == [b"one", b"another"]
    assert Scattered(tmp_path / "empty.bin").pieces(np.array([0]), np.array([0])) == [b""]


def similar(texts: list[str], query: str, minimum: int) -> dict[int, int]:
    found = {}
    for row, text in enumerate(texts):
        longest = max(len(text), len(query))
        percent = 100 * (longest - Levenshtein.distance(query, text)) // longest
        if percent >= minimum:
            found[row] = percent
    return found

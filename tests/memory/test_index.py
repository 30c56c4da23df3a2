"""The index finds exactly what comparing with every text finds, and may be lost at any time."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.memory.samples import unit
from tm.memory import Memory, finding, open_memory, similarity
from tm.memory.index import character_index, tiers, token_index
from tm.memory.rows import normal

ALPHABETS = ("ab ", "abcdefgh ijklmn.,", "aäàé́EßZ 1.\U0001f600中")
Make = Callable[[random.Random], str]


@pytest.fixture(autouse=True)
def small_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "PENDING", 40)
    monkeypatch.setattr(finding, "PENDING", 40)
    monkeypatch.setattr(character_index, "_FEW", 0)  # else so few texts would just be compared
    monkeypatch.setattr(character_index, "_WORDS", 1)
    monkeypatch.setattr(token_index, "_LOW", 20)  # else no token has a higher number
    monkeypatch.setattr(token_index, "_BUDGET", 0)
    monkeypatch.setattr(token_index, "_MANY", 0)


def edited(text: str, alphabet: str, generator: random.Random) -> str:
    """Edit up to 40 per cent of the characters; sometimes shift the whole text."""
    letters = list(text)
    for _ in range(generator.randint(0, max(1, len(letters) * 2 // 5))):
        at = generator.randrange(len(letters) + 1)
        kind = generator.randrange(3)
        if kind == 0 or not letters:
            letters.insert(at, generator.choice(alphabet))
        elif kind == 1:
            letters.pop(min(at, len(letters) - 1))
        else:
            letters[min(at, len(letters) - 1)] = generator.choice(alphabet)
    if generator.random() < 0.3:
        cut = generator.randrange(len(letters) // 3 + 1)
        tail = generator.choices(alphabet, k=generator.randint(0, cut)) if cut else []
        letters = letters[cut:] + tail
    return "".join(letters)


def made_texts(seed: int, count: int = 260) -> tuple[list[str], list[str]]:
    """(texts, queries): families of edited copies, of very different lengths."""
    generator = random.Random(seed)
    alphabet = ALPHABETS[seed % len(ALPHABETS)]
    lengths = (1, 2, 3, 5, 10, 30, 80, 150, 300)
    base = ["".join(generator.choices(alphabet, k=generator.choice(lengths))) for _ in range(25)]
    texts = base + [edited(generator.choice(base), alphabet, generator) for _ in range(count)]
    texts = list(dict.fromkeys(text for text in texts if text.strip()))
    queries = [edited(generator.choice(base), alphabet, generator) for _ in range(6)]
    return texts, [query for query in [*queries, texts[0]] if query.strip()]


def expected(texts: list[str], query: str, minimum: int) -> dict[str, int]:
    found = {normal(text): similarity(query, text) for text in texts}
    return {text: percent for text, percent in found.items() if percent >= minimum}


def found(memory: Memory, query: str, minimum: int) -> dict[str, int]:
    matches = memory.search(query, "en", None, minimum, 100_000)
    return {normal(match.source.text): match.similarity for match in matches}


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10_000), st.sampled_from([30, 55, 70, 75, 90, 100]))
def test_no_text_is_missed_and_none_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, seed: int, minimum: int
) -> None:
    texts, queries = made_texts(seed)
    path = tmp_path_factory.mktemp("memory") / "m"
    generator = random.Random(seed)
    with open_memory(path) as memory:
        rest = [unit(en=text) for text in texts]
        while rest:  # in parts, so that there are several tiers and some texts in none
            size = generator.randint(1, 120)
            memory.add(rest[:size])
            rest = rest[size:]
            memory.search(queries[0])
        for query in queries:
            assert found(memory, query, minimum) == expected(texts, query, minimum)


def test_many_texts_of_one_length_and_repeated_words(tmp_path: Path) -> None:
    generator = random.Random(3)
    words = ["the", "cell", "of", "a", "man"]
    texts = [" ".join(generator.choices(words, k=generator.randint(1, 400))) for _ in range(200)]
    with open_memory(tmp_path / "m") as memory:
        memory.add(unit(en=text) for text in texts)
        for query in (texts[0], texts[5].replace("cell", "call"), "the " * 300):
            assert found(memory, query, 70) == expected(texts, query, 70)


def test_best_five_are_the_best(tmp_path: Path) -> None:
    texts, queries = made_texts(31, 600)
    with open_memory(tmp_path / "m") as memory:
        memory.add(unit(en=text) for text in texts)
        for query in queries:
            best = sorted(expected(texts, query, 70).values(), reverse=True)[:5]
            assert [match.score for match in memory.search(query, "en", None)] == best


def spoil_truncate(root: Path) -> None:
    for path in root.glob("*/planes0_bits.npy"):
        path.write_bytes(path.read_bytes()[:-9])


def spoil_delete(root: Path) -> None:
    for path in root.glob("*/postings.npy"):
        path.unlink()


def spoil_manifest(root: Path) -> None:
    (root / "manifest.json").write_text("{", encoding="utf-8")


def spoil_older(root: Path) -> None:
    manifest = root / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {tiers.FORMAT}', '"format": 0'))


@pytest.mark.parametrize(
    "spoil", [spoil_truncate, spoil_delete, spoil_manifest, spoil_older, shutil.rmtree]
)
def test_lost_or_damaged_index_is_built_again(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    texts, queries = made_texts(7)
    root = tmp_path / "m.index"
    with open_memory(tmp_path / "m") as memory:
        memory.add(unit(en=text) for text in texts)
        memory.search(queries[0])
        assert (root / "manifest.json").exists()
    spoil(root)
    with open_memory(tmp_path / "m") as memory:
        for query in queries:
            assert found(memory, query, 70) == expected(texts, query, 70)
    assert len(list(root.glob("*/postings.npy"))) >= 1


def test_index_of_another_memory_is_not_believed(tmp_path: Path) -> None:
    texts, queries = made_texts(8)
    with open_memory(tmp_path / "a") as first, open_memory(tmp_path / "b") as second:
        first.add(unit(en=text) for text in texts)
        second.add(unit(en=text) for text in reversed(texts))
        first.search(queries[0])
        second.search(queries[0])
    shutil.rmtree(tmp_path / "b.index")
    shutil.copytree(tmp_path / "a.index", tmp_path / "b.index")
    with open_memory(tmp_path / "b") as memory:
        assert found(memory, queries[0], 70) == expected(texts, queries[0], 70)


def test_reader_follows_merged_tiers(tmp_path: Path) -> None:
    texts, queries = made_texts(9, 500)
    with open_memory(tmp_path / "m") as writer, open_memory(tmp_path / "m") as reader:
        for start in range(0, len(texts), 50):
            writer.add(unit(en=text) for text in texts[start : start + 50])
            writer.search(queries[0])
            known = texts[: start + 50]
            assert found(reader, queries[1], 70) == expected(known, queries[1], 70)
    manifest = (tmp_path / "m.index" / "manifest.json").read_text()
    assert manifest.count('"folder"') < 5


def test_read_only_memory_needs_no_index(tmp_path: Path) -> None:
    texts, queries = made_texts(10)
    with open_memory(tmp_path / "m") as memory:
        memory.add(unit(en=text) for text in texts)
    (tmp_path / "m").chmod(0o444)
    with open_memory(tmp_path / "m") as memory:
        assert found(memory, queries[0], 70) == expected(texts, queries[0], 70)
    assert not (tmp_path / "m.index").exists()


@given(st.text(max_size=40), st.text(max_size=40))
def test_similarity_is_symmetric_and_100_means_identical(first: str, second: str) -> None:
    percent = similarity(first, second)
    assert percent == similarity(second, first)
    assert (percent == 100) == (normal(first) == normal(second))
    assert 0 <= percent <= 100


@pytest.mark.parametrize(
    ("first", "second", "percent"),
    [
        ("The release.", "The release.", 100),
        ("The release.", "the release.", 99),
        ("The release.", "The  release.", 99),
        ("organisation", "organization", 91),
        ("He was arrested on 4 May 2024.", "He was arrested on 5 May 2024.", 96),
        ("Please write now.", "Please write at once.", 71),
        ("abc", "xyz", 0),
        ("", "a", 0),
        ("cafe\u0301", "caf\u00e9", 100),
    ],
)
def test_similarity_of(first: str, second: str, percent: int) -> None:
    assert similarity(first, second) == percent

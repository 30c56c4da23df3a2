"""Memories damaged in many ways: one line says so, and what is left of them is saved."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tm.errors import TmError
from tm.memory import open_memory, repair_memory
from tm.model import Note, Origin, Status, TranslationUnit, Variant

COUNT = 400
PAGE = 4096


def units() -> Iterator[TranslationUnit]:
    for number in range(COUNT):
        text = f"Segment number {number}, cell {number * 7919}"
        long = " and so on" * (2000 if number % 50 == 0 else 5)  # more than a page holds
        yield TranslationUnit(
            tuple(Variant(tag, f"{text} {tag}{long}") for tag in ("en", "de", "fr")),
            origins=(Origin("set", str(number), ("a.docx",), 0.5),),
            status=Status.DRAFT if number % 7 == 0 else Status.APPROVED,
            notes=(Note("n" * 5000),) if number % 60 == 0 else (),
        )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "m.tmdb"
    with open_memory(path) as memory:
        memory.add(units())
        memory.delete([3, 4])
        memory.build_index()
        memory.checkpoint()
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    shutil.copy(whole, tmp_path / "m.tmdb")
    return tmp_path / "m.tmdb"


def content(path: Path) -> list[TranslationUnit]:
    with open_memory(path) as memory:
        return list(memory.units())


def texts(found: list[TranslationUnit]) -> set[str]:
    return {variant.text for unit in found for variant in unit.variants}


def use(path: Path) -> None:
    """Do all that reads a memory; it may fail, but as a thing that we know."""
    for action in (
        lambda memory: memory.verify(),
        lambda memory: memory.search("Segment number 7, cell 5543 en", minimum=40),
        lambda memory: memory.concordance("segment"),
        lambda memory: memory.find("number 7"),
        lambda memory: (memory.stats(), memory.history(), memory.conflicts()),
        lambda memory: list(memory.units()),
    ):
        with suppress(TmError), open_memory(path) as memory:
            action(memory)


Damage = Callable[[bytearray, random.Random], None]


def cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data) // 2, len(data)) :]


def zeros(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = bytes(PAGE)


def noise(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = rng.randbytes(PAGE)


def bits(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randrange(1, 100)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def header(data: bytearray, rng: random.Random) -> None:
    data[:100] = rng.randbytes(100)


def schema_page(data: bytearray, rng: random.Random) -> None:
    data[100:PAGE] = bytes(PAGE - 100)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("damage", [cut, zeros, noise, bits, header, schema_page])
def test_damage_is_told_and_repaired(path: Path, whole: Path, damage: Damage, seed: int) -> None:
    data = bytearray(path.read_bytes())
    damage(data, random.Random(seed))
    path.write_bytes(data)
    use(path)
    assert path.read_bytes() == data  # whoever only reads changes nothing
    done = repair_memory(path)
    assert done.backup.read_bytes() == data
    saved = content(path)
    with open_memory(path) as memory:
        assert memory.verify() == []
    if damage is not bits:
        assert texts(saved) <= texts(content(whole))
        assert len(saved) == done.saved <= COUNT - 2
        # A page holds some twenty units at most.
        assert damage is cut or done.lost <= 4 * 40
    if damage in (header, schema_page):
        assert texts(saved) == texts(content(whole))
        assert [unit.status for unit in saved] == [unit.status for unit in content(whole)]
        assert [unit.origins for unit in saved] == [unit.origins for unit in content(whole)]
        assert [unit.notes for unit in saved] == [unit.notes for unit in content(whole)]


def test_what_is_in_the_log_is_saved_too(tmp_path: Path) -> None:
    path, copy = tmp_path / "m.tmdb", tmp_path / "copy.tmdb"
    with open_memory(path) as memory:
        memory.add(units())
        for suffix in ("", "-wal"):  # as after a loss of power
            shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    if copy.stat().st_size > PAGE:
        data = bytearray(copy.read_bytes())
        data[:PAGE] = bytes(PAGE)
        copy.write_bytes(data)
    done = repair_memory(copy)
    assert (done.saved, done.lost) == (COUNT, 0)
    assert len(content(copy)) == COUNT


def test_a_lost_log_costs_only_what_was_in_it(path: Path) -> None:
    with open_memory(path) as memory:
        memory.add([TranslationUnit((Variant("en", "late"), Variant("de", "spät")))])
        shutil.copy(path, path.with_name("copy.tmdb"))  # without its log
    assert len(content(path.with_name("copy.tmdb"))) == COUNT - 2


@pytest.mark.parametrize("how", ["gone", "empty", "noise"])
def test_a_damaged_index_is_made_again(whole: Path, path: Path, how: str) -> None:
    query = "Segment number 7, cell 55433 en and so on and so on and so on and so on and so on"
    index = Path(f"{path}.index")
    shutil.copytree(f"{whole}.index", index)
    rng = random.Random(1)
    for number, file in enumerate(sorted(p for p in index.rglob("*") if p.is_file())):
        if how == "gone" and number % 2:
            file.unlink()
        elif how == "empty":
            file.write_bytes(b"")
        elif how == "noise":
            file.write_bytes(rng.randbytes(200))
    with open_memory(path) as memory:
        assert [match.similarity for match in memory.search(query, target=None, limit=1)] == [100]


def test_repair_leaves_a_memory_that_is_being_written(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TmError, match="another program has locked"):
        repair_memory(path)
    other.execute("ROLLBACK")
    other.close()
    assert sorted(each.name for each in path.parent.glob("*.bak*")) == []
    assert len(content(path)) == COUNT - 2


@pytest.mark.parametrize("content", [b"", b"a letter\n" * 3000])
def test_what_never_was_a_memory_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(TmError, match="nothing can be read"):
        repair_memory(path)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]
    assert path.read_bytes() == content

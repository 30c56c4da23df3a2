"""A memory teaches words: once, from the cache afterwards, and again when it has grown."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from tm.app import learning
from tm.app.learning import taught_by
from tm.memory import open_memory
from tm.model import TranslationUnit, Variant


def fill(path: Path, first: int, last: int) -> None:
    units = [
        TranslationUnit(
            (Variant("en", f"A zorblat {n} glows."), Variant("de-CH", f"Ein Quintel {n} glüht."))
        )
        for n in range(first, last)
    ]
    with open_memory(path) as store:
        store.add(units)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "memory.tmdb"
    fill(path, 0, 60)
    return path


def test_words_that_recur_are_learned_regional_variants_too(memory: Path, tmp_path: Path) -> None:
    known = taught_by(memory, tmp_path / "cache")
    assert list(known) == [("en", "de")]
    assert "quinte" in known["en", "de"].forward["zorbla"]


def test_what_was_learned_is_kept_until_the_memory_has_changed_by_a_tenth(
    memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[int] = []
    learn = learning._learn
    monkeypatch.setattr(
        learning, "_learn", lambda store: learned.append(len(store)) or learn(store)
    )
    first = taught_by(memory, tmp_path)
    again = taught_by(memory, tmp_path)
    assert again["en", "de"].forward.keys() == first["en", "de"].forward.keys()
    fill(memory, 60, 64)
    taught_by(memory, tmp_path)
    assert learned == [60]
    fill(memory, 64, 80)
    taught_by(memory, tmp_path)
    assert learned == [60, 80]


def test_nothing_where_there_is_no_memory_or_next_to_nothing_in_it(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert taught_by(tmp_path / "none.tmdb", cache) == {}
    fill(tmp_path / "small.tmdb", 0, 5)
    assert taught_by(tmp_path / "small.tmdb", cache) == {}
    assert not cache.exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 0, "units": 60, "pairs": []}'])
def test_a_broken_cache_is_made_again(memory: Path, tmp_path: Path, content: str) -> None:
    taught_by(memory, tmp_path)
    kept = next(tmp_path.glob("words-*.json"))
    kept.write_text(content, encoding="utf-8")
    assert taught_by(memory, tmp_path)["en", "de"].forward
    assert kept.read_text(encoding="utf-8") != content


def test_a_cache_that_cannot_be_written_is_no_error(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert taught_by(memory, tmp_path / "file")["en", "de"].forward


def test_the_command_line_learns_on_demand(
    memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning.platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "c")
    (tmp_path / "text.en").write_text("The zorblat.\n", encoding="utf-8")
    (tmp_path / "text.de").write_text("Das Quintel.\n", encoding="utf-8")
    files = [str(tmp_path / f"text.{code}") for code in ("en", "de")]
    for options, learned in (([], False), (["--learn"], True)):
        arguments = ["align", "--one-per-line", *files, "--memory", str(memory), *options]
        assert CliRunner().invoke(main, arguments).exit_code == 0
        assert (tmp_path / "c").exists() is learned

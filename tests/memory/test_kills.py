"""Import, add and merge, killed at any moment: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.memory.samples import unit
from tm.exchange import write_tmx
from tm.memory import open_memory
from tm.model import TranslationUnit

ROOT = Path(__file__).resolve().parents[2]
COUNT = 600
CHUNK = 25
SET = 20  # units of a set that is added
OLD = "What was there before."
# Each says "ready" when it begins, then a number for each step that is safe, then "done".
WRITER = f"""
import sys
from pathlib import Path
from tests.memory import test_kills
from tm.app import remembering, upkeep
from tm.memory import memory as module, open_memory
module.CHUNK = {CHUNK}
what, path, source = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def told(*read):
    print(read[-1], flush=True)
print("ready", flush=True)
if what == "import":
    remembering.import_files([source], memory=path, progress=told)
elif what == "merge":
    upkeep.merge(source, path, None)
else:
    with open_memory(path) as memory:
        for name, units in test_kills.sets():
            memory.add(units, subject=name, replace=True)
            told(memory.stats().units - 1)
print("done", flush=True)
"""
OPERATIONS = ("import", "add", "merge")


def units() -> Iterator[TranslationUnit]:
    for i in range(COUNT):
        text = f"Segment number {i}, cell {i * 7919}"
        yield unit(f"set {i // SET}", en=text, de=f"{text} (de)", fr=f"{text} (fr)")


def sets() -> Iterator[tuple[str, list[TranslationUnit]]]:
    everything = list(units())
    for start in range(0, COUNT, SET):
        yield f"set {start // SET}", everything[start : start + SET]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What is imported and merged."""
    folder = tmp_path_factory.mktemp("sources")
    write_tmx(folder / "units.tmx", units(), source="en")
    with open_memory(folder / "other.tmdb") as memory:
        memory.add(units())
    return {"import": folder / "units.tmx", "merge": folder / "other.tmdb", "add": folder}


def run(what: str, path: Path, source: Path, seconds: float | None = None) -> list[str]:
    """Run an operation, kill it after `seconds` behind its beginning; return what it said."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, what, str(path), str(source)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    writer.stdout.readline()  # which it says when all is loaded
    if seconds is not None:
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
    said, errors = writer.communicate()
    assert errors == ""
    return said.split()


def kill_and_look(what: str, path: Path, source: Path, seconds: float) -> None:
    with open_memory(path) as memory:
        memory.add([unit("old", en=OLD, de="Was vorher da war.", fr="Ce qui existait avant.")])
    said = run(what, path, source, seconds)
    acknowledged = max((int(word) for word in said if word.isdigit()), default=0)
    with open_memory(path) as memory:
        found = list(memory.units())
        assert found[0].variants[0].text == OLD
        assert all(each.languages == ("en", "de", "fr") for each in found)
        assert len(found) - 1 >= (COUNT if "done" in said else acknowledged)
        assert (len(found) - 1) % (SET if what == "add" else CHUNK) == 0  # whole batches
        assert [line for line in memory.verify() if "interrupted" not in line] == []
        last = found[-1].variants[0].text
        assert memory.search(last)[0].similarity == 100
    assert run(what, path, source)[-1] == "done"
    with open_memory(path) as memory:
        texts = {each.variants[0].text for each in memory.units()}
        assert texts == {OLD, *(each.variants[0].text for each in units())}
        assert len(memory) == COUNT + 1


@pytest.mark.parametrize("what", OPERATIONS)
def test_killed_at_some_moment(what: str, tmp_path: Path, sources: dict[str, Path]) -> None:
    seconds = random.Random(what).uniform(0.1, 0.5)
    kill_and_look(what, tmp_path / "m.tmdb", sources[what], seconds)


@pytest.mark.slow
@pytest.mark.parametrize("what", OPERATIONS)
@pytest.mark.parametrize("seed", range(34))
def test_killed_at_a_hundred_moments(
    what: str, seed: int, tmp_path: Path, sources: dict[str, Path]
) -> None:
    kill_and_look(what, tmp_path / "m.tmdb", sources[what], seed * 13 % 34 / 34)

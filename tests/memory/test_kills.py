"""Programs that are killed while they import, add a set or merge: nothing acknowledged is lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.memory.samples import unit
from tm.exchange import write_tmx
from tm.memory import Memory, open_memory
from tm.model import TranslationUnit

ROOT = Path(__file__).resolve().parents[2]
COUNT, CHUNK = 300, 20
PREPARED = f"""
import sys
from pathlib import Path
from tests.memory.test_kills import corrected, made
from tm.app.remembering import import_files
from tm.memory import memory as module, open_memory
module.CHUNK = {CHUNK}
path, other = map(Path, sys.argv[1:])
print("ready", flush=True)
"""
IMPORT = """
import_files([other], memory=path, progress=lambda name, count: print(count, flush=True))
"""
MERGE = """
with open_memory(path) as memory, open_memory(other) as source:
    memory.merge(source)
print("done", flush=True)
"""
REPLACE = """
with open_memory(path) as memory:
    for version in range(1, 40):
        memory.add(corrected(version), replace=True)
        print(version, flush=True)
"""


def made(name: str, count: int = COUNT) -> list[TranslationUnit]:
    texts = (f"Segment number {i} of {name}, cell {i * 7919}" for i in range(count))
    return [unit(name, en=text, de=f"{text} (de)", fr=f"{text} (fr)") for text in texts]


def corrected(version: int) -> list[TranslationUnit]:
    """Return a set of 40 units, of which each version has ten in words of its own."""
    return made("set", 30) + [
        unit("set", en=f"Version {version}, line {i}", de="x", fr="y") for i in range(10)
    ]


def kill(program: str, path: Path, other: Path, seconds: float) -> list[str]:
    """Start a program, kill it so long after it is ready; return what it had said by then."""
    running = subprocess.Popen(
        [sys.executable, "-c", PREPARED + program, str(path), str(other)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    time.sleep(seconds)
    running.send_signal(signal.SIGKILL)
    said, errors = running.communicate()
    assert errors == ""
    return said.split()


def texts_of(memory: Memory) -> set[str]:
    units = list(memory.units())
    assert all(each.languages == ("en", "de", "fr") for each in units)  # never half a unit
    assert [each for each in memory.verify() if "interrupted" not in each] == []
    return {each.variants[0].text for each in units}


def english(units: list[TranslationUnit]) -> list[str]:
    return [each.variants[0].text for each in units]


def import_and_look(folder: Path, seconds: float) -> None:
    path, other = folder / "m", folder / "other.tmx"
    write_tmx(other, made("file"))
    said = kill(IMPORT, path, other, seconds)
    with open_memory(path) as memory:
        found = texts_of(memory)
        assert found == set(english(made("file"))[: len(found)])  # whole batches, in order
        assert len(found) % CHUNK == 0
        assert len(found) >= max(map(int, said), default=0)
    subprocess.run(
        [sys.executable, "-c", PREPARED + IMPORT, str(path), str(other)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with open_memory(path) as memory:
        assert texts_of(memory) == set(english(made("file")))


def merge_and_look(folder: Path, seconds: float) -> None:
    path, other = folder / "m", folder / "other"
    with open_memory(path) as memory, open_memory(other) as source:
        memory.add(made("mine", 50))
        source.add(made("file"))
    said = kill(MERGE, path, other, seconds)
    with open_memory(path) as memory, open_memory(other) as source:
        found = texts_of(memory)
        assert set(english(made("mine", 50))) <= found
        assert texts_of(source) == set(english(made("file")))
        if said:
            assert len(found) == 50 + COUNT
        memory.merge(source)
        assert len(texts_of(memory)) == 50 + COUNT


def replace_and_look(folder: Path, seconds: float) -> None:
    path = folder / "m"
    with open_memory(path) as memory:
        memory.add(corrected(0), replace=True)
    said = kill(REPLACE, path, path, seconds)
    acknowledged = max(map(int, said), default=0)
    with open_memory(path) as memory:
        found = texts_of(memory)
        versions = (acknowledged, acknowledged + 1)  # the next may have been written, not yet said
        assert found in [set(english(corrected(version))) for version in versions]


LOOKS: dict[str, tuple[Callable[[Path, float], None], float]] = {
    "import": (import_and_look, 0.4),
    "merge": (merge_and_look, 0.25),
    "replace": (replace_and_look, 0.5),
}


@pytest.mark.parametrize("what", LOOKS)
def test_killed_at_some_moment(tmp_path: Path, what: str) -> None:
    look, longest = LOOKS[what]
    look(tmp_path, longest / 2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100))
@pytest.mark.parametrize("what", LOOKS)
def test_killed_at_a_hundred_moments(tmp_path: Path, what: str, seed: int) -> None:
    look, longest = LOOKS[what]
    look(tmp_path, random.Random(seed).uniform(0, longest))

"""Several processes at once, and processes that are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.memory.samples import unit
from tm.memory import open_memory, similarity

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from tests.memory.samples import unit
from tm.memory import finding, index, memory as module, open_memory
from tm.memory.index import tiers
module.CHUNK = 20
finding.PENDING = tiers.PENDING = 60
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_memory(path) as memory:
    def units():
        for i in range(count):
            text = f"Segment number {i} of writer {name}, cell {i * 7919}"
            yield unit(name, en=text, de=f"{text} (de)", fr=f"{text} (fr)")
    def told(read):
        print(read, flush=True)
        memory.search(f"Segment number {read} of writer {name}, cell 7")
    memory.add(units(), fingerprint=name, progress=told)
    memory.dedupe()
    print("done", flush=True)
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_writers_and_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with open_memory(path) as memory:
        writers = [start(path, name, 100) for name in "ab"]
        while any(writer.poll() is None for writer in writers):
            found = memory.search("Segment number 7 of writer a, cell 55433", minimum=60)
            for match in found:
                assert match.unit.languages == ("en", "de", "fr")  # never half a unit
                assert match.similarity == similarity(
                    "Segment number 7 of writer a, cell 55433", match.source.text
                )
        errors = [writer.communicate()[1] for writer in writers]
        assert errors == ["", ""]
        assert len(memory) == 200
        assert memory.verify() == []


def kill_and_look(path: Path, seconds: float) -> None:
    """Kill a writer after some time; what it said it has written must be there, and whole."""
    writer = start(path, "w", 400)
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    said, _ = writer.communicate()
    acknowledged = max((int(line) for line in said.split() if line.isdigit()), default=0)
    with open_memory(path) as memory:
        units = list(memory.units())
        assert len(units) >= acknowledged
        assert all(each.languages == ("en", "de", "fr") for each in units)
        assert len(units) % 20 == 0  # whole batches
        broken = [each for each in memory.verify() if "interrupted" not in each]
        assert broken == []
        assert [batch.done for batch in memory.history()] in ([], [False], [True], [True, True])
        query = f"Segment number {len(units) - 1} of writer w, cell {(len(units) - 1) * 7919}"
        if units:
            assert memory.search(query)[0].similarity == 100


@pytest.mark.parametrize("seed", range(3))
def test_killed_writer_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    kill_and_look(tmp_path / "m", random.Random(seed).uniform(0.3, 2.0))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100))
def test_killed_at_a_hundred_moments(tmp_path: Path, seed: int) -> None:
    kill_and_look(tmp_path / "m", 0.25 + seed / 40)


def test_killed_import_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "m"
    writer = start(path, "w", 400)
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.kill()
    writer.communicate()
    writer = start(path, "w", 400)
    said, errors = writer.communicate()
    assert errors == ""
    assert said.split()[0] != "20"
    with open_memory(path) as memory:
        assert len(memory) == 400
        assert memory.verify() == []


def test_disk_full_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with open_memory(tmp_path / "m") as memory:
        memory.add([unit(en="kept", de="behalten")])
        memory._connection.execute("PRAGMA max_page_count = 40")
        with pytest.raises(Exception, match="disk is full") as caught:
            memory.add(unit(en=f"text {i} " * 50, de="x") for i in range(1000))
        assert "free some space" in str(caught.value)
        assert len(memory) == 1

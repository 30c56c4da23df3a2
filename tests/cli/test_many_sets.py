"""Several processes find what one finds, in the same order, whatever happens to them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from tm.app import processes
from tm.app.loading import Clock, load_sets
from tm.config import Config

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "markdown"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sets, of which the second lacks a version that can be read."""
    for number in range(3):
        shutil.copytree(EXAMPLES / "first-update", tmp_path / f"set-{number}")
    (tmp_path / "set-1" / "de.md").write_bytes(b"")
    return tmp_path


class Here:
    """A pool whose tasks run at once in this process; it breaks after some of them."""

    def __init__(self, *_: Any, lasting: int = 99) -> None:
        self.left = lasting
        self.stopped = False

    def submit(self, task: Callable[..., Any], *arguments: Any) -> Future[Any]:
        if not self.left:
            raise BrokenExecutor
        self.left -= 1
        future: Future[Any] = Future()
        future.set_result(task(*arguments))
        return future

    def shutdown(self, **_: bool) -> None:
        self.stopped = True


def loaded(folder: Path, pool: Here, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], Clock]:
    monkeypatch.setattr(processes, "ProcessPoolExecutor", lambda *_: pool)
    failures: list[str] = []
    clock = Clock()

    def ready(sets: Any) -> Iterator[Any]:
        return processes.made_ready(sets, 2, Config(), clock)

    return [*load_sets([folder], failures, Clock(), ready=ready), failures], clock


def without_processes(folder: Path) -> list[Any]:
    failures: list[str] = []
    return [*load_sets([folder], failures, Clock()), failures]


@pytest.mark.parametrize("lasting", [0, 1, 99])
def test_sets_are_the_same_however_long_processes_last(
    folder: Path, lasting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = Here(lasting=lasting)
    found, clock = loaded(folder, pool, monkeypatch)
    assert found == without_processes(folder)
    assert len(found[-1]) == 1
    assert "de.md" in found[-1][0]
    assert pool.stopped
    assert ("align" in clock.seconds) is (lasting == 99)


def test_a_set_that_goes_wrong_in_a_process_goes_wrong_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(processes, "load_set", fail)
    assert loaded(folder, Here(), monkeypatch)[0] == without_processes(folder)


def test_without_processes_to_be_had_all_is_done_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(processes, "ProcessPoolExecutor", refuse)
    assert list(processes.made_ready([], 2, Config(), Clock())) == []


def test_few_sets_and_single_cores_get_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert [processes.how_many(sets, None) for sets in (0, 39, 40, 4000)] == [1, 1, 2, 2]
    assert [processes.how_many(3, wished) for wished in (1, 2, 8)] == [1, 2, 3]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert processes.how_many(4000, None) == 1


@pytest.mark.slow
def test_reports_are_the_same_with_real_processes(folder: Path) -> None:
    one, two = (
        CliRunner().invoke(main, ["check", str(folder), "--format", "json", "--jobs", jobs])
        for jobs in ("1", "2")
    )
    assert one.exit_code == two.exit_code == 2
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr


def test_a_result_that_cannot_be_sent_is_left_to_the_caller() -> None:
    future: Future[Any] = Future()
    future.set_exception(TypeError("cannot be pickled"))
    assert processes._result_of(future) is None


def test_there_are_no_more_processes_than_any_system_can_wait_for() -> None:
    assert processes.how_many(1000, 500) == processes.LIMIT
    assert processes.how_many(3, 500) == 3

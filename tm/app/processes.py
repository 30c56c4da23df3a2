"""Version sets made ready by several processes, for runs of many sets.

The processes read, segment, search for facts and align. The sets come back in their order, and
all that compares one with another stays with who asked. Whatever goes wrong in a process, its set
is left to be made ready here, where it goes wrong, or not, as it does without processes.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import get_context

from tm import collecting
from tm.app.knowledge import NOTHING, Knowledge, gather
from tm.app.loading import Clock, Loaded, load_set
from tm.config import Config
from tm.documents import SetPaths

# A process takes seconds until it has read its tables and knows the words of texts.
FEWEST = 20  # sets a process
# Checking stays with one process, which cannot keep up with more.
MOST = 4
LIMIT = 61  # of what Windows can wait for at once
_AHEAD = 4  # sets a process may be ahead of who asks for them: they take memory

_Result = tuple[Loaded, dict[str, float]] | None
_knowledge: Knowledge = NOTHING  # of a process that makes sets ready


def how_many(sets: int, wished: int | None) -> int:
    """Return how many processes make so many sets ready; 1 means none but this."""
    if wished is not None:
        return min(wished, sets, LIMIT)
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(cores, MOST, sets // FEWEST))


def made_ready(
    sets: Sequence[SetPaths], processes: int, settings: Config, clock: Clock
) -> Iterator[Loaded | None]:
    """Yield each set in order; None for one that is left to the caller, as are all behind the end.

    `settings` name the word lists that help to align; `clock` gets the time of all processes.
    """
    # Started afresh on every system: a copy of a process that has threads is not safe.
    try:
        pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, (settings,))
    except (OSError, NotImplementedError):  # a system without semaphores
        return
    waiting: deque[Future[_Result]] = deque()
    try:
        with suppress(BrokenExecutor):
            for place in range(len(sets)):
                for found in sets[place + len(waiting) : place + processes * _AHEAD]:
                    with _interrupts_wait():
                        waiting.append(pool.submit(_make_ready, replace(found, problems=())))
                result = _result_of(waiting.popleft())
                if result:
                    clock.add(result[1])
                yield result and result[0]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold Ctrl-C back: a process that is started meanwhile never hears of it.

    Until it has started as far as `_start`, it would end with a traceback of its own.
    """
    mask = getattr(signal, "pthread_sigmask", None)  # not on Windows
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _result_of(future: Future[_Result]) -> _Result:
    """Return what a process made; None where it could not be sent here or there."""
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception:
        return None


def _start(settings: Config) -> None:
    global _knowledge  # noqa: PLW0603 -- all that a process is told when it starts
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked is told, and ends this process
    collecting.rarely()
    _knowledge = gather(settings)


def _make_ready(found: SetPaths) -> _Result:
    clock = Clock()
    try:
        return load_set(found, clock, _knowledge), clock.seconds
    except Exception:  # it happens again where it can be told
        return None
    finally:
        collecting.between_sets()

"""One thread for linear algebra: the matrices here are too small to share out.

On machines whose cores are in use, threads that wait for one another make the same work 5 to 10
times slower. The host process gets its own setting back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    """Looking for the libraries takes a millisecond or more: once is enough."""
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep BLAS to one thread inside the context."""
    with _controller().limit(limits=1, user_api="blas"):
        yield

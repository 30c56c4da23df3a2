from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tm.memory import Memory, open_memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.tmdb") as opened:
        yield opened

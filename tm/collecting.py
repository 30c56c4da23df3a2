"""How often the garbage collector looks at what is alive, in processes that are ours.

Tables of hundreds of thousands of words are read at the start and kept to the end, and almost
nothing refers to itself in a circle, so Python's own rhythm (every 700 objects) is work for
nothing: a sixth of the time of a check. A program that uses tm as a library keeps its rhythm.
"""

from __future__ import annotations

import gc

YOUNG = 50_000  # objects between two looks: about those of one version set
MIDDLE = 10  # looks at the young alone before one at those that outlived it
OLD = 1_000  # looks at the middle-aged alone before one at all: tables are never garbage


def rarely() -> None:
    """Let this process collect in long steps."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)

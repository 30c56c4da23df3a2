"""When the garbage collector looks at what is alive, in processes that are ours.

Tables of hundreds of thousands of words are read for the first version set and kept to the end,
and almost nothing refers to itself in a circle, so Python's own rhythm (every 700 objects) is work
for nothing: a sixth of the time of a check. A program that uses tm as a library keeps its rhythm.
"""

from __future__ import annotations

import gc

YOUNG = 500_000  # objects between two looks, where nobody says that a set is done

_state = {"ours": False, "settled": False}


def rarely() -> None:
    """Let this process collect in long steps, and between sets if it is told of them."""
    gc.set_threshold(YOUNG)
    _state["ours"] = True


def between_sets() -> None:
    """Free the circles of the set before; what the first set has left is never looked at again."""
    if not _state["ours"]:
        return
    if _state["settled"]:
        gc.collect(0)
    else:
        gc.freeze()
    _state["settled"] = True

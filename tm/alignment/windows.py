"""Long documents in linear time: solved exactly in windows that follow one another.

A window begins at a boundary between beads that is settled, and ends a margin beyond the next one
wanted; what lies in the margin is solved again by the next window. Where to go is told by anchors:
words and numbers that are rare and the same in both versions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tm.alignment.search import Span
from tm.alignment.spans import Ints
from tm.alignment.version import Version

# Below this many cells (segments times segments) a document is one window, and the result exact.
EXACT_CELLS = 200 * 200
STEP = 60
MARGIN = 15
# Without anchors: the largest window, of which the first half is settled.
LARGEST = 240
# A word in more segments than this says too little about where it is.
RARE = 4
PREFIX = 5
MINIMUM_WEIGHT = 1.2

Anchor = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Segments i to i_end of the source and j to j_end of the target, ends exclusive."""

    i: int
    i_end: int
    j: int
    j_end: int


def sweep(
    size: tuple[int, int], anchors: Sequence[Anchor], solve: Callable[[Window], list[Span]]
) -> Iterator[tuple[Window, list[Span]]]:
    """Solve window after window; yield each with the beads (in document places) that are settled.

    `solve` returns the best path through a window, in document places. `anchors` ascend in both.
    """
    n, m = size
    if n * m <= EXACT_CELLS:
        whole = Window(0, n, 0, m)
        yield whole, solve(whole)
        return
    start = (0, 0)
    while start != (n, m):
        goal = _goal(start, size, anchors)
        i_end, j_end = (min(n, goal[0] + MARGIN), min(m, goal[1] + MARGIN))
        if goal == size:
            i_end, j_end = n, m
        window = Window(start[0], i_end, start[1], j_end)
        path = solve(window)
        settled = path if (i_end, j_end) == (n, m) else _settled(path, goal)
        yield window, settled
        last = settled[-1]
        start = (last[0] + last[1], last[2] + last[3])


def _goal(start: Anchor, size: tuple[int, int], anchors: Sequence[Anchor]) -> Anchor:
    """Return the place up to which the next window should settle."""
    n, m = size
    i, j = start
    known = bisect_left(anchors, (i + 1, 0))
    best: Anchor | None = None
    for anchor in anchors[known : known + 4 * STEP]:
        if anchor[1] <= j:
            continue
        if best is not None and max(anchor[0] - i, anchor[1] - j) > STEP:
            break
        best = anchor
    goal = best or size
    if max(n - i, m - j) <= STEP + MARGIN:
        return size
    if (goal[0] - i) * (goal[1] - j) <= LARGEST * LARGEST:
        return goal
    # Nothing to go by: keep to the diagonal of what is left.
    down, right = goal[0] - i, goal[1] - j
    scale = LARGEST / 2 / max(down, right)
    return i + max(1, int(down * scale)), j + max(1, int(right * scale))


def _settled(path: list[Span], goal: Anchor) -> list[Span]:
    """Return the beads up to the first boundary at or beyond the goal; at least one."""
    for number, (i, a, j, b) in enumerate(path, start=1):
        if i + a >= goal[0] and j + b >= goal[1]:
            return path[:number]
    return path


def coarse_anchors(source: Version, target: Version) -> list[Anchor]:
    """Return places that rare common words suggest, ascending in both versions."""
    rows, columns, weights = _votes(source, target)
    if not len(rows):
        return []
    order = np.lexsort((-columns, rows))
    return _heaviest_chain(rows[order], columns[order], weights[order], len(target))


def _votes(source: Version, target: Version) -> tuple[Ints, Ints, np.ndarray]:
    """Return cells (i, j) with the weight of the rare words that they share."""
    width = len(target)
    there = _rare_places(target)
    cells: list[int] = []
    weights: list[float] = []
    for word, segments in _rare_places(source).items():
        others = there.get(word)
        if others is None:
            continue
        weight = 1.0 / (len(segments) * len(others))
        for i in segments:
            cells += [i * width + j for j in others]
            weights += [weight] * len(others)
    unique, inverse = np.unique(np.array(cells, dtype=np.int64), return_inverse=True)
    total = np.bincount(inverse, weights, minlength=len(unique))
    strong = total >= MINIMUM_WEIGHT
    rows, columns = np.divmod(unique[strong], max(1, width))
    return rows, columns, total[strong]


def _rare_places(version: Version) -> dict[str, list[int]]:
    """Return the segments of each word that is in few of them, by its first letters."""
    places: dict[str, list[int]] = {}
    names = [
        name[:PREFIX] if name.isalpha() else name if len(name) > 1 else ""
        for name in version.vocabulary.types
    ]
    for segment in range(len(version)):
        for token in set(version.tokens_of(segment).tolist()):
            name = names[token]
            if name:
                found = places.setdefault(name, [])
                if len(found) <= RARE and (not found or found[-1] != segment):
                    found.append(segment)
    return {name: found for name, found in places.items() if len(found) <= RARE}


def _heaviest_chain(rows: Ints, columns: Ints, weights: np.ndarray, width: int) -> list[Anchor]:
    """Return the chain of cells, ascending in both, of the greatest weight (Fenwick tree)."""
    tree = [(0.0, -1)] * (width + 1)
    back: list[int] = []
    best = (0.0, -1)
    for number, (column, weight) in enumerate(zip(columns.tolist(), weights.tolist(), strict=True)):
        score, previous = _query(tree, column)
        back.append(previous)
        entry = (score + weight, number)
        best = max(best, entry)
        _update(tree, column + 1, entry)
    chain: list[Anchor] = []
    place = best[1]
    while place >= 0:
        chain.append((int(rows[place]), int(columns[place])))
        place = back[place]
    return chain[::-1]


def _query(tree: list[tuple[float, int]], end: int) -> tuple[float, int]:
    best = (0.0, -1)
    while end > 0:
        best = max(best, tree[end])
        end -= end & -end
    return best


def _update(tree: list[tuple[float, int]], place: int, entry: tuple[float, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], entry)
        place += place & -place

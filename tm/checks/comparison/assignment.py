"""The optimal one-to-one assignment of a few rows to a few columns."""

from __future__ import annotations

from collections.abc import Sequence

# A bead has a handful of facts. Beyond this the exact solution (cubic) is not worth its time.
_EXACT = 60
_FORBIDDEN = 1e6


def assign(costs: Sequence[Sequence[float | None]]) -> list[tuple[int, int]]:
    """Return (row, column) pairs: as many as possible, and of those sets the cheapest.

    `costs[i][j]` is None where row i must not meet column j. The Hungarian method in the form of
    shortest augmenting paths (Jonker and Volgenant 1987); greedy for large problems.
    """
    if not costs or not costs[0]:
        return []
    if len(costs) > len(costs[0]):
        turned = list(zip(*costs, strict=True))
        return sorted((row, column) for column, row in assign(turned))
    filled = [[_FORBIDDEN if cost is None else cost for cost in row] for row in costs]
    pairs = _greedy(filled) if len(costs[0]) > _EXACT else _shortest_paths(filled)
    return sorted((i, j) for i, j in pairs if filled[i][j] < _FORBIDDEN)


def _greedy(costs: list[list[float]]) -> list[tuple[int, int]]:
    order = sorted((cost, i, j) for i, row in enumerate(costs) for j, cost in enumerate(row))
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for _, i, j in order:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return pairs


def _shortest_paths(costs: list[list[float]]) -> list[tuple[int, int]]:
    """Solve for at most as many rows as columns; index 0 of the arrays is a sentinel."""
    rows, columns = len(costs), len(costs[0])
    row_dual = [0.0] * (rows + 1)
    column_dual = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column, came_from = 0, [0] * (columns + 1)
        shortest = [float("inf")] * (columns + 1)
        done = [False] * (columns + 1)
        while row_of[column]:
            done[column] = True
            at, step, following = row_of[column], float("inf"), 0
            for j in range(1, columns + 1):
                if done[j]:
                    continue
                reduced = costs[at - 1][j - 1] - row_dual[at] - column_dual[j]
                if reduced < shortest[j]:
                    shortest[j], came_from[j] = reduced, column
                if shortest[j] < step:
                    step, following = shortest[j], j
            for j in range(columns + 1):
                if done[j]:
                    row_dual[row_of[j]] += step
                    column_dual[j] -= step
                else:
                    shortest[j] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return [(row_of[j] - 1, j - 1) for j in range(1, columns + 1) if row_of[j]]

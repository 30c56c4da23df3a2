"""A moved sentence may be split where it went: its neighbours that were left alone are tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tm.alignment.groups import Group, Members
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import NEVER, SHAPES, Lattice
from tm.alignment.windows import Window

Aligners = Mapping[tuple[int, int], PairAligner]


def grow(groups: Sequence[Group], aligners: Aligners) -> list[Group]:
    """Let moved beads take the lone segments next to theirs where that explains more."""
    result = list(groups)
    for group in groups:
        if not group.moved:
            continue
        grown = group
        for lone in _neighbours(group, groups):
            joined = _join(grown.members, lone.members)
            if lone in result and _gain(grown.members, joined, aligners) > 0:
                result.remove(lone)
                grown = Group(joined, grown.score, moved=True)
        result[result.index(group)] = grown
    return result


def _join(one: Members, other: Members) -> Members:
    return tuple(tuple(sorted(a + b)) for a, b in zip(one, other, strict=True))


def _neighbours(group: Group, groups: Sequence[Group]) -> list[Group]:
    """Return what lacks a version and stands right before or after the group's in all it has."""
    return [
        other
        for other in groups
        if not (other.moved or all(other.members))
        and all(
            has and (there[0] - has[-1] == 1 or has[0] - there[-1] == 1)
            for has, there in zip(group.members, other.members, strict=True)
            if there
        )
    ]


def _gain(before: Members, after: Members, aligners: Aligners) -> float:
    """Return by how much a bead with more segments beats leaving those alone.

    Between versions that both have more, it matters little whether that is one bead or two.
    """
    gains = [
        _pair_gain(before, after, key, aligner)
        for key, aligner in aligners.items()
        if before[key[0]]
        and before[key[1]]
        and (before[key[0]] == after[key[0]]) != (before[key[1]] == after[key[1]])
    ]
    return sum(gains)


def _pair_gain(
    before: Members,
    after: Members,
    key: tuple[int, int],
    aligner: PairAligner,
) -> float:
    rows, columns = after[key[0]], after[key[1]]
    if (len(rows), len(columns)) not in SHAPES:
        return NEVER
    lattice, window = aligner.beads_of(rows, columns)
    kept = (before[key[0]], before[key[1]])
    apart = _score(lattice, window, *kept)
    apart += sum(lattice.source_alone[row - window.i] for row in rows if row not in kept[0])
    apart += sum(lattice.target_alone[col - window.j] for col in columns if col not in kept[1])
    return _score(lattice, window, rows, columns) - float(apart)


def _score(
    lattice: Lattice, window: Window, rows: tuple[int, ...], columns: tuple[int, ...]
) -> float:
    shape = SHAPES.index((len(rows), len(columns)))
    return float(lattice.links[shape, rows[0] - window.i, columns[0] - window.j])

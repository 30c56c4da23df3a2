"""Corrections by hand at work: in the search where it can, on the finished beads where it must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tm.alignment.cells import SHAPES
from tm.alignment.groups import Group, Members, crossing
from tm.alignment.search import NEVER, Lattice
from tm.alignment.windows import Window

# What a pinned bead gains in the search (natural log): enough to win over its neighbours, but not
# to break the beads between where it crosses them; then it is made afterwards.
BONUS = 8.0


@dataclass(frozen=True, slots=True)
class PairConstraints:
    """Corrections between two versions: segments to link, and pairs to keep apart."""

    pins: Sequence[tuple[tuple[int, ...], tuple[int, ...]]] = ()
    forbids: Sequence[tuple[int, int]] = ()

    def apply(self, lattice: Lattice, window: Window) -> None:
        """Change the scores of a window's beads in place."""
        for left, right in self.pins:
            self._pin(lattice, window, left, right)
        cells = lattice.cells
        for i, j in self.forbids:
            i, j = i - window.i, j - window.j
            inside = (cells.rows <= i) & (i < cells.row_ends)
            inside &= (cells.columns <= j) & (j < cells.column_ends)
            lattice.scores[inside] = NEVER

    def rearranged(self, rows: Sequence[int], columns: Sequence[int]) -> PairConstraints:
        """The same corrections for versions whose segments stand in another order."""
        row, column = ({old: new for new, old in enumerate(order)} for order in (rows, columns))
        pins = [
            (tuple(sorted(row[i] for i in left)), tuple(sorted(column[j] for j in right)))
            for left, right in self.pins
        ]
        return PairConstraints(pins, [(row[i], column[j]) for i, j in self.forbids])

    @staticmethod
    def _pin(
        lattice: Lattice, window: Window, left: tuple[int, ...], right: tuple[int, ...]
    ) -> None:
        shape = (len(left), len(right))
        if shape not in SHAPES or not (_is_run(left) and _is_run(right)):
            return
        cells = lattice.cells
        pinned = cells.shapes == SHAPES.index(shape)
        pinned &= (cells.rows == left[0] - window.i) & (cells.columns == right[0] - window.j)
        lattice.scores[pinned] += BONUS


def _is_run(indices: tuple[int, ...]) -> bool:
    return bool(np.all(np.diff(indices) == 1))


Pin = tuple[tuple[int, ...] | None, ...]  # per version; None where the pin does not name it


def enforce(groups: list[Group], pins: Sequence[Pin], forbids: Sequence[Members]) -> list[Group]:
    """Make the finished groups obey: what the search could not do is done by force.

    A group of which a pin says everything is certain.
    """
    for pin in pins:
        if not any(_holds(group, pin) for group in groups):
            groups = _force(groups, pin)
        groups = [
            Group(group.members, 1.0, group.moved)
            if _holds(group, pin) and _says_all(pin, group)
            else group
            for group in groups
        ]
    for forbid in forbids:
        groups = [part for group in groups for part in _split(group, forbid)]
    return groups


def _holds(group: Group, pin: Pin) -> bool:
    return all(want is None or want == has for want, has in zip(pin, group.members, strict=True))


def _says_all(pin: Pin, group: Group) -> bool:
    return not any(has and want is None for want, has in zip(pin, group.members, strict=True))


def _force(groups: list[Group], pin: Pin) -> list[Group]:
    """Take the pinned segments out of their groups; what goes with all of them comes along."""
    left: list[Group] = []
    forced = [list(want or ()) for want in pin]
    for group in groups:
        rest = tuple(
            tuple(index for index in has if index not in (want or ()))
            for has, want in zip(group.members, pin, strict=True)
        )
        free = all(want is None or not has for has, want in zip(rest, pin, strict=True))
        if rest == group.members or not free:
            left += [Group(rest, group.score, group.moved)] if any(rest) else []
        else:
            for version, indices in enumerate(rest):
                forced[version] += indices
    made = Group(tuple(tuple(sorted(indices)) for indices in forced), 1.0)
    return [*left, made.marked(moved=crossing([made], left)[0])]


def _split(group: Group, forbid: Members) -> list[Group]:
    inside = [
        tuple(sorted(set(has) & set(bad))) for has, bad in zip(group.members, forbid, strict=True)
    ]
    named = [version for version, bad in enumerate(forbid) if bad]
    if not all(inside[version] for version in named):
        return [group]
    last = named[-1]
    kept = tuple(
        tuple(sorted(set(has) - set(inside[last]))) if version == last else has
        for version, has in enumerate(group.members)
    )
    alone = [
        Group(tuple((index,) if v == last else () for v in range(len(kept))), 1.0)
        for index in inside[last]
    ]
    return [*([Group(kept, group.score, group.moved)] if any(kept) else []), *alone]

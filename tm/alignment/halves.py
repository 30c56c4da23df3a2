"""Segments whose two halves stand apart in the other version, all three of them left alone.

A moved sentence is found by what it says as a whole (`moved.py`). Of one that is merged with
another elsewhere either half says too little for that. Here both halves are tried at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from tm.alignment.apart import Bead
from tm.alignment.groups import Group, crossing, probability
from tm.alignment.pairwise import PairAligner
from tm.alignment.spans import Floats

Aligners = Mapping[tuple[int, int], PairAligner]
Cell = tuple[int, int]  # version, segment

# What the bead must gain (natural log) over leaving all alone and over linking one half only; what
# the log ratio per token by which the whole explains either half adds, and the least of it. As many
# halves are tried, those that are explained best.
MARGIN = 3.0
SUPPORT_WEIGHT = 3.0
LEAST_SUPPORT = -0.8
TRIED = 3


def link_halves(groups: Sequence[Group], aligners: Aligners) -> list[Group]:
    """Join segments that are left alone with their two halves, the best first."""
    lone = {
        (version, segments[0]): group
        for group in groups
        if sum(map(len, group.members)) == 1
        for version, segments in enumerate(group.members)
        if segments
    }
    found = [gained for key in aligners for gained in _candidates(key, aligners[key], lone)]
    gone: set[Cell] = set()
    made: list[Group] = []
    for gain, cells in sorted(found, key=lambda item: (-item[0], item[1])):
        if gain > 0 and gone.isdisjoint(cells):
            gone.update(cells)
            members = tuple(
                tuple(segment for where, segment in cells if where == version)
                for version in range(len(groups[0].members))
            )
            made.append(Group(members, probability(gain)))
    taken = {id(lone[cell]) for cell in gone}
    rest = [group for group in groups if id(group) not in taken]
    crossed = crossing(made, rest)
    return rest + [g.marked(moved=is_moved) for g, is_moved in zip(made, crossed, strict=True)]


def _candidates(
    key: tuple[int, int], aligner: PairAligner, lone: Mapping[Cell, Group]
) -> list[tuple[float, tuple[Cell, ...]]]:
    """Return what each bead of a whole and two halves gains beyond the margin, with its cells."""
    left, right = (
        sorted(segment for where, segment in lone if where == version) for version in key
    )
    if not left or not right or not aligner.is_whole:
        return []
    by_source, by_target = (found[0] for found in aligner.evidence(aligner.window).per_token)
    tried = [
        *_halves(by_source, left, right),
        *(((j, i), s) for (i, j), s in _halves(by_target.T, right, left)),
    ]
    single = {bead: [((i,), (j,)) for i in bead[0] for j in bead[1]] for bead, _ in tried}
    aligner.score_all([*single, *(one for parts in single.values() for one in parts)])
    return [
        (
            _gain(bead, aligner)
            - max(0.0, *(_gain(one, aligner) for one in single[bead]))
            + SUPPORT_WEIGHT * support
            - MARGIN,
            tuple(
                (version, segment)
                for version, has in zip(key, bead, strict=True)
                for segment in has
            ),
        )
        for bead, support in tried
    ]


def _halves(
    support: Floats, wholes: Sequence[int], parts: Sequence[int]
) -> Iterator[tuple[Bead, float]]:
    """Yield wholes with two parts that they explain, and by how much (rows explain columns)."""
    for whole in wholes:
        values = support[whole, parts]
        best = np.argsort(-values, kind="stable")[:TRIED].tolist()
        likely = sorted((parts[n], float(values[n])) for n in best if values[n] > LEAST_SUPPORT)
        for (one, how), (other, well) in combinations(likely, 2):
            yield ((whole,), (one, other)), how + well


def _gain(bead: Bead, aligner: PairAligner) -> float:
    """Log score of a bead less that of leaving all its segments alone."""
    alone = sum(aligner.alone(side, segment) for side, has in enumerate(bead) for segment in has)
    return aligner.score(*bead) - alone

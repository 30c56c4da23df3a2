"""Several pairs of versions at once: a row of each costs little more than a row of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tm.alignment.groups import Members
from tm.alignment.pair_alignment import PairAlignment
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import all_posteriors, best_paths
from tm.alignment.windows import EXACT_CELLS

Key = tuple[int, int]
Aligners = Mapping[Key, PairAligner]


def align_pairs(aligners: Aligners) -> dict[Key, PairAlignment]:
    """Align every pair, both passes; of a single segment there is nothing to learn."""
    if not aligners or not _fit_together(aligners):
        return {key: aligner.align() for key, aligner in aligners.items()}
    teaching = [aligner for aligner in aligners.values() if min(aligner.size) > 1]
    lattices = [aligner.first_lattice(aligner.window) for aligner in teaching]
    for aligner, path in zip(teaching, best_paths(lattices), strict=True):
        aligner.learn(path)
    return _solve(aligners)


def align_again(aligners: Aligners, links: Sequence[Members]) -> dict[Key, PairAlignment]:
    """Align every pair that has learned already, along links that are known."""
    if _fit_together(aligners):
        return _solve(aligners)
    return {
        (first, second): aligner.second_pass(
            [(link[first][0], link[second][0]) for link in links if link[first] and link[second]]
        )
        for (first, second), aligner in aligners.items()
    }


def _fit_together(aligners: Aligners) -> bool:
    sizes = [aligner.size for aligner in aligners.values()]
    return max((n for n, _ in sizes), default=0) * max((m for _, m in sizes), default=0) <= (
        EXACT_CELLS
    )


def _solve(aligners: Aligners) -> dict[Key, PairAlignment]:
    """Run the second pass on texts that are solved as a whole."""
    lattices = [each.lattice(each.window) for each in aligners.values()]
    result: dict[Key, PairAlignment] = {}
    solved = zip(lattices, all_posteriors(lattices), best_paths(lattices), strict=True)
    for (key, aligner), (lattice, chances, path) in zip(aligners.items(), solved, strict=True):
        result[key] = PairAlignment()
        result[key].extend(lattice, chances, aligner.window, path)
    return result

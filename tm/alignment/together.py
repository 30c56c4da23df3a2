"""Several pairs of versions at once: a row of each costs little more than a row of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tm.alignment.constraints import leave_alone
from tm.alignment.pair_alignment import PairAlignment
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import all_posteriors, best_paths
from tm.alignment.windows import EXACT_CELLS

Key = tuple[int, int]
Aligners = Mapping[Key, PairAligner]
Alone = tuple[Collection[int], Collection[int]]


def align_pairs(aligners: Aligners) -> dict[Key, PairAlignment]:
    """Align every pair, both passes."""
    if not aligners or not _fit_together(aligners):
        return {key: aligner.align() for key, aligner in aligners.items()}
    lattices = [aligner.first_lattice(aligner.window) for aligner in aligners.values()]
    for aligner, path in zip(aligners.values(), best_paths(lattices), strict=True):
        aligner.learn(path)
    return _solve(aligners, {})


def align_again(
    aligners: Aligners, known: dict[Key, PairAlignment], alone: Mapping[Key, Alone]
) -> None:
    """Align pairs once more, each with the given segments left alone.

    What was known of a pair is replaced at once: of long texts it takes much memory.
    """
    chosen = {key: aligners[key] for key in alone}
    if _fit_together(chosen):
        known.update(_solve(chosen, alone))
        return
    for key, left_alone in alone.items():
        path = [(i, j) for i, a, j, b in known.pop(key).path if a and b]
        known[key] = chosen[key].second_pass(path, left_alone)


def _fit_together(aligners: Aligners) -> bool:
    sizes = [aligner.size for aligner in aligners.values()]
    return max((n for n, _ in sizes), default=0) * max((m for _, m in sizes), default=0) <= (
        EXACT_CELLS
    )


def _solve(aligners: Aligners, alone: Mapping[Key, Alone]) -> dict[Key, PairAlignment]:
    """Run the second pass on texts that are solved as a whole."""
    lattices = [
        leave_alone(each.lattice(each.window), each.window, alone.get(key, ((), ())))
        for key, each in aligners.items()
    ]
    result: dict[Key, PairAlignment] = {}
    solved = zip(lattices, all_posteriors(lattices), best_paths(lattices), strict=True)
    for (key, aligner), (lattice, chances, path) in zip(aligners.items(), solved, strict=True):
        result[key] = PairAlignment()
        result[key].extend(lattice, chances, aligner.window, path)
    return result

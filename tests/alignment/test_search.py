"""The search against plain enumeration, windows against the exact search, joining against both."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.alignment import align
from tm.alignment.cells import SHAPES, Cells
from tm.alignment.joining import join
from tm.alignment.pair_alignment import PairAlignment
from tm.alignment.search import Lattice, Span, best_path, posteriors
from tm.alignment.windows import EXACT_CELLS, Window, sweep

SIZES = st.tuples(st.integers(0, 4), st.integers(0, 4))


def lattice(n: int, m: int, seed: int) -> Lattice:
    random = np.random.default_rng(seed)
    cells = Cells.where(np.ones((len(SHAPES), n, m), dtype=bool))
    scores = random.normal(size=len(cells))
    return Lattice(cells, scores, random.normal(size=n), random.normal(size=m))


def paths(n: int, m: int, i: int = 0, j: int = 0) -> Iterator[list[Span]]:
    if (i, j) == (n, m):
        yield []
    for a, b in (*SHAPES, (1, 0), (0, 1)):
        if i + a <= n and j + b <= m:
            for rest in paths(n, m, i + a, j + b):
                yield [(i, a, j, b), *rest]


def value(path: list[Span], scores: Lattice) -> float:
    total = 0.0
    for i, a, j, b in path:
        if a and b:
            total += scores.score(SHAPES.index((a, b)), i, j)
        else:
            total += scores.source_alone[i] if a else scores.target_alone[j]
    return total


@given(SIZES, st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_the_best_path_is_the_best_of_all(size: tuple[int, int], seed: int) -> None:
    scores = lattice(*size, seed)
    best = max(value(path, scores) for path in paths(*size))
    assert value(best_path(scores), scores) == pytest.approx(best)


@given(st.tuples(st.integers(1, 3), st.integers(1, 3)), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_bead_is_as_likely_as_the_paths_through_it(size: tuple[int, int], seed: int) -> None:
    scores = lattice(*size, seed)
    weights = [(path, np.exp(value(path, scores))) for path in paths(*size)]
    total = sum(weight for _, weight in weights)
    found = posteriors(scores)
    assert found.total == pytest.approx(np.log(total))
    one_to_one = sum(weight for path, weight in weights if (0, 1, 0, 1) in path) / total
    assert found.links[0] == pytest.approx(one_to_one)
    lone = [weight for path, weight in weights if any(s[:2] == (0, 1) and not s[3] for s in path)]
    assert found.source_alone[0] == pytest.approx(sum(lone) / total)
    ends = sum(w for path, w in weights if any((i + a, j + b) == (1, 1) for i, a, j, b in path))
    assert found.boundaries[1, 1] == pytest.approx(ends / total)


@given(st.integers(1, 900), st.integers(1, 900), st.lists(st.integers(1, 800), max_size=20))
@settings(max_examples=60, deadline=None)
def test_windows_cover_everything_once_and_stay_small(n: int, m: int, places: list[int]) -> None:
    anchors = [(i, i) for i in sorted(set(places)) if i < min(n, m)]
    sizes: list[int] = []

    def solve(window: Window) -> list[Span]:
        rows, columns = window.i_end - window.i, window.j_end - window.j
        sizes.append(rows * columns)
        both = min(rows, columns)
        path = [(window.i + k, 1, window.j + k, 1) for k in range(both)]
        path += [(k, 1, window.j_end, 0) for k in range(window.i + both, window.i_end)]
        return path + [(window.i_end, 0, k, 1) for k in range(window.j + both, window.j_end)]

    spans = [span for _, settled in sweep((n, m), anchors, solve) for span in settled]
    assert [i for i, a, _, _ in spans if a] == list(range(n))
    assert [j for _, _, j, b in spans if b] == list(range(m))
    assert max(sizes) <= max(EXACT_CELLS, 300 * 300)


def test_a_long_text_is_aligned_like_a_short_one() -> None:
    places = [f"In {1900 + k} the mayor of town{k} met {k * 7} people." for k in range(300)]
    german = [f"{1900 + k} traf der Bürgermeister von Town{k} {k * 7} Leute." for k in range(300)]
    del german[100:130]
    beads = align({"en": places, "de": german})
    expected = [((k,), (k,)) for k in range(100)] + [((k,), ()) for k in range(100, 130)]
    expected += [((k,), (k - 30,)) for k in range(130, 300)]
    assert [tuple(bead.segments.values()) for bead in beads] == expected


def pair(path: list[Span], likely: float = 0.9) -> PairAlignment:
    n, m = sum(a for _, a, _, _ in path), sum(b for _, _, _, b in path)
    boundaries: dict[int, set[int]] = {0: {0}}
    for i, a, j, b in path:
        boundaries.setdefault(i + a, set()).add(j + b)
    beads = {span: (3.0, likely) for span in path if span[1] and span[3]}
    alone = [-3.0] * n, [-3.0] * m
    return PairAlignment(path, beads, boundaries, *alone, [0.1] * n, [0.1] * m)


def test_a_merged_sentence_in_one_version_joins_those_of_the_others() -> None:
    one_to_one = pair([(0, 1, 0, 1), (1, 1, 1, 1)])
    merged = pair([(0, 2, 0, 1)])
    steps = join([2, 2, 1], {(0, 1): one_to_one, (0, 2): merged, (1, 2): merged})
    assert steps == [((0, 0, 0), (2, 2, 1))]


def test_two_sure_pairs_outvote_one_that_disagrees() -> None:
    one_to_one = pair([(0, 1, 0, 1), (1, 1, 1, 1)])
    apart = pair([(0, 1, 0, 0), (1, 1, 0, 1), (2, 0, 1, 1)])
    apart.boundaries.setdefault(1, set()).add(1)
    apart.beads[0, 1, 0, 1] = apart.beads[1, 1, 1, 1] = (-2.0, 0.2)
    steps = join([2, 2, 2], {(0, 1): one_to_one, (0, 2): one_to_one, (1, 2): apart})
    assert steps == [((0, 0, 0), (1, 1, 1)), ((1, 1, 1), (2, 2, 2))]

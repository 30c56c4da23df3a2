"""Learn when two loose segments are one sentence, for `python -m bench.train_alignment`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.optimize import minimize

from bench.alignment_data import Text, versions_of
from bench.train_path import facts_of
from tm.alignment.aligner import in_order
from tm.alignment.lexicon import core_lexicon
from tm.alignment.moved import loosen
from tm.alignment.moved_signals import SIGNALS, pair_signals
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner
from tm.alignment.together import align_pairs
from tm.alignment.version import read_version
from tm.alignment.weights import Model

MOVED = (*SIGNALS, "path", "size", "lead")
# What speaks for a bead in the search cannot speak against a link.
FOR = ("path", "size", "lead", "lexical-density")


def aligned(segments, model: Model):
    """Return the aligners and the groups of a text before moved sentences are looked for."""
    versions = [
        read_version(code, texts, facts_of(tuple(texts), code)) for code, texts in segments.items()
    ]
    aligners = {
        (i, j): PairAligner(versions[i], versions[j], model, AlignOptions(), (), (core_lexicon(),))
        for i, j in combinations(range(len(versions)), 2)
    }
    pairs = align_pairs(aligners)
    return aligners, in_order([len(version) for version in versions], pairs, model)


def moved_samples(texts: Sequence[Text], model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Return the signals of every two loose segments, and which of them belong together."""
    cases, right = [], []
    for text in texts:
        aligners, groups = aligned(versions_of(text), model)
        loose = loosen(groups)
        inside = [{index for bead in text.gold for index in bead[side]} for side in (0, 1)]
        left, lone = (
            sorted(piece for piece in loose if piece[0] == v and inside[v].issuperset(piece[1]))
            for v in (0, 1)
        )
        if not left or not lone:
            continue
        signals, _ = pair_signals(aligners[0, 1], left, lone)
        table = np.stack([signals[name] for name in MOVED], axis=-1)
        gold = set(text.gold)
        cases.append(table.reshape(-1, len(MOVED)))
        right += [(one[1], other[1]) in gold for one in left for other in lone]
    return np.concatenate(cases), np.array(right, dtype=float)


def fit_moved(cases: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Logistic regression: are two loose segments the same sentence?"""
    table = np.column_stack([np.ones(len(cases)), cases])

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ weights
        chance = 1 / (1 + np.exp(-odds))
        value = float(
            (np.logaddexp(0, odds) - right * odds).sum() + 0.1 * weights[1:] @ weights[1:]
        )
        gradient = table.T @ (chance - right)
        gradient[1:] += 0.2 * weights[1:]
        return value, gradient

    bounds = [(None, None)] + [(0.0 if name in FOR else None, None) for name in MOVED]
    start = np.zeros(table.shape[1])
    found = minimize(cost, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return dict(zip(("bias", *MOVED), map(float, found), strict=True))

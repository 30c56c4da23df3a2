"""How well the words of a span of one version explain each segment of the other.

For a source span s of l tokens and a target token w: log(ε + Σ t(w|s) / ((l + 1) p(w))), the
log ratio of IBM model 1's probability (Brown et al. 1993) to the unigram's, with ε for the words
that nothing explains. Words for which no evidence exists anywhere in the document are neutral,
unless a lexicon knows them: then their translation is missed.
"""

from __future__ import annotations

import numpy as np

from tm.alignment.spans import sums
from tm.alignment.version import Floats, Slice

EPSILON = 0.15
# What it counts that a word is not explained by anything in the text but known to a lexicon.
COVERED_WEIGHT = 0.5


def explain(
    source: Slice, target: Slice, translation: Floats, covered: Floats, longest: int
) -> Floats:
    """Return (longest, source segments, target segments) log ratios for spans of the source.

    `translation` is (source types, target types): t(target | source), unnormalised. `covered`
    (target types) are those of which a lexicon would know a translation if there were one.
    """
    linked = translation.max(axis=0, initial=0.0) > 0
    weight = np.where(linked, np.float32(1), np.float32(COVERED_WEIGHT) * covered)
    known = np.flatnonzero(weight > 0)
    expected = translation[:, known] / np.maximum(target.probability[known], 1e-9)
    support = sums((source.counts @ expected).T, longest).transpose(0, 2, 1)
    ratio = support / (source.token_sums[:longest, :, None] + 1)
    return np.log(np.float32(EPSILON) + ratio) @ (target.counts[:, known] * weight[known]).T

"""How well the words of a span of one version explain each segment of the other.

For a source span s of l tokens and a target token w: log(ε + Σ t(w|s) / ((l + 1) p(w))), the
log ratio of IBM model 1's probability (Brown et al. 1993) to the unigram's, with ε for the words
that nothing explains. Words for which no evidence exists anywhere in the document are neutral.
"""

from __future__ import annotations

import numpy as np

from tm.alignment.spans import sums
from tm.alignment.version import Floats, Slice

EPSILON = 0.15


def explain(source: Slice, target: Slice, translation: Floats, longest: int) -> Floats:
    """Return (longest, source segments, target segments) log ratios for spans of the source.

    `translation` is (source types, target types): t(target | source), unnormalised.
    """
    known = np.flatnonzero(translation.max(axis=0, initial=0.0) > 0)
    expected = translation[:, known] / np.maximum(target.probability[known], 1e-9)
    support = sums((source.counts @ expected).T, longest).transpose(0, 2, 1)
    ratio = support / (source.token_sums[:longest, :, None] + 1)
    return np.log(np.float32(EPSILON) + ratio) @ target.counts[:, known].T

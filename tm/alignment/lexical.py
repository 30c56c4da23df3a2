"""How well the words of a span of one version explain each segment of the other.

For a source span s of l tokens and a target token w: log(ε + Σ t(w|s) / ((l + 1) p(w))), the
log ratio of IBM model 1's probability (Brown et al. 1993) to the unigram's, with ε for the words
that nothing explains. Words for which no evidence exists anywhere in the document are neutral,
unless a lexicon knows them: then their translation is missed.
"""

from __future__ import annotations

import numpy as np

from tm.alignment.slices import Slice
from tm.alignment.spans import Floats, sums

EPSILON = 0.15
# What it counts that a word is not explained by anything in the text but known to a lexicon.
COVERED_WEIGHT = 0.4


def explain(
    source: Slice, target: Slice, translation: Floats, covered: Floats, longest: int
) -> Floats:
    """Return (longest, source segments, target segments) log ratios for spans of the source.

    `translation` is (source types, target types): t(target | source), unnormalised. `covered`
    (target types) are those of which a lexicon would know a translation if there were one.
    """
    linked = translation.max(axis=0, initial=0.0) > 0
    known = np.flatnonzero(linked)
    support = (source.counts @ translation)[:, known]
    support /= np.maximum(target.probability[known], 1e-9) * np.float32(EPSILON)
    ratio = sums(support.T, longest)
    ratio /= source.token_sums[:longest, None] + 1
    ratio += 1
    found = np.log(ratio, out=ratio).transpose(0, 2, 1) @ target.counts[:, known].T
    # What nothing explains is log ε whatever the span.
    found += np.log(np.float32(EPSILON)) * (
        target.counts @ np.where(linked, np.float32(1), np.float32(COVERED_WEIGHT) * covered)
    )
    return found

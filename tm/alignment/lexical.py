"""How well the words of a span of one version explain each segment of the other.

For a source span s of l tokens and a target token w: log(ε + Σ t(w|s) / ((l + 1) p(w))), the
log ratio of IBM model 1's probability (Brown et al. 1993) to the unigram's, with ε for the words
that nothing explains. Words for which no evidence exists anywhere in the document are neutral,
unless a lexicon knows them: then their translation is missed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tm.alignment.slices import Slice
from tm.alignment.spans import Floats, sums
from tm.alignment.tables import Table, ranges

EPSILON = 0.15
# What it counts that a word is not explained by anything in the text but known to a lexicon.
COVERED_WEIGHT = 0.4


def explain(
    source: Slice, target: Slice, translation: Table, covered: Floats, longest: int
) -> Floats:
    """Return (longest, source segments, target segments) log ratios for spans of the source.

    `translation` is (source types, target types): t(target | source), unnormalised. `covered`
    (target types) are those of which a lexicon would know a translation if there were one.
    """
    linked = np.zeros(len(covered), dtype=bool)
    linked[translation.columns] = True
    known = np.flatnonzero(linked)
    support = _support(source, translation, linked)
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


def _support(source: Slice, translation: Table, linked: NDArray[np.bool_]) -> Floats:
    """Return the sums of t(target | source) over source segments: (segments, linked types)."""
    starts, segments, counts = source.occurrences
    first = starts[translation.rows]
    often = starts[translation.rows + 1] - first
    where = ranges(first, often)
    columns = (np.cumsum(linked) - 1)[translation.columns]
    width = int(linked.sum())
    places = segments[where] * width + np.repeat(columns, often)
    values = np.repeat(translation.values, often) * counts[where]
    found = np.bincount(places, values, source.size * width)
    return found.reshape(source.size, width).astype(np.float32)

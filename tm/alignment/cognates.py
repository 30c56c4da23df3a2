"""How alike the words of two versions look: names, numbers, loan words, parts of compounds.

Dice's coefficient over character trigrams (Simard, Foster and Isabelle 1992 used prefixes;
trigrams also see "Bundesverfassung" in "Verfassung").
"""

from __future__ import annotations

import numpy as np

from tm.alignment.slices import Slice
from tm.alignment.spans import Floats, Ints
from tm.alignment.tables import matching

# Below this, words that look alike are mostly chance.
MINIMUM_DICE = 0.4
# A word nearly whole inside a longer one: worth less than likeness, and only if it is not short.
MINIMUM_CONTAINED = 0.8
CONTAINED_TRIGRAMS = 5
CONTAINED_WEIGHT = 0.6


def cognates(source: Slice, target: Slice) -> Floats:
    """Return (source types, target types) similarities in 0..1, 1 for identical tokens."""
    similarity = np.zeros((source.counts.shape[1], target.counts.shape[1]), dtype=np.float32)
    _add_alike(similarity, source, target)
    _add_identical(similarity, source, target)
    return similarity


def _add_alike(similarity: Floats, source: Slice, target: Slice) -> None:
    cells, shared = _shared_trigrams(source, target)
    if not len(cells):
        return
    rows, columns = np.divmod(cells, similarity.shape[1])
    source_size = np.bincount(source.trigrams[1], minlength=similarity.shape[0])[rows]
    target_size = np.bincount(target.trigrams[1], minlength=similarity.shape[1])[columns]
    dice = 2 * shared / (source_size + target_size)
    shorter = np.minimum(source_size, target_size)
    contained = np.minimum(shared / shorter, 1.0)
    inside = (contained > MINIMUM_CONTAINED) & (shorter >= CONTAINED_TRIGRAMS)
    value = np.where(dice >= MINIMUM_DICE, np.minimum(dice, 1.0), 0.0)
    value = np.maximum(value, np.where(inside, CONTAINED_WEIGHT * contained, 0.0))
    similarity.ravel()[cells] = value


def _shared_trigrams(source: Slice, target: Slice) -> tuple[Ints, Ints]:
    """Return the (type, type) cells that share trigrams, flat, and how many they share."""
    source_codes, source_columns = source.trigrams
    target_codes, target_columns = target.trigrams
    here, there = matching(source_codes, target_codes)
    width = target.counts.shape[1]
    cells = source_columns[here] * width + target_columns[there]
    return np.unique(cells, return_counts=True)


def _add_identical(similarity: Floats, source: Slice, target: Slice) -> None:
    columns = {name: column for column, name in enumerate(target.names)}
    for row, name in enumerate(source.names):
        column = columns.get(name)
        # A single letter is an article or a preposition that happens to look the same.
        if column is not None and (len(name) > 1 or not name.isalpha()):
            similarity[row, column] = 1.0

"""How alike the words of two versions look: names, numbers, loan words, parts of compounds.

Dice's coefficient over character trigrams (Simard, Foster and Isabelle 1992 used prefixes;
trigrams also see "Bundesverfassung" in "Verfassung").
"""

from __future__ import annotations

import numpy as np

from tm.alignment.slices import Slice
from tm.alignment.spans import Ints
from tm.alignment.tables import Table, matching

# Below this, words that look alike are mostly chance.
MINIMUM_DICE = 0.4
# A word nearly whole inside a longer one: worth less than likeness, and only if it is not short.
MINIMUM_CONTAINED = 0.8
CONTAINED_TRIGRAMS = 5
CONTAINED_WEIGHT = 0.6


def cognates(source: Slice, target: Slice) -> Table:
    """Return how alike types look, in 0..1: 1 for identical tokens."""
    return _alike(source, target).raised(_identical(source, target))


def _alike(source: Slice, target: Slice) -> Table:
    rows, columns, shared = _shared_trigrams(source, target)
    source_size, target_size = (
        np.bincount(side.trigrams[1], minlength=len(side.types))[places]
        for side, places in ((source, rows), (target, columns))
    )
    dice = np.minimum(2 * shared / (source_size + target_size), 1.0)
    shorter = np.minimum(source_size, target_size)
    contained = np.minimum(shared / shorter, 1.0)
    inside = (contained > MINIMUM_CONTAINED) & (shorter >= CONTAINED_TRIGRAMS)
    value = np.where(dice >= MINIMUM_DICE, dice, 0.0)
    value = np.maximum(value, np.where(inside, CONTAINED_WEIGHT * contained, 0.0))
    kept = value > 0
    return Table(rows[kept], columns[kept], value[kept].astype(np.float32))


def _shared_trigrams(source: Slice, target: Slice) -> tuple[Ints, Ints, Ints]:
    """Return the (type, type) cells that share trigrams, and how many they share."""
    source_codes, source_columns = source.trigrams
    target_codes, target_columns = target.trigrams
    here, there = matching(source_codes, target_codes)
    width = max(1, len(target.types))
    cells = source_columns[here] * width + target_columns[there]
    cells, counts = np.unique(cells, return_counts=True)
    return cells // width, cells % width, counts


def _identical(source: Slice, target: Slice) -> Table:
    columns = {name: column for column, name in enumerate(target.names)}
    # A single letter is an article or a preposition that happens to look the same.
    same = [
        (row, columns[name])
        for row, name in enumerate(source.names)
        if name in columns and (len(name) > 1 or not name.isalpha())
    ]
    rows, others = np.array(same, dtype=np.int64).reshape(-1, 2).T
    return Table(rows, others, np.ones(len(same), dtype=np.float32))

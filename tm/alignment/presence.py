"""What either side of a bead names: numbers, values of facts, names, whole segments.

Each function returns (shapes, n, m), as in `tm.alignment.features`.
"""

from __future__ import annotations

import numpy as np

from tm.alignment.evidence import Evidence
from tm.alignment.search import SOURCE_SPANS, TARGET_SPANS, over_source, over_target
from tm.alignment.slices import Presence
from tm.alignment.spans import LONGEST, Floats, sums

_A, _B = SOURCE_SPANS - 1, TARGET_SPANS - 1


def numbers(pair: Evidence) -> Floats:
    """How many distinct numbers in digits one side has and the other version has not at all."""
    return _nowhere(pair.source.numbers, pair.target.numbers)


def numbers_elsewhere(pair: Evidence) -> Floats:
    """How many distinct numbers that both versions have are on one side of the bead only."""
    return _elsewhere(pair.source.numbers, pair.target.numbers)


def facts(pair: Evidence) -> Floats:
    """How many distinct values of facts one side has and the other version has not at all."""
    return _nowhere(pair.source.facts, pair.target.facts)


def facts_elsewhere(pair: Evidence) -> Floats:
    """How many distinct values of facts that both versions have are on one side only."""
    return _elsewhere(pair.source.facts, pair.target.facts)


def names(pair: Evidence) -> Floats:
    """How many names that both versions have are on one side of the bead only.

    A name is a word that both write with a capital and alike.
    """
    return _elsewhere(pair.source.capitals, pair.target.capitals)


def twins(pair: Evidence) -> Floats:
    """How many segments of the bead stand word for word in the other version, and not as the bead.

    Fixed headings and formulas, addresses and names of their own line: nobody merges them with what
    stands beside them.
    """
    source, target = pair.source.texts, pair.target.texts
    both = set(source) & set(target)
    left, right = (np.array([text in both for text in side]) for side in (source, target))
    found = over_source(sums(left, LONGEST)) + over_target(sums(right, LONGEST))
    if both:
        row, column = np.array(source, dtype=object), np.array(target, dtype=object)
        found[0][row[:, None] == column] = 0
    return found


def _elsewhere(source: Presence, target: Presence) -> Floats:
    in_source, in_target = _shared(source, target)
    both = in_source.swapaxes(1, 2)[_A] @ in_target[_B]
    every = over_source(in_source.sum(axis=1)) + over_target(in_target.sum(axis=1))
    return np.minimum(every - 2 * both, 6)


def _nowhere(source: Presence, target: Presence) -> Floats:
    in_source, in_target = _shared(source, target)
    lone_source = source[1].sum(axis=1) - in_source.sum(axis=1)
    lone_target = target[1].sum(axis=1) - in_target.sum(axis=1)
    return np.minimum(over_source(lone_source) + over_target(lone_target), 6)


def _shared(source: Presence, target: Presence) -> tuple[Floats, Floats]:
    """Keep the rows that both sides have, in the same order."""
    places = {name: place for place, name in enumerate(target[0])}
    shared = [(row, places[name]) for row, name in enumerate(source[0]) if name in places]
    return source[1][:, [row for row, _ in shared]], target[1][:, [row for _, row in shared]]

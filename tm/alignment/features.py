"""What speaks for and against a bead: one small function per signal.

What words say is computed for all beads of a window at once, as tables (shapes, n, m): the value
for the bead of each shape that begins at source segment i and target segment j. All other signals
are asked for some cells only, and return one value a cell; they can only speak against a bead, so
that words tell which cells are worth asking for (`tm.alignment.weights`). A feature of segments
left alone returns one value per segment. All are combined linearly with learned weights
(weights.toml).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from tm.alignment.cells import SHAPES, SOURCE_SPANS, TARGET_SPANS, Cells
from tm.alignment.evidence import Evidence
from tm.alignment.presence import facts_elsewhere, names, numbers_elsewhere, twins
from tm.alignment.slices import Slice
from tm.alignment.spans import LONGEST, Floats, minima

_A, _B = SOURCE_SPANS - 1, TARGET_SPANS - 1
# Variance of the length of a translation per character (Gale and Church 1993).
_LENGTH_VARIANCE = 6.8
_SHORT = 20


def lexical(pair: Evidence) -> Floats:
    """How well each side's words explain the other's: the sum of log ratios of both directions."""
    forward, backward = pair.spans
    return (forward + backward) / 10


def lexical_density(pair: Evidence) -> Floats:
    """The log ratios per token, times the segments in the bead: short beads count too."""
    forward, backward = pair.spans
    source = pair.source.token_sums[_A][:, :, None]
    target = pair.target.token_sums[_B][:, None, :]
    size = ((SOURCE_SPANS + TARGET_SPANS) / 2).astype(np.float32)[:, None, None]
    return (forward / (target + 2) + backward / (source + 2)) * size


def weakest_member(pair: Evidence) -> Floats:
    """The support of the segment that fits worst into a bead of more than two."""
    by_source, by_target = pair.per_token
    forward = minima(by_source, LONGEST)[_B, _A]
    backward = minima(by_target.swapaxes(1, 2), LONGEST)[_A, _B].swapaxes(1, 2)
    return np.minimum(forward, backward) * _larger()


def gain(pair: Evidence) -> Floats:
    """What a bead of more than two explains beyond the best bead with one segment fewer."""
    forward, backward = pair.all_spans
    _, _, n, m = forward.shape
    whole = np.full((LONGEST, LONGEST, n + 1, m + 1), -np.inf, dtype=np.float32)
    np.add(forward, backward, out=whole[:, :, :n, :m])
    result = np.zeros((len(SHAPES), n, m), dtype=np.float32)
    for shape, (a, b) in enumerate(SHAPES):
        smaller = [whole[a - 2, b - 1, :n, :m], whole[a - 2, b - 1, 1:, :m]] if a > 1 else []
        if b > 1:
            smaller += [whole[a - 1, b - 2, :n, :m], whole[a - 1, b - 2, :n, 1:]]
        if smaller:
            best = reduce(np.maximum, smaller)
            np.subtract(whole[a - 1, b - 1, :n, :m], best, out=result[shape])
    return np.maximum(result / 10, -20)


def _larger() -> Floats:
    return (SOURCE_SPANS + TARGET_SPANS > 2).astype(np.float32)[:, None, None]


def neighbours(pair: Evidence) -> Floats:
    """Mean support for the segments just outside: high where one was left out."""
    return pair.outside[0]


def best_neighbour(pair: Evidence) -> Floats:
    """Highest support for a segment just outside."""
    return pair.outside[1]


LEXICAL_FEATURES: dict[str, Callable[[Evidence], Floats]] = {
    "lexical": lexical,
    "lexical-density": lexical_density,
    "weakest-member": weakest_member,
    "gain": gain,
    "neighbours": neighbours,
    "best-neighbour": best_neighbour,
}


def _lengths(pair: Evidence, cells: Cells) -> tuple[Floats, Floats]:
    source = cells.source(pair.source.length_sums) * np.float32(pair.ratio)
    return source, cells.target(pair.target.length_sums)


def length_likelihood(pair: Evidence, cells: Cells) -> Floats:
    """Minus the log probability of so great a difference in length (Gale and Church 1993)."""
    source, target = _lengths(pair, cells)
    deviation = np.abs(target - source)
    deviation /= np.sqrt(_LENGTH_VARIANCE * (source + target) / 2)
    return np.minimum(_log_tail(deviation), 14.0)


def _log_tail(z: Floats) -> Floats:
    """-log of the two-sided tail of the normal distribution (Abramowitz and Stegun 26.2.17)."""
    t = 1 / (1 + 0.2316419 * z)
    series = t * 1.330274429
    for factor in (-1.821255978, 1.781477937, -0.356563782, 0.319381530):
        series += factor
        series *= t
    series *= 2 * 0.3989423 * np.exp(-z * z / 2)
    found: Floats = -np.log(np.maximum(series, 1e-12))
    return found


def length_ratio(pair: Evidence, cells: Cells) -> Floats:
    """How far the lengths are from the usual ratio, as |log|."""
    source, target = _lengths(pair, cells)
    return np.abs(np.log(target / source))


def short(pair: Evidence, cells: Cells) -> Floats:
    """Whether a side is too short for its words to say much."""
    source, target = _lengths(pair, cells)
    return (np.minimum(source, target) < _SHORT).astype(np.float32)


def ending(pair: Evidence, cells: Cells) -> Floats:
    """Whether the sides end differently: a question with a statement, a colon with a full stop."""
    differ = cells.source(pair.source.endings) != cells.target(pair.target.endings)
    return differ.astype(np.float32)


def opening(pair: Evidence, cells: Cells) -> Floats:
    """At how many ends of the bead one side stops inside a sentence and the other does not."""
    source, target = pair.source.continued, pair.target.continued
    before = np.abs(source[cells.rows] - target[cells.columns])
    found: Floats = before + np.abs(source[cells.row_ends] - target[cells.column_ends])
    return found


def sentences(pair: Evidence, cells: Cells) -> Floats:
    """Difference in the sentence ends that lie inside segments or between them, on either side."""
    source, target = pair.source.sentence_sums, pair.target.sentence_sums
    return np.minimum(np.abs(cells.source(source) - cells.target(target)), 4)


def marks(pair: Evidence, cells: Cells) -> Floats:
    """Difference in quotation marks, brackets, question marks, colons and the like."""
    difference = np.abs(cells.source(pair.source.mark_sums) - cells.target(pair.target.mark_sums))
    return np.minimum(np.einsum("km->k", difference), 6)


def kind(pair: Evidence, cells: Cells) -> Floats:
    """Whether a heading, list item or other kind of block meets one of another kind."""
    differ = pair.source.kinds[cells.rows] != pair.target.kinds[cells.columns]
    return differ.astype(np.float32)


def blocks(pair: Evidence, cells: Cells) -> Floats:
    """How many breaks between blocks lie inside the bead, on either side."""
    return cells.source(pair.source.break_sums) + cells.target(pair.target.break_sums)


# The signals in groups: after each those beads are given up that nothing could save any more.
_FIRST = {
    "kind": kind,
    "blocks": blocks,
    "length-ratio": length_ratio,
    "length-likelihood": length_likelihood,
    "twins": twins,
    "names": names,
    "facts-elsewhere": facts_elsewhere,
}
_LAST = {
    "numbers-elsewhere": numbers_elsewhere,
    "sentences": sentences,
    "short": short,
    "ending": ending,
    "opening": opening,
    "marks": marks,
}
CELL_FEATURES: dict[str, Callable[[Evidence, Cells], Floats]] = {**_FIRST, **_LAST}
CELL_FEATURES_BY_COST = (tuple(_FIRST), tuple(_LAST))


def link_feature(name: str, pair: Evidence, cells: Cells) -> Floats:
    """Return the values of a signal of beads, one a cell."""
    if name in LEXICAL_FEATURES:
        return cells.of(LEXICAL_FEATURES[name](pair))
    return CELL_FEATURES[name](pair, cells)


def alone_length(side: Slice, _support: Floats) -> Floats:
    """Log of the length: a long segment is left out more rarely than a short one."""
    length: Floats = np.minimum(np.log(side.lengths / 60), 2.0)
    return length


def alone_support(side: Slice, support: Floats) -> Floats:
    """The best lexical support that any segment of the other version gives or gets."""
    return support / np.sqrt(side.tokens + 1)


def alone_continued(side: Slice, _support: Floats) -> Floats:
    """At how many ends the segment is in the middle of a sentence."""
    found: Floats = side.continued[: side.size] + side.continued[1 : side.size + 1]
    return found


def alone_wordless(side: Slice, _support: Floats) -> Floats:
    """Whether the segment has no word to speak of: a line of stars, dirt of scanning."""
    return side.wordless


ALONE_FEATURES: dict[str, Callable[[Slice, Floats], Floats]] = {
    "alone-length": alone_length,
    "alone-support": alone_support,
    "alone-continued": alone_continued,
    "alone-wordless": alone_wordless,
}

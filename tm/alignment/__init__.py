"""Segments of n versions to beads.

>>> align({"en": ["He was released."], "de": ["Er kam frei."]})[0].segments
{'en': (0,), 'de': (0,)}
"""

from tm.alignment.aligner import align
from tm.alignment.lexicon import Lexicon, lexicon_of
from tm.alignment.options import AlignOptions
from tm.alignment.pins import Constraints, Corrections, Stale, read_corrections, resolve
from tm.alignment.statistics import WordStatistics, learn_from_texts

__all__ = [
    "AlignOptions",
    "Constraints",
    "Corrections",
    "Lexicon",
    "Stale",
    "WordStatistics",
    "align",
    "learn_from_texts",
    "lexicon_of",
    "read_corrections",
    "resolve",
]

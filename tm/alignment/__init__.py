"""Segments of n versions to beads."""

from tm.alignment.aligner import align
from tm.alignment.options import AlignOptions

__all__ = ["AlignOptions", "align"]

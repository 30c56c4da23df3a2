"""What a caller may choose about an alignment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How to align.

    `moved` links sentences that stand elsewhere in another version (their beads cross others).
    `moved_margin` is the natural-log odds that the first such link of a text needs; higher is more
    careful. `leave_alone` is added to the log score of every segment left without counterpart:
    above 0 text is left alone sooner, below 0 later.
    """

    moved: bool = True
    moved_margin: float = 0.0
    leave_alone: float = 0.0

"""Headers and footers aligned with one another, apart from the text.

They repeat the number of a text and name its sender. Aligned along with it, the header of one
version takes the place of the first line of another, and that one's own first line is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tm.model import Bead, BlockKind, Fact, Segment

Versions = Mapping[str, Sequence[Segment]]
Facts = Mapping[str, Sequence[Sequence[Fact]]]
Align = Callable[[Versions, Facts], Sequence[Bead]]

_ORDER = {BlockKind.HEADER: 0, BlockKind.FOOTER: 2}


def align_parts(segments: Versions, facts: Facts, align: Align) -> list[Bead]:
    """Return the beads of headers, text and footers, in this order.

    Where a version has nothing but headers and footers, all is aligned as one.
    """
    parts = [
        {code: [s.index for s in rows if _part(s) == part] for code, rows in segments.items()}
        for part in range(3)
    ]
    if not all(parts[1].values()) or not any(any(part.values()) for part in (parts[0], parts[2])):
        return list(align(segments, facts))
    return [
        replace(
            bead, segments={c: tuple(part[c][n] for n in own) for c, own in bead.segments.items()}
        )
        for part in parts
        if any(part.values())
        for bead in align(
            {
                code: [replace(segments[code][n], index=k) for k, n in enumerate(indices)]
                for code, indices in part.items()
            },
            {code: [facts[code][n] for n in indices] for code, indices in part.items()},
        )
    ]


def _part(segment: Segment) -> int:
    """Return 0 for a header, 2 for a footer, 1 for all the rest."""
    return _ORDER.get(segment.kind, 1)

"""Headings that stand in the same place and were left alone by the aligner: one heading.

A heading has few words, and one in an unusual wording ("HERE'S WHAT YOU MUST DO") none that
another version has. What stands before or after it tells where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tm.model import Bead, BlockKind, Segment
from tm.terminology.fixed import load_fixed_texts

Versions = Mapping[str, Sequence[Segment | str]]


def join_headings(beads: Sequence[Bead], segments: Versions) -> list[Bead]:
    """Return the beads, those of headings beside each other in one, in reading order.

    Two that are known for different fixed texts stay apart.
    """
    owners = {
        (code, index): number
        for number, bead in enumerate(beads)
        for code, has in bead.segments.items()
        for index in has
    }
    result: list[Bead] = []
    for bead in beads:
        last = result[-1] if result else None
        if last is not None and _are_one(last, bead, segments, owners):
            both = {code: has or bead.segments[code] for code, has in last.segments.items()}
            result[-1] = Bead(both, min(last.score, bead.score))
        else:
            result.append(bead)
    return result


def _are_one(
    first: Bead, second: Bead, segments: Versions, owners: Mapping[tuple[str, int], int]
) -> bool:
    one, other = _heading(first, segments), _heading(second, segments)
    return bool(
        one
        and other
        and one.keys().isdisjoint(other)
        and all(
            _meet(owners, (code, one[code]), (there, other[there]), step)
            for code in one
            for there in other
            for step in (-1, 1)
        )
        and not _contradict(_sources(one, segments), _sources(other, segments))
    )


def _heading(bead: Bead, segments: Versions) -> dict[str, int]:
    """Return the segments of a bead that is one heading and lacks a version, else nothing."""
    has = {code: indices for code, indices in bead.segments.items() if indices}
    if bead.moved or len(has) == len(bead.segments):
        return {}
    for code, indices in has.items():
        segment = segments[code][indices[0]]
        if len(indices) > 1 or isinstance(segment, str) or segment.kind is not BlockKind.HEADING:
            return {}
    return {code: indices[0] for code, indices in has.items()}


def _meet(
    owners: Mapping[tuple[str, int], int], one: tuple[str, int], other: tuple[str, int], step: int
) -> bool:
    """Say whether what stands beside one segment is in a bead with what stands beside another."""
    here = owners.get((one[0], one[1] + step))
    return here is not None and here == owners.get((other[0], other[1] + step))


def _sources(heading: Mapping[str, int], segments: Versions) -> frozenset[str]:
    found: set[str] = set()
    for code, index in heading.items():
        segment = segments[code][index]
        text = segment if isinstance(segment, str) else segment.text
        use = load_fixed_texts().find(text, code)
        found |= use.sources if use else frozenset()
    return frozenset(found)


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)

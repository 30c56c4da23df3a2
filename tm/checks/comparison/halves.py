"""Halves of sentences that stand in a bead of their own: their facts belong to the other half.

Where one version makes two sentences of one, the second may find no partner. What it states is
then neither missing nor added, but it can contradict what the others state in one sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tm.checks.comparison.cluster import Cluster
from tm.model import Bead, Segment

_NEAR = 3  # beads between the two halves, where facts of one stand in the other


def other_halves(
    clusters: Iterable[Cluster], beads: Sequence[Bead], segments: Mapping[str, Sequence[Segment]]
) -> dict[int, int]:
    """Return the bead that each lone one belongs to: where its facts stand, or what it follows."""
    lone = {
        number: alone[0]
        for number, bead in enumerate(beads)
        if len(bead.segments) > 1
        and len(alone := [n for n, own in bead.segments.items() if own]) == 1
    }
    if not lone:
        return {}
    found = _before(lone, beads, segments)
    shared: dict[int, Counter[int]] = {number: Counter() for number in lone}
    for cluster in clusters:
        where = {item.bead for item in cluster}
        for number in where & lone.keys():
            shared[number].update(
                other for other in where - lone.keys() if abs(other - number) <= _NEAR
            )
    found.update((number, count.most_common(1)[0][0]) for number, count in shared.items() if count)
    return found


def _before(
    lone: Mapping[int, str], beads: Sequence[Bead], segments: Mapping[str, Sequence[Segment]]
) -> dict[int, int]:
    """Return the beads of the sentences right before lone ones, in the same paragraph."""
    bead_of = {
        (language, index): number
        for number, bead in enumerate(beads)
        for language, indices in bead.segments.items()
        for index in indices
    }
    found: dict[int, int] = {}
    for number, language in lone.items():
        index = beads[number].segments[language][0]
        before = bead_of.get((language, index - 1), -1)
        if before < 0 or before in lone:
            continue
        own = segments[language]
        if own[index].block == own[index - 1].block:
            found[number] = before
    return found

"""The whole alignment: versions in, beads out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from tm.alignment.joining import Step, join
from tm.alignment.lexicon import core_lexicon
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner, PairAlignment
from tm.alignment.version import Version, read_version
from tm.alignment.weights import default_model
from tm.errors import TmError
from tm.model import Bead, Fact, Segment

DEFAULT = AlignOptions()


def align(
    segments: Mapping[str, Sequence[Segment | str]],
    *,
    facts: Mapping[str, Sequence[Sequence[Fact]]] | None = None,
    options: AlignOptions = DEFAULT,
) -> list[Bead]:
    """Align the versions of one text.

    `segments` maps language codes to the segments of each version, in reading order. `facts`, if
    given, are those of every segment, in the same order. Every segment is in exactly one bead; the
    beads are in reading order of the first language, and hold for all versions at once.
    """
    languages = list(segments)
    versions = [_version(language, segments[language], facts) for language in languages]
    pairs = {
        (first, second): PairAligner(
            versions[first], versions[second], default_model(), options, (), (core_lexicon(),)
        ).align()
        for first, second in combinations(range(len(versions)), 2)
    }
    steps = join([len(version) for version in versions], pairs) if versions else []
    return [_bead(step, languages, pairs) for step in steps]


def _version(
    language: str,
    segments: Sequence[Segment | str],
    facts: Mapping[str, Sequence[Sequence[Fact]]] | None,
) -> Version:
    if facts is None or language not in facts:
        return read_version(language, segments)
    if len(facts[language]) != len(segments):
        raise TmError(
            f"{language}: facts are given for {len(facts[language])} of {len(segments)} segments; "
            "give a list, empty where there are none, for each segment"
        )
    return read_version(language, segments, facts[language])


def _bead(
    step: Step, languages: Sequence[str], pairs: Mapping[tuple[int, int], PairAlignment]
) -> Bead:
    start, end = step
    members = {
        language: tuple(range(first, last))
        for language, first, last in zip(languages, start, end, strict=True)
    }
    return Bead(members, _score(step, pairs))


def _score(step: Step, pairs: Mapping[tuple[int, int], PairAlignment]) -> float:
    """The least sure of the bead's projections on two versions."""
    start, end = step
    chances = [1.0]
    for (first, second), pair in pairs.items():
        a, b = end[first] - start[first], end[second] - start[second]
        if a and b:
            found = pair.beads.get((start[first], a, start[second], b))
            chances.append(found[1] if found else 0.0)
        elif a:
            chances += pair.source_chance[start[first] : end[first]]
        elif b:
            chances += pair.target_chance[start[second] : end[second]]
    return round(min(chances), 4)

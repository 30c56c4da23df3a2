"""The whole alignment: versions in, beads out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from tm.alignment.constraints import PairConstraints, Pin, enforce
from tm.alignment.groups import Group, Members, reading_order
from tm.alignment.joining import Step, join
from tm.alignment.lexicon import Lexicon, core_lexicon
from tm.alignment.moved import link_moved
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner, PairAlignment
from tm.alignment.pins import Constraints
from tm.alignment.statistics import WordStatistics
from tm.alignment.threads import one_thread
from tm.alignment.version import Version, read_version
from tm.alignment.weights import Model, default_model
from tm.errors import TmError
from tm.model import Bead, Fact, Segment

DEFAULT = AlignOptions()
FREE = Constraints()
# How much the word statistics of a memory count beside what the text itself teaches.
MEMORY_WEIGHT = 0.6

Facts = Mapping[str, Sequence[Sequence[Fact]]]
Statistics = Mapping[tuple[str, str], WordStatistics]


def align(
    segments: Mapping[str, Sequence[Segment | str]],
    *,
    facts: Facts | None = None,
    statistics: Statistics | None = None,
    lexicons: Sequence[Lexicon] = (),
    constraints: Constraints = FREE,
    options: AlignOptions = DEFAULT,
    model: Model | None = None,
) -> list[Bead]:
    """Align the versions of one text.

    `segments` maps language codes to the segments of each version, in reading order. `facts`, if
    given, are those of every segment, in the same order. `statistics` are what a memory or other
    documents teach (`tm.alignment.learn_from_texts`), by language pair in either order; `lexicons`
    are word lists beyond the core lexicon; `constraints` are corrections by hand
    (`tm.alignment.resolve`). Every segment is in exactly one bead; the beads are in
    reading order of the first language, and hold for all versions at once. TmError if the facts do
    not fit the segments.
    """
    languages = list(segments)
    versions = [_version(language, segments[language], facts) for language in languages]
    if not versions:
        return []
    model = model or default_model()
    with one_thread():
        aligners = {
            (first, second): PairAligner(
                versions[first],
                versions[second],
                model,
                options,
                _known(statistics, languages[first], languages[second]),
                (core_lexicon(), *lexicons),
                _between(constraints, languages[first], languages[second]),
            )
            for first, second in combinations(range(len(versions)), 2)
        }
        pairs = {key: aligner.align() for key, aligner in aligners.items()}
        steps = join([len(version) for version in versions], pairs)
        groups = [_group(step, pairs, model) for step in steps]
        if options.moved and len(versions) > 1:
            groups = link_moved(groups, aligners, model.moved, options.moved_margin)
    groups = enforce(groups, *_by_version(constraints, languages))
    ordered = reading_order(groups, len(versions))
    return [
        Bead(dict(zip(languages, group.members, strict=True)), group.score, group.moved)
        for group in ordered
    ]


def _known(
    statistics: Statistics | None, first: str, second: str
) -> list[tuple[WordStatistics, float]]:
    if statistics is None:
        return []
    found = statistics.get((first, second))
    if found is None and (second, first) in statistics:
        found = statistics[second, first].reversed()
    return [] if found is None else [(found, MEMORY_WEIGHT)]


def _between(constraints: Constraints, first: str, second: str) -> PairConstraints:
    """Return the corrections between two versions."""
    pins = [
        (pin[first], pin[second]) for pin in constraints.pins if pin.get(first) and pin.get(second)
    ]
    forbids = [
        (i, j)
        for forbid in constraints.forbids
        for i in forbid.get(first, ())
        for j in forbid.get(second, ())
    ]
    return PairConstraints(pins, forbids)


def _by_version(
    constraints: Constraints, languages: Sequence[str]
) -> tuple[list[Pin], list[Members]]:
    pins: list[Pin] = [tuple(pin.get(code) for code in languages) for pin in constraints.pins]
    forbids = [tuple(forbid.get(code, ()) for code in languages) for forbid in constraints.forbids]
    return pins, forbids


def _version(language: str, segments: Sequence[Segment | str], facts: Facts | None) -> Version:
    if facts is None or language not in facts:
        return read_version(language, segments)
    if len(facts[language]) != len(segments):
        raise TmError(
            f"{language}: facts are given for {len(facts[language])} of {len(segments)} segments; "
            "give a list, empty where there are none, for each segment"
        )
    return read_version(language, segments, facts[language])


def _group(step: Step, pairs: Mapping[tuple[int, int], PairAlignment], model: Model) -> Group:
    start, end = step
    members = tuple(tuple(range(a, b)) for a, b in zip(start, end, strict=True))
    return Group(members, model.calibrate(_chance(step, pairs)))


def _chance(step: Step, pairs: Mapping[tuple[int, int], PairAlignment]) -> float:
    """The least sure of the bead's projections on two versions, before calibration."""
    start, end = step
    chances = [1.0]
    for (first, second), pair in pairs.items():
        i, j = start[first], start[second]
        a, b = end[first] - i, end[second] - j
        if a and b:
            chances.append(pair.chance(i, a, j, b))
        else:
            chances += pair.source_chance[i : i + a]
            chances += pair.target_chance[j : j + b]
    return min(chances)

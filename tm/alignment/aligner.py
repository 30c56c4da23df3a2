"""The whole alignment: versions in, beads out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from tm.alignment.constraints import PairConstraints, Pin, enforce
from tm.alignment.crossed import uncross
from tm.alignment.groups import Group, Members, crossing, reading_order
from tm.alignment.halves import link_halves
from tm.alignment.joining import Pairs, Step, join
from tm.alignment.lexicon import Lexicon, core_lexicon
from tm.alignment.mending import mend
from tm.alignment.moved import link_moved
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner
from tm.alignment.pins import Constraints
from tm.alignment.rearranged import back, orders, places
from tm.alignment.statistics import WordStatistics
from tm.alignment.threads import one_thread
from tm.alignment.together import align_again, align_pairs
from tm.alignment.version import Version, read_version
from tm.alignment.weights import Model, default_model
from tm.errors import TmError
from tm.model import Bead, Fact, Segment

DEFAULT = AlignOptions()
FREE = Constraints()
# How much the word statistics of a memory count beside what the text itself teaches.
MEMORY_WEIGHT = 0.6

# Where moved sentences stand is believed from this probability on.
LIKELY = 0.5

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
        groups = _groups(versions, aligners, model, options)
    groups = enforce(groups, *_by_version(constraints, languages))
    return [
        Bead(dict(zip(languages, group.members, strict=True)), group.score, group.moved)
        for group in reading_order(groups, len(versions))
    ]


def _groups(
    versions: Sequence[Version],
    aligners: Mapping[tuple[int, int], PairAligner],
    model: Model,
    options: AlignOptions,
) -> list[Group]:
    groups = in_order([len(version) for version in versions], align_pairs(aligners), model)
    blocks = [version.blocks.tolist() for version in versions]
    return _with_moved(groups, blocks, aligners, model, options) if options.moved else groups


def in_order(sizes: Sequence[int], pairs: Pairs, model: Model) -> list[Group]:
    """Join the alignments of all pairs of versions, which do not cross links."""
    return [
        Group(_members(step), model.calibrate(_chance(step, pairs), len(sizes)))
        for step in join(sizes, pairs)
    ]


def _with_moved(
    groups: list[Group],
    blocks: Sequence[Sequence[int]],
    aligners: Mapping[tuple[int, int], PairAligner],
    model: Model,
    options: AlignOptions,
) -> list[Group]:
    """Link moved sentences, and align everything once more as if they stood in one place."""
    linked = link_moved(groups, aligners, model.moved, options.moved_margin)
    moved = [group for group in linked if group.moved]
    if not moved:
        return mend(link_halves(uncross(linked, aligners), aligners), aligners)
    order = orders([part for group in linked for part in _without_guesses(group)], blocks)
    again = {
        (first, second): aligner.rearranged(order[first], order[second])
        for (first, second), aligner in aligners.items()
    }
    sizes = [len(own) for own in order]
    groups = in_order(sizes, align_again(again, places(linked, order)), model)
    groups = link_moved(groups, again, model.moved, options.moved_margin, encouraged=True)
    groups = uncross(groups, again)
    groups = _marked([back(group, order) for group in groups], moved)
    return mend(link_halves(groups, aligners), aligners)


def _without_guesses(group: Group) -> list[Group]:
    """Return a group, in parts if it moved and is not likely to: its place would be believed."""
    if not group.moved or group.score >= LIKELY:
        return [group]
    return [
        Group(tuple(has if v == version else () for v in range(len(group.members))), group.score)
        for version, has in enumerate(group.members)
        if has
    ]


def _marked(groups: Sequence[Group], moved: Sequence[Group]) -> list[Group]:
    """Mark the groups that stand elsewhere: those with segments of groups that moved."""
    cells = {(v, s) for group in moved for v, has in enumerate(group.members) for s in has}
    tried: list[Group] = []
    rest: list[Group] = []
    for group in groups:
        own = ((v, s) for v, has in enumerate(group.members) for s in has)
        (tried if group.moved or not cells.isdisjoint(own) else rest).append(group)
    crossed = crossing(tried, rest)
    return rest + [g.marked(moved=is_moved) for g, is_moved in zip(tried, crossed, strict=True)]


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


def _members(step: Step) -> Members:
    return tuple(tuple(range(first, last)) for first, last in zip(*step, strict=True))


def _chance(step: Step, pairs: Pairs) -> float:
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

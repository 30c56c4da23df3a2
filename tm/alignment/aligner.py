"""The whole alignment: versions in, beads out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from tm.alignment.constraints import PairConstraints, Pin, enforce
from tm.alignment.crossed import uncross
from tm.alignment.groups import Group, Members, reading_order
from tm.alignment.joining import Pairs, Step, join
from tm.alignment.lexicon import Lexicon, core_lexicon
from tm.alignment.mending import mend
from tm.alignment.moved import link_moved
from tm.alignment.options import AlignOptions
from tm.alignment.pair_alignment import PairAlignment
from tm.alignment.pairwise import PairAligner
from tm.alignment.pins import Constraints
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
        groups = _groups([len(version) for version in versions], aligners, model, options)
    groups = enforce(groups, *_by_version(constraints, languages))
    return [
        Bead(dict(zip(languages, group.members, strict=True)), group.score, group.moved)
        for group in reading_order(groups, len(versions))
    ]


def _groups(
    sizes: Sequence[int],
    aligners: Mapping[tuple[int, int], PairAligner],
    model: Model,
    options: AlignOptions,
) -> list[Group]:
    pairs = align_pairs(aligners)
    groups = in_order(sizes, pairs, model)
    return _with_moved(groups, pairs, aligners, model, options) if options.moved else groups


def in_order(sizes: Sequence[int], pairs: Pairs, model: Model) -> list[Group]:
    """Join the alignments of all pairs of versions, which do not cross links."""
    return [
        Group(_members(step), model.calibrate(_chance(step, pairs), len(sizes)))
        for step in join(sizes, pairs)
    ]


def _with_moved(
    groups: list[Group],
    pairs: dict[tuple[int, int], PairAlignment],
    aligners: Mapping[tuple[int, int], PairAligner],
    model: Model,
    options: AlignOptions,
) -> list[Group]:
    """Link moved sentences, and align the rest once more without them in the way."""
    linked = link_moved(groups, aligners, model.moved, options.moved_margin)
    moved = [group for group in linked if group.moved]
    if not moved:
        return mend(uncross(linked, aligners), aligners)
    alone = {key: _in_the_way(moved, key, pair) for key, pair in pairs.items()}
    alone = {key: both for key, both in alone.items() if any(both)}
    if not alone:
        return mend(uncross(linked, aligners), aligners)
    align_again(aligners, pairs, alone)
    sizes = [
        sum(len(group.members[version]) for group in groups)
        for version in range(len(groups[0].members))
    ]
    groups = in_order(sizes, pairs, model)
    linked = link_moved(groups, aligners, model.moved, options.moved_margin)
    return mend(uncross(linked, aligners), aligners)


def _in_the_way(
    moved: Sequence[Group], key: tuple[int, int], pair: PairAlignment
) -> tuple[set[int], set[int]]:
    """Return the segments of moved beads that the pair's path has linked otherwise."""
    links = [(range(i, i + a), range(j, j + b)) for i, a, j, b in pair.path if a and b]
    by_row = {row: link for link in links for row in link[0]}
    by_column = {column: link for link in links for column in link[1]}
    rows: set[int] = set()
    columns: set[int] = set()
    for group in moved:
        left, right = group.members[key[0]], group.members[key[1]]
        if left and right:
            touched = [by_row.get(i) for i in left] + [by_column.get(j) for j in right]
            if all(link and (tuple(link[0]), tuple(link[1])) == (left, right) for link in touched):
                continue
            rows |= by_row.keys() & set(left)
            columns |= by_column.keys() & set(right)
    return rows, columns


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

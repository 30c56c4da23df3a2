"""Precision, recall and F1 of an alignment against a gold one, as Vecalign counts them.

Thompson and Koehn 2019, "Vecalign". Strict: a bead is right if the gold has exactly the same one.
Lax: it is right if it shares a link, a segment of either side, with a gold bead. A segment left
alone is a bead of its own: it counts in precision, but not in recall.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tm.errors import FileError
from tm.model import Bead

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many beads were right, of how many found and how many in the gold."""

    right: int
    found: int
    recalled: int
    wanted: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right,
            self.found + other.found,
            self.recalled + other.recalled,
            self.wanted + other.wanted,
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Strict and lax counts; scores of several documents add up."""

    strict: Counts
    lax: Counts

    def __add__(self, other: Score) -> Score:
        return Score(self.strict + other.strict, self.lax + other.lax)


def score(found: Iterable[Pair], gold: Iterable[Pair]) -> Score:
    """Compare beads, given as (source indices, target indices), with the gold."""
    ours, wanted = set(found) - _NOTHING, set(gold) - _NOTHING
    linked_ours, linked_wanted = (
        {pair for pair in pairs if pair[0] and pair[1]} for pairs in (ours, wanted)
    )
    strict = Counts(
        len(ours & wanted), len(ours), len(linked_ours & linked_wanted), len(linked_wanted)
    )
    lax = Counts(
        _touching(ours, wanted),
        len(ours),
        _touching(linked_wanted, linked_ours),
        len(linked_wanted),
    )
    return Score(strict, lax)


_NOTHING: set[Pair] = {((), ())}


def _touching(pairs: set[Pair], others: set[Pair]) -> int:
    links = _links(others)
    return sum(1 for pair in pairs if pair in others or not links.isdisjoint(_links([pair])))


def _links(pairs: Iterable[Pair]) -> set[tuple[int, int]]:
    return {(i, j) for source, target in pairs for i in source for j in target}


def project(beads: Sequence[Bead], source: str, target: str) -> list[Pair]:
    """Return the beads between two of the versions; what is left alone there, one by one."""
    pairs: list[Pair] = []
    for bead in beads:
        left, right = tuple(bead.segments[source]), tuple(bead.segments[target])
        if left and right:
            pairs.append((left, right))
        else:
            pairs += [((index,), ()) for index in left] + [((), (index,)) for index in right]
    return pairs


def read_gold(path: Path) -> list[Pair]:
    """Read a gold file: one bead a line, `[0, 1]:[2]`, 0-based."""
    pairs: list[Pair] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(path, f"it cannot be read ({error})", "name a gold alignment") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            pairs.append(_parse(path, number, line))
    return pairs


def _parse(path: Path, number: int, line: str) -> Pair:
    try:
        sides = [ast.literal_eval(side.strip()) for side in line.split(":")[:2]]
        first, second = (tuple(sorted(int(index) for index in side)) for side in sides)
    except (ValueError, SyntaxError, TypeError):
        raise FileError(
            path,
            f"{line.strip()[:60]!r} is not a gold bead",
            "write one bead a line, like [0, 1]:[2]",
            f"line {number}",
        ) from None
    return first, second

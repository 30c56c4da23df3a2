"""An alignment as text for the terminal, and what to tell a reader of each bead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tm.model import Bead

# Beads less sure than this are marked: above it, 98 of 100 are right.
DOUBTFUL = 0.9
MARKS = ("doubtful", "moved", "incomplete", "alone")


def lines(segments: Mapping[str, Sequence[str]], beads: Sequence[Bead]) -> Iterator[str]:
    """Yield the beads, a line a version, and at last how much of it to look at."""
    for number, bead in enumerate(beads):
        words = marks(bead)
        yield f"{number}  ({bead.score:.2f}{', ' if words else ''}{words})"
        for code, texts in segments.items():
            said = " ".join(texts[index] for index in bead.segments.get(code, ()))
            yield f"  {code}  {' '.join(said.split()) or '-'}"
    yield summary(segments, beads)


def summary(segments: Mapping[str, Sequence[str]], beads: Sequence[Bead]) -> str:
    """Say in one line how much there is, and how much of it to look at."""
    sizes = ", ".join(f"{code} {len(texts)}" for code, texts in segments.items())
    marks = [mark(bead) for bead in beads]
    parts = [f"{len(beads)} beads of {sizes} segments"]
    parts += [f"{marks.count(name)} {name}" for name in MARKS if name in marks]
    return "; ".join(parts)


def mark(bead: Bead) -> str:
    """Return what to tell the reader of a bead, one of MARKS or nothing."""
    present = [bool(indices) for indices in bead.segments.values()]
    if sum(present) < 2:
        return "alone"
    if bead.score < DOUBTFUL:
        return "doubtful"
    if bead.moved:
        return "moved"
    return "" if all(present) else "incomplete"


def marks(bead: Bead) -> str:
    """Return all that is to be said of a bead: a doubtful one may have moved as well."""
    name = mark(bead)
    return f"{name}, moved" if bead.moved and name != "moved" else name

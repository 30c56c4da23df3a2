"""The planes of one class of lengths: which texts have which bigram of characters, about where.

A plane is a bit for each text. For a frequent bigram, texts are cut into parts, more of them the
more frequent it is; rare ones share a plane. Knowing the position matters: an alignment of two
texts with k edits moves no character by more than k. As a search asks for a stretch of several
parts, a plane stands for a run of parts, and the next plane for the run that begins one part later:
any stretch is covered by few planes, and to within one part at either end.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tm.memory.index.arrays import Array, Numbers, Words, load, save

CLASSES = 48  # of characters; the last is for all that are rare
_PLAIN = 0x3000  # characters from here on are all rare
# For texts of up to so many characters: occurrences in a text for which a bigram gets one more
# part, and which share of the parts a run is. Chance finds more in longer texts.
_DIVISIONS = ((150, 0.06, 3), (200, 0.06, 5), (280, 0.05, 5), (1 << 30, 0.03, 6))
_RARE = 0.03  # occurrences in a text below which bigrams share a plane
_MOST_PARTS = 64
_SAMPLE = 20_000
_CHUNK = 8192  # texts written at a time; a multiple of 64


def character_classes(texts: Sequence[str]) -> Array:
    """Return the class of each character, case and accents aside, the frequent ones alone."""
    counts: Counter[str] = Counter()
    for text in texts[:: max(1, len(texts) // _SAMPLE)]:
        counts.update(text)
    plain: Counter[str] = Counter()
    for character, number in counts.items():
        plain[_plain(character)] += number
    known = {character: i for i, (character, _) in enumerate(plain.most_common(CLASSES - 1))}
    return np.array(
        [known.get(_plain(chr(point)), CLASSES - 1) for point in range(_PLAIN)], np.uint8
    )


def _plain(character: str) -> str:
    return unicodedata.normalize("NFD", character.casefold())[:1] or character


def classify(text: str, classes: Array) -> Numbers:
    """Return the class of each character of `text`."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found: Numbers = classes[np.minimum(points, _PLAIN - 1)].astype(np.int64)
    return found


def bigrams(codes: Numbers) -> Numbers:
    """Return the bigram that begins at each place but the last."""
    return codes[:-1] * CLASSES + codes[1:]


class Layout(NamedTuple):
    """Where each bigram has its planes.

    `parts` is the number of parts into which texts are cut for it, `runs` how many of them a plane
    stands for, and `starts` its first plane, that of the run that begins with the first part.
    `places` has its first part in an array of the parts of all bigrams.
    """

    parts: Numbers
    runs: Numbers
    starts: Numbers
    places: Numbers


@dataclass(slots=True)
class Planes:
    """Rows `low` to `high` of an index: their planes, and where each bigram has its own.

    `empty` is the logarithm of the share of texts without a bigram in a part, summed up over the
    parts before.
    """

    low: int
    high: int
    longest: int
    bits: Words
    layout: Layout
    empty: Array


def build(folder: Path, name: str, low: int, texts: Sequence[str], classes: Array) -> None:
    """Write the planes of `texts`, rows `low` and following, to files of `folder`."""
    longest = max(map(len, texts))
    step = max(1, len(texts) // _SAMPLE)
    sample = texts[::step]
    grams, _, _ = _occurrences(sample, classes)
    counts = np.bincount(grams, minlength=CLASSES * CLASSES) / len(sample)
    _, fineness, divisor = next(each for each in _DIVISIONS if longest <= each[0])
    layout, number, size = _layout(counts, fineness, divisor)
    ends = _ends(layout, number)
    width = -(-len(texts) // 64)
    path = folder / f"{name}_bits.npy"
    bits = np.lib.format.open_memmap(path, "w+", np.uint64, (number, width))
    full = np.zeros(size, np.int64)
    for first in range(0, len(texts), _CHUNK):
        grams, places, rows = _occurrences(texts[first : first + _CHUNK], classes)
        parts = layout.parts[grams]
        part = np.minimum(places * parts // longest, parts - 1)
        chunk = np.zeros((size, _CHUNK), np.uint8)
        chunk[layout.places[grams] + part, rows] = 1
        full += chunk.sum(axis=1, dtype=np.int64)
        packed = np.packbits(chunk, axis=1, bitorder="little").view(np.uint64)
        word = first // 64
        bits[:, word : word + _CHUNK // 64] = _runs(packed, ends)[:, : width - word]
    bits.flush()
    share = np.minimum(full / len(texts), 1 - 1e-9)
    empty = np.concatenate(([0.0], np.cumsum(np.log1p(-share)))).astype(np.float64)
    about = np.array([low, low + len(texts), longest], np.int64)
    save(folder, **{f"{name}_layout": np.stack(layout), f"{name}_empty": empty})
    save(folder, **{f"{name}_about": about})


def _ends(layout: Layout, number: int) -> Numbers:
    """Return the first and last part of each plane's run, among the parts of all bigrams."""
    ends = np.zeros((2, number), np.int64)
    for parts, run, start, place in np.unique(np.stack(layout), axis=1).T.tolist():
        begins = place + np.arange(parts - run + 1)
        ends[:, start : start + len(begins)] = begins, begins + run - 1
    return ends


def _runs(packed: Words, ends: Numbers) -> Words:
    """Return the bits of runs of parts, from those of single parts."""
    begin, end = ends
    found: Words = packed[begin]
    for step in range(1, int((end - begin).max(initial=0)) + 1):
        longer = begin + step <= end
        found[longer] |= packed[begin[longer] + step]
    return found


def _occurrences(texts: Sequence[str], classes: Array) -> tuple[Numbers, Numbers, Numbers]:
    """Return bigram, place and text of every bigram of `texts`."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = classify("".join(texts), classes)
    ends = np.cumsum(lengths)
    rows = np.repeat(np.arange(len(texts)), lengths)
    places = np.arange(len(codes)) - np.repeat(ends - lengths, lengths)
    inside = np.ones(len(codes), bool)
    inside[ends - 1] = False
    inside = inside[:-1]
    return bigrams(codes)[inside], places[:-1][inside], rows[:-1][inside]


def _layout(counts: Array, fineness: float, divisor: int) -> tuple[Layout, int, int]:
    """Share planes out to bigrams; return the layout, the number of planes and that of parts."""
    parts = np.clip(np.ceil(counts / fineness), 1, _MOST_PARTS).astype(np.int64)
    rare = counts < _RARE
    parts[rare] = 1
    runs = np.maximum(1, parts // divisor)
    starts, places = np.zeros_like(parts), np.zeros_like(parts)
    frequent = np.nonzero(~rare)[0]
    each = parts[frequent] - runs[frequent] + 1
    starts[frequent] = np.cumsum(each) - each
    places[frequent] = np.cumsum(parts[frequent]) - parts[frequent]
    number, size = int(each.sum()), int(parts[frequent].sum())
    groups = max(1, int(np.ceil(counts[rare].sum() / _RARE)))
    loads = np.zeros(groups)
    ordered = np.nonzero(rare)[0]
    for gram in ordered[np.argsort(-counts[ordered], kind="stable")]:
        least = int(np.argmin(loads))
        loads[least] += counts[gram] + 1e-6
        starts[gram], places[gram] = number + least, size + least
    return Layout(parts, runs, starts, places), number + groups, size + groups


def read(folder: Path, name: str) -> Planes:
    """Map the planes that `build` wrote."""
    low, high, longest = np.array(load(folder, f"{name}_about")).tolist()
    layout = Layout(*np.array(load(folder, f"{name}_layout")))
    empty = np.array(load(folder, f"{name}_empty"))
    return Planes(low, high, longest, load(folder, f"{name}_bits"), layout, empty)

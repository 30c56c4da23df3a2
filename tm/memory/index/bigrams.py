"""The planes of one class of lengths: which texts have which bigram of characters, about where.

A plane is a bit for each text. A frequent bigram has several planes, one for each part of the
text, so that each is about equally full; rare ones share a plane. Knowing the position matters: an
alignment of two texts with k edits moves no character by more than k.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tm.memory.index.arrays import Array, Numbers, Words, load, save

CLASSES = 48  # of characters; the last is for all that are rare
_PLAIN = 0x3000  # characters from here on are all rare
_SHARE = 0.07  # occurrences in a text for which a bigram gets one more plane
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


@dataclass(slots=True)
class Planes:
    """Rows `low` to `high` of an index: their planes, and where each bigram has its own.

    `starts` and `parts` have the first plane and the number of parts of each bigram; `empty` is
    the logarithm of the share of texts without a plane's bit, summed up over the planes before.
    """

    low: int
    high: int
    longest: int
    bits: Words
    starts: Numbers
    parts: Numbers
    empty: Array

    def part(self, grams: Numbers, places: Numbers) -> Numbers:
        """Return the part of the text in which each place lies, for each bigram."""
        parts = self.parts[grams]
        found: Numbers = np.clip(places * parts // self.longest, 0, parts - 1)
        return found


def build(folder: Path, name: str, low: int, texts: Sequence[str], classes: Array) -> None:
    """Write the planes of `texts`, rows `low` and following, to files of `folder`."""
    longest = max(map(len, texts))
    step = max(1, len(texts) // _SAMPLE)
    sample = texts[::step]
    grams, _, _ = _occurrences(sample, classes)
    counts = np.bincount(grams, minlength=CLASSES * CLASSES) / len(sample)
    starts, parts, number = _layout(counts)
    width = -(-len(texts) // 64)
    path = folder / f"{name}_bits.npy"
    bits = np.lib.format.open_memmap(path, "w+", np.uint64, (number, width))
    full = np.zeros(number, np.int64)
    for first in range(0, len(texts), _CHUNK):
        grams, places, rows = _occurrences(texts[first : first + _CHUNK], classes)
        part = np.minimum(places * parts[grams] // longest, parts[grams] - 1)
        chunk = np.zeros((number, _CHUNK), np.uint8)
        chunk[starts[grams] + part, rows] = 1
        full += chunk.sum(axis=1, dtype=np.int64)
        packed = np.packbits(chunk, axis=1, bitorder="little").view(np.uint64)
        word = first // 64
        bits[:, word : word + _CHUNK // 64] = packed[:, : width - word]
    bits.flush()
    share = np.minimum(full / len(texts), 1 - 1e-9)
    empty = np.concatenate(([0.0], np.cumsum(np.log1p(-share)))).astype(np.float64)
    about = np.array([low, low + len(texts), longest], np.int64)
    save(folder, **{f"{name}_layout": np.stack((starts, parts)), f"{name}_empty": empty})
    save(folder, **{f"{name}_about": about})


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


def _layout(counts: Array) -> tuple[Numbers, Numbers, int]:
    """Share planes out: return the first plane and number of parts of each bigram, and the sum."""
    wanted = np.clip(np.ceil(counts / _SHARE), 1, _MOST_PARTS).astype(np.int64)
    starts = np.zeros(len(counts), np.int64)
    rare = counts < _RARE
    frequent = np.nonzero(~rare)[0]
    starts[frequent] = np.cumsum(wanted[frequent]) - wanted[frequent]
    number = int(wanted[frequent].sum())
    groups = max(1, int(np.ceil(counts[rare].sum() / _RARE)))
    loads = np.zeros(groups)
    ordered = np.nonzero(rare)[0]
    for gram in ordered[np.argsort(-counts[ordered], kind="stable")]:
        least = int(np.argmin(loads))
        loads[least] += counts[gram] + 1e-6
        starts[gram] = number + least
    wanted[rare] = 1
    return starts, wanted, number + groups


def read(folder: Path, name: str) -> Planes:
    """Map the planes that `build` wrote."""
    low, high, longest = np.array(load(folder, f"{name}_about")).tolist()
    starts, parts = np.array(load(folder, f"{name}_layout"))
    empty = np.array(load(folder, f"{name}_empty"))
    return Planes(low, high, longest, load(folder, f"{name}_bits"), starts, parts, empty)

"""Some segments of a version as arrays, and what runs of them hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tm.alignment.spans import LONGEST, Floats, Ints, sums

if TYPE_CHECKING:
    from tm.alignment.version import Version

# Types (columns of a slice's counts), concepts of a lexicon, and what each is worth (0..1).
Entries = tuple[Ints, Ints, Floats]
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint64]
_WORD = 64
# The names of things, and which segments have them: (segments, things).
Presence = tuple[list[str], Flags]


def bits(flags: Flags) -> Bits:
    """Pack the last axis of flags into words of 64 bits."""
    rows, things = flags.shape
    padded = np.zeros((rows, -(-things // _WORD) * _WORD), dtype=bool)
    padded[:, :things] = flags
    return np.packbits(padded, axis=1).view(np.uint64)


class Slice:
    """Some segments of a version, in ascending order, with dense counts over the types they use.

    `counts` is (segments, types); `types` are ids in the version's vocabulary; `probability` is
    their unigram probability in the whole version.
    """

    def __init__(
        self, version: Version, segments: range | Sequence[int], types: Ints, counts: Floats
    ) -> None:
        chosen = np.array(segments, dtype=np.int64)
        self.version = version
        self.segments = segments
        self.size = len(segments)
        self.types = types
        self.counts = counts
        self.tokens: Floats = counts.sum(axis=1)
        self.probability: Floats = np.resize(version.probability[types], counts.shape[1])
        self.lengths: Floats = version.lengths[chosen]
        self.kinds: Ints = version.kinds[chosen]
        self.blocks: Ints = version.blocks[chosen]
        self._chosen = chosen

    @classmethod
    def of(cls, version: Version, segments: range | Sequence[int]) -> Slice:
        """Take some segments of a version, with the types that they use."""
        chosen = np.array(segments, dtype=np.int64)
        sizes = version.offsets[chosen + 1] - version.offsets[chosen]
        rows = np.repeat(np.arange(len(segments)), sizes)
        shift = version.offsets[chosen] - (np.cumsum(sizes) - sizes)
        tokens = version.tokens[np.repeat(shift, sizes) + np.arange(len(rows))]
        types, local = np.unique(tokens, return_inverse=True)
        width = max(1, len(types))
        flat = np.bincount(rows * width + local, minlength=len(segments) * width)
        counts = flat.reshape(len(segments), width).astype(np.float32)
        return cls(version, segments, types, counts)

    def part(self, rows: Sequence[int]) -> Slice:
        """Take some of the segments; the types stay those of all."""
        segments = [self.segments[row] for row in rows]
        return Slice(self.version, segments, self.types, self.counts[list(rows)])

    def columns_of(self, types: Ints) -> Ints:
        """Return the columns of types of the vocabulary, -1 for those that are not here."""
        columns = np.full(len(self.version.vocabulary.types), -1, dtype=np.int64)
        columns[self.types] = np.arange(len(self.types))
        return columns[types]

    @cached_property
    def occurrences(self) -> tuple[Ints, Ints, Floats]:
        """Where each type stands: those of type t from starts[t] on as (segment, how often)."""
        types, segments = np.nonzero(self.counts.T)
        starts = np.searchsorted(types, np.arange(self.counts.shape[1] + 1))
        return starts, segments, self.counts[segments, types]

    @cached_property
    def texts(self) -> list[str]:
        """The segments as they are compared whole."""
        return [self.version.texts[segment].strip() for segment in self.segments]

    @cached_property
    def length_sums(self) -> Floats:
        """Characters of runs of segments: (LONGEST, segments)."""
        return sums(self.lengths, LONGEST)

    @cached_property
    def token_sums(self) -> Floats:
        """Tokens of runs of segments: (LONGEST, segments)."""
        return sums(self.tokens, LONGEST)

    @cached_property
    def mark_sums(self) -> Floats:
        """Quotation marks, brackets and the like in runs: (LONGEST, segments, kinds)."""
        runs = sums(self.version.marks.kinds[self._chosen].T, LONGEST)
        return np.ascontiguousarray(runs.swapaxes(1, 2))

    @cached_property
    def sentence_sums(self) -> Floats:
        """Sentence ends in runs of segments, inside them and at their ends: (LONGEST, segments)."""
        return sums(self.version.marks.sentences[self._chosen], LONGEST)

    @cached_property
    def endings(self) -> Floats:
        """The mark at the end of runs of segments, as a number: (LONGEST, segments)."""
        marks = self.version.marks.ending[self._chosen]
        padded = np.concatenate([marks, np.full(LONGEST, -1, dtype=np.float32)])
        return np.stack([padded[k : k + self.size] for k in range(LONGEST)])

    @cached_property
    def continued(self) -> Floats:
        """1 where a segment goes on with a sentence, 0 beyond the end: (segments + LONGEST).

        It begins with a small letter, in the block of the segment before it.
        """
        blocks = self.version.blocks
        first = np.ones(len(blocks), bool)
        first[1:] = blocks[1:] != blocks[:-1]
        begins = (self.version.marks.continued * ~first)[self._chosen]
        return np.concatenate([begins, np.zeros(LONGEST, dtype=np.float32)])

    @property
    def wordless(self) -> Floats:
        """1 where a segment has no word to speak of: (segments)."""
        return self.version.marks.wordless[self._chosen]

    @cached_property
    def break_sums(self) -> Floats:
        """Breaks between blocks inside runs of segments: (LONGEST, segments)."""
        after = np.zeros(self.size, dtype=np.float32)
        after[:-1] = self.blocks[:-1] != self.blocks[1:]
        return np.concatenate([np.zeros((1, self.size), np.float32), sums(after, LONGEST - 1)])

    @cached_property
    def numbers(self) -> Presence:
        """The numbers in digits."""
        return self._present(self.version.vocabulary.is_number)

    @cached_property
    def facts(self) -> Presence:
        """The values of facts."""
        return self._present(self.version.vocabulary.is_anchor)

    @cached_property
    def capitals(self) -> Presence:
        """The words written with a capital."""
        return self._present(self.version.vocabulary.is_capital)

    def _present(self, wanted: NDArray[np.bool_]) -> Presence:
        columns = np.flatnonzero(wanted[self.types])
        return [self.names[column] for column in columns.tolist()], self.counts[:, columns] > 0

    @cached_property
    def stem_columns(self) -> dict[str, list[int]]:
        """The columns of `counts` by stem."""
        columns: dict[str, list[int]] = {}
        for column, word in enumerate(self.stems):
            columns.setdefault(word, []).append(column)
        return columns

    @cached_property
    def names(self) -> list[str]:
        """The tokens behind the columns of `counts`."""
        types = self.version.vocabulary.types
        return [types[number] for number in self.types.tolist()]

    @cached_property
    def stems(self) -> list[str]:
        """The stems behind the columns of `counts`."""
        stems = self.version.vocabulary.stems
        return [stems[number] for number in self.types.tolist()]

    @cached_property
    def trigrams(self) -> tuple[Ints, Ints]:
        """Trigram codes of the slice's types, and the column of each."""
        codes, starts = self.version.vocabulary.trigrams
        first, last = starts[self.types], starts[self.types + 1]
        counts = last - first
        columns = np.repeat(np.arange(len(self.types)), counts)
        begin = np.cumsum(counts) - counts
        return codes[np.repeat(first - begin, counts) + np.arange(counts.sum())], columns

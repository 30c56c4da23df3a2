"""One version of a text as arrays: what the features look at, computed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.alignment.anchors import MARK, anchors, without_facts
from tm.alignment.embedding import SentenceEmbedder
from tm.alignment.spans import sums
from tm.alignment.tokens import fold_spelling, is_number, normalise, split, stem
from tm.model import BlockKind, Fact, Segment

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
# Types of a slice (columns of its counts), concepts of a lexicon, and what each is worth (0..1).
Entries = tuple[Ints, Ints, Floats]

# The most segments of one version in a bead between two.
LONGEST = 4
SHORTEST_NAME = 2
# A full stop after a word or a closing mark, before a capital: a sentence ends inside a segment.
_SENTENCE_END = re.compile(r"[^\W\d_A-Z]{3}[.!?…][\"'»”“’)]*\s+(?=[\"'«„“‚(]*[^\W\da-z_])")
_MARKS = [re.compile(pattern) for pattern in ('["«»„“”]', "[()]", "[?]", "!", "[;:]", "[–—]| - ")]
_ENDINGS = "?!:;,"
_CLOSING = " \"'»”“’)"
_KINDS = {kind: number for number, kind in enumerate(BlockKind)}
# Enough for any pair of letters of the scripts in use; collisions only blur a similarity.
_TRIGRAM_BASE = 1 << 20


class Vocabulary:
    """The distinct tokens of a whole version and their character trigrams."""

    def __init__(self) -> None:
        self.types: list[str] = []
        self._numbers: dict[str, int] = {}
        self.surfaces = _Surfaces(self)
        self._capitals: set[int] = set()

    def number(self, surface: str) -> int:
        """Return the id of a token as it stands in the text."""
        known = self.add(normalise(surface))
        if surface[0].isupper() and len(surface) > SHORTEST_NAME:
            self._capitals.add(known)
        return known

    def add(self, token: str) -> int:
        """Return the id of a normalised token."""
        known = self._numbers.get(token)
        if known is None:
            known = self._numbers[token] = len(self.types)
            self.types.append(token)
        return known

    @cached_property
    def stems(self) -> list[str]:
        """The stems of all types."""
        return [stem(token) for token in self.types]

    @cached_property
    def is_number(self) -> NDArray[np.bool_]:
        """Which types are numbers in digits."""
        return np.array([is_number(token) for token in self.types], dtype=bool)

    @cached_property
    def is_anchor(self) -> NDArray[np.bool_]:
        """Which types are values of facts."""
        return np.array([token[0] == MARK for token in self.types], dtype=bool)

    @cached_property
    def is_capital(self) -> NDArray[np.bool_]:
        """Which types are words that the text writes with a capital somewhere."""
        result = np.zeros(len(self.types), dtype=bool)
        result[list(self._capitals)] = True
        return result

    @cached_property
    def trigrams(self) -> tuple[Ints, Ints]:
        """Trigram codes of all types, and where each type's begin (length: types + 1).

        Words of three letters or fewer and numbers have none: they are the same or they are not.
        """
        marked = [
            f"#{fold_spelling(token)}#" if len(token) > 3 and token.isalpha() else ""
            for token in self.types
        ]
        text = np.frombuffer("".join(marked).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        lengths = np.array([len(token) for token in marked], dtype=np.int64)
        counts = np.maximum(lengths - 2, 0)
        starts = np.concatenate([[0], np.cumsum(counts)])
        shift = np.cumsum(lengths) - lengths - starts[:-1]
        where = np.repeat(shift, counts) + np.arange(starts[-1])
        codes = (text[where] * 31 + text[where + 1]) * 1009 + text[where + 2]
        return codes % _TRIGRAM_BASE, starts


class _Surfaces(dict[str, int]):
    """Ids of tokens as they stand in the text, each made when first asked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, surface: str) -> int:
        number = self[surface] = self._vocabulary.number(surface)
        return number


@dataclass(frozen=True)
class Version:
    """A whole version: token ids of all segments in one array, segment i at offsets[i:i+2].

    `vectors` is (segments, dimensions) where there are sentence embeddings.
    """

    language: str
    texts: Sequence[str]
    kinds: Ints
    blocks: Ints
    lengths: Floats
    tokens: Ints
    offsets: Ints
    vocabulary: Vocabulary
    vectors: Floats | None = None

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def whole(self) -> Slice:
        """All segments."""
        return Slice(self, range(len(self)))

    def slice(self, segments: range) -> Slice:
        """Return some neighbouring segments."""
        return self.whole if len(segments) == len(self) else Slice(self, segments)

    def tokens_of(self, segment: int) -> Ints:
        """Return the token ids of one segment."""
        return self.tokens[self.offsets[segment] : self.offsets[segment + 1]]


def read_version(
    language: str,
    segments: Sequence[Segment | str],
    facts: Sequence[Sequence[Fact]] | None = None,
    embedder: SentenceEmbedder | None = None,
) -> Version:
    """Prepare a version; `facts`, if given, are those of each segment."""
    texts = [segment if isinstance(segment, str) else segment.text for segment in segments]
    vocabulary = Vocabulary()
    tokens: list[int] = []
    offsets = [0]
    for number, text in enumerate(texts):
        found = facts[number] if facts is not None else ()
        if found:
            text = without_facts(text, found)
        tokens += map(vocabulary.surfaces.__getitem__, split(text))
        tokens += map(vocabulary.add, anchors(found))
        offsets.append(len(tokens))
    return Version(
        language=language,
        texts=texts,
        kinds=np.array([_kind(segment) for segment in segments], dtype=np.int64),
        blocks=np.array([_block(segment) for segment in segments], dtype=np.int64),
        lengths=np.array([max(1, len(text.strip())) for text in texts], dtype=np.float32),
        tokens=np.array(tokens, dtype=np.int64),
        offsets=np.array(offsets, dtype=np.int64),
        vocabulary=vocabulary,
        vectors=embedder.embed(texts) if embedder is not None and texts else None,
    )


def _kind(segment: Segment | str) -> int:
    return _KINDS[BlockKind.PARAGRAPH if isinstance(segment, str) else segment.kind]


def _block(segment: Segment | str) -> int:
    return -1 if isinstance(segment, str) else segment.block


class Slice:
    """Some segments of a version, in ascending order, with dense counts over the types they use.

    `counts` is (segments, types); `types` are ids in the version's vocabulary; `probability` is
    their unigram probability among the segments.
    """

    def __init__(self, version: Version, segments: range | Sequence[int]) -> None:
        self.version = version
        self.size = len(segments)
        chosen = np.array(segments, dtype=np.int64)
        sizes = version.offsets[chosen + 1] - version.offsets[chosen]
        rows = np.repeat(np.arange(self.size), sizes)
        shift = version.offsets[chosen] - (np.cumsum(sizes) - sizes)
        tokens = version.tokens[np.repeat(shift, sizes) + np.arange(len(rows))]
        self.types, local = np.unique(tokens, return_inverse=True)
        width = max(1, len(self.types))
        if not len(self.types):
            self.types = np.zeros(0, dtype=np.int64)
        flat = np.bincount(rows * width + local, minlength=self.size * width)
        self.counts: Floats = flat.reshape(self.size, width).astype(np.float32)
        self.tokens: Floats = self.counts.sum(axis=1)
        self.probability: Floats = self.counts.sum(axis=0) / max(1.0, float(self.tokens.sum()))
        self.lengths: Floats = version.lengths[chosen]
        self.kinds: Ints = version.kinds[chosen]
        self.blocks: Ints = version.blocks[chosen]
        self.texts = [version.texts[segment] for segment in segments]
        self.vectors = None if version.vectors is None else version.vectors[chosen]
        # What lexicons say of the types, kept by them.
        self.lexicon_entries: dict[object, Entries] = {}

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
        """Quotation marks, brackets and the like in runs: (LONGEST, kinds, segments)."""
        counts = [[len(mark.findall(text)) for mark in _MARKS] for text in self.texts]
        table = np.array(counts, dtype=np.float32).reshape(self.size, len(_MARKS))
        return sums(table.T, LONGEST)

    @cached_property
    def sentence_sums(self) -> Floats:
        """Sentence ends in runs of segments, inside them and at their ends: (LONGEST, segments)."""
        counts = [1 + len(_SENTENCE_END.findall(text)) for text in self.texts]
        return sums(np.array(counts, dtype=np.float32), LONGEST)

    @cached_property
    def endings(self) -> Floats:
        """The mark at the end of runs of segments, as a number: (LONGEST, segments)."""
        marks = [_ENDINGS.find(text.rstrip(_CLOSING)[-1:] or ".") for text in self.texts]
        padded = np.array(marks + [-1] * LONGEST, dtype=np.float32)
        return np.stack([padded[k : k + self.size] for k in range(LONGEST)])

    @cached_property
    def vector_sums(self) -> Floats:
        """Unit vectors of runs of segments, weighted by length: (LONGEST, dimensions, segments)."""
        if self.vectors is None:
            raise ValueError("there are no sentence embeddings")
        runs = sums((self.vectors * self.lengths[:, None]).T, LONGEST)
        return runs / np.maximum(np.linalg.norm(runs, axis=1, keepdims=True), 1e-9)

    @cached_property
    def break_sums(self) -> Floats:
        """Breaks between blocks inside runs of segments: (LONGEST, segments)."""
        after = np.zeros(self.size, dtype=np.float32)
        after[:-1] = self.blocks[:-1] != self.blocks[1:]
        return np.concatenate([np.zeros((1, self.size), np.float32), sums(after, LONGEST - 1)])

    @cached_property
    def numbers(self) -> tuple[list[str], Floats]:
        """The numbers in digits, and in which runs they are: (LONGEST, numbers, …)."""
        return self._present(self.version.vocabulary.is_number)

    @cached_property
    def facts(self) -> tuple[list[str], Floats]:
        """The values of facts, and in which runs they are: (LONGEST, values, …)."""
        return self._present(self.version.vocabulary.is_anchor)

    @cached_property
    def capitals(self) -> tuple[list[str], Floats]:
        """The words written with a capital, and in which runs they are: (LONGEST, words, …)."""
        return self._present(self.version.vocabulary.is_capital)

    def _present(self, wanted: NDArray[np.bool_]) -> tuple[list[str], Floats]:
        columns = np.flatnonzero(wanted[self.types])
        present = sums(self.counts[:, columns].T, LONGEST) > 0
        return [self.names[column] for column in columns.tolist()], present.astype(np.float32)

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

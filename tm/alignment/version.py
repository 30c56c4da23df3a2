"""One version of a text as arrays: what the features look at, computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.alignment.anchors import anchors, without_facts
from tm.alignment.tokens import fold_spelling, is_number, stem, tokenise
from tm.model import BlockKind, Fact, Segment

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

_KINDS = {kind: number for number, kind in enumerate(BlockKind)}
# Enough for any pair of letters of the scripts in use; collisions only blur a similarity.
_TRIGRAM_BASE = 1 << 20


class Vocabulary:
    """The distinct tokens of a whole version and their character trigrams."""

    def __init__(self, types: Sequence[str]) -> None:
        self.types = list(types)
        self.stems = [stem(token) for token in self.types]
        self.is_number = np.array([is_number(token) for token in self.types], dtype=bool)
        self.is_word = np.array([len(token) > 1 or token.isdigit() for token in self.types], bool)

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


@dataclass(frozen=True)
class Version:
    """A whole version: token ids of all segments in one array, segment i at offsets[i:i+2]."""

    language: str
    texts: Sequence[str]
    kinds: Ints
    blocks: Ints
    lengths: Floats
    tokens: Ints
    offsets: Ints
    vocabulary: Vocabulary

    def __len__(self) -> int:
        return len(self.texts)

    def tokens_of(self, segment: int) -> Ints:
        """Return the token ids of one segment."""
        return self.tokens[self.offsets[segment] : self.offsets[segment + 1]]


def read_version(
    language: str,
    segments: Sequence[Segment | str],
    facts: Sequence[Sequence[Fact]] | None = None,
) -> Version:
    """Prepare a version; `facts`, if given, are those of each segment."""
    texts = [segment if isinstance(segment, str) else segment.text for segment in segments]
    ids: dict[str, int] = {}
    tokens: list[int] = []
    offsets = [0]
    for number, text in enumerate(texts):
        found = facts[number] if facts is not None else ()
        words = tokenise(without_facts(text, found)) + anchors(found)
        tokens += [ids.setdefault(word, len(ids)) for word in words]
        offsets.append(len(tokens))
    return Version(
        language=language,
        texts=texts,
        kinds=np.array([_kind(segment) for segment in segments], dtype=np.int64),
        blocks=np.array([_block(segment) for segment in segments], dtype=np.int64),
        lengths=np.array([max(1, len(text.strip())) for text in texts], dtype=np.float32),
        tokens=np.array(tokens, dtype=np.int64),
        offsets=np.array(offsets, dtype=np.int64),
        vocabulary=Vocabulary(list(ids)),
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

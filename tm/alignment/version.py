"""One version of a text as arrays: what the features look at, computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from tm.alignment.anchors import anchors, without_facts
from tm.alignment.marks import Marks, read_marks
from tm.alignment.slices import Entries, Slice
from tm.alignment.spans import Floats, Ints
from tm.alignment.tokens import split
from tm.alignment.vocabulary import Vocabulary
from tm.model import BlockKind, Fact, Segment

_KINDS = {kind: number for number, kind in enumerate(BlockKind)}


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
    # What lexicons say of the words, kept by them.
    lexicon_entries: dict[object, Entries] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def whole(self) -> Slice:
        """All segments."""
        return Slice.of(self, range(len(self)))

    def slice(self, segments: Sequence[int]) -> Slice:
        """Return some segments, in ascending order."""
        return self.whole if len(segments) == len(self) else Slice.of(self, segments)

    @cached_property
    def marks(self) -> Marks:
        """The marks of all segments."""
        return read_marks(self.texts)

    @cached_property
    def probability(self) -> Floats:
        """Unigram probability of each type of the vocabulary."""
        counts = np.bincount(self.tokens, minlength=len(self.vocabulary.types))
        return (counts / max(1, len(self.tokens))).astype(np.float32)

    def rearranged(self, order: Sequence[int]) -> Version:
        """The same version with its segments in another order."""
        chosen = np.array(order, dtype=np.int64)
        sizes = np.diff(self.offsets)[chosen]
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        shift = np.repeat(self.offsets[chosen] - offsets[:-1], sizes)
        version = replace(
            self,
            texts=[self.texts[segment] for segment in order],
            kinds=self.kinds[chosen],
            blocks=self.blocks[chosen],
            lengths=self.lengths[chosen],
            tokens=self.tokens[shift + np.arange(offsets[-1])],
            offsets=offsets,
        )
        version.__dict__["marks"] = self.marks.rearranged(order)
        return version

    def tokens_of(self, segment: int) -> Ints:
        """Return the token ids of one segment."""
        return self.tokens[self.offsets[segment] : self.offsets[segment + 1]]

    def facts_in(self, segments: Sequence[int]) -> set[str]:
        """Return the values of facts in some segments, as anchors."""
        types, is_anchor = self.vocabulary.types, self.vocabulary.is_anchor
        return {
            types[token]
            for segment in segments
            for token in self.tokens_of(segment).tolist()
            if is_anchor[token]
        }


def read_version(
    language: str,
    segments: Sequence[Segment | str],
    facts: Sequence[Sequence[Fact]] | None = None,
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
    )


def _kind(segment: Segment | str) -> int:
    return _KINDS[BlockKind.PARAGRAPH if isinstance(segment, str) else segment.kind]


def _block(segment: Segment | str) -> int:
    return -1 if isinstance(segment, str) else segment.block

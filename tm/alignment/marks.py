"""Punctuation of segments: how they begin and end, and the marks within."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tm.alignment.spans import Floats

# A full stop after a word, a year or a closing mark, before a capital: a sentence ends inside a
# segment. Closing marks stand before the stop or after it, French ones after a space.
_CLOSED = r"(?:\s?»|[\"'”“’)]){0,4}"
_OPENED = r"(?:«\s?|[\"'„“”‚(-]){0,4}"
_SENTENCE_END = re.compile(
    rf"(?:[^\W\d_]{{3}}|\d{{4}}|%){_CLOSED}\s?[.!?…]{_CLOSED}\s+(?={_OPENED}[^\W\da-z_])"
)
# How a segment begins that goes on with the sentence before it.
_FIRST_LETTER = re.compile(r"[\s«»„“”\"'’‚(–—-]*([^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{4}")
_MARK = re.compile(r'["«»„“”()?!;:–—]| - ')
_MARK_KINDS = ('"«»„“”', "()", "?", "!", ";:", "–—")
_MARK_COLUMN = {mark: column for column, kind in enumerate(_MARK_KINDS) for mark in kind}
_MARK_COLUMN[" - "] = _MARK_COLUMN["–"]
_ENDINGS = "?!:;,"
_CLOSING = " \"'»”“’)"


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks of some segments say, one entry (or row of `kinds`) a segment.

    `sentences` are the sentences a segment seems to hold; `ending` is the number of the mark at its
    end, -1 for a full stop or none; `continued` is 1 where it begins with a small letter;
    `wordless` where it has no word of four letters (separators, dirt of scanning); `kinds` counts
    quotation marks, brackets and the like.
    """

    sentences: Floats
    ending: Floats
    continued: Floats
    wordless: Floats
    kinds: Floats

    def rearranged(self, order: Sequence[int]) -> Marks:
        """The marks of the segments in another order."""
        chosen = list(order)
        return Marks(
            self.sentences[chosen],
            self.ending[chosen],
            self.continued[chosen],
            self.wordless[chosen],
            self.kinds[chosen],
        )


def read_marks(texts: Sequence[str]) -> Marks:
    """Look at the marks of each segment."""
    kinds = np.zeros((len(texts), len(_MARK_KINDS)), dtype=np.float32)
    for row, text in enumerate(texts):
        for mark in _MARK.findall(text):
            kinds[row, _MARK_COLUMN[mark]] += 1
    return Marks(
        np.array([1 + len(_SENTENCE_END.findall(text)) for text in texts], dtype=np.float32),
        np.array([_ENDINGS.find(_last(text)) for text in texts], dtype=np.float32),
        np.array([_begins_small(text) for text in texts], dtype=np.float32),
        np.array([_WORD.search(text) is None for text in texts], dtype=np.float32),
        kinds,
    )


def _last(text: str) -> str:
    return text.rstrip(_CLOSING)[-1:] or "."


def _begins_small(text: str) -> bool:
    found = _FIRST_LETTER.match(text)
    return found is not None and found[1].islower()

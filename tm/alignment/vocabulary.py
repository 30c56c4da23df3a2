"""The distinct words of a version: each is looked at once, however often it stands in the text."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tm.alignment.anchors import MARK
from tm.alignment.spans import Ints
from tm.alignment.tokens import fold_spelling, is_number, normalise, stem

SHORTEST_NAME = 2
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

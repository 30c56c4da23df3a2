"""The words of a lexicon in one language, found by their first letters.

A text has a small part of the lexicon, and to enter all of it takes longer than to align a short
text. So all words are cut, counted and sorted by their beginning at once, as arrays; only those
that begin like a word that is looked up are entered one by one, with their clipped forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tm.alignment.spans import Ints
from tm.alignment.tokens import tokenise
from tm.languages.lexicon import BETWEEN

LONGEST_ENDING = 3
SHORTEST_STEM = 4
BEGINNING = 5  # letters that a word keeps when it is clipped, by which it is looked up

_MARKS = (0x300, 0x36F)  # accents that stand behind their letters
_CODES = "utf-32-le"
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_MOST = 6_000  # letters that are told apart: five of them must fit into 64 bits

Codes = NDArray[np.uint32]

# A word of an expression: its place in the text, its row, how many forms that row has, and how
# many long words its expression; 0 for the only word of its expression.
_Part = tuple[int, int, int, int, int]


class Forms:
    """The words of one language: the numbers of its concepts, and the words of each (`rows`)."""

    def __init__(self, concepts: Sequence[int], rows: Sequence[str]) -> None:
        self.concepts = concepts
        chars = _normalised("\n".join(rows) + "\n")
        self._text = chars.tobytes().decode(_CODES)
        self._index = _index(chars)
        # By form: concept, worth, whether it is a word and no part of an expression, and whether
        # it is one as it stands. Those with a digit, which are written in too many ways, are few,
        # and entered at once.
        self._entered: dict[str, list[tuple[int, float, bool, bool]]] = {}
        if any(map(str.isdecimal, _used(chars))):
            for token, row, forms, parts in _with_digits(self._text):
                self._enter(token, row, forms, parts)
        self._begun: set[str] = set()

    def find(self, form: str) -> tuple[Mapping[int, float], bool]:
        """Return the concepts of a normalised form, with what each is worth (0..1).

        The second says whether the form is a word, not only a part of expressions.
        """
        found: dict[int, float] = {}
        is_word = False
        for concept, worth, alone, _ in self._begin(form):
            found[concept] = max(found.get(concept, 0.0), worth)
            is_word = is_word or alone
        return found, is_word

    def exact(self, form: str) -> frozenset[int]:
        """Return the concepts that have a normalised form as a word, not clipped."""
        return frozenset(concept for concept, _, _, exact in self._begin(form) if exact)

    def _begin(self, form: str) -> Sequence[tuple[int, float, bool, bool]]:
        """Return what is entered for a form, after all words that begin like it are entered."""
        start = form[:BEGINNING]
        if start not in self._begun:
            self._begun.add(start)
            for begin, end, row, forms, parts in self._index.beginning(start):
                self._enter(self._text[begin:end], row, forms, parts)
        return self._entered.get(form, ())

    def _enter(self, token: str, row: int, forms: int, parts: int) -> None:
        """Enter a word, clipped forms included."""
        worth = 1.0 / (forms**0.25 * (parts or 1))
        longest = min(LONGEST_ENDING - 1, max(0, len(token) - BEGINNING))
        for ending in range(longest + 1 if token.isalpha() else 1):
            entry = (self.concepts[row], worth * 0.9**ending, not parts, not (parts or ending))
            self._entered.setdefault(token[: len(token) - ending], []).append(entry)


class _Index(NamedTuple):
    """All words that count, sorted by their beginning and then by their place.

    `letters` have numbers from 1. The words of a beginning stand from one of `bounds` to the next,
    at the place that `places` has for its key. `columns` are those of `_Part`.
    """

    letters: Mapping[str, int]
    places: Mapping[int, int]
    bounds: Sequence[int]
    columns: tuple[Ints, ...]

    def beginning(self, start: str) -> Iterator[_Part]:
        """Yield the words that begin with these letters, or are these if they are fewer."""
        numbers = [self.letters.get(char, 0) for char in start]
        if 0 in numbers:
            return iter(())
        numbers += [0] * (BEGINNING - len(numbers))
        place = self.places.get(_key(numbers, len(self.letters)))
        if place is None:
            return iter(())
        own = slice(self.bounds[place], self.bounds[place + 1])
        return zip(*(column[own].tolist() for column in self.columns), strict=True)


def _key(numbers: Iterable[Any], letters: int) -> Any:
    """Return one number for those of the first letters; 0 stands for none."""
    key: Any = 0
    for each in numbers:
        key = key * (min(letters, _MOST) + 1) + each
    return key


def _index(chars: Codes) -> _Index:
    """Sort the words of a normalised text of rows; an expression ends with ";" or a new line."""
    used = filter(_LETTER.match, _used(chars))
    letters = {char: 1 + place % _MOST for place, char in enumerate(used)}
    number = np.zeros(chars.max() + 1, np.int64)
    number[[ord(char) for char in letters]] = list(letters.values())
    numbers = number[chars]
    edges = np.flatnonzero(np.diff(numbers > 0, prepend=False))
    columns = _parts(chars, edges[::2], edges[1::2])
    keys = _keys(numbers, columns[0], columns[1], len(letters))
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    bounds = np.flatnonzero(np.diff(keys, prepend=-1))
    found = keys[bounds]
    return _Index(
        letters,
        dict(zip(found.tolist(), range(len(found)), strict=True)),
        [*bounds.tolist(), len(order)],
        tuple(column[order] for column in columns),
    )


def _used(chars: Codes) -> Iterator[str]:
    """Return the different characters."""
    return map(chr, np.flatnonzero(np.bincount(chars)).tolist())


def _parts(chars: Codes, begins: Ints, ends: Ints) -> tuple[Ints, ...]:
    """Return the columns of those words that count: the long ones, and the only ones."""
    is_new_line = chars == ord("\n")
    is_mark = is_new_line | (chars == ord(";"))
    row = np.cumsum(is_new_line)[begins]
    marks = np.cumsum(is_mark)
    expression, expressions = marks[begins], int(marks[-1])
    forms = np.diff(marks[is_new_line], prepend=0)[row]
    long = ends - begins >= SHORTEST_STEM
    together = np.bincount(expression[long], minlength=expressions)[expression]
    alone = np.bincount(expression, minlength=expressions)[expression] == 1
    with_digit = np.zeros(expressions, bool)
    digits = [ord(char) for char in _used(chars) if char.isdecimal()]
    with_digit[marks[np.isin(chars, digits)]] = True
    kept = (alone | long) & ~with_digit[expression]
    parts = np.where(alone, 0, together)
    return tuple(column[kept] for column in (begins, ends, row, forms, parts))


def _keys(numbers: Ints, begins: Ints, ends: Ints, letters: int) -> Ints:
    """Return the key of each word's beginning."""
    size = len(numbers)
    firsts = (
        np.where(begins + place < ends, numbers[np.minimum(begins + place, size - 1)], 0)
        for place in range(BEGINNING)
    )
    keys: Ints = _key(firsts, letters)
    return keys


def _with_digits(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield the words of expressions with a digit, and then what `_Part` has behind the place."""
    for row, line in enumerate(text.split("\n")):
        expressions = line.split(BETWEEN)
        for expression in filter(_DIGIT.search, expressions):
            for token, parts in _telling(expression):
                yield token, row, len(expressions), parts


def _normalised(text: str) -> Codes:
    """Return a text with all its words as `normalise` gives them: all at once, and quicker."""
    folded = text.casefold()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    chars = np.frombuffer(folded.encode(_CODES), np.uint32)
    return chars[(chars < _MARKS[0]) | (chars > _MARKS[1])]


def _telling(expression: str) -> Iterator[tuple[str, int]]:
    """Yield the long words of an expression with their number, or the only word, with 0."""
    tokens = [token for token in tokenise(expression) if token.isalnum()]
    if len(tokens) == 1:
        yield tokens[0], 0
        return
    long = [token for token in tokens if len(token) >= SHORTEST_STEM]
    for token in long:
        yield token, len(long)

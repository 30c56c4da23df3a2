"""A text made ready once for all kinds: its tokens, the known words in it, and its numerals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from tm.facts.lexicon import CONTEXT, Hit, lexicon_of
from tm.facts.numerals import Numeral
from tm.facts.scanner import Scanner
from tm.facts.tokens import tokenize
from tm.languages import Language
from tm.model import Fact, Hyperlink

_DIGIT = re.compile(r"\d")
_JOINED = re.compile(r"\d(?:[./:-]|\s?[hH]\.?)\s?\d")
_NOTHING: MappingProxyType[str, Hit] = MappingProxyType({})
_NUMBER_SORTS = frozenset(
    ("cardinal", "hundred", "scale", "ordinal", "collective", "plural", "fraction",
     "ordinal_alone")
)  # fmt: skip


class Analysis:
    """One text under extraction.

    Kinds run from the most to the least telling (link, reference, law, date, … number). Each claims
    the characters of its facts, so that "2019" inside an index number is not a year as well. All
    that is computed is computed once, on first use, in time linear in the text. `links` are the
    hyperlinks on the text, `found` the facts so far.
    """

    def __init__(self, text: str, language: Language, links: Sequence[Hyperlink] = ()) -> None:
        self.text = text
        self.language = language
        self.links = links
        # Words, digit runs and other characters in order (see `tm.facts.tokens`).
        self.tokens = tokenize(text)
        self.has_digits = _DIGIT.search(text) is not None
        self.found: list[Fact] = []
        self.lexicon = lexicon_of(language)
        # What the lexicon knows, by index of the first token, then by class.
        self.places = self.lexicon.places(text, self.tokens)
        # The same hits by class, in order.
        sorts = self.sorts = dict[str, list[Hit]]()
        for place in self.places.values():
            for sort, hit in place.items():
                if sort in sorts:
                    sorts[sort].append(hit)
                else:
                    sorts[sort] = [hit]
        self._taken = bytearray(len(text))
        self._occurs: dict[str, bool] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """The tokens as they are looked up, each once: what is not among them is not there."""
        return frozenset([token[2] for token in self.tokens])

    @cached_property
    def digit_starts(self) -> dict[int, int]:
        """The indices of digit tokens by their first character."""
        if not self.has_digits:
            return {}
        return {token[0]: i for i, token in enumerate(self.tokens) if token[3] == "d"}

    @cached_property
    def has_joined_digits(self) -> bool:
        """Whether digits are joined as in numeric dates and clock times: 1.2, 3/4, 5 h 6."""
        return _JOINED.search(self.text) is not None

    @cached_property
    def number_tokens(self) -> frozenset[int]:
        """The tokens at which the lexicon has a word for a number."""
        if _NUMBER_SORTS.isdisjoint(self.sorts):
            return frozenset()
        return frozenset(
            [i for i, place in self.places.items() if not _NUMBER_SORTS.isdisjoint(place)]
        )

    @cached_property
    def numerals(self) -> list[Numeral]:
        """Every number in digits or words, in order, whatever it counts."""
        return self._scanned[0]

    @property
    def codes(self) -> list[Numeral]:
        """The numbers in names such as "A61" and "B-14", which count nothing."""
        return self._scanned[1]

    @cached_property
    def _scanned(self) -> tuple[list[Numeral], list[Numeral]]:
        scanner = Scanner(self)
        return scanner.scan(), scanner.codes

    @cached_property
    def starting(self) -> dict[int, Numeral]:
        """The numerals by their first token."""
        return {numeral.first: numeral for numeral in self.numerals}

    @cached_property
    def ending(self) -> dict[int, Numeral]:
        """The numerals by their last token."""
        return {numeral.last: numeral for numeral in self.numerals}

    @cached_property
    def ranks(self) -> frozenset[int]:
        """The last tokens of ordinals: "half" behind "first" is no fraction."""
        return frozenset(numeral.last for numeral in self.numerals if numeral.rank)

    def occurs(self, sort: str) -> bool:
        """Say whether a word of a class stands anywhere in the text; looked for once."""
        if sort not in self._occurs:
            self._occurs[sort] = self.lexicon.occurs(self.tokens, sort)
        return self._occurs[sort]

    def place(self, index: int) -> Mapping[str, Hit]:
        """Return the hits that begin at the token `index`, by class; empty where there are none.

        Without the classes of `lexicon.CONTEXT`, which `hit` and `closing` find as well.
        """
        return self.places.get(index, _NOTHING)

    def is_known(self, index: int) -> bool:
        """Say whether the lexicon has an entry that begins with the token."""
        return self.tokens[index].fold in self.lexicon.entries

    def hit(self, index: int, sort: str) -> Hit | None:
        """Return the hit of class `sort` that begins at the token `index`."""
        if sort not in CONTEXT:
            return self.places.get(index, _NOTHING).get(sort)
        if not 0 <= index < len(self.tokens):
            return None
        return self.lexicon.context(self.text, self.tokens, index, sort)

    def closing(self, sort: str, index: int) -> Hit | None:
        """Return the longest hit of class `sort` that ends at the token `index`."""
        if not 0 <= index < len(self.tokens):
            return None
        return self.lexicon.closing(self.text, self.tokens, index, sort)

    def is_free(self, start: int, end: int) -> bool:
        """Say whether no fact found so far touches `text[start:end]`."""
        return self._taken.find(1, start, end) < 0

    def claim(self, start: int, end: int) -> None:
        """Keep `text[start:end]` from later kinds."""
        self._taken[start:end] = b"\1" * (end - start)

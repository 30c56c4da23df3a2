"""The patterns of articles and numbered laws, made from a language's `law.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Any

from tm.facts.wording import CAPITAL, GAP, HYPHEN, MAYBE_GAP, any_of, first_words
from tm.languages import Language, in_all
from tm.patterns import compiled

_LONGEST_COMPOUND = 40
_LATIN = "bis|ter|quater|quinquies"
# "231", "295-C", "6a", "6 bis", "421-1", "L. 511-1", "IV" (a lone "I" is a word in English).
_NUMBER = (
    r"(?:(?:[LRD]\.?[ \u00a0]?(?=\d{1,4}-\d))?\d{1,4}"
    rf"(?:{MAYBE_GAP}-?(?:{_LATIN})(?!{GAP}\d)|[a-z]|-?[A-Z]|-\d{{1,3}}(?:-\d{{1,2}})?)?"
    r"|[IVXLC]{2,7}|[IVX](?=\())(?!\w|/(?!\d{1,2}(?![\w/]))|[,.]\d{3})"
)
_PART = r"(?:\d{1,3}(?:bis|ter|er|[a-z])?|[a-zA-Z]|[ivx]{1,4})(?!\w)"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What several of the patterns are made of."""

    of: str
    conjunction: str
    word: str  # "Absatz", "§"
    sign: str
    ordinal: str  # "third", "3rd"


class LawWords:
    """The patterns of a language, each compiled when it is first asked for.

    All of them take a seventh of a second, and few texts need more than some. Groups are named
    where they are used.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        amendment = table["amendment"]
        article = table["article"]
        words = chain.from_iterable(article[name] for name in article if name != "not_behind")
        self._article_words = first_words(["§", *words])
        self._amendment_words = first_words(amendment["words"])
        self._part_words = tuple({word.casefold() for word in (*table["part"]["words"], "§")})
        self._law_words = first_words(chain.from_iterable(table["law"].values()))
        self._all_words = self._article_words | self._amendment_words | self._law_words
        self.sorts = tuple(table["law"])
        self._compounds = tuple(
            word.casefold()
            for sort in table["numbering"].get("compounds", ())
            for word in table["law"][sort]
        )
        # "eighteenth" → "18"
        self.ordinals = {
            word + ending: str(number)
            for number, word in enumerate(amendment["ordinals"], start=1)
            for ending in amendment.get("ordinal_endings", [""])
        }
        self._ordinal_end = compiled(rf"(?<=\d){amendment['ordinal']}$")
        self._parts = _Parts(
            of=any_of(table["part"]["of"]),
            conjunction=any_of([*table["list"]["and"], "&"]),
            word=rf"(?:{_cased(table['part']['words'])}|§)",
            sign=any_of(table["numbering"]["sign"]),
            ordinal=rf"(?:{any_of(self.ordinals)}|\d{{1,2}}{amendment['ordinal']})",
        )

    @cached_property
    def head(self) -> re.Pattern[str]:
        """What stands before the first article: plural, either or singular."""
        groups = "|".join(
            rf"(?P<{name}>{_cased(self._table['article'].get(name, ()))}"
            rf"{'|§§' if name == 'plural' else ''})"
            for name in ("plural", "either", "singular")
        )
        return compiled(
            rf"(?<!\w)(?:(?:{groups}|§)(?:(?<=[.§]){MAYBE_GAP}|{GAP})"
            rf"(?:{self._parts.sign}{MAYBE_GAP})?)(?=[\dIVXLCRD])"
        )

    @cached_property
    def item(self) -> re.Pattern[str]:
        """One article with its parts, perhaps a range."""
        to_word = any_of(self._table["list"]["to"])
        to = rf"(?:{GAP}{to_word}{GAP}|{MAYBE_GAP}{HYPHEN}{MAYBE_GAP})"
        parts = (
            rf"(?:\.\d{{1,3}}(?![\d.,]\d|\d)|/\d{{1,2}}(?![\w/])|{MAYBE_GAP}\({_PART}\)"
            rf"|,?{MAYBE_GAP}{self._parts.word}{MAYBE_GAP}{_PART}(?:\)(?<=[a-z]\)))?"
            rf"|,{GAP}{self._parts.ordinal}{GAP}{self._parts.word}(?!\w))"
        )
        # "Nach Paragraf 500 bis zu einem Jahr": no article has the number "500 bis" there.
        up_to = self._table["list"].get("no_number_before", ())
        latin = rf"(?!\d{{1,4}}{GAP}(?:{_LATIN}){GAP}{any_of(up_to)}(?!\w))" if up_to else ""
        number = rf"(?:{latin}{_NUMBER}|\d{{1,4}}(?={GAP}(?:{_LATIN}){GAP}))" if up_to else _NUMBER
        again = rf"(?:{MAYBE_GAP}\(?{any_of(self._table['list'].get('again', ()))}(?!\w)\)?)"
        return compiled(
            rf"(?P<number>{number})(?P<again>{again})?(?:(?P<parts>{parts}{{1,5}})|{to}(?P<last>{_NUMBER}))?"
        )

    @cached_property
    def separator(self) -> re.Pattern[str]:
        """Between items: `and` is set for a conjunction."""
        conjunction = self._parts.conjunction
        return compiled(rf"{MAYBE_GAP},?{GAP}(?P<and>{conjunction}){GAP}|{MAYBE_GAP},{MAYBE_GAP}")

    @cached_property
    def part(self) -> re.Pattern[str]:
        """One part within the parts of an article."""
        return compiled(rf"(?<!\w){_PART}(?![°º'’])|{self._parts.ordinal}(?!\w)")

    def part_number(self, text: str) -> str:
        """Return what `part` found as a number or a letter: "3" for "third" and "3rd"."""
        return self.ordinals.get(text) or self._ordinal_end.sub("", text).lower()

    @cached_property
    def more_parts(self) -> re.Pattern[str]:
        """Match "and (3)", "und 3"."""
        return compiled(
            rf"(?:{MAYBE_GAP},?{GAP}{self._parts.conjunction}{GAP}|,{MAYBE_GAP})"
            rf"(?:\((?P<bracketed>{_PART})\)|(?P<plain>\d{{1,2}})(?![\w/]|[.,]\d))"
        )

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """What may follow the last of a list behind a singular word."""
        return compiled(rf"{MAYBE_GAP}(?:[.,;:)\]»”“\"]|$|{self._parts.of}(?!\w))")

    @cached_property
    def parts_first(self) -> re.Pattern[str]:
        """Match "paragraph 2 of" before an article."""
        one = (
            rf"(?:{self._parts.word}{MAYBE_GAP}\(?{_PART}\)?"
            rf"|{self._parts.ordinal}{GAP}{self._parts.word}(?!\w))"
        )
        of = self._parts.of
        return compiled(
            rf"(?<!\w)(?:{one}(?:,{GAP}|{GAP}{of}{MAYBE_GAP})){{0,2}}{one}{GAP}{of}{MAYBE_GAP}$"
        )

    @cached_property
    def amendment(self) -> re.Pattern[str]:
        """Match "the 18th Amendment", in digits or in words."""
        amendment = self._table["amendment"]
        return compiled(
            rf"(?<!\w)(?:(?P<digits>\d{{1,2}}){amendment['ordinal']}"
            rf"|(?P<word>{_cased(self.ordinals)})){GAP}{_cased(amendment['words'])}(?!\w)"
        )

    @cached_property
    def laws(self) -> re.Pattern[str]:
        """The name of a law with its number; a group named like its sort, hyphens as `_`."""
        numbering = self._table["numbering"]
        union = any_of(in_all("reference", "european_union"))
        names = "|".join(
            rf"(?P<{sort.replace('-', '_')}>{self._names(sort, words)})"
            for sort, words in self._table["law"].items()
        )
        return compiled(
            rf"(?<![\w-])(?:{names}){GAP}(?:\({union}\){GAP})?"
            rf"(?P<sign>{self._parts.sign}{MAYBE_GAP})?"
            r"(?P<number>\d{1,5}(?:[/.‑-]\d{1,5})?)(?:-[A-Z\u0410-\u042f]{1,3})?"
            rf"(?:/{union})?(?![\w%€$£]|[.,/]\d)"
            rf"(?:{GAP}(?:{any_of(numbering['year'])}{GAP})?\(?(?P<year>(?:1[89]|20)\d\d)(?!\w)\)?)?"
        )

    def _names(self, sort: str, words: Sequence[str]) -> str:
        if sort not in self._table["numbering"].get("compounds", ()):
            return _cased(words)
        # "Antiterrorgesetz"
        ends = any_of([word.lower() for word in words if word.isalpha()])
        return rf"{_cased(words)}|{CAPITAL}[\w-]{{1,{_LONGEST_COMPOUND}}}{ends}"

    def needs_sign(self, surface: str) -> bool:
        """Say whether the word for a law is a common one as well: "a arrêté 12 personnes"."""
        return surface.startswith(tuple(self._table["numbering"].get("signed", ())))

    def is_idiom(self, text: str, start: int) -> bool:
        """Say whether the word before makes an idiom of what looks like an article: "in der"."""
        before = self._table["article"].get("not_behind", ())
        return bool(before) and text[:start].rstrip().endswith(tuple(before))

    def may_hold_any(self, words: Set[str]) -> bool:
        """Say whether `words` (folded) of a text hold one that announces anything here."""
        return not self._all_words.isdisjoint(words) or self._may_end_in_law(words)

    def may_hold_articles(self, words: Set[str]) -> bool:
        """Say whether `words` (folded) of a text hold one that announces articles."""
        return not self._article_words.isdisjoint(words)

    def may_hold_parts(self, text: str) -> bool:
        """Say whether there is a word for a part of an article; some end in a point."""
        folded = text.casefold()
        return any(word in folded for word in self._part_words)

    def may_hold_laws(self, words: Set[str]) -> bool:
        """Say whether there is a word for a law, alone or at the end of another."""
        return not self._law_words.isdisjoint(words) or self._may_end_in_law(words)

    def _may_end_in_law(self, words: Set[str]) -> bool:
        return bool(self._compounds) and any(word.endswith(self._compounds) for word in words)

    def may_hold_amendments(self, words: Set[str]) -> bool:
        """Say whether there is a word for an amendment."""
        return not self._amendment_words.isdisjoint(words)

    @cached_property
    def roman(self) -> re.Pattern[str]:
        """Match a Roman numeral."""
        return compiled(r"(?<!\w)[IVXLC]{1,7}(?!\w)")


@cache
def law_words(language: Language) -> LawWords:
    """Return the patterns of `language`."""
    return LawWords(language.table("law"))


def _cased(words: Iterable[str]) -> str:
    return any_of(_variants(words))


def _variants(words: Iterable[str]) -> Iterable[str]:
    """Yield each word as it is, with a capital and in capitals."""
    for word in words:
        yield from (word, word[:1].upper() + word[1:], word.upper())

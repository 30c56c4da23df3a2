"""The patterns of articles and numbered laws, made from a language's `law.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tm.facts.wording import GAP, HYPHEN, MAYBE_GAP, any_of, stems
from tm.languages import Language

_LONGEST_COMPOUND = 40
_LATIN = "bis|ter|quater|quinquies"
# "231", "295-C", "6a", "6 bis", "421-1", "L. 511-1", "IV" (a lone "I" is a word in English).
_NUMBER = (
    r"(?:(?:[LRD]\.?[ \u00a0]?(?=\d{1,4}-\d))?\d{1,4}"
    rf"(?:{MAYBE_GAP}-?(?:{_LATIN})(?!{GAP}\d)|[a-z]|-?[A-Z]|-\d{{1,3}}(?:-\d{{1,2}})?)?"
    r"|[IVXLC]{2,7}|[IVX](?=\())(?![\w/]|[,.]\d{3})"
)
_PART = r"(?:\d{1,3}(?:bis|ter|[a-z])?|[a-zA-Z]|[ivx]{1,4})(?!\w)"


@dataclass(frozen=True, slots=True)
class LawWords:
    """Compiled once a language. Groups of the patterns are named where they are used."""

    head: re.Pattern[str]  # what stands before the first article: plural, either or singular
    item: re.Pattern[str]  # one article with its parts, perhaps a range
    separator: re.Pattern[str]  # between items: `and` is set for a conjunction
    part: re.Pattern[str]  # one part within the parts of an article
    more_parts: re.Pattern[str]  # "and (3)", "und 3"
    closing: re.Pattern[str]  # what may follow the last of a list behind a singular word
    parts_first: re.Pattern[str]  # "paragraph 2 of" before an article
    laws: tuple[tuple[str, re.Pattern[str]], ...]
    amendment: re.Pattern[str]
    article_stems: tuple[str, ...]
    law_stems: Mapping[str, tuple[str, ...]]
    amendment_stems: tuple[str, ...]
    ordinals: dict[str, str]  # "eighteenth" → "18"
    roman: re.Pattern[str]


@cache
def law_words(language: Language) -> LawWords:
    """Compile the patterns of `language`."""
    table = language.table("law")
    article, part, lists = table["article"], table["part"], table["list"]
    part_word = rf"(?:{_cased(part['words'])}|§)"
    of, conjunction = any_of(part["of"]), any_of([*lists["and"], "&"])
    to = rf"(?:{GAP}{any_of(lists['to'])}{GAP}|{MAYBE_GAP}{HYPHEN}{MAYBE_GAP})"
    sign = any_of(table["numbering"]["sign"])
    parts = (
        rf"(?:\.\d{{1,3}}(?![\d.,]\d|\d)|{MAYBE_GAP}\({_PART}\)"
        rf"|,?{MAYBE_GAP}{part_word}{MAYBE_GAP}{_PART})"
    )
    groups = "|".join(
        rf"(?P<{name}>{_cased(article.get(name, ()))}{'|§§' if name == 'plural' else ''})"
        for name in ("plural", "either", "singular")
    )
    amendment = table["amendment"]
    ordinals = {
        word + ending: str(number)
        for number, word in enumerate(amendment["ordinals"], start=1)
        for ending in amendment.get("ordinal_endings", [""])
    }
    return LawWords(
        head=re.compile(
            rf"(?<!\w)(?:(?:{groups}|§)(?:(?<=[.§]){MAYBE_GAP}|{GAP})(?:{sign}{MAYBE_GAP})?)"
            r"(?=[\dIVXLCRD])"
        ),
        item=re.compile(
            rf"(?P<number>{_NUMBER})(?:(?P<parts>{parts}{{1,5}})|{to}(?P<last>{_NUMBER}))?"
        ),
        separator=re.compile(
            rf"{MAYBE_GAP},?{GAP}(?P<and>{conjunction}){GAP}|{MAYBE_GAP},{MAYBE_GAP}"
        ),
        part=re.compile(rf"(?<!\w){_PART}(?![°º'’])"),
        more_parts=re.compile(
            rf"(?:{MAYBE_GAP},?{GAP}{conjunction}{GAP}|,{MAYBE_GAP})"
            rf"(?:\((?P<bracketed>{_PART})\)|(?P<plain>\d{{1,2}})(?![\w/]|[.,]\d))"
        ),
        closing=re.compile(rf"{MAYBE_GAP}(?:[.,;:)\]»”“\"]|$|{of}(?!\w))"),
        parts_first=re.compile(
            rf"(?<!\w)(?:{part_word}{MAYBE_GAP}{_PART}(?:,{GAP}|{GAP}{of}{MAYBE_GAP})){{0,2}}"
            rf"{part_word}{MAYBE_GAP}{_PART}{GAP}{of}{MAYBE_GAP}$"
        ),
        laws=tuple(
            (sort, _law(sort, words, sign, table["numbering"]))
            for sort, words in table["law"].items()
        ),
        amendment=re.compile(
            rf"(?<!\w)(?:(?P<digits>\d{{1,2}}){amendment['ordinal']}|(?P<word>{_cased(ordinals)}))"
            rf"{GAP}{_cased(amendment['words'])}(?!\w)"
        ),
        article_stems=stems(["§", *(word for words in article.values() for word in words)]),
        law_stems={sort: stems(words) for sort, words in table["law"].items()},
        amendment_stems=stems(amendment["words"], 6),
        ordinals=ordinals,
        roman=re.compile(r"(?<!\w)[IVXLC]{1,7}(?!\w)"),
    )


def _law(
    sort: str, words: Sequence[str], sign: str, numbering: Mapping[str, Any]
) -> re.Pattern[str]:
    name = _cased(words)
    if sort in numbering.get("compounds", ()):  # "Antiterrorgesetz"
        ends = any_of([word.lower() for word in words if word.isalpha()])
        name = rf"(?:{name}|[A-ZÄÖÜ][\w-]{{1,{_LONGEST_COMPOUND}}}{ends})"
    year = numbering["year"]
    return re.compile(
        rf"(?<![\w-]){name}{GAP}(?:\((?:EU|UE|EG|CE|EC|EWG|CEE|EEC)\){GAP})?"
        rf"(?P<sign>{sign}{MAYBE_GAP})?(?P<number>\d{{1,5}}(?:[/.‑-]\d{{1,5}})?)(?:-[A-ZА-Я]{{1,3}})?"
        rf"(?:/(?:EU|UE|EG|CE|EC|EWG))?(?![\w%€$£]|[.,/]\d)"
        rf"(?:{GAP}(?:{any_of(year)}{GAP})?\(?(?P<year>(?:1[89]|20)\d\d)(?!\w)\)?)?"
    )


def _cased(words: Iterable[str]) -> str:
    return any_of(_variants(words))


def _variants(words: Iterable[str]) -> Iterable[str]:
    """Yield each word as it is, with a capital and in capitals."""
    for word in words:
        yield from (word, word[:1].upper() + word[1:], word.upper())

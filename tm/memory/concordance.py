"""Concordance: words and phrases in the memory, with their inflected forms, in any language."""

from __future__ import annotations

import itertools
import re
import sqlite3
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from tm.memory.rows import load_units
from tm.memory.searching import Filters
from tm.model import ConcordanceLine, base_tag, tags_match

_WORD = re.compile(r"\w+|[^\w\s]")
_TERM = re.compile(r"[\w*?]+|[^\w\s]")
_TEXTS = 2000  # texts that are looked at together
_SEEN = 400  # units of one text that are looked at

Term = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What one of must be in a text: `needles` names them for small texts as one string.

    They are `whole` words, or parts of such.
    """

    needles: Callable[[str], set[str]]
    whole: bool


def find_lines(
    connection: sqlite3.Connection,
    query: str,
    language: str,
    limit: int,
    *,
    stem: bool,
    filters: Filters,
    memory: str,
) -> Iterator[ConcordanceLine]:
    """Yield up to `limit` lines, those of the newest texts first."""
    base = base_tag(language)
    words = _TERM.findall(query.casefold())
    if not words or limit < 1:
        return
    terms = [_term(word, base, stem=stem) for word in words]
    for number, text in _candidates(connection, base, _sieve(words, base, stem=stem)):
        spans = find_spans(text, terms)
        if not spans:
            continue
        units = connection.execute(
            "SELECT DISTINCT unit FROM variant WHERE text = ? ORDER BY unit DESC LIMIT ?",
            (number, _SEEN),
        ).fetchall()
        for unit in load_units(connection, [row[0] for row in units]):
            variant = next(
                (v for v in unit.variants if v.text == text and tags_match(language, v.language)),
                None,
            )
            if variant and filters.admit(unit):
                yield ConcordanceLine(unit, variant, spans, memory)
                limit -= 1
                if limit < 1:
                    return


def _candidates(
    connection: sqlite3.Connection, base: str, sieve: Sieve
) -> Iterator[tuple[int, str]]:
    """Yield (number, text) of the texts that pass the sieve, the newest first.

    The sieve looks at many texts at once, as one string: a call for each would take longer.
    """
    rows = connection.execute("SELECT id, text FROM text WHERE base = ? ORDER BY id DESC", (base,))
    while part := rows.fetchmany(_TEXTS):
        folded = [text.casefold() for _, text in part]
        starts = list(itertools.accumulate((len(each) + 1 for each in folded), initial=0))
        joined = "\n".join(folded)
        found: set[int] = set()
        for needle in sieve.needles(joined):
            at = joined.find(needle)
            while at >= 0:
                if sieve.whole and not _is_word(joined, at, at + len(needle)):
                    at = joined.find(needle, at + 1)
                    continue
                row = bisect_right(starts, at) - 1
                found.add(row)
                at = joined.find(needle, starts[row + 1])
        yield from (part[row] for row in sorted(found))


def _is_word(text: str, start: int, end: int) -> bool:
    """Say whether no letter or figure stands before or behind `text[start:end]`."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(each.isalnum() or each == "_" for each in around)


def find_spans(text: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Return where the terms stand one after the other in `text`; matches do not overlap."""
    found = [(match[0].casefold(), *match.span()) for match in _WORD.finditer(text)]
    first, *others = terms
    spans: list[tuple[int, int]] = []
    free = 0
    for at in range(len(found) - len(others)):
        if at < free or not first(found[at][0]):
            continue
        if all(term(found[at + n][0]) for n, term in enumerate(others, 1)):
            free = at + len(terms)
            spans.append((found[at][1], found[free - 1][2]))
    return tuple(spans)


def _term(word: str, base: str, *, stem: bool) -> Term:
    """Return a test for tokens: the wildcards `*` and `?`, else the same word or lemma."""
    if "*" in word or "?" in word:
        pattern = re.compile(_wild(word))
        return lambda token: pattern.fullmatch(token) is not None
    if not stem:
        return lambda token: token == word
    wanted = lemmas(word, base)
    return lambda token: token == word or not wanted.isdisjoint(lemmas(token, base))


def _wild(word: str) -> str:
    return "".join({"*": r"\w*", "?": r"\w"}.get(c, re.escape(c)) for c in word)


@lru_cache(maxsize=100_000)
def lemmas(word: str, base: str) -> frozenset[str]:
    """Return the dictionary forms of a word, written small and with a capital, in small letters.

    German has its nouns under a capital: `haus` alone is a form of `hausen`. Where there is no
    dictionary for the language, it is the word itself.
    """
    try:
        forms = (simplemma.lemmatize(each, lang=base) for each in (word, word.capitalize()))
        return frozenset(form.casefold() for form in forms)
    except ValueError:
        return frozenset({word})


def _sieve(words: Sequence[str], base: str, *, stem: bool) -> Sieve:
    """Return what one of must be in a text with `words`.

    These are the forms of the longest word. Of inflected ones it knows those that begin with the
    same letter as the word or its lemma, accents aside. (So `went` finds `go`, but `go` does not
    find `went`.) Of words with wildcards it is the longest part without.
    """
    plain = [word for word in words if "*" not in word and "?" not in word and word[0].isalnum()]
    if not plain:
        part = max((part for word in words for part in re.split(r"[*?]", word)), key=len)
        return Sieve(lambda _: {part}, whole=False)
    word = max(plain, key=len)
    if not stem:
        return Sieve(lambda _: {word}, whole=True)
    letters = "".join(sorted(map(_letters, {each[0] for each in (word, *lemmas(word, base))})))
    begins = re.compile(rf"(?<!\w)[{letters}]\w*")
    is_form = _term(word, base, stem=True)
    return Sieve(lambda texts: set(filter(is_form, set(begins.findall(texts)))), whole=True)


def _letters(letter: str) -> str:
    """Return `letter` with and without each accent that the sieve overlooks, escaped."""
    plain = unicodedata.normalize("NFD", letter)[0]
    marked = (unicodedata.normalize("NFC", plain + chr(mark)) for mark in range(0x300, 0x30D))
    return re.escape("".join({plain, letter, *(each for each in marked if len(each) == 1)}))

"""Concordance: words and phrases in the memory, with their inflected forms, in any language."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import simplemma

from tm.memory.rows import load_units
from tm.memory.searching import Filters
from tm.model import ConcordanceLine, base_tag, tags_match

_WORD = re.compile(r"\w+|[^\w\s]")
_TERM = re.compile(r"[\w*?]+|[^\w\s]")
_SEEN = 400  # units of one text that are looked at

Term = Callable[[str], bool]


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
    sieve = _sieve(words, base, stem=stem)
    connection.create_function("tm_sieve", 1, lambda text: bool(sieve(text)), deterministic=True)
    texts = connection.execute(
        "SELECT id, text FROM text WHERE base = ? AND tm_sieve(text) ORDER BY id DESC", (base,)
    )
    for number, text in texts:
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


def find_spans(text: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Return where the terms stand one after the other in `text`; matches do not overlap."""
    found = [(match[0].casefold(), *match.span()) for match in _WORD.finditer(text)]
    spans: list[tuple[int, int]] = []
    at = 0
    while at + len(terms) <= len(found):
        run = found[at : at + len(terms)]
        if all(term(token) for term, (token, _, _) in zip(terms, run, strict=True)):
            spans.append((run[0][1], run[-1][2]))
            at += len(terms)
        else:
            at += 1
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


def _sieve(words: Sequence[str], base: str, *, stem: bool) -> Callable[[str], object]:
    """Return a quick test that every text with the words passes: it has the longest of them.

    Of inflected forms it knows those that begin with the same letter as the word or its lemma,
    accents aside. (So `went` finds `go`, but `go` does not find `went`.)
    """
    plain = [word for word in words if "*" not in word and "?" not in word and word[0].isalnum()]
    word = max(plain or words, key=len)
    if not plain or not stem:
        pattern = _wild(word) if not plain else re.escape(word)
        return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE).search
    letters = "".join(sorted(map(_letters, {each[0] for each in (word, *lemmas(word, base))})))
    begins = re.compile(rf"(?<!\w)[{letters}]\w*", re.IGNORECASE)
    is_form = _term(word, base, stem=True)
    return lambda text: any(is_form(token.casefold()) for token in begins.findall(text))


def _letters(letter: str) -> str:
    """Return `letter` with and without each accent that the sieve overlooks, escaped."""
    plain = unicodedata.normalize("NFD", letter)[0]
    marked = (unicodedata.normalize("NFC", plain + chr(mark)) for mark in range(0x300, 0x30D))
    return re.escape("".join({plain, letter, *(each for each in marked if len(each) == 1)}))

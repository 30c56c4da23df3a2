"""Running text to the words that terms are compared by.

A word is folded (case, ß and ss, apostrophes), stripped of gender marks, and replaced by the word
of which it is an inflection. Articles are dropped and contracted prepositions undone, so that
"l'appartenance à un groupe" and "appartenance à des groupes" meet. Offsets stay with each word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple

from tm.languages import get
from tm.patterns import compiled

# Between sentences and around brackets no term goes on.
BARRIER = "|"
_KEPT = 65536  # words whose key a reader remembers
_BARRIER = r"(?P<barrier>[.;:!?()\[\]\n](?!\w))"
_PLAIN_WORD = r"[^\W_]+"
# AnwältIn: such a capital may mark a gender.
_CAPITAL_INSIDE = re.compile(r"[^\W\d_A-Z][A-Z]")
_MIN_PART = 3
_WORD = r"[^\W_]+(?:['’][^\W_]+)*"


class Word(NamedTuple):
    """A word of a text: `key` is what it is compared by, `surface` is `text[start:end]`."""

    key: str
    start: int
    end: int
    surface: str


def fold(text: str) -> str:
    """Return the text without what spelling conventions differ in: case, ß, apostrophes."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).casefold().replace("’", "'")


class Reader:
    """Reads the words of one language.

    `forms` maps folded forms to the words they belong to; `root` does the same for what `forms`
    lacks, where that matters.
    """

    def __init__(
        self, language: str, forms: Mapping[str, str], root: Callable[[str], str] | None = None
    ) -> None:
        self._language = language
        self._root = root
        table = get(language).table("terminology")
        self._forms = forms
        self._dropped = frozenset(table.get("dropped", ()))
        self._same: dict[str, str] = table.get("same", {})
        self._pattern = _pattern(language)
        self.key = lru_cache(maxsize=_KEPT)(self._key)

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words and barriers of a text in order."""
        dropped, key_of, new = self._dropped, self.key, tuple.__new__
        for match in self._pattern.finditer(text):
            surface, sort = match[0], match.lastgroup
            if sort == "word" or sort == "elided":
                key = key_of(surface)
            elif sort == "barrier":
                key = BARRIER
            elif sort == "marked":
                key = self._gendered(match)
            else:
                continue  # before its key is asked for: no table has it, and a dictionary is slow
            if key not in dropped:
                yield new(Word, (key, *match.span(), surface))

    def keys(self, term: str) -> tuple[str, ...]:
        """Return what the words of a term are compared by; quicker than `words`."""
        if term.replace(" ", "").isalpha() and (term.islower() or not _CAPITAL_INSIDE.search(term)):
            keys: Iterable[str] = map(self.key, term.split())
            return tuple([key for key in keys if key not in self._dropped])
        return tuple([word.key for word in self.words(term) if word.key != BARRIER])

    def completed(self, text: str) -> Iterator[str]:
        """Yield the words that a hyphen cuts short: "Meinungs- und Versammlungsfreiheit".

        Which part of the second word they share is not said: the first of those that the table has.
        """
        if "- " not in text or not has_compounds(self._language):
            return
        for match in _cut_short(self._language).finditer(text):
            first, last = fold(match[1]), fold(match[2])
            parts = range(_MIN_PART, len(last) - _MIN_PART + 1)
            found = (
                self._forms[first + last[at:]] for at in parts if first + last[at:] in self._forms
            )
            yield from islice(found, 1)

    def forget_roots(self) -> None:
        """Take words that no table has as they stand, without a dictionary."""
        self._root = None

    def _key(self, word: str) -> str:
        """Return what one word is compared by."""
        folded = fold(word)
        folded = self._same.get(folded, folded)
        if folded in self._dropped:
            return folded
        found = self._forms.get(folded)
        if found is None:
            return self._root(folded) if self._root else folded
        return found

    def _gendered(self, match: re.Match[str]) -> str:
        """Return the word behind a form for all genders: Anwält*innen, prisonnier·ère·s."""
        groups = match.groupdict()
        stem = groups["stem"]
        suffixes = [value for name, value in groups.items() if name in _SUFFIXES and value]
        candidates = (fold(stem), *(fold(stem + suffix) for suffix in suffixes))
        found = (self._forms[form] for form in candidates if form in self._forms)
        return next(found, self.key(stem))


_SUFFIXES = ("suffix", "capital", "plain", "round")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    table: dict[str, Any] = get(language).table("terminology")
    parts = [_BARRIER]
    for name, group in (("gender", "marked"), ("elision", "elided"), ("ending", "ending")):
        pattern = table.get(name) or r"(?!)"
        parts.append(f"(?P<{group}>{pattern})")
    parts.append(f"(?P<word>{_PLAIN_WORD if table.get('ending') else _WORD})")
    return compiled("|".join(parts))


@cache
def link_words(language: str) -> frozenset[str]:
    """Return the small words that carry no meaning of a term of their own."""
    table = get(language).table("terminology")
    return frozenset(chain(table.get("link_words", ()), table.get("dropped", ())))


@cache
def joiners(language: str) -> frozenset[str]:
    """Return the words that join the members of a list."""
    return frozenset(get(language).table("terminology").get("joiners", ()))


class Compounds(NamedTuple):
    """How a language writes compounds in one word.

    `joints` are the letters between parts, the empty joint among them; a word of `length` letters
    is taken for a compound; `articles` may stand behind a compound that a hyphen cuts short.
    """

    joints: tuple[str, ...]
    length: int
    articles: tuple[str, ...]


@cache
def compounds(language: str) -> Compounds | None:
    """Return how the language writes compounds, None where it writes none in one word."""
    table = get(language).table("terminology").get("compounds")
    if not table:
        return None
    return Compounds(tuple(table["joints"]), table["length"], tuple(table["articles"]))


def has_compounds(language: str) -> bool:
    """Say whether the language writes compounds in one word."""
    return compounds(language) is not None


def may_be_compound(word: str, language: str) -> bool:
    """Say whether a word is so long that it is taken for a compound."""
    found = compounds(language)
    return found is not None and len(word) >= found.length


@cache
def _cut_short(language: str) -> re.Pattern[str]:
    """Return the pattern of a compound cut short by a hyphen, and of the word that completes it."""
    found = compounds(language)
    articles = "|".join(f"{article} " for article in found.articles) if found else ""
    return compiled(rf"(\w{{3,40}})- \w{{2,8}}\.? (?:{articles or '(?!)'})?(\w{{3,60}})")

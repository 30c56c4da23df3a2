"""What a text denies: the words that deny, what stands near by, and what may say as much.

Translators put denials into other words ("failed to", "unregistered", "only after", "avant de").
So a denial counts where a word for it stands, and its absence only where nothing of the kind does:
no hint, no word that a prefix or suffix makes the contrary of another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tm import languages
from tm.alignment.lexicon import core_lexicon
from tm.checks.senses import SHORTEST, Word, meanings, side, small_words
from tm.patterns import compiled
from tm.recurring import per_text

Span = tuple[int, int]

# How many words may stand between the parts of an expression, and of a denial in two parts.
_BETWEEN, _PAIR = 14, 6
# The rest of a word after its prefix or before its suffix is at least so long.
_REST = 4
# "[U]ne": what stands behind a letter in brackets is no beginning.
_WORD_START, _WITHIN = r"(?<![\w\]])", r"(?<=\w)"
# A capital I with a dot is two characters in lower case, and all behind it would stand elsewhere.
_DOTTED = chr(0x130)
_CLAUSE = re.compile(r"[,;:.!?()\[\]«»„“”\"–—]|\s[-/]\s")


@dataclass(frozen=True, slots=True)
class Denials:
    """The places in a text: words that deny, and hints at what may be a denial in other words.

    `cuts` are the ends of clauses, `words` those that carry meaning.
    """

    found: tuple[Span, ...]
    hints: tuple[Span, ...]
    cuts: tuple[int, ...]
    words: tuple[Word, ...]
    reach: tuple[int, int]

    @property
    def much(self) -> int:
        """Return how many denials and hints there are, those that overlap taken for one."""
        count, reached = 0, -1
        for start, end in sorted((*self.found, *self.hints)):
            count += start >= reached
            reached = max(reached, end)
        return count

    def denied(self, span: Span) -> list[Word]:
        """Return the words that a denial may concern: in it, behind it and before it."""
        after, before = self.reach
        return [*self._inside(span), *self._behind(span)[:after], *self._ahead(span)[:before]]

    def nearest(self, span: Span) -> list[Word]:
        """Return the word that a denial concerns before all others: behind it, where one is."""
        found = self._inside(span) or self._behind(span)[:1]
        return found or (self._ahead(span)[:1] if self.reach[1] else [])

    def _inside(self, span: Span) -> list[Word]:
        return [w for w in self.words if w.start < span[1] and span[0] < w.end]

    def _behind(self, span: Span) -> list[Word]:
        last = self._clause(span[1] - 1)
        return [w for w in self.words if w.start >= span[1] and self._clause(w.start) == last]

    def _ahead(self, span: Span) -> list[Word]:
        """Return the words before a denial, the nearest first."""
        first = self._clause(span[0])
        return [w for w in self.words if w.end <= span[0] and self._clause(w.start) == first][::-1]

    def is_affirmed(self, words: Iterable[Word]) -> bool:
        """Say whether words stand in clauses without a denial or a hint, all of them."""
        spans = (*self.found, *self.hints)
        touched = {self._clause(place) for start, end in spans for place in (start, end - 1)}
        return all(self._clause(word.start) not in touched for word in words)

    def _clause(self, place: int) -> int:
        return bisect_right(self.cuts, place)


def has_denials(language: str) -> bool:
    """Say whether a language has words for denials listed; without, nothing is known of it."""
    return bool(languages.get(language).table("negation"))


@per_text
def denied(text: str, language: str) -> tuple[Span, ...]:
    """Return where words stand that deny; most texts have none, and nothing more is asked."""
    plain = _plain(text)
    found = _spans(_pattern(language, "denials"), plain)
    paired = _pair(language)
    found += _spans(paired, plain) if paired else []
    neutral = _spans(_pattern(language, "neutral"), plain) if found else []
    return tuple(sorted(span for span in found if not _overlaps(span, neutral)))


@per_text
def denials(text: str, language: str) -> Denials:
    """Return what a text denies."""
    plain = _plain(text)
    neutral = _spans(_pattern(language, "neutral"), plain)
    hints = _spans(_pattern(language, "hints"), plain)
    words = side(text, language)
    hints += [(w.start, w.end) for w in words.all_words if _is_contrary(w.key, language)]
    after, before = languages.get(language).table("negation").get("reach", (0, 0))
    return Denials(
        denied(text, language),
        (*hints, *neutral),
        tuple(match.start() for match in _CLAUSE.finditer(plain)),
        tuple(w for w in words.all_words if _is_telling(w.key, language)),
        (after, before),
    )


def _plain(text: str) -> str:
    return text.replace("’", "'").replace(_DOTTED, "I").lower()


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


@lru_cache(maxsize=65536)
def _is_telling(word: str, language: str) -> bool:
    """Say whether a word may be what is denied: it means something besides grammar."""
    table = languages.get(language).table("negation")
    if len(word) < SHORTEST or word in small_words(language):
        return False
    denies = word in table.get("denials", ()) or word in table.get("after", ())
    return not denies and bool(meanings(word, language))


@lru_cache(maxsize=65536)
def _is_contrary(word: str, language: str) -> bool:
    """Say whether a prefix or suffix makes a word the contrary of another."""
    table = languages.get(language).table("negation")
    known = core_lexicon().whole
    return any(
        word.startswith(prefix) and len(word) - len(prefix) >= _REST
        and known(word[len(prefix) :], language)
        for prefix in table.get("prefixes", ())
    ) or any(
        word.endswith(suffix) and len(word) - len(suffix) >= _REST
        for suffix in table.get("suffixes", ())
    )  # fmt: skip


@cache
def _pattern(language: str, name: str) -> re.Pattern[str]:
    items = languages.get(language).table("negation").get(name, ())
    return compiled(_any(items) or "(?!)")


@cache
def _pair(language: str) -> re.Pattern[str] | None:
    """Return the pattern of denials in two parts, as of "ne" and "pas"; None where it has none."""
    table = languages.get(language).table("negation")
    if not table.get("before"):
        return None
    before, after = (_any(table[name]) for name in ("before", "after"))
    return compiled(rf"(?:{before})(?:\W*\w+){{0,{_PAIR}}}?\W*(?:{after})")


def _any(items: Sequence[str]) -> str:
    """Return the alternatives, what they begin with said once: at most places it fails there."""
    patterns = [_item(each) for each in items]
    groups = {
        start: [each.removeprefix(start) for each in patterns if each.startswith(start)]
        for start in (_WORD_START, _WITHIN)
    }
    return "|".join(f"{start}(?:{'|'.join(rest)})" for start, rest in groups.items() if rest)


def _item(text: str) -> str:
    """Return the pattern of one entry: a word, an expression, with a star or a gap in it."""
    first, gap, second = (part.strip() for part in text.partition("…"))
    if gap:
        return rf"{_item(first)}(?:\W+\w+){{0,{_BETWEEN}}}?\W+{_item(second)}"
    start = _WITHIN if text.startswith("*") else _WORD_START
    end = r"\w*" if text.endswith("*") else "" if text.endswith("'") else r"(?!\w)"
    middle = re.escape(text.strip("*")).replace(r"\*", r"\w*")
    return f"{start}{middle}{end}"

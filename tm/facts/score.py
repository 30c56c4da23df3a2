"""Results of votes: "three votes to two", "mit drei zu zwei Stimmen", "a 3-2 vote".

Two numbers are a score only where words say so; "3:2" alone may be a time, a ratio, a verse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tm.facts.analysis import Analysis
from tm.facts.relations import amounts
from tm.facts.wording import GAP, any_of, mentions, stems
from tm.languages import Language
from tm.model import Fact, Relation, Value
from tm.patterns import compiled

_MOST = 1000  # votes of a court or a council
_DIGITS = re.compile(
    r"(?<![\w.,:/-])(\d{1,3})[ \u00a0]?[:/–-][ \u00a0]?(\d{1,3})(?![\w:/]|[.,-]\d)"
)


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """The numbers of the two sides, in the order of the text."""

    first: int
    second: int

    def __str__(self) -> str:
        return f"{self.first}-{self.second}"


@dataclass(frozen=True, slots=True)
class _Words:
    telling: re.Pattern[str]
    joining: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    hints: tuple[str, ...]


@cache
def _words(language: Language) -> _Words:
    table = language.table("score")
    return _Words(
        compiled(rf"{GAP}{any_of(table.get('telling', ()))}{GAP}"),
        compiled(rf"{GAP}{any_of(table.get('joining', ()))}{GAP}"),
        compiled(rf"(?<!\w){any_of(table.get('before', ()))}{GAP}$"),
        compiled(rf"(?:{GAP}|-){any_of(table.get('after', ()))}(?!\w)"),
        stems(table.get("hints", ())),
    )


class ScoreKind:
    """How many were for and how many against."""

    name = "score"
    comparable = frozenset({"number"})

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        words = _words(analysis.language)
        if not analysis.has_digits and len(analysis.numerals) < 2:
            return
        if not mentions(analysis.text.casefold(), words.hints):
            return
        end = 0
        for fact in sorted(_candidates(analysis, words), key=lambda fact: fact.start):
            if fact.start >= end and analysis.is_free(fact.start, fact.end):
                end = fact.end
                yield fact

    def relate(self, first: Fact, second: Fact) -> Relation:
        if first.kind != second.kind:
            return _relate_to_number(first, second)
        return Relation.EQUAL if first.value == second.value else Relation.DIFFERENT

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        """Write the score in digits where `like` has it so; words need the sentence around."""
        found = _DIGITS.fullmatch(like)
        if not found or not isinstance(value, ScoreValue):
            return None
        return f"{value.first}{like[found.end(1) : found.start(2)]}{value.second}"


def _relate_to_number(first: Fact, second: Fact) -> Relation:
    """Relate a score to one of its numbers: "412 votes in favour, 97 against"."""
    score, number = (first, second) if first.kind == "score" else (second, first)
    value = score.value
    if not isinstance(value, ScoreValue):
        return Relation.UNRELATED
    if amounts(number)[:1] not in ([value.first], [value.second]):
        return Relation.UNRELATED
    return Relation.MORE_SPECIFIC if score is first else Relation.LESS_SPECIFIC


def _candidates(analysis: Analysis, words: _Words) -> Iterator[Fact]:
    text = analysis.text
    for one, other in pairwise(analysis.numerals):
        if max(one.value, other.value) > _MOST or one.parts != 1 or other.parts != 1:
            continue
        telling = words.telling.fullmatch(text, one.end, other.start)
        joining = words.joining.fullmatch(text, one.end, other.start)
        if telling or (joining and _is_score(text, one.start, other.end, words)):
            yield _fact(text, one.start, other.end, int(one.value), int(other.value))
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if "/" in match[0] and not words.after.match(text, end):
            continue  # "412/97 votes", but no fraction behind "a majority of"
        if _is_score(text, start, end, words):
            yield _fact(text, start, end, int(match[1]), int(match[2]))


def _is_score(text: str, start: int, end: int, words: _Words) -> bool:
    """Say whether the words around two numbers make them a score."""
    return bool(
        words.after.match(text, end) or words.before.search(text, max(0, start - 40), start)
    )


def _fact(text: str, start: int, end: int, first: int, second: int) -> Fact:
    return Fact("score", ScoreValue(first, second), start, end, text[start:end])


KIND = ScoreKind()

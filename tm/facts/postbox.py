"""Post boxes: "P.O. Box 123", "Postfach 123", "B.P. 123"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tm.facts.analysis import Analysis
from tm.facts.wording import HYPHEN, SPACE, any_of, mentions, stems
from tm.languages import in_all
from tm.model import Fact, Relation, Value
from tm.patterns import compiled

_YEAR = compiled(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PostBoxValue:
    """The number of a box without its blanks; letters and hyphens belong to it."""

    number: str

    def __str__(self) -> str:
        return f"P.O. Box {self.number}"


@cache
def _pattern() -> re.Pattern[str]:
    """Return one pattern for all languages: an address is written as in its own country."""
    labels = any_of(in_all("postbox", "labels"))
    short = any_of(in_all("postbox", "short_labels"))
    signs = any_of(in_all("postbox", "number_sign"))
    return compiled(
        rf"(?<!\w)(?:(?i:{labels})|(?P<short>{short}))(?!\w)(?:{SPACE}?(?:{signs}|[:#])){{0,2}}"
        rf"{SPACE}{{0,2}}(?P<number>(?:[A-Z]{{1,3}}{SPACE}?{HYPHEN}?{SPACE}?)?"
        rf"\d{{1,8}}(?:{HYPHEN}\d{{1,6}}|{SPACE}\d{{3}}(?!\d))?)(?![\d%])"
    )


@cache
def _stems() -> tuple[str, ...]:
    labels = (*in_all("postbox", "labels"), *in_all("postbox", "short_labels"))
    return stems((max(re.split(r"\s", label), key=len) for label in labels), 6)


class PostBoxKind:
    """The number of a post box."""

    name = "postbox"
    comparable: frozenset[str] = frozenset()

    def extract(self, analysis: Analysis) -> Iterator[Fact]:
        if not analysis.has_digits or not mentions(analysis.text.casefold(), _stems()):
            return
        for match in _pattern().finditer(analysis.text):
            number = re.sub(SPACE, "", match["number"])
            # "BP 2010" is more likely the company or a course's name with a year.
            if match["short"] and _YEAR.fullmatch(number):
                continue
            if analysis.is_free(match.start(), match.end()):
                yield Fact(self.name, PostBoxValue(number), match.start(), match.end(), match[0])

    def relate(self, first: Fact, second: Fact) -> Relation:
        return Relation.EQUAL if first.value == second.value else Relation.DIFFERENT

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        """Put the number behind the words of `like`; which words to use is the country's affair."""
        if not isinstance(value, PostBoxValue):
            return None
        found = _pattern().fullmatch(like)
        return like[: found.start("number")] + value.number if found else str(value)


KIND = PostBoxKind()

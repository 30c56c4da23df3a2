"""Ages that a text gives right beside a person's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from tm.checks.within import Statement
from tm.facts.wording import CAPITAL
from tm.model import Fact

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# A full name: two to five capitalised words, with small particles between (bin, von, de la).
_PARTICLE = r"(?:[a-z\u00e0-\u00ff'’]{1,4}\s){0,2}"
_CAPITAL = rf"{CAPITAL}[\w'’-]+"
_NAME = rf"{_CAPITAL}(?:\s{_PARTICLE}{_CAPITAL}){{1,4}}"
_BEFORE = re.compile(rf"({_NAME})\s?[,(]\s?$")
_AFTER = re.compile(rf"^\s?({_NAME})")
_REACH = 80


def ages(context: CheckContext, language: str) -> Iterator[tuple[Statement, Statement]]:
    """Yield two ages of one person, for every person with more than one."""
    by_name: dict[str, dict[object, Statement]] = defaultdict(dict)
    for index, segment in enumerate(context.segments[language]):
        for fact in context.facts[language][index]:
            if fact.kind in ("age", "number") and (name := person(segment.text, fact)):
                statement = Statement(language, index, fact)
                by_name[name].setdefault(str(fact.value), statement)
    for same in by_name.values():
        yield from combinations(same.values(), 2)


def person(text: str, fact: Fact) -> str | None:
    """Return the name that an age stands beside: "Leyla Aydin, 34," or "34-year-old Leyla Aydin".

    A bare number counts between commas or brackets only, as English newspapers write ages.
    """
    before = _BEFORE.search(text[max(fact.start - _REACH, 0) : fact.start])
    closed = text[fact.end : fact.end + 1] in (",", ")", ".")
    if before and (closed or fact.kind == "age"):
        return before.group(1)
    after = _AFTER.match(text[fact.end : fact.end + _REACH]) if fact.kind == "age" else None
    return after.group(1) if after else None

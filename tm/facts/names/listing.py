"""Reading the lists of names in a segment: "Minsk, Brest and Gomel"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tm.facts.names.mention import Mention, NameList
from tm.languages import Language
from tm.patterns import compiled

_LONGEST = 24  # characters between two members: ", and the "


def read_lists(text: str, units: Sequence[NameList], language: Language) -> Iterator[NameList]:
    """Yield the lists in a segment, each as its members; `units` are its names in order."""
    members: list[Mention] = []
    end = -1
    for unit in units:
        start = unit[0].word.start
        near = 0 <= start - end <= _LONGEST
        if members and near and _separator(language).fullmatch(text, end, start):
            members.append(unit[-1])
        else:
            if len(members) > 1:
                yield tuple(members)
            members = [unit[-1]]
        end = unit[-1].word.end
    if len(members) > 1:
        yield tuple(members)


@cache
def _separator(language: Language) -> re.Pattern[str]:
    """Return what may stand between two members: a comma, "and the", "et de"."""
    table = language.table("names")
    words = "|".join(re.escape(word) for word in table.get("list_joints", ()))
    small = "|".join(re.escape(word) for word in table.get("list_articles", ()))
    return compiled(
        rf"\s?(?:,\s?(?:(?:{words})\s)?|\s(?:{words})\s)(?:(?:{small})(?:\s|(?<=['’])))*",
        re.IGNORECASE,
    )

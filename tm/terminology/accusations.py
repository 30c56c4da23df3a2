"""Charges without quotation marks: what stands after "charged with", "wegen", "inculpé de".

Nothing marks where such a charge ends, so that what is found here is compared by its parts only,
and a part counts as said wherever the sentence says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tm.languages import get
from tm.patterns import compiled
from tm.terminology.charges import Part

# A charge is named within so many characters, and before the next sign that ends a clause.
_REACH = 140
# What is quoted is a charge of its own, and what follows it none.
_CLAUSE = re.compile(r"[.;:()\n](?!\w)|[«»“”„\"]")


def accusations(text: str, parts: Sequence[Part], language: str) -> list[Part]:
    """Return those parts of charges that follow an introduction, or come before one."""
    spans = list(_spans(text, language)) if parts else []
    return [
        part
        for part in parts
        if any(start <= part.start and part.end <= end for start, end in spans)
    ]


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    plain = text.replace("’", "'")
    before, after = _introductions(language)
    for match in before.finditer(plain):
        end = _CLAUSE.search(text, match.end(), match.end() + _REACH)
        yield match.end(), end.start() if end else match.end() + _REACH
    for match in after.finditer(plain):
        start = max(0, match.start() - _REACH)
        ends = [end.end() for end in _CLAUSE.finditer(text, start, match.start())]
        yield (ends[-1] if ends else start), match.start()


@cache
def _introductions(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what comes before a charge, and what comes after one."""
    table = get(language).table("terminology")
    before, after = (
        compiled(
            "|".join(rf"\b(?:{each})" for each in table.get(name, ())) or r"(?!)", re.IGNORECASE
        )
        for name in ("charge_before", "charge_after")
    )
    return before, after

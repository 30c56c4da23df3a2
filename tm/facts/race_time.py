"""Times of races to the hundredth: "1:52.37", "1'52''37", "9''58"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tm.facts.analysis import Analysis
from tm.facts.durations import Duration

_PRIME, _SECONDS = "['\u2019\u2032]", "(?:''|\u2019\u2019|\"|\u201d|\u2033)"
_FORMS = re.compile(
    r"(?<![\w.,:/'\u2019-])(?:"
    r"(?P<m>\d{1,2}):(?P<s>[0-5]\d)[.,](?P<f>\d{1,3})"
    rf"|(?P<pm>\d{{1,2}}){_PRIME}\s?(?P<ps>[0-5]\d)(?:{_SECONDS}(?P<pf>\d{{1,3}})?|[.,](?P<df>\d{{1,3}}))"
    r"|(?P<ss>\d{1,2})(?:''|\u2019\u2019|\u2033)(?P<sf>\d{1,3})"
    r")(?![\d:/]|[.,]\d)"
)
_SIGNS = re.compile("[:'\u2019\u2032\u2033]")


def race_times(analysis: Analysis) -> Iterator[tuple[int, int, Duration]]:
    """Yield the characters and the value of each, with a word for its unit behind it."""
    if not analysis.has_digits or not _SIGNS.search(analysis.text):
        return
    for found in _FORMS.finditer(analysis.text):
        minutes = found["m"] or found["pm"] or "0"
        seconds = found["s"] or found["ps"] or found["ss"]
        part = found["f"] or found["pf"] or found["df"] or found["sf"] or "0"
        value = Duration(minutes=Decimal(minutes), seconds=Decimal(f"{seconds}.{part}"))
        yield found.start(), _with_unit(analysis, found.end()), value


def _with_unit(analysis: Analysis, end: int) -> int:
    hits = (hit for hit in analysis.sorts.get("duration", ()) if hit.value == "minute")
    starts = {analysis.tokens[hit.first].start: analysis.tokens[hit.last].end for hit in hits}
    return starts.get(end + 1, end)

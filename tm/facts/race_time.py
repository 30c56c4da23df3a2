"""Times of races: "1:52.37", "1'52''37", "9''58", "2 h 19 min 24 s", "3 min 59.4 s"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tm.facts.analysis import Analysis
from tm.facts.durations import Duration
from tm.patterns import compiled

_PRIME, _SECONDS = "['\u2019\u2032]", "(?:''|\u2019\u2019|\"|\u201d|\u2033)"
_FORMS = compiled(
    r"(?<![\w.,:/'\u2019-])(?:"
    r"(?P<m>\d{1,2}):(?P<s>[0-5]\d)[.,](?P<f>\d{1,3})"
    rf"|(?P<pm>\d{{1,2}}){_PRIME}\s?(?P<ps>[0-5]\d)(?:{_SECONDS}(?P<pf>\d{{1,3}})?|[.,](?P<df>\d{{1,3}}))"
    r"|(?P<ss>\d{1,2})(?:''|\u2019\u2019|\u2033)(?P<sf>\d{1,3})"
    r")(?![\d:/]|[.,]\d)"
)
_SIGNS = re.compile("[:'\u2019\u2032\u2033]")
# The symbols of the SI, and what stands for the minute beside them; "3 min 59 s 4" is French.
_MINUTE = frozenset(("min", "mn", "m", "'", "\u2019", "\u2032"))
_BLANK = "[ \u00a0\u202f]?"
_REST = (
    rf"{_BLANK}(?P<s>[0-5]?\d)(?:[.,](?P<f>\d{{1,3}}))?{_BLANK}"
    r"(?:sec\.?|s|''|\u2019\u2019|\"|\u2033)(?!\w)"
    rf"(?:{_BLANK}(?P<df>\d{{1,2}})(?!\w|{_BLANK}[^\W\d_]|[.,]\d))?"
)
_SYMBOLS = compiled(
    rf"(?<![\w.,:/-])(?:(?P<h>\d{{1,3}}){_BLANK}h{_BLANK})?(?P<m>[0-5]?\d){_BLANK}"
    rf"(?:min\.?|mn|(?(h)(?:m|{_PRIME})|min))(?:{_REST}|(?(h)(?!\w)|(?!)))"
)


def race_times(analysis: Analysis) -> Iterator[tuple[int, int, Duration]]:
    """Yield the characters and the value of each, with a word for its unit behind it."""
    if not analysis.has_digits:
        return
    if not _MINUTE.isdisjoint(analysis.words):
        yield from _in_symbols(analysis.text)
    if not _SIGNS.search(analysis.text):
        return
    for found in _FORMS.finditer(analysis.text):
        minutes = found["m"] or found["pm"] or "0"
        seconds = found["s"] or found["ps"] or found["ss"]
        part = found["f"] or found["pf"] or found["df"] or found["sf"] or "0"
        value = Duration(minutes=Decimal(minutes), seconds=Decimal(f"{seconds}.{part}"))
        yield found.start(), _with_unit(analysis, found.end()), value


def _in_symbols(text: str) -> Iterator[tuple[int, int, Duration]]:
    for found in _SYMBOLS.finditer(text):
        seconds = Decimal(f"{found['s'] or 0}.{found['f'] or found['df'] or '0'}")
        value = Duration(
            hours=Decimal(found["h"] or 0), minutes=Decimal(found["m"]), seconds=seconds
        )
        yield found.start(), found.end(), value


def _with_unit(analysis: Analysis, end: int) -> int:
    hits = (hit for hit in analysis.sorts.get("duration", ()) if hit.value == "minute")
    starts = {analysis.tokens[hit.first].start: analysis.tokens[hit.last].end for hit in hits}
    return starts.get(end + 1, end)

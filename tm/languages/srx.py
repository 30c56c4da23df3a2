r"""Segmentation rules in SRX 2.0 (GALA/LISA): read the file of a language, find breaks in a text.

The semantics are the standard's: at each place between two characters the first rule decides whose
`beforebreak` matches up to the place and whose `afterbreak` matches from it on. Two limits keep
the cost linear: a `beforebreak` sees at most `REACH` characters, and rules use bounded repetition.
Expressions are those that ICU, Java and Python share, plus `\p{L}`, `\p{Lu}`, `\p{Ll}`, `\p{N}`
and `\p{Z}`, which `expand` writes out for Python.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

REACH = 64
_SRX = "{http://www.lisa.org/srx20}"
_LAST_LETTER = 0x2100  # scripts with upper and lower case lie below; Georgian and Cherokee aside
_PIECE = re.compile(r"\\p\{(\w+)\}|\\.|[\[\]]|[^\\\[\]]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One SRX rule: break, or do not, between what `before` and what `after` match."""

    breaks: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Exceptions:
    """Neighbouring no-break rules with the same `after`, as one pattern."""

    before: re.Pattern[str]
    after: re.Pattern[str]

    def hold(self, text: str, place: int) -> bool:
        return (
            self.after.match(text, place) is not None
            and self.before.search(text, max(0, place - REACH), place) is not None
        )


class Rules:
    """The compiled rules of one language."""

    def __init__(self, rules: list[Rule]) -> None:
        """Compile the rules, in the order in which they decide; `re.error` on a bad expression."""
        self._breaks: list[tuple[int, re.Pattern[str]]] = []
        self._exceptions: list[_Exceptions] = []
        for run in _runs(rules):
            before = "|".join(f"(?:{expand(rule.before)})" for rule in run)
            after = expand(run[0].after)
            if run[0].breaks:
                pattern = re.compile(f"(?:{before})(?={after})")
                self._breaks.append((len(self._exceptions), pattern))
            else:
                pattern = re.compile(f"(?:{before})\\Z")
                self._exceptions.append(_Exceptions(pattern, re.compile(after)))

    def breaks(self, text: str) -> list[int]:
        """Return the offsets at which a new segment begins (0 and the end left out), ascending."""
        decided: dict[int, bool] = {}
        for count, pattern in self._breaks:
            for place in _ends(pattern, text):
                if place not in decided:
                    exceptions = self._exceptions[:count]
                    decided[place] = not any(item.hold(text, place) for item in exceptions)
        return sorted(
            place for place, breaks in decided.items() if breaks and 0 < place < len(text)
        )


def _ends(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for match in pattern.finditer(text):
        yield match.end()


def _runs(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Group neighbouring rules that differ only in what stands before."""
    run: list[Rule] = []
    for rule in rules:
        if run and (rule.breaks, rule.after) != (run[0].breaks, run[0].after):
            yield run
            run = []
        run.append(rule)
    if run:
        yield run


def read(path: Path, code: str) -> list[Rule]:
    """Return the rules of the SRX file for the language, in order (cascading if it says so)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.parse(path, parser).getroot()
    header = root.find(f"{_SRX}header")
    cascade = header is not None and header.get("cascade") == "yes"
    named = {item.get("languagerulename"): item for item in root.iter(f"{_SRX}languagerule")}
    rules: list[Rule] = []
    for entry in root.iter(f"{_SRX}languagemap"):
        if re.match(entry.get("languagepattern", ""), code, re.IGNORECASE):
            for item in named[entry.get("languagerulename")].iter(f"{_SRX}rule"):
                before = item.findtext(f"{_SRX}beforebreak") or ""
                after = item.findtext(f"{_SRX}afterbreak") or ""
                rules.append(Rule(item.get("break", "yes") == "yes", before, after))
            if not cascade:
                break
    return rules


def expand(expression: str) -> str:
    r"""Return the expression with `\p{…}` written out as ranges, which `re` does not know."""
    out: list[str] = []
    inside = False
    for match in _PIECE.finditer(expression):
        piece = match.group()
        if match.group(1):
            ranges = _ranges(match.group(1))
            piece = ranges if inside else f"[{ranges}]"
        elif piece == "[":
            inside = True
        elif piece == "]":
            inside = False
        out.append(piece)
    return "".join(out)


@cache
def _ranges(category: str) -> str:
    """The characters of a general category, as the inside of a character class."""
    codes = [c for c in range(_LAST_LETTER) if unicodedata.category(chr(c)).startswith(category)]
    codes += [0x3000] if category == "Z" else []
    ranges: list[list[int]] = []
    for c in codes:
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges)

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
from itertools import groupby
from pathlib import Path

from tm.patterns import compiled

REACH = 32
_SRX = "{http://www.lisa.org/srx20}"
# Sets for which `re` has a name that compiles fast, give or take symbols that no rule is about.
_NAMED = {
    r"[\s\p{Z}]": r"\s",
    r"[\p{L}\p{N}]": r"[^\W_]",
    r"\p{L}": r"[^\W\d_]",
    r"\p{N}": r"\d",
    r"\p{Z}": r"\s",
}
# Case is told for Latin, Greek and Cyrillic: a set with the capitals of every script takes longer
# to compile than a document takes to read.
_CASED = [*range(0x250), *range(0x370, 0x530)]
_LOOK_BEHIND = re.compile(r"\(\?<!\[[^\]]*\]\)")
_SYNTAX = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_PROPERTY = re.compile(r"(?P<set>\[(?:\\.|[^\]\\])*\])|\\p\{(?P<alone>L[ul])\}", re.DOTALL)


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
        self._breaks: list[tuple[re.Pattern[str], tuple[_Exceptions, ...]]] = []
        exceptions: tuple[_Exceptions, ...] = ()
        for breaks, run in groupby(rules, lambda rule: rule.breaks):
            if not breaks:
                exceptions += tuple(_exceptions(list(run)))
                continue
            for rule in run:
                pattern = compiled(f"(?:{expand(rule.before)})(?={expand(rule.after)})")
                self._breaks.append((pattern, exceptions))

    def breaks(self, text: str) -> list[int]:
        """Return the offsets at which a new segment begins (0 and the end left out), ascending."""
        decided: dict[int, bool] = {}
        for pattern, exceptions in self._breaks:
            for match in pattern.finditer(text):
                place = match.end()
                if place not in decided:
                    decided[place] = not any(item.hold(text, place) for item in exceptions)
        return sorted(
            place for place, breaks in decided.items() if breaks and 0 < place < len(text)
        )


def _exceptions(run: list[Rule]) -> Iterator[_Exceptions]:
    """Compile exceptions between which no break rule stands: their order does not matter."""
    by_after: dict[str, list[Rule]] = {}
    for rule in run:
        by_after.setdefault(rule.after, []).append(rule)
    for after, rules in by_after.items():
        before = compiled(f"(?:{_join(rules)})\\Z")
        yield _Exceptions(before, compiled(expand(after)))


def _join(rules: list[Rule]) -> str:
    """Join the befores as alternatives, each look-behind that several begin with said once.

    It fails at most of the places at which a search tries: two thirds of the time saved.
    """
    by_start: dict[str, list[str]] = {}
    for rule in rules:
        found = _LOOK_BEHIND.match(rule.before)
        start = found.group() if found and not _has_alternatives(rule.before) else ""
        by_start.setdefault(start, []).append(f"(?:{expand(rule.before[len(start) :])})")
    return "|".join(f"{expand(start)}(?:{'|'.join(rest)})" for start, rest in by_start.items())


def _has_alternatives(expression: str) -> bool:
    """Say whether the expression is `a|b` at its outermost level."""
    depth = 0
    for match in _SYNTAX.finditer(expression):
        depth += {"(": 1, ")": -1}.get(match.group(), 0)
        if match.group() == "|" and depth == 0:
            return True
    return False


def read(path: Path, code: str) -> list[Rule]:
    """Return the rules of the SRX file for the language, in order (cascading if it says so)."""
    from lxml import etree  # not needed to start the program

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
    r"""Return the expression with `\p{L}`, `\p{Lu}`, `\p{Ll}`, `\p{N}`, `\p{Z}` as `re` knows them.

    In a set, `\p{L}` can stand only in `[\p{L}\p{N}]`.
    """

    def written_out(match: re.Match[str]) -> str:
        if match["alone"]:
            return f"[{_ranges(match['alone'])}]"
        return re.sub(r"\\p\{(L[ul])\}", lambda found: _ranges(found[1]), match["set"])

    for known, python in _NAMED.items():
        expression = expression.replace(known, python)
    return _PROPERTY.sub(written_out, expression)


@cache
def _ranges(category: str) -> str:
    """Return the characters of a general category, as the inside of a character class."""
    ranges: list[list[int]] = []
    for code in _CASED:
        if unicodedata.category(chr(code)) == category:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(chr(low) if low == high else f"{chr(low)}-{chr(high)}" for low, high in ranges)

"""Numbers of telephones and fax machines, however they are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tm.facts.analysis import Analysis
from tm.facts.wording import any_of
from tm.languages import in_all
from tm.model import Fact, Relation, Value
from tm.patterns import compiled

_BLANK = "[ \u00a0\u2009\u202f]"
# Between two digits; every branch starts with another character, so nothing is tried twice.
_BETWEEN = (
    rf"(?:{_BLANK}?\(|{_BLANK}?[-‐‑–/]{_BLANK}?(?=[\d(])|\.(?=\d)|\){_BLANK}?[-/]?(?=[\d(])"
    rf"|{_BLANK}(?=\d))?"
)
_DIGITS = rf"\d(?:{_BETWEEN}\d){{4,20}}"
_DIGIT = re.compile(r"\d")
_FEWEST = 5
# What is dialled in North America before the number of another country, and the least digits
# that make it that.
_FROM_AMERICA, _ABROAD = "011", 13
_TRUNK = re.compile(r"\(0\)")
_NOT_BEFORE = r"(?<![\w+/.,:-])(?<![A-Z]{2}\d\d )"
_INTERNATIONAL = compiled(
    rf"{_NOT_BEFORE}\(?(?P<prefix>\+{_BLANK}?(?=[1-9])|00{_BLANK}?(?=[1-9]))(?P<number>{_DIGITS})"
    r"(?!\d)"
)
_NATIONAL = compiled(rf"{_NOT_BEFORE}(?P<number>\(?0[1-9]{_BETWEEN}{_DIGITS})(?!\d|[.,]\d)")
_DATE = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2,4}")
_NO_PHONE = compiled(r"(?:ISBN|ISSN|IBAN|DOI)\W{0,3}(?:-?1[03])?\W{0,3}$", re.IGNORECASE)
_UNIT = re.compile(rf"{_BLANK}?[%$€£]")


@dataclass(frozen=True, slots=True)
class PhoneValue:
    """Digits alone; `international` ones begin with the country code, others as dialled at home."""

    digits: str
    international: bool

    def __str__(self) -> str:
        return f"+{self.digits}" if self.international else self.digits


@cache
def _labelled() -> re.Pattern[str]:
    """Return the pattern of a number behind a label of any language: address blocks mix them."""
    labels = any_of(in_all("phone", "labels"))
    return compiled(
        rf"(?<!\w){labels}(?!\w)\.?{_BLANK}?(?:\([^()\d]{{1,20}}\))?{_BLANK}?:?{_BLANK}{{0,2}}"
        rf"(?P<number>\(?{_DIGITS})(?!\d)",
        re.IGNORECASE,
    )


class PhoneKind:
    """Telephone and fax numbers: international, behind a label, or plainly of national form."""

    name = "phone"
    comparable = frozenset({"link-target"})

    def extract(self, analysis: Analysis) -> Iterator[Fact]:
        text = analysis.text
        if not analysis.has_digits or len(_DIGIT.findall(text)) < _FEWEST:
            return
        found: dict[int, Fact] = {}
        for pattern, least, most in (
            (_INTERNATIONAL, 8, 15),
            (_labelled(), 5, 15),
            (_NATIONAL, 9, 12),
        ):
            for match in pattern.finditer(text):
                fact = _fact(text, match, least, most)
                if fact and analysis.is_free(fact.start, fact.end):
                    found.setdefault(fact.end, fact)
        yield from sorted(found.values(), key=lambda fact: fact.start)

    def relate(self, first: Fact, second: Fact) -> Relation:
        one, other = first.value, second.value
        if not isinstance(one, PhoneValue) or not isinstance(other, PhoneValue):
            return Relation.UNRELATED
        if one == other:
            return Relation.EQUAL
        if one.international != other.international:
            home, abroad = (other, one) if one.international else (one, other)
            if abroad.digits.endswith(home.digits.lstrip("0")):
                return Relation.EQUIVALENT
        return Relation.DIFFERENT

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        """Write the number as its digits: how to group them is the country's affair."""
        return str(value)


def _fact(text: str, match: re.Match[str], least: int, most: int) -> Fact | None:
    number = match["number"]
    international = bool(match.groupdict().get("prefix"))
    if not international and (
        _DATE.match(number) or _NO_PHONE.search(text, max(0, match.start() - 20), match.start())
    ):
        return None
    digits = re.sub(r"\D", "", _TRUNK.sub("", number))
    if not least <= len(digits) <= most or _UNIT.match(text, match.end()):
        return None
    if international and digits[0] == "1" and len(digits) != 11:
        return None  # "+12 500 000" is a change, no number in North America
    start = match.start("prefix" if international else "number")
    if not international and digits.startswith(_FROM_AMERICA) and len(digits) >= _ABROAD:
        digits, international = digits.removeprefix(_FROM_AMERICA), True
    if text[match.start()] == "(" and text.find(")", start, match.end()) > 0:
        start = match.start()  # "(+998) 71 …"
    value = PhoneValue(digits, international)
    return Fact("phone", value, start, match.end(), text[start : match.end()])


KIND = PhoneKind()

"""Reference numbers: Urgent Actions (UA, AU, FI), documents (index numbers), files and cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tm.facts.analysis import Analysis
from tm.facts.wording import HYPHEN, MAYBE_GAP, any_of
from tm.languages import Language, in_all
from tm.model import Fact, Relation, Value
from tm.patterns import compiled

_CENTURY_SPLIT = 60  # a two-digit year from here on is of the twentieth century
# Regions and subjects of the index: only these are believed without the slashes.
_CLASSES = "ACT|AFR|AMR|ASA|DOC|EUR|FIN|IOR|MDE|NWS|ORG|POL"
_SLASH = rf"{MAYBE_GAP}/{MAYBE_GAP}"
INDEX = re.compile(
    rf"(?<![\w/])(?:([A-Z]{{3}}){MAYBE_GAP}(\d{{2}}){_SLASH}(\d{{1,5}}){_SLASH}(\d{{4}}|\d{{2}})"
    rf"|({_CLASSES})(\d{{2}})(\d{{4}})((?:19|20)\d{{2}}))(?!\d)"
)
INDEX_IN_PATH = re.compile(r"/([a-z]{3})[-_/]?(\d{2})[/-](\d{3,5})[/-](\d{4})(?=/|$)", re.I)
_UNITED_NATIONS = re.compile(
    r"(?<![\w/])(?:A|S|E|CCPR|CAT|CEDAW|CRC|CRPD|CERD|CED|CMW|HRI|ST)"
    r"(?:/[A-Z0-9][A-Za-z0-9.()-]{0,15}){1,6}(?![\w/])"
)
_FILE = re.compile(r"(?<![\w/.,-])(\d{1,6})/((?:19|20)\d{2}|(?<=\d{4}/)\d{2})(?![\w/]|[.,]\d)")
# Files of courts and commissions: capitals and at least three digits, in parts ("MC-409-22").
_PARTED = re.compile(
    r"(?<![\w/.@&-])(?=[\d/-]{0,20}[A-Z])(?=(?:[A-Z/-]{0,20}\d){3})"
    r"[A-Z\d]{1,6}(?:[/-][A-Z\d]{1,6}){1,5}(?![\w/@]|-[A-Z\d]{1,6}(?!\w))"
)
# Without one of these there is no code: a quick first look.
_LETTER_BY_DIGIT = re.compile(r"[A-Z0-9](?:(?<=[A-Z])\d|(?<=\d)[A-Z])")


@dataclass(frozen=True, slots=True)
class ActionNumber:
    """The number of an Urgent Action and of its update; leading zeros and centuries are gone."""

    number: int
    year: int
    update: int | None = None

    @classmethod
    def of(cls, number: str, year: str, update: str | None = None) -> ActionNumber:
        return cls(int(number), _full_year(year), int(update) if update else None)

    def __str__(self) -> str:
        update = "" if self.update is None else f"-{self.update}"
        return f"UA {self.number}/{self.year % 100:02}{update}"


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """The index number of a document: region or subject, country, number, year."""

    subject: str
    country: str
    number: int
    year: int

    @classmethod
    def of(cls, subject: str, country: str, number: str, year: str) -> IndexNumber:
        return cls(subject.upper(), country, int(number), _full_year(year))

    def __str__(self) -> str:
        width = 4 if self.year >= 2014 else 3  # the width that was in use at the time
        return f"{self.subject} {self.country}/{self.number:0{width}}/{self.year}"


@dataclass(frozen=True, slots=True)
class FileNumber:
    """The number of a case, an application or a document of the United Nations, as written."""

    text: str

    def __str__(self) -> str:
        return self.text


def _full_year(year: str) -> int:
    if len(year) != 2:
        return int(year)
    return int(year) + (1900 if int(year) >= _CENTURY_SPLIT else 2000)


@dataclass(frozen=True, slots=True)
class _Words:
    labelled: re.Pattern[str]
    more: re.Pattern[str]


@cache
def _words(language: Language) -> _Words:
    """Compile the labels of every language: a number keeps its label in a text that quotes it."""
    labels = any_of(in_all("reference", "urgent_action"))
    signs = any_of(in_all("reference", "number_sign"))
    conjunctions = any_of(language.table("reference").get("and", ()))
    number = (
        r"(?:(?P<before>\d{1,3})-(?P<before_update>\d{1,2})/(?P<before_year>\d{4}|\d{2})"
        rf"|(?P<number>\d{{1,3}}){MAYBE_GAP}[/-]{MAYBE_GAP}(?P<year>(?:19|20)\d{{2}}|\d{{2}})"
        rf"(?:{HYPHEN}(?P<update>\d{{1,2}}))?)(?![\d/])"
    )
    return _Words(
        compiled(rf"(?<![\w/]){labels}(?:{MAYBE_GAP}(?:{signs}|[:#–-])){{0,3}}{MAYBE_GAP}{number}"),
        compiled(
            rf"(?:{MAYBE_GAP},)?{MAYBE_GAP}(?:(?:{conjunctions}|&){MAYBE_GAP})?"
            r"(?P<number>\d{1,3})/(?P<year>\d{2})"
            rf"(?:{HYPHEN}(?P<update>\d{{1,2}}))?(?![\d/])"
        ),
    )


@cache
def _code() -> re.Pattern[str]:
    """Passports, files, accounts: capitals and at least four digits in one word, not "1430GMT"."""
    zones = any_of(in_all("reference", "time_zones"))
    return compiled(
        r"(?<![\w/.@-])(?=[A-Z0-9]{0,16}[A-Z])(?=(?:[A-Z]{0,8}\d){4})"
        rf"(?!\d{{4}}{zones}\b)[A-Z0-9]{{6,20}}(?![\w/@]|-\d)"
    )


@cache
def _dated(language: Language) -> re.Pattern[str]:
    """Match "No. 618 of 2016", which is "618/2016"."""
    table = language.table("reference")
    signs = any_of(in_all("reference", "number_sign"))
    joint = any_of(table.get("of_year", ()))
    return compiled(rf"(?<!\w){signs}{MAYBE_GAP}(\d{{1,6}})\s{joint}\s((?:19|20)\d{{2}})(?!\w)")


@cache
def _union() -> re.Pattern[str]:
    """Match the end of "1272/2008/EC", which is "1272/2008/EG" and "1272/2008/CE"."""
    return compiled(rf"/{any_of(in_all('reference', 'european_union'))}$")


class ReferenceKind:
    """Numbers by which a text, a case or a file is found again."""

    name = "reference"
    comparable = frozenset({"link"})

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        if not analysis.has_digits:
            return ()
        found: list[Fact] = []
        end = 0
        for fact in sorted(self._candidates(analysis), key=lambda fact: (fact.start, -fact.end)):
            if fact.start >= end and analysis.is_free(fact.start, fact.end):
                found.append(fact)
                end = fact.end
        return found

    def _candidates(self, analysis: Analysis) -> Iterator[Fact]:
        text = analysis.text
        if "/" in text or "-" in text:
            yield from _actions(text, analysis.language)
        letter_by_digit = _LETTER_BY_DIGIT.search(text)
        if letter_by_digit or "/" in text:
            for match in INDEX.finditer(text):
                parts = [part for part in match.groups() if part]
                yield _fact(text, match.start(), match.end(), IndexNumber.of(*parts))
        if "/" in text:
            yield from _slashed(text)
        for match in _dated(analysis.language).finditer(text):
            value = FileNumber(f"{int(match[1])}/{match[2]}")
            yield _fact(text, match.start(1), match.end(), value)
        if "/" in text or "-" in text:
            for match in _PARTED.finditer(text):
                value = FileNumber(_union().sub("", match[0]))
                yield _fact(text, match.start(), match.end(), value)
        if letter_by_digit:
            for match in _code().finditer(text):
                yield _fact(text, match.start(), match.end(), FileNumber(match[0]))

    def relate(self, first: Fact, second: Fact) -> Relation:
        return relate_references(first.value, second.value)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        """Write the number under the label that `like` has, else in its canonical form."""
        if not isinstance(value, ActionNumber):
            return str(value)
        label, _, digits = str(value).partition(" ")
        shown = re.match(r"(\D*)(\d*)", like)
        if shown and shown[1]:
            number, _, rest = digits.partition("/")
            return f"{shown[1]}{number.zfill(len(shown[2]))}/{rest}"
        return f"{label} {digits}"


def relate_references(first: Value, second: Value) -> Relation:
    """Compare two reference numbers, or one with an address (whose `index` is compared)."""
    if first == second:
        return Relation.EQUAL
    if isinstance(first, ActionNumber) and isinstance(second, ActionNumber):
        return _relate_actions(first, second)
    one, other = _index(first), _index(second)
    if one and other:
        return _relate_indexes(one, other, type(first) is type(second))
    if isinstance(first, FileNumber) and isinstance(second, FileNumber):
        return Relation.DIFFERENT
    return Relation.UNRELATED


def _relate_actions(first: ActionNumber, second: ActionNumber) -> Relation:
    if (first.number, first.year) != (second.number, second.year):
        return Relation.DIFFERENT
    if first.update is None:
        return Relation.LESS_SPECIFIC
    return Relation.MORE_SPECIFIC if second.update is None else Relation.DIFFERENT


def _relate_indexes(first: IndexNumber, second: IndexNumber, same_kind: bool) -> Relation:
    """Compare index numbers; an address and a number must be close to be about one document."""
    if first == second:
        return Relation.EQUIVALENT
    if same_kind:
        return Relation.DIFFERENT
    agreeing = sum(
        (
            (first.subject, first.country) == (second.subject, second.country),
            first.number == second.number,
            first.year == second.year,
        )
    )
    return Relation.DIFFERENT if agreeing == 2 else Relation.UNRELATED


def _index(value: Value) -> IndexNumber | None:
    found = value if isinstance(value, IndexNumber) else getattr(value, "index", None)
    return found if isinstance(found, IndexNumber) else None


def _slashed(text: str) -> Iterator[Fact]:
    """Yield documents of the United Nations, and files."""
    for match in _UNITED_NATIONS.finditer(text):
        if any(character.isdigit() for character in match[0]):
            end = match.start() + len(match[0].rstrip("."))
            yield _fact(text, match.start(), end, FileNumber(text[match.start() : end]))
    for match in _FILE.finditer(text):
        if _is_file_number(match[1]):
            value = FileNumber(f"{int(match[1])}/{match[2]}")
            yield _fact(text, match.start(), match.end(), value)


def _actions(text: str, language: Language) -> Iterator[Fact]:
    """Yield the numbers behind a label, and those that a list adds ("UA 1/24 and 2/24")."""
    words = _words(language)
    for match in words.labelled.finditer(text):
        yield _action(text, match)
        more = words.more.match(text, match.end())
        while more:
            yield _action(text, more, more.start("number"))
            more = words.more.match(text, more.end())


def _action(text: str, match: re.Match[str], start: int | None = None) -> Fact:
    named = match.groupdict()
    if named.get("before_year"):
        value = ActionNumber.of(named["before"], named["before_year"], named["before_update"])
    else:
        value = ActionNumber.of(named["number"], named["year"], named["update"])
    return _fact(text, match.start() if start is None else start, match.end(), value)


def _is_file_number(number: str) -> bool:
    """Say whether `number` before a slash and a year is no month and no year."""
    return int(number) > 12 and not (len(number) == 4 and number[:2] in ("19", "20"))


def _fact(text: str, start: int, end: int, value: Value) -> Fact:
    return Fact("reference", value, start, end, text[start:end])


KIND = ReferenceKind()

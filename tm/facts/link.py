"""Links: what address they lead to, whatever the scheme, the language part and the punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote

from rapidfuzz.distance import Levenshtein

from tm.facts.analysis import Analysis
from tm.facts.reference import INDEX_IN_PATH, IndexNumber, relate_references
from tm.languages import in_all
from tm.model import Fact, Relation, Value
from tm.patterns import compiled

_GENERIC = ("org", "com", "net", "int", "gov", "edu", "info", "eu")
_CHARACTER = r"[^\s<>\"«»„“”‹›|\\^`{}\[\]]"
_HINT = re.compile(r"\w\.[a-z]{2}|://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z]{3,5}://", re.IGNORECASE)
# ISO 639-1 codes that sites use as a part of host, path or query.
_LANGUAGE = re.compile(
    r"(?:ar|az|be|bg|bn|bs|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|hy|id|it|ja|ka|kk|km|ko|ky"
    r"|lt|lv|mk|ms|my|ne|nl|no|pl|ps|pt|ro|ru|sk|sl|so|sq|sr|sv|sw|ta|tg|th|tk|tr|uk|ur|uz|vi|zh)"
    r"(?:[-_][a-z]{2,4})?",
    re.IGNORECASE,
)
_LANGUAGE_KEYS = frozenset({"lang", "language", "hl", "locale", "setlang", "lng"})
_TRACKING = re.compile(r"(?:utm_|mc_|pk_|at_)\w*|fbclid|gclid|igshid|cid", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CLOSING = {")": "("}
_TRAILING = ".,;:!?'’‘*_…"


@dataclass(frozen=True, slots=True)
class LinkValue:
    """An address without scheme, `www.`, language parts, tracking and trailing slash.

    `language` joins the parts that name one; it is no part of the value, but tells an address
    adapted to the reader ("…/fr/…") from a wrong one.
    """

    host: str
    path: str = ""
    query: str = ""
    language: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.host + self.path + (f"?{self.query}" if self.query else "")

    @property
    def index(self) -> IndexNumber | None:
        """The index number of the document that the address leads to, if it shows one."""
        found = INDEX_IN_PATH.search(self.path)
        return IndexNumber.of(*found.groups()) if found else None

    @classmethod
    def of(cls, address: str) -> LinkValue:
        """Take `address` apart; never fails."""
        scheme = _SCHEME.match(address)
        rest = address[scheme.end() :] if scheme else address
        rest, _, fragment = rest.partition("#")
        rest, _, query = rest.partition("?")
        host, _, path = rest.partition("/")
        languages: list[str] = []
        host = _host(host.lower(), languages)
        path = _path(unquote(path), languages)
        query = _query(query, languages)
        # A fragment names a place on the page, except where a site puts its path there.
        if fragment.startswith(("!", "/")):
            query = f"{query}#{fragment}"
        return cls(host, path, query, "/".join(languages).lower())


def _host(host: str, languages: list[str]) -> str:
    labels = host.rstrip(".").split(".")
    if labels[-1].endswith((":80", ":443")):
        labels[-1] = labels[-1].partition(":")[0]
    if len(labels) > 2 and labels[0] == "www":
        del labels[0]
    if len(labels) > 2 and _LANGUAGE.fullmatch(labels[0]):
        languages.append(labels.pop(0))
    if len(labels) > 2 and labels[0] == "m":
        del labels[0]
    return ".".join(labels)


def _path(path: str, languages: list[str]) -> str:
    kept: list[str] = []
    for part in path.split("/"):
        if _LANGUAGE.fullmatch(part):
            languages.append(part)
        elif part:
            kept.append(part)
    return "".join(f"/{part}" for part in kept)


def _query(query: str, languages: list[str]) -> str:
    kept: list[str] = []
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if key.lower() in _LANGUAGE_KEYS:
            languages.append(value)
        elif pair and not _TRACKING.fullmatch(key):
            kept.append(pair)
    return "&".join(sorted(kept))


@cache
def _national() -> frozenset[str]:
    """Return the top-level domains at home where an installed language is spoken."""
    return frozenset(in_all("link", "top_level_domains"))


@cache
def _pattern() -> re.Pattern[str]:
    endings = "|".join(sorted({*_GENERIC, *_national()}, key=lambda name: (-len(name), name)))
    return compiled(
        rf"(?:https?|ftp)://{_CHARACTER}++"
        rf"|(?<![\w@.-])www\.{_CHARACTER}++"
        rf"|(?<![\w@.-])(?:[a-z0-9-]{{1,63}}\.){{1,6}}(?:{endings})(?![\w@-]|\.\w)"
        rf"(?:/{_CHARACTER}*+)?",
        re.IGNORECASE,
    )


def _end(text: str, start: int, end: int) -> int:
    """Return where the address ends once punctuation of the sentence is left out."""
    balance = {
        opening: text.count(opening, start, end) - text.count(closing, start, end)
        for closing, opening in _CLOSING.items()
    }
    while end > start:
        last = text[end - 1]
        if last in _CLOSING and balance[_CLOSING[last]] < 0:
            balance[_CLOSING[last]] += 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _believable(surface: str, value: LinkValue) -> bool:
    """Say whether this is an address and no end of a sentence without a space ("held.At")."""
    if "/" in surface or surface[:4].lower() == "www.":
        return "." in value.host
    return surface.islower() or value.host.rpartition(".")[2] not in _national()


class LinkKind:
    """Addresses that the text shows."""

    name = "link"
    comparable = frozenset({"link-target", "reference"})

    def extract(self, analysis: Analysis) -> Iterator[Fact]:
        text = analysis.text
        if not _HINT.search(text):
            return
        for match in _pattern().finditer(text):
            start, end = match.start(), _end(text, match.start(), match.end())
            value = LinkValue.of(text[start:end])
            if _believable(text[start:end], value) and analysis.is_free(start, end):
                yield Fact(self.name, value, start, end, text[start:end])

    def relate(self, first: Fact, second: Fact) -> Relation:
        return relate_links(first.value, second.value)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        """Write the address with the language parts of `like`; None where it has none to copy."""
        return None if isinstance(value, LinkValue) and value.language else str(value)


def relate_links(first: Value, second: Value) -> Relation:
    """Compare two addresses, or an address with an index number."""
    if not isinstance(first, LinkValue) or not isinstance(second, LinkValue):
        return relate_references(first, second)
    if first == second:
        return Relation.EQUAL
    if first.index and first.index == second.index:
        return Relation.EQUIVALENT
    if first.host == second.host and not first.query and not second.query:
        if not first.path:
            return Relation.LESS_SPECIFIC
        if not second.path:
            return Relation.MORE_SPECIFIC
    return Relation.EQUIVALENT if _adapted(first, second) else Relation.DIFFERENT


# Translated words of an address have less in common than one with a slip.
_SLIP = 0.8


def _adapted(first: LinkValue, second: LinkValue) -> bool:
    """Say whether one is the other's page for readers of another language.

    Their words are translated then, their numbers are not.
    """
    if _DIGITS.findall(first.path + first.query) != _DIGITS.findall(second.path + second.query):
        return False
    alike = Levenshtein.normalized_similarity(first.path, second.path)
    if _SLIP <= alike < 1:
        return False
    if first.host == second.host:
        return bool(first.language and second.language and first.language != second.language)
    (one, _, ending), (other, _, other_ending) = (
        value.host.rpartition(".") for value in (first, second)
    )
    return one == other and bool({ending, other_ending} & _national())


KIND = LinkKind()

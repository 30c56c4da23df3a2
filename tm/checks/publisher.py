"""What a section says of itself and of letters: its own addresses, the postage, hints to members.

The words are data (`publishers`, `postage`, `topics`, `hints` in `checks.toml` of each language).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tm.facts.email import EmailValue
from tm.facts.link import LinkValue
from tm.languages import in_all
from tm.model import Fact, Segment
from tm.patterns import compiled
from tm.terminology.words import fold

# The kinds of lines, and those of them that no translation can stand beside.
LINES = ("topics", "postage", "address", "hint", "page")
OWN_ADDRESSES = frozenset(("postage", "address"))
# What such a line may state; a date or an age is news.
_HARMLESS = frozenset(
    ("email", "link", "money", "number", "phone", "postbox", "quantity", "reference", "ordinal")
)
# A hint may name the deadline.
_IN_HINT = _HARMLESS | {"date"}
# The title of a section may stand beside a year: "© 2017 – …".
_IN_TITLE = frozenset(("date", "number"))
# In an address a number between commas may look like an age.
_IN_ADDRESS = _HARMLESS | {"age"}
_PRICES = frozenset(("money", "quantity"))
POST_CODE = re.compile(
    r"(?<![\d.,])\d{4,6}(?![\d.,]\d|\d)"  # 10115, 3001
    r"|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"  # H2X 3V4
    r"|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b"  # WC1X 0DW
)
_WORD = re.compile(r"[^\W\d_]+")
# A label before an address ("Further information:") has no more words, the postage begins with its
# own; what makes a hint stands close together.
LABEL_WORDS, _POSTAGE_WORDS, _TITLE_WORDS, _BETWEEN = 8, 2, 6, 80


def kind_of_line(segment: Segment, facts: Sequence[Fact], language: str) -> str:
    """Return what a segment is if it is no more than a way to the section, the postage or a hint.

    Empty for every other segment.
    """
    stated = {fact.kind for fact in facts}
    if stated <= _IN_HINT and _hints().search(fold(segment.text)):
        return "hint"
    if not stated <= _HARMLESS:
        return ""
    if stated <= _IN_TITLE and _is_title(segment):
        return "address"
    if _lists_topics(segment.text):
        return "topics"
    if _is_postage(segment.text, facts):
        return "postage"
    if any(_is_publishers(fact) and isinstance(fact.value, EmailValue) for fact in facts):
        return "address"
    return "page" if _is_own_page(segment, facts, language) else ""


def names_publisher(head: str) -> bool:
    """Say whether the first words of an address are the name of a section, not only its host."""
    found = _publishers().search(fold(head))
    return found is not None and head[found.start() - 1 : found.start()] not in (".", "@", "/")


def is_publishers_address(lines: Sequence[Segment], facts: Sequence[Sequence[Fact]]) -> bool:
    """Say whether lines that begin with the name of a section are its address."""
    stated = [fact for line in lines for fact in facts[line.index]]
    if any(fact.kind not in _IN_ADDRESS for fact in stated):
        return False
    return POST_CODE.search(lines[0].text) is not None or any(map(_is_publishers, stated))


def marks(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield what tells the line of one section from that of another: mail address and prices."""
    return (str(fact.value) for fact in facts if fact.kind in ("email", "money"))


def words_beside(segment: Segment, facts: Sequence[Fact]) -> int:
    """Return the number of words of a segment that belong to no fact."""
    rest = list(segment.text)
    for fact in facts:
        rest[fact.start : fact.end] = " " * (fact.end - fact.start)
    return len(_WORD.findall("".join(rest)))


def _is_own_page(segment: Segment, facts: Sequence[Fact], language: str) -> bool:
    """Say whether a segment is no more than a label and a link that few versions have.

    The publisher has its pages, and others have pages in the version's own language, in some
    languages only.
    """
    return (
        any(isinstance(fact.value, LinkValue) for fact in facts)
        and words_beside(segment, facts) <= LABEL_WORDS
        and (
            any(_is_publishers(fact) for fact in facts)
            or all(_is_in(language, fact.value) for fact in facts)
        )
    )


def _is_in(language: str, link: object) -> bool:
    return isinstance(link, LinkValue) and language in link.language.casefold().split("/")


def _is_publishers(fact: Fact) -> bool:
    if isinstance(fact.value, LinkValue):
        return _publishers().search(fact.value.host) is not None
    return isinstance(fact.value, EmailValue) and _publishers().search(str(fact.value)) is not None


def _is_title(segment: Segment) -> bool:
    """Say whether a line is the name of a section and no more: "Amnesty International Schweiz"."""
    words = [word for word in segment.text.split() if any(map(str.isalpha, word))]
    if not words or len(words) > _TITLE_WORDS or words[-1][-1] in ".!?:":
        return False
    return names_publisher(" ".join(words[:2]))


def _lists_topics(text: str) -> bool:
    """Say whether a line files an appeal under topics: "Issues: Unfair trial, Torture"."""
    label, colon, _ = fold(text).partition(":")
    return bool(colon) and label.strip() in _words("topics")


def _is_postage(text: str, facts: Sequence[Fact]) -> bool:
    if not any(fact.kind in _PRICES for fact in facts):
        return False
    first = [fold(word) for word in _WORD.findall(text)[:_POSTAGE_WORDS]]
    # "Luftpostporto" is postage as well.
    return " ".join(first) in _words("postage") or any(
        word.endswith(name) for word in first for name in _words("postage")
    )


@cache
def _publishers() -> re.Pattern[str]:
    words = sorted(map(re.escape, map(fold, in_all("checks", "publishers"))))
    return compiled("|".join(words) or r"(?!)")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, in_all("checks", name)))


@cache
def _hints() -> re.Pattern[str]:
    """Return what finds a hint: its parts in their order ("copies … diplomatic")."""
    hints = [
        rf"\b{rf'.{{1,{_BETWEEN}}}?'.join(map(re.escape, fold(hint).split(' … ')))}"
        for hint in in_all("checks", "hints")
    ]
    return compiled("|".join(hints) or r"(?!)")

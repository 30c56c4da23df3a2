"""Addresses of embassies and sections: in each version of another country, or of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tm.checks.publisher import POST_CODE, is_publishers_address, names_publisher
from tm.languages import in_all
from tm.model import BlockKind, Fact, Segment
from tm.patterns import compiled
from tm.terminology.fixed import load_fixed_texts
from tm.terminology.words import fold

# The line that names an embassy has the word among its first; no line of an address is longer.
_FIRST_WORDS, _LONGEST = 5, 120
# An address has no more lines.
_LINES = 10
# What stands on one line is an address where so many commas part it.
_COMMAS = 2
_CONTACTS = frozenset(("email", "link", "phone"))
_WORD = re.compile(r"[^\W\d_]+")
# A post code, or the end of a number that may be grouped in any way.
_NUMBER = re.compile(r"\d{4,}")
_TAIL = 6
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]$")
_SENTENCE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Mission:
    """The lines of one address of an embassy or section, and what tells it from another one."""

    language: str
    lines: tuple[int, ...]
    marks: frozenset[str]

    def is_shared_with(self, other: Mission) -> bool:
        """Say whether another version gives the same address."""
        return self.language != other.language and not self.marks.isdisjoint(other.marks)


def missions(
    language: str, segments: Sequence[Segment], facts: Sequence[Sequence[Fact]]
) -> Iterator[Mission]:
    """Yield the addresses of embassies: a line that names one, and the lines up to its contacts.

    So with the address of the section that publishes the version, which has no marks: no other
    version need have it.
    """
    after = 0
    for segment in segments:
        embassy = _names_mission(segment.text)
        if segment.index < after or not (embassy or _names_publisher(segment.text)):
            continue
        below = segments[segment.index + 1 :]
        lines = [segment, *_address_below(language, below, segment, facts, embassy=embassy)]
        if not embassy and is_publishers_address(lines, facts):
            marks = frozenset[str]()
        elif not embassy or not _is_embassys(lines, facts):
            continue
        else:
            marks = frozenset(mark for line in lines for mark in _marks(line, facts[line.index]))
        if marks or not embassy:
            after = lines[-1].index + 1
            yield Mission(language, tuple(line.index for line in lines), marks)


def _is_embassys(lines: Sequence[Segment], facts: Sequence[Sequence[Fact]]) -> bool:
    one_block = len(lines) > 1 and lines[1].block == lines[0].block
    head = lines[0].text
    one_line = head.count(",") >= _COMMAS or POST_CODE.search(head) is not None
    return one_block or one_line or any(_is_contact(facts[line.index]) for line in lines)


def _names_mission(text: str) -> bool:
    one_line = _is_line(text) or (":" in text and POST_CODE.search(text) is not None)
    return one_line and _mission_words().search(fold(_head(text))) is not None


def _names_publisher(text: str) -> bool:
    return _is_line(text) and names_publisher(_head(text))


def _head(text: str) -> str:
    return " ".join(text.split()[:_FIRST_WORDS])


@cache
def _mission_words() -> re.Pattern[str]:
    """Return what finds the word for an embassy in any language: addresses keep their own."""
    words = in_all("checks", "missions")
    return compiled("|".join(rf"{re.escape(fold(word))}\b" for word in words) or r"(?!)")


def _is_line(text: str) -> bool:
    """Say whether a text may be a line of an address, and is no sentence."""
    if len(text) > _LONGEST or text.endswith(":"):
        return False
    return len(_WORD.findall(text)) < _SENTENCE_WORDS or not _SENTENCE.search(text)


def _address_below(
    language: str,
    below: Sequence[Segment],
    head: Segment,
    facts: Sequence[Sequence[Fact]],
    *,
    embassy: bool,
) -> Iterator[Segment]:
    """Yield the lines of an address below its first line.

    Lines of one block belong together; lines that are blocks of their own (paragraphs of a Word
    file) go on up to the last of the telephone numbers and addresses. The heading of another part
    ends the address of an embassy; a section may have "Urgent Actions" in its own.
    """
    block = bool(below) and below[0].block == head.block
    found = [head, *below[:_LINES]]
    for above, line in pairwise(found):
        if line.block != head.block if block else _ends(above, line, facts):
            return
        if not _is_line(line.text) or (embassy and _is_heading(line, language, facts)):
            return
        yield line


def _ends(above: Segment, line: Segment, facts: Sequence[Sequence[Fact]]) -> bool:
    """Say whether a block is no line of the address that the block above belongs to."""
    if line.kind is BlockKind.HEADING:
        return True
    if _is_contact(facts[line.index]):
        return False
    return _is_contact(facts[above.index]) or _names_mission(line.text)


def _is_heading(line: Segment, language: str, facts: Sequence[Sequence[Fact]]) -> bool:
    fixed = load_fixed_texts().find(line.text, language) is not None
    return fixed and not _is_contact(facts[line.index])


def _is_contact(facts: Sequence[Fact]) -> bool:
    return any(fact.kind in _CONTACTS for fact in facts)


def _marks(segment: Segment, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield what tells one address from another: post code, telephone number, e-mail address."""
    for fact in facts:
        if fact.kind == "phone":
            yield "".join(filter(str.isdigit, fact.surface))[-_TAIL:]
        elif fact.kind in _CONTACTS:
            yield fact.surface.casefold()
    yield from _NUMBER.findall(segment.text)

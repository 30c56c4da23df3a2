"""What a section writes for its own readers, which the other versions cannot have.

Appeals go in copy to the embassy in the reader's country, so each version has another address
there, or none. Notes to the members of a section, such as whom to ask after the date, stand in one
version only, as do lists of the earlier appeals for a case, and each section has headers and
footers of its own. All this is taken out of the beads: nothing there can be missing or differ.
An embassy that two versions share (both for Switzerland) stays in and is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from tm.facts.reference import FileNumber
from tm.languages import in_all
from tm.model import Bead, BlockKind, Fact, Segment
from tm.terminology.fixed import load_fixed_texts
from tm.terminology.words import fold

FactsBySegment = Mapping[str, Sequence[Sequence[Fact]]]

NOTE = "note"  # the context of such texts in the catalogues
# The line that names an embassy has the word among its first; no line of an address is longer.
_FIRST_WORDS, _LONGEST = 5, 120
# An address has no more lines.
_LINES = 10
_CONTACTS = frozenset(("email", "link", "phone"))
_MARGINS = frozenset((BlockKind.HEADER, BlockKind.FOOTER))
# What a header or footer says of the text itself.
_IDENTIFYING = frozenset(("date", "reference"))
_WORD = re.compile(r"[^\W\d_]+")
# A post code, or the end of a number that may be grouped in any way.
_NUMBER = re.compile(r"\d{4,}")
_TAIL = 6
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]$")
_SENTENCE_WORDS = 6
_NO_CASE = frozenset(("money", "number"))
# A list of earlier appeals has so many numbers, and no more words beside them.
_SEVERAL, _LABEL_WORDS = 3, 8


@dataclass(frozen=True, slots=True)
class _Mission:
    """The lines of one address of an embassy, and what tells it from another one."""

    language: str
    lines: tuple[int, ...]
    marks: frozenset[str]


def without_own_matter(
    segments: Mapping[str, Sequence[Segment]], beads: Sequence[Bead], facts: FactsBySegment
) -> tuple[Bead, ...]:
    """Return the beads, numbered as before, without what concerns the readers of one version.

    A version whose part of a bead is taken out has no part in it, so that it does not lack it.
    """
    missions = [each for code in segments for each in _missions(code, segments[code], facts[code])]
    shared = {id(one) for one in missions for other in missions if _is_same(one, other)}
    own = {(m.language, n) for m in missions if id(m) not in shared for n in m.lines}
    common = {(m.language, n) for m in missions if id(m) in shared for n in m.lines}
    own |= {
        (code, segment.index)
        for code, texts in segments.items()
        for segment in texts
        if _is_note(segment, facts[code][segment.index], code)
    }
    own |= _earlier_actions(segments, facts) | _publishers_titles(segments, facts)
    own |= {key for code, texts in segments.items() for key in _margins(code, texts, facts[code])}
    touched = own | common
    return tuple(
        _apart(bead, own, common)
        if any((code, n) in touched for code, indices in bead.segments.items() for n in indices)
        else bead
        for bead in beads
    )


def _apart(bead: Bead, own: set[tuple[str, int]], common: set[tuple[str, int]]) -> Bead:
    left = {
        code: kept
        for code, indices in bead.segments.items()
        if (kept := tuple(n for n in indices if (code, n) not in own)) or not indices
    }
    # Nor does a version lack an embassy that all who name one share, or what is left of no one.
    if all((code, n) in common for code, indices in left.items() for n in indices):
        left = {code: indices for code, indices in left.items() if indices}
    return replace(bead, segments=left)


def _is_same(one: _Mission, other: _Mission) -> bool:
    return one.language != other.language and not one.marks.isdisjoint(other.marks)


def _missions(
    language: str, segments: Sequence[Segment], facts: Sequence[Sequence[Fact]]
) -> Iterator[_Mission]:
    """Yield the addresses of embassies: a line that names one, and the lines up to its contacts."""
    after = 0
    for segment in segments:
        if segment.index < after or not _names_mission(segment.text):
            continue
        lines = [segment, *_address_below(language, segments[segment.index + 1 :], segment, facts)]
        marks = frozenset(mark for line in lines for mark in _marks(line, facts[line.index]))
        one_block = len(lines) > 1 and lines[1].block == segment.block
        if marks and (one_block or any(_is_contact(facts[line.index]) for line in lines)):
            after = lines[-1].index + 1
            yield _Mission(language, tuple(line.index for line in lines), marks)


def _names_mission(text: str) -> bool:
    head = " ".join(fold(text).split()[:_FIRST_WORDS])
    return _is_line(text) and _mission_words().search(head) is not None


@cache
def _mission_words() -> re.Pattern[str]:
    """Return what finds the word for an embassy in any language: addresses keep their own."""
    words = in_all("checks", "missions")
    return re.compile("|".join(rf"{re.escape(fold(word))}\b" for word in words) or r"(?!)")


def _is_line(text: str) -> bool:
    """Say whether a text may be a line of an address, and is no sentence."""
    if len(text) > _LONGEST or text.endswith(":"):
        return False
    return len(_WORD.findall(text)) < _SENTENCE_WORDS or not _SENTENCE.search(text)


def _address_below(
    language: str, below: Sequence[Segment], head: Segment, facts: Sequence[Sequence[Fact]]
) -> Iterator[Segment]:
    """Yield the lines of an address below its first line.

    Lines of one block belong together; lines that are blocks of their own (paragraphs of a Word
    file) go on up to the last of the telephone numbers and addresses.
    """
    block = bool(below) and below[0].block == head.block
    found = [head, *below[:_LINES]]
    for above, line in pairwise(found):
        if line.block != head.block if block else _ends(language, above, line, facts):
            return
        if not _is_line(line.text):
            return
        yield line


def _ends(language: str, above: Segment, line: Segment, facts: Sequence[Sequence[Fact]]) -> bool:
    """Say whether a block is no line of the address that the block above belongs to."""
    if line.kind is BlockKind.HEADING:
        return True
    if _is_contact(facts[line.index]):
        return False
    return (
        _is_contact(facts[above.index])
        or load_fixed_texts().find(line.text, language) is not None
        or _names_mission(line.text)
    )


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


def _is_note(segment: Segment, facts: Sequence[Fact], language: str) -> bool:
    """Say whether a segment is a note that tells nothing of the case, but perhaps the postage."""
    if any(fact.kind not in _NO_CASE for fact in facts):
        return False
    texts = load_fixed_texts()
    use = texts.find(segment.text, language)
    return (
        use is not None
        and use.end == len(segment.text)
        and all(texts.texts[source].kind == NOTE for source in use.sources)
    )


def _margins(
    language: str, segments: Sequence[Segment], facts: Sequence[Sequence[Fact]]
) -> Iterator[tuple[str, int]]:
    """Yield headers and footers that name their section, or repeat the number and date of the text.

    A number or a date that the text itself does not have is compared.
    """
    margins = [segment.index for segment in segments if segment.kind in _MARGINS]
    if not margins:
        return
    text = {
        (fact.kind, fact.value)
        for segment in segments
        if segment.kind not in _MARGINS
        for fact in facts[segment.index]
    }
    for index in margins:
        told = {(fact.kind, fact.value) for fact in facts[index] if fact.kind in _IDENTIFYING}
        if told <= text:
            yield language, index


def _earlier_actions(
    segments: Mapping[str, Sequence[Segment]], facts: FactsBySegment
) -> set[tuple[str, int]]:
    """Return the list of the earlier appeals for one case, where one version alone has such a list.

    It gives their index numbers and dates, and hardly a word more.
    """
    lists = {
        (code, segment.index)
        for code, texts in segments.items()
        for segment in texts
        if _lists_actions(segment, facts[code][segment.index])
    }
    return lists if len({code for code, _ in lists}) == 1 else set()


def _lists_actions(segment: Segment, facts: Sequence[Fact]) -> bool:
    references = {fact.value for fact in facts if fact.kind == "reference"}
    if len(references) < _SEVERAL:
        return False
    rest = list(segment.text)
    for fact in facts:
        rest[fact.start : fact.end] = " " * (fact.end - fact.start)
    return len(_WORD.findall("".join(rest))) <= _LABEL_WORDS


def _publishers_titles(
    segments: Mapping[str, Sequence[Segment]], facts: FactsBySegment
) -> set[tuple[str, int]]:
    """Return first lines with a file number that no other version has: a republisher's own."""
    numbers = {
        code: {fact.value for found in facts[code] for fact in found if _is_file_number(fact)}
        for code in segments
    }
    return {
        (code, texts[0].index)
        for code, texts in segments.items()
        for fact in (facts[code][texts[0].index] if texts else ())
        if _is_file_number(fact)
        if not any(fact.value in numbers[other] for other in segments if other != code)
    }


def _is_file_number(fact: Fact) -> bool:
    return isinstance(fact.value, FileNumber)

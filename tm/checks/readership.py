"""What a section writes for its own readers, which the other versions cannot have.

Appeals go in copy to the embassy in the reader's country, so each version has another address
there, or none. Notes to the members of a section, such as whom to ask after the date or the
postage, stand in one version only, as do lists of the earlier appeals for a case, and each section
has an address, headers and footers of its own. All this is taken out of the beads: nothing there
can be missing or differ. What two versions share (both for Switzerland, or a link to the same
document) stays in and is compared; the others do not lack it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tm.checks.missions import missions
from tm.checks.publisher import (
    LABEL_WORDS,
    LINES,
    OWN_ADDRESSES,
    kind_of_line,
    marks,
    words_beside,
)
from tm.facts.reference import FileNumber, IndexNumber
from tm.model import Bead, BlockKind, Fact, Segment
from tm.terminology.fixed import load_fixed_texts

Key = tuple[str, int]  # a language and the number of a segment
FactsBySegment = Mapping[str, Sequence[Sequence[Fact]]]

NOTE = "note"  # the context of such texts in the catalogues
NOTES = frozenset((NOTE, *LINES))
_MARGINS = frozenset((BlockKind.HEADER, BlockKind.FOOTER))
# What a header or footer says of the text itself.
_IDENTIFYING = frozenset(("date", "reference"))
_NO_CASE = frozenset(("money", "number"))
# A list of earlier appeals has so many index numbers, and no more words beside them than a label.
_SEVERAL = 2


def without_own_matter(
    segments: Mapping[str, Sequence[Segment]], beads: Sequence[Bead], facts: FactsBySegment
) -> tuple[Bead, ...]:
    """Return the beads, numbered as before, without what concerns the readers of one version.

    A version whose part of a bead is taken out has no part in it, so that it does not lack it.
    """
    named = [each for code in segments for each in missions(code, segments[code], facts[code])]
    shared = {id(one) for one in named for other in named if one.is_shared_with(other)}
    own = {(each.language, n) for each in named if id(each) not in shared for n in each.lines}
    common = {(each.language, n) for each in named if id(each) in shared for n in each.lines}
    optional: dict[Key, str] = {}
    for key, kind, alone in (*_publishers_lines(segments, facts), *_notes(segments, facts)):
        if alone:
            own.add(key)
        else:
            optional[key] = kind
    own |= _earlier_actions(segments, facts) | _publishers_titles(segments, facts)
    own |= {key for code, texts in segments.items() for key in _margins(code, texts, facts[code])}
    touched = own | common | optional.keys()
    return tuple(
        _apart(bead, own | _misplaced(bead, optional), common | optional.keys())
        if any((code, n) in touched for code, indices in bead.segments.items() for n in indices)
        else bead
        for bead in beads
    )


def _apart(bead: Bead, own: set[Key], common: set[Key]) -> Bead:
    left = {
        code: kept
        for code, indices in bead.segments.items()
        if (kept := tuple(n for n in indices if (code, n) not in own)) or not indices
    }
    # Nor does a version lack an embassy that all who name one share, or what is left of no one.
    if all((code, n) in common for code, indices in left.items() for n in indices):
        left = {code: indices for code, indices in left.items() if indices}
    return replace(bead, segments=left)


def _misplaced(bead: Bead, optional: Mapping[Key, str]) -> set[Key]:
    """Return the optional segments of a bead that stand beside what they do not translate."""
    inside = {(code, n) for code, indices in bead.segments.items() for n in indices}
    mine = inside & optional.keys()
    if mine != inside:
        return {key for key in mine if optional[key] in OWN_ADDRESSES}
    versions = {kind: {key[0] for key in mine if optional[key] == kind} for kind in NOTES}
    return {key for key in mine if len(versions[optional[key]]) == 1}


def _publishers_lines(
    segments: Mapping[str, Sequence[Segment]], facts: FactsBySegment
) -> Iterator[tuple[Key, str, bool]]:
    """Yield the lines about a section, what each is, and whether one version alone has it."""
    lines = {
        (code, segment.index): (kind, frozenset(marks(facts[code][segment.index])))
        for code, texts in segments.items()
        for segment in texts
        if (kind := kind_of_line(segment, facts[code][segment.index], code))
    }
    for key, (kind, told) in lines.items():
        others = (theirs for (other, _), (_, theirs) in lines.items() if other != key[0])
        says_nothing = not facts[key[0]][key[1]]
        alone = bool(told) and all(told.isdisjoint(theirs) for theirs in others)
        yield key, kind, says_nothing or alone


def _notes(
    segments: Mapping[str, Sequence[Segment]], facts: FactsBySegment
) -> Iterator[tuple[Key, str, bool]]:
    """Yield the notes to members: one that states something of the case is compared."""
    for code, texts in segments.items():
        for segment in texts:
            if _is_note(segment, code):
                stated = {fact.kind for fact in facts[code][segment.index]}
                yield (code, segment.index), NOTE, stated <= _NO_CASE


def _is_note(segment: Segment, language: str) -> bool:
    """Say whether a segment is a note to the members, which no version need have."""
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


def _earlier_actions(segments: Mapping[str, Sequence[Segment]], facts: FactsBySegment) -> set[Key]:
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
    numbers = {fact.value for fact in facts if isinstance(fact.value, IndexNumber)}
    if len(numbers) < _SEVERAL:
        return False
    return words_beside(segment, facts) <= LABEL_WORDS


def _publishers_titles(
    segments: Mapping[str, Sequence[Segment]], facts: FactsBySegment
) -> set[Key]:
    """Return the first line with a file number, where one version alone begins with one.

    Whoever publishes a version once more puts a number of their own above it.
    """
    first = {
        (code, texts[0].index)
        for code, texts in segments.items()
        if texts and any(isinstance(each.value, FileNumber) for each in facts[code][texts[0].index])
    }
    return first if len(first) == 1 else set()

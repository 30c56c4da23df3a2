"""What helps to align beyond the texts themselves: fixed wordings, word lists, the memory.

Nothing of it is needed. Lists are read when a run begins, so that an error in them is said at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tm import languages
from tm.alignment import Constraints, Lexicon, WordStatistics, align, lexicon_of
from tm.app.headings import join_headings
from tm.config import Config
from tm.errors import FileError
from tm.languages.lexicon import Lexicon as Concepts
from tm.languages.lexicon import read_list
from tm.model import Bead, Fact, Segment
from tm.terminology.fixed import FixedTexts, load_fixed_texts

FREE = Constraints()
_DIGIT = re.compile(r"\d")
TBX = frozenset({".tbx", ".xml"})

Segments = Mapping[str, Sequence[Segment | str]]
Facts = Mapping[str, Sequence[Sequence[Fact]]]


@dataclass(frozen=True)
class Knowledge:
    """Word lists and what a memory teaches, for all texts of a run."""

    lexicons: tuple[Lexicon, ...] = ()
    statistics: Mapping[tuple[str, str], WordStatistics] = field(default_factory=dict)

    def align(
        self, segments: Segments, facts: Facts | None = None, constraints: Constraints = FREE
    ) -> list[Bead]:
        """Align the versions of one text; `facts`, if known, are those of each segment."""
        beads = align(
            {code: [_wording(code, each) for each in rows] for code, rows in segments.items()},
            facts=facts,
            statistics=self.statistics,
            lexicons=self.lexicons,
            constraints=constraints,
        )
        corrected = constraints.pins or constraints.forbids
        return beads if corrected else join_headings(beads, segments)


NOTHING = Knowledge()


def gather(settings: Config) -> Knowledge:
    """Read what the configuration names; errors name the file, the line and what to do."""
    lexicons = tuple(lexicon_of(read_lexicon(path)) for path in settings.lexicons)
    return Knowledge(lexicons, _taught(settings))


def _taught(settings: Config) -> Mapping[tuple[str, str], WordStatistics]:
    if not settings.learn_from_memory:
        return {}
    from tm.app.learning import taught_by
    from tm.app.memories import memory_path

    return taught_by(memory_path(None, settings))


def read_lexicon(path: Path) -> Concepts:
    """Read a word list of the user's own: TBX by its ending, else a table with tabs."""
    return _from_tbx(path) if path.suffix.lower() in TBX else read_list(path)


def _from_tbx(path: Path) -> Concepts:
    """Return the concepts of a TBX file that have words in two of our languages or more."""
    from tm.exchange.tbx import read_tbx

    known = frozenset(languages.codes())
    concepts = {
        f"entry {number}": {
            code: tuple(term.text for term in terms)
            for code, terms in concept.terms.items()
            if code in known
        }
        for number, concept in enumerate(read_tbx(path), start=1)
    }
    useful = {name: versions for name, versions in concepts.items() if len(versions) > 1}
    if not useful:
        raise FileError(
            path,
            "no entry has terms in two of our languages",
            f"give terms in two or more of {', '.join(languages.codes())}",
        )
    return useful


def _wording(code: str, segment: Segment | str) -> Segment | str:
    """Return the segment, a fixed text in the one wording that stands for it in every language.

    "Yours sincerely," and « Veuillez agréer, Monsieur le Ministre, … » have no word in common, and
    differ in length. What holds a number is left alone: that says where it belongs.
    """
    text = segment if isinstance(segment, str) else segment.text
    use = None if _DIGIT.search(text) else _fixed().find(text, code)
    if use is None or use.surface != text:
        return segment
    wording = _canonical()[min(use.sources)]
    return wording if isinstance(segment, str) else replace(segment, text=wording)


@cache
def _fixed() -> FixedTexts:
    return load_fixed_texts()


@cache
def _canonical() -> Mapping[str, str]:
    """Return one wording for all fixed texts that share a wording in some language.

    French says "Monsieur le Ministre" for "Dear Minister" and for "Your Excellency".
    """
    found = _fixed()
    wordings = {source: source for source in found.texts}

    def root(source: str) -> str:
        while wordings[source] != source:
            source = wordings[source]
        return source

    for first, second in _sharing(found):
        one, other = sorted((root(first), root(second)))
        wordings[other] = one
    return {source: root(source) for source in wordings}


def _sharing(found: FixedTexts) -> Iterable[tuple[str, str]]:
    """Yield pairs of fixed texts of which the approved wording of one may be the other.

    What two merely admit ("FI", "UA") would make all headings one over a few steps.
    """
    for source, text in found.texts.items():
        for code, wordings in text.wordings.items():
            use = found.find(wordings[0], code)
            for other in use.sources if use else ():
                yield source, other

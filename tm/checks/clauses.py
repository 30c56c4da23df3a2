"""Clauses that one version leaves out of a sentence: several words in a row, and the room for them.

Translators condense, so that a word without a counterpart says little. Where several that stand
together in all other versions have none, and the version is shorter by about as much, the clause
is gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tm.checks.ballots import Ballot, Lost, is_vague
from tm.checks.senses import Word

# So many words must be lost, which make up at least this share of the words between the first and
# the last that carry meaning.
_FEWEST, _DENSE = 3, 0.5
# By how much of the clause the version must be shorter than the others, and how much longer a
# version is than another for no reason.
_SHORTER, _FREE = 0.6, 0.1


def lost_clause(
    ballot: Ballot, texts: Mapping[str, str], words: Mapping[str, Sequence[Word]]
) -> Lost | None:
    """Return the clause that a version leaves out, as one long word of each other version."""
    lost = ballot.lost
    if len(lost) < _FEWEST or len(ballot.left) > 1 or sum(map(is_vague, lost)) * 2 > len(lost):
        return None
    spans = {language: _span([each.words[language] for each in lost]) for language in ballot.others}
    for language, span in spans.items():
        inside = sum(span.start <= word.start < span.end for word in words[language])
        if len(lost) < _DENSE * inside:
            return None
        expected = len(texts[language]) - _SHORTER * (span.end - span.start)
        if len(texts[ballot.third]) > expected * (1 + _FREE):
            return None
    return Lost(spans, frozenset())


def _span(words: Sequence[Word]) -> Word:
    start, end = min(word.start for word in words), max(word.end for word in words)
    return Word("", start, end)

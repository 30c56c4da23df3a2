"""Files that stand alone in a folder and may belong to a set beside them.

A second draft under a name of its own, or a version translated too freely to be recognised, is
compared with nothing: better to say so than to let it pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tm.documents.candidates import Candidate
from tm.documents.likeness import contradict, likeness, signature

Group = Sequence[Candidate]

# Two drafts in one language share more than the first; an Urgent Action and its update up to 0.7.
# Versions that were not recognised share more than the second; unrelated texts less than 0.3.
COPY, VERSION = 0.8, 0.3


def strays(groups: Sequence[Group]) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield the files of one folder that stand alone, each with the file that it is much like."""
    alone = [items[0] for items in groups if len(_languages(items)) == 1]
    known: dict[Path, frozenset[str]] = {}
    for stray in alone:
        best, nearest = 0.0, stray
        for other, least in _comparable(stray, groups):
            for path in (stray.path, other.path):
                if path not in known:
                    known[path] = signature(path)
            degree = likeness(known[stray.path], known[other.path]) / least
            if degree > best:
                best, nearest = degree, other
        if best >= 1:
            yield stray, nearest


def _languages(items: Group) -> set[str]:
    return {item.language for item in items}


def _comparable(stray: Candidate, groups: Sequence[Group]) -> Iterator[tuple[Candidate, float]]:
    """Yield the files that a stray may belong to: of a set those in its language, else all."""
    for items in groups:
        if not (_languages(items) <= {stray.language} or contradict([stray], items)):
            same = [(item, COPY) for item in items if item.language == stray.language]
            yield from same or [(item, VERSION) for item in items]

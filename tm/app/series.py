"""The texts of one case that are checked in one run: what was said before is compared."""

from __future__ import annotations

import re
from collections import defaultdict

from tm.app.loading import LoadedSet
from tm.checks.charges import EarlierText

_NUMBER = re.compile(r"UA \d+/\d+")
# Charges are quoted; nothing else of an earlier text is needed.
_QUOTES = frozenset('«»“”„"')


class Series:
    """Remembers the sets of a run by the numbers of Urgent Actions that they name."""

    def __init__(self) -> None:
        self._by_number: dict[str, list[EarlierText]] = defaultdict(list)
        self._said: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def before(self, loaded: LoadedSet) -> tuple[EarlierText, ...]:
        """Return what was said in sets of the same case that came before, the latest first."""
        texts = [text for number in _numbers(loaded) for text in self._by_number[number]]
        return tuple({text.name: text for text in reversed(texts)}.values())

    def add(self, loaded: LoadedSet) -> None:
        """Remember what the set says and no set of the case has said before."""
        for number in _numbers(loaded):
            said = self._said[number]
            segments = {
                language: tuple(
                    s.text
                    for s in part
                    if not _QUOTES.isdisjoint(s.text) and (language, s.text) not in said
                )
                for language, part in loaded.segments.items()
            }
            said.update((language, text) for language, texts in segments.items() for text in texts)
            if any(segments.values()):
                self._by_number[number].append(EarlierText(loaded.name, segments))


def _numbers(loaded: LoadedSet) -> list[str]:
    """Return the numbers that the versions name, without those of updates."""
    found = {
        number[0]
        for part in loaded.facts.values()
        for facts in part
        for fact in facts
        if fact.kind == "reference" and (number := _NUMBER.match(str(fact.value)))
    }
    return sorted(found)

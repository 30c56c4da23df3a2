"""A text made ready once for all kinds: which characters are already claimed, and its language."""

from __future__ import annotations

from dataclasses import dataclass, field

from tm.languages import Language


@dataclass(slots=True)
class Analysis:
    """One text under extraction.

    Kinds run from the most to the least telling (link, reference, law, date, … number). Each claims
    the characters of its facts, so that "2019" inside an index number is not a year as well.
    """

    text: str
    language: Language
    claimed: list[tuple[int, int]] = field(default_factory=list)

    def is_free(self, start: int, end: int) -> bool:
        """Say whether no fact found so far touches `text[start:end]`."""
        return all(end <= first or last <= start for first, last in self.claimed)

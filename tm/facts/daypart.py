"""Parts of the day: "in the evening", "am Morgen", "l'après-midi".

Translations add and drop them, and draw the line between evening and night in other places, so that
only a contradiction counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.facts.lexicon import Hit
from tm.model import Fact, Relation, Salience, Value

# "Last night" is "gestern Abend"; "3 in the morning" is "nachts um 3".
_TOUCHES = frozenset(("morning", "evening"))


@dataclass(frozen=True, slots=True)
class DayPart:
    """Morning, afternoon, evening or night, which is also the canonical form."""

    name: str

    def __str__(self) -> str:
        return self.name


class DayPartKind:
    """Values are `DayPart`."""

    name = "daypart"
    comparable: frozenset[str] = frozenset()

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        yield from _in_weekdays(analysis)
        done = 0
        for hit in analysis.sorts.get("day_part", ()):
            start, end = analysis.tokens[hit.first].start, analysis.tokens[hit.last].end
            if start >= done and analysis.is_free(start, end):
                done = end
                yield make_fact(
                    analysis, self.name, DayPart(hit.value), hit.first, hit.last, bounded=False,
                    salience=Salience.NONE,
                )  # fmt: skip

    def relate(self, first: Fact, second: Fact) -> Relation:
        mine, other = str(first.value), str(second.value)
        if mine == other:
            return Relation.EQUAL
        if (mine == "night" and other in _TOUCHES) or (other == "night" and mine in _TOUCHES):
            return Relation.UNRELATED
        return Relation.DIFFERENT

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        return None


def day_part_start(analysis: Analysis, hit: Hit) -> tuple[int, str] | None:
    """Return where the part of the day begins in a weekday such as "Dienstagabend", and which."""
    endings = analysis.lexicon.settings["calendar"].get("day_part_endings")
    if not endings:
        return None
    token = analysis.tokens[hit.first]
    for ending, name in endings.items():
        if token.fold.endswith(ending) and token.end - token.start == len(token.fold):
            return token.end - len(ending), name
    return None


def _in_weekdays(analysis: Analysis) -> Iterator[Fact]:
    """Yield the "abend" of "Dienstagabend", where the weekday is a date of its own."""
    for hit in analysis.sorts.get("weekday", ()):
        if (found := day_part_start(analysis, hit)) and analysis.is_free(
            found[0], analysis.tokens[hit.last].end
        ):
            start, end = found[0], analysis.tokens[hit.last].end
            surface = analysis.text[start:end]
            yield Fact("daypart", DayPart(found[1]), start, end, surface, salience=Salience.NONE)


KIND = DayPartKind()

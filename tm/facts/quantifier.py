"""Quantifiers without a number: "all of them", "die meisten", "certains".

Translations add, drop and turn them round ("all refused", "aucun n'a accepté"), so that only a
plain contradiction counts: all against most, some or a few, and most against some.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.model import Fact, Relation, Salience, Value

_CONTRARY = (
    frozenset(("all", "most")),
    frozenset(("all", "some")),
    frozenset(("all", "few")),
    frozenset(("most", "some")),
)


@dataclass(frozen=True, slots=True)
class Quantifier:
    """All, most, some or few of a group, which is also the canonical form."""

    name: str

    def __str__(self) -> str:
        return self.name


class QuantifierKind:
    """Values are `Quantifier`."""

    name = "quantifier"
    comparable: frozenset[str] = frozenset()

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        done = 0
        for hit in analysis.sorts.get("quantifier", ()):
            start, end = analysis.tokens[hit.first].start, analysis.tokens[hit.last].end
            after = hit.last + 1
            counts = after in analysis.starting or any(
                analysis.hit(at, "no_quantifier") for at in (hit.first, after)
            )
            if counts or analysis.closing("no_quantifier", hit.last):
                continue
            if start >= done and analysis.is_free(start, end):
                done = end
                yield make_fact(
                    analysis, self.name, Quantifier(hit.value), hit.first, hit.last, bounded=False,
                    salience=Salience.NONE,
                )  # fmt: skip

    def relate(self, first: Fact, second: Fact) -> Relation:
        if first.value == second.value:
            return Relation.EQUAL
        pair = frozenset((str(first.value), str(second.value)))
        return Relation.DIFFERENT if pair in _CONTRARY else Relation.UNRELATED

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        return None


KIND = QuantifierKind()

"""What a kind of fact is to the rest of the program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from tm.facts.analysis import Analysis
from tm.model import Fact, Relation, Value


class Kind(Protocol):
    """One module of `tm.facts` per kind; `KIND` in the module is the instance that is registered.

    `extract` returns facts in ascending order whose spans do not overlap one another. It must be
    linear in the length of the text, and take only characters that are free. `relate` answers how
    `first` stands to `second`; both are of this kind or of a kind in `comparable` (the two may
    come in either order). `render` writes a value as the language would write it in running text,
    in the manner of the surface `like` where one is given; None where it cannot be sure.
    """

    name: str
    comparable: frozenset[str]

    def extract(self, analysis: Analysis) -> Iterable[Fact]: ...

    def relate(self, first: Fact, second: Fact) -> Relation: ...

    def render(self, value: Value, language: str, like: str = "") -> str | None: ...

"""What a memory says of a charge: the units that have its very words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tm.checks.charges import EarlierText
from tm.memory import Memory

# The newest units are enough to know how a charge was translated.
_UNITS = 20
# A run of many sets asks again for what recurs, and each time reads the texts of a language.
_REMEMBERED = 1024


class Recalled:
    """Looks charges up in a memory; `name` is what units without an origin are called by."""

    def __init__(self, memory: Memory, name: str) -> None:
        self._memory = memory
        self._name = name
        self._known = lru_cache(_REMEMBERED)(self._look_up)

    def __call__(self, language: str, surface: str) -> Sequence[EarlierText]:
        return self._known(language, surface)

    def _look_up(self, language: str, surface: str) -> Sequence[EarlierText]:
        lines = self._memory.concordance(surface, language, _UNITS, stem=False)
        return [
            EarlierText(
                next((origin.name for origin in line.unit.origins if origin.name), self._name),
                {v.language.split("-")[0]: (v.text,) for v in reversed(line.unit.variants)},
            )
            for line in lines
        ]

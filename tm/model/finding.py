"""A finding: what a rule has to say, with evidence. Its sentence is rendered last, by reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Severity(IntEnum):
    """How bad it is; comparable, so that `--fail-on` is one comparison."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one version says, and where: `start` and `end` are characters in the segment's text.

    Where a version says nothing (a fact is missing), `surface` and `value` are empty, `start` is
    `end`, and the segment is the one in which it was expected; `segment` is -1 where there is
    none.
    """

    language: str
    segment: int
    start: int
    end: int
    surface: str = ""
    value: str = ""
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` fired on the bead number `unit` of a set (or the unit's id in a bilingual file).

    `language` is the version most likely wrong, None where nothing tells. `variant` names the one
    of the rule's message templates that fits, and `arguments` fill it; values are plain strings
    (tm.checks.base says which of them are language codes or kinds). `suggestion` is the corrected
    surface for the language blamed, in that language's own form, where it is known.
    """

    rule: str
    severity: Severity
    unit: str
    evidence: tuple[Evidence, ...]
    kind: str = ""
    language: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""
    variant: str = ""

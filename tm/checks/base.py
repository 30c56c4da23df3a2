"""What a rule is: its identity, its words for people, its examples, and the function that checks.

Each module of `tm.checks.rules` holds one rule as `RULE`; nothing else has to be registered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tm.model import Finding, Severity

if TYPE_CHECKING:
    from tm.checks.context import CheckContext

# Arguments of a message that hold language codes (separated by a space), the name of a kind or of a
# bound, or the number of a weekday (1 is Monday); reports put names that the reader knows there.
LANGUAGE_ARGUMENTS = frozenset({"language", "others", "first", "second", "third"})
KIND_ARGUMENTS = frozenset({"kind"})
WEEKDAY_ARGUMENTS = frozenset({"weekday"})
BOUND_ARGUMENTS = frozenset({"bound", "other_bound"})

_MARK = re.compile(r"⟦(.*?)⟧")


@dataclass(frozen=True, slots=True)
class Example:
    """A tiny version set: language code → text, one segment a line, line n of each one bead.

    A line that is a dash stands for a version that lacks the segment. `⟦…⟧` marks the evidence
    that a finding must point at, to the character; marks are no part of the text. `language` is
    the version that must be blamed (None: nobody). `targets` makes words hyperlinks: words → where
    they lead.
    """

    texts: Mapping[str, str]
    language: str | None = None
    note: str = ""
    source: str | None = None
    targets: Mapping[str, str] = field(default_factory=dict)

    def lines(self, language: str) -> list[str]:
        """Return the segments of one version, without marks; empty for one that is lacking."""
        return ["" if line == "—" else _MARK.sub(r"\1", line) for line in self._marked(language)]

    def marks(self) -> set[tuple[str, int, int, int]]:
        """Return the places marked as (language, line, start, end), characters in the line."""
        found: set[tuple[str, int, int, int]] = set()
        for language in self.texts:
            for number, line in enumerate(self._marked(language)):
                for order, mark in enumerate(_MARK.finditer(line)):
                    start = mark.start() - 2 * order
                    found.add((language, number, start, start + len(mark.group(1))))
        return found

    def _marked(self, language: str) -> list[str]:
        return [line.strip() for line in self.texts[language].strip().splitlines()]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong. `check` yields findings in any order.

    `messages` are the templates of the sentence, by variant; each is a msgid of the catalogues.
    `severity` is the default, `severities` says where a kind of fact differs from it.
    `whole_text` rules compare distant places of one text; they mean nothing in a bilingual file,
    whose units may come from many texts.
    """

    id: str
    title: str
    severity: Severity
    why: str
    advice: str
    messages: Mapping[str, str]
    check: Callable[[CheckContext], Iterable[Finding]]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    whole_text: bool = False

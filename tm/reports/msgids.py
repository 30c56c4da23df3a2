"""Every message that reports can say, for translators and for the test that none is forgotten.

`python -m tm.reports.msgids` prints what the catalogues in `locales/` lack.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tm import facts, i18n, languages
from tm.checks import all_rules
from tm.model import Status
from tm.reports.memory import COUNTS, PENALTIES, WITHOUT_TEXT
from tm.reports.messages import BOUNDS, WEEKDAYS
from tm.reports.places import BLOCKS
from tm.reports.text import LABELS

_COUNTED = ("segment", "set", "file", "unit", "time", "use", *LABELS.values())
# Kinds of findings that are no kinds of facts: names, and the subjects of the glossary.
_KINDS = (
    "name",
    "charge",
    "charge act",
    "charge object",
    "charge ground",
    "legal status",
    "institution",
    "organisation",
    "place",
    "boilerplate",
    "wording",
    "word",
)
_OTHERS = (
    "not read",
    "remark",
    "nothing found",
    "nothing found, and no other version to compare with",
    "no other version to compare with",
    "write: {suggestion}",
    "(nothing here)",
    "(missing after)",
    "{first} and {last}",
    "{files} not read",
    "infos are shown with --infos",
)
# What the commands of the memory say.
_MEMORY = (
    *COUNTS,
    WITHOUT_TEXT,
    *PENALTIES,
    *Status,
    *("add", "delete", "status", "replace", "dedupe"),  # what the history names
    *("units", "texts", "languages", "status", "origins"),  # what the statistics name
    "nothing",
    "none",
    "nothing wrong",
    "kept as drafts, because the check found errors",
    "nothing alike is remembered",
    "not found in the memory",
    "adapted, else {percent} %",
    "(adapted)",
    "differs:",
    "penalty {costs}",
    "memory {name}",
    "memory: {path}",
    "and {count} more",
    "no such unit",
    "deleted",
    "before:",
    "created",
    "changed",
    "used",
    "note: {text}",
    "left out besides: {count}",
    "Checked: {count} texts in three languages",
    "Remembered, in {path}",
    "Searched for: {text}",
    "The same by hand",
    "{saved} units saved, {lost} lost; the old file is {path}",
    "last {date}",
    "{units} changed",
    "{units} deleted",
    "{units} merged",
    "{units} read",
    "(undone)",
    "(stopped half-way)",
    "undone: {what}",
)


def msgids() -> list[str]:
    """Return all msgids, each once, in the order of the program."""
    return list(dict.fromkeys(_all()))


def _all() -> Iterator[str]:
    for rule in all_rules():
        yield from rule.messages.values()
    yield from (str(languages.get(code).table("language")["name"]) for code in languages.codes())
    yield from LABELS.values()
    yield from (kind.name for kind in facts.KINDS)
    yield from _KINDS
    yield from BOUNDS.values()
    yield from WEEKDAYS
    yield from BLOCKS.values()
    for what in _COUNTED:
        yield from (f"{{count}} {what}", f"{{count}} {what}s")
    yield from _OTHERS
    yield from map(str, _MEMORY)


def missing(language: str) -> list[str]:
    """Return the msgids that the catalogue of `language` does not translate."""
    known = i18n.catalogue(language)
    return [msgid for msgid in msgids() if msgid not in known]


if __name__ == "__main__":
    for code in i18n.available()[1:]:
        for text in missing(code):
            sys.stdout.write(f"{code}: {text}\n")

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
# What can be wrong with a memory, and what to do.
_ERRORS = (
    "another program has locked the memory",
    "wait until it has finished, or close it, and try again",
    "the memory is read-only",
    "give yourself the right to write to the file and its folder, or use a copy",
    "the disk is full",
    "free some space and try again; nothing was changed",
    "the disk cannot be read or written",
    "check the disk and that the folder is not on an unreliable network share",
    "the memory cannot be opened",
    "check that its folder exists and that you may write to it",
    "the memory is damaged",
    "run `tm memory repair`, or go back to a backup",
    "this is not a translation memory",
    "choose another file, import it with `tm import`, or if it was one, run `tm memory repair`",
    "the memory cannot be used ({reason})",
    "this is a folder, not a memory",
    "name a file in it",
    "the memory cannot be opened ({reason})",
    "check the path and your rights to it",
    "a memory cannot be made here: the folder is read-only",
    "choose a folder that you may write to",
    "this is an SQLite database, but not a translation memory",
    "choose another file",
    "the memory has format {version}, this program knows up to {known}",
    "install a newer version of tm",
    "the memory has the older format {version} and is read-only",
    "use a copy that you may write to",
    "it has the older format {version}, and no backup can be written ({reason})",
    "make room for {name} beside it and try again; nothing was changed",
    "memories are files; there is no access to a server",
    "give a path or sqlite:///PATH",
    "there is no such memory",
    "check the name",
    "the memory cannot be repaired here ({reason})",
    "check the disk and your rights to it",
    "nothing can be read from the memory",
    "go back to a backup",
    "the memory is read-only and was not changed",
    "{language} is not a language tag; use one such as en or de-CH",
    "there is nothing to undo",
    "see the history",
    "what batch {number} did was changed again by batch {later}",
    "undo batch {later} first",
    "unit {unit} has no text",
    "a text of unit {unit} is missing",
    "there are texts of unit {unit}, which does not exist",
    "the import of {name} was interrupted after {count} units; import the file again to go on",
    "{path} is damaged or missing",
    "there is no memory yet",
    "fill one with `tm add` or `tm import`, or name another with --memory",
    "its folder cannot be made ({reason})",
    "name another with --memory",
    "{name}: nothing in {language}; it holds {languages}",
    "there is no text to replace; give OLD at least one character",
    "{path}: there is no unit {number}; nothing was changed",
    "{path}: there is no unit {number}; `tm memory find` shows them",
    "there is no text to search for; give TEXT at least one word",
    "there is no word to look for; give PHRASE at least one letter or figure",
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
    yield from _ERRORS


def missing(language: str) -> list[str]:
    """Return the msgids that the catalogue of `language` does not translate."""
    known = i18n.catalogue(language)
    return [msgid for msgid in msgids() if msgid not in known]


if __name__ == "__main__":
    for code in i18n.available()[1:]:
        for text in missing(code):
            sys.stdout.write(f"{code}: {text}\n")

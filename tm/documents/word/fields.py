"""Fields: what their instructions say and whether their results are part of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from tm.documents.word.names import VAL, W

# Results that Word computes from the layout: they differ between versions and say nothing.
_LAYOUT = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"}
# A table of contents repeats the headings; an index repeats words.
_COPIES = {"TOC", "INDEX", "TOA"}
_SKIPPED = _LAYOUT | _COPIES
# Word replaces the results of these with today's date whenever it opens the file.
MOVING = {"DATE", "TIME"}

_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_BUTTON = re.compile(r"MACROBUTTON\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended; its result starts at `start` in the paragraph.

    `entry` is what a drop-down form field shows.
    """

    instruction: str = ""
    in_result: bool = False
    start: int = 0
    entry: str = ""

    @property
    def name(self) -> str:
        words = self.instruction.split(None, 1)
        return words[0].upper() if words else ""

    @property
    def shown(self) -> bool:
        """Whether what is read now belongs to the text."""
        return self.in_result and self.name not in _SKIPPED

    @property
    def target(self) -> str:
        """The address of a HYPERLINK field, "" for other fields and for links inside the file."""
        match = _HYPERLINK.match(self.instruction.strip())
        return (match[1] or match[2] or "") if match else ""

    @property
    def label(self) -> str:
        """What a field shows that has no result: a MACROBUTTON or a drop-down form field."""
        match = _BUTTON.match(self.instruction.strip())
        return match[1].strip() if match else self.entry


def chosen_entry(start: etree._Element) -> str:
    """Return the entry that a drop-down form field shows, "" for other fields."""
    entries = [item.get(VAL, "") for item in start.iter(W + "listEntry")]
    result = next((item.get(VAL, "0") for item in start.iter(W + "result")), "0")
    index = int(result) if result.isdigit() else 0
    return entries[index] if index < len(entries) else ""

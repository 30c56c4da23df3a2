"""A sentence on one line, with the part in question marked and in view."""

from __future__ import annotations

from dataclasses import dataclass

OPEN, CLOSE = "[", "]"
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text before, in and after the mark, as shown; `marked` is empty where nothing is."""

    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        mark = f"{OPEN}{self.marked}{CLOSE}" if self.marked else ""
        return f"{self.before}{mark}{self.after}"


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """Cut `text` to `width` characters around `text[start:end]`.

    The mark is always shown, at its beginning and end if it is too long itself. A mark on the
    whole text is no mark: there is nothing to tell it from.
    """
    before, marked, after = (
        printable(part) for part in (text[:start], text[start:end], text[end:])
    )
    if not marked or not (before.strip() or after.strip()):
        return Excerpt(_cut_end(before + marked + after, width), "", "")
    room = max(width - len(OPEN) - len(CLOSE), 10)
    if len(marked) > room:
        half = (room - len(_ELLIPSIS)) // 2
        return Excerpt("", f"{marked[:half]}{_ELLIPSIS}{marked[-half:]}", "")
    room -= len(marked)
    left = min(len(before), max(room - len(after), room // 2))
    return Excerpt(_cut_start(before, left), marked, _cut_end(after, room - left))


def printable(text: str) -> str:
    """Return text with every white space, control and format character as one space each.

    A document must not be able to steer the terminal, or to turn the reading direction round.
    """
    return "".join(" " if c.isspace() or not c.isprintable() else c for c in text)


def _cut_end(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    if width < 1:
        return ""
    cut = text[: width - 1]
    kept = cut.rpartition(" ")[0] if " " in cut[len(cut) // 2 :] else cut
    return kept + _ELLIPSIS


def _cut_start(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    if width < 1:
        return ""
    cut = text[len(text) - width + 1 :]
    kept = cut.partition(" ")[2] if " " in cut[: len(cut) // 2] else cut
    return _ELLIPSIS + kept

"""Seeing the text of a Word file through the markup that stands around it for editors."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tm.documents.word.names import DIAGRAM, MC, VAL, W, is_on

ALTERNATIVE = MC + "AlternateContent"
_CONTROL = W + "sdt"
_TRANSPARENT = {W + name for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")}


def unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element as if no markup for editors stood around them.

    That is tracked insertions, content controls, smart tags and alternatives for older programs.
    """
    # "*": a tree that another program parsed can hold comments, which are no elements.
    for child in parent.iterchildren("*"):
        if child.tag in _TRANSPARENT:
            yield from unwrapped(child)
        elif child.tag == ALTERNATIVE:
            yield from unwrapped(branch(child))
        elif child.tag == _CONTROL:
            content = child.find(W + "sdtContent")
            if content is not None and not has(child, "sdtPr", "showingPlcHdr"):
                yield from unwrapped(content)
        else:
            yield child


def branch(alternative: etree._Element) -> etree._Element:
    """Return the one branch that is read: the first with text, the newest where none has any."""
    branches = list(alternative)
    for branch in branches:
        if next(branch.iter(W + "t", DIAGRAM + "relIds"), None) is not None:
            return branch
    return branches[0] if branches else alternative


def has(parent: etree._Element, settings: str, name: str) -> bool:
    """Say whether a switch is there and on among the settings of an element."""
    child = parent.find(f"{W}{settings}/{W}{name}")
    return child is not None and is_on(child.get(VAL))


def font(settings: etree._Element | None) -> str:
    fonts = None if settings is None else settings.find(W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii", fonts.get(W + "hAnsi", ""))

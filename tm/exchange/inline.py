"""The content of a TMX `seg`: the text that a reader sees, and its inline elements."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from lxml import etree

from tm.exchange.files import clean

# These hold codes of the original file, not text; `hi` holds text. `sub` (a footnote, an alt text)
# is text, but not of this sentence.
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));", re.I
)


def visible_text(seg: etree._Element) -> str:
    """Return the text of `seg` without the content of inline codes."""
    if not len(seg):
        return seg.text or ""
    parts = [seg.text or ""]
    for child in seg:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _CODES:
            parts.append(visible_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def inner_markup(seg: etree._Element) -> str:
    """Return the content of `seg` as XML where it has inline elements, else an empty string."""
    if not len(seg):
        return ""
    parts = [to_xml(seg.text or "")]
    parts += [etree.tostring(child, encoding="unicode") for child in seg]
    return "".join(parts)


def to_xml(text: str) -> str:
    """Return `text` escaped for the content of an element, with what XML cannot hold removed."""
    return escape(clean(text), {"\r": "&#13;"})


def without_forbidden(xml: str) -> str:
    """Return XML source without characters, or references to characters, that XML forbids."""
    return _REFERENCE.sub(" ", clean(xml))

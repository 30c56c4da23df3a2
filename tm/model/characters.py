"""Characters that no exchange file can hold."""

from __future__ import annotations

import re

_SPACES = re.compile("[\x0b\x0c\x1c-\x1f]")
# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold; break characters become spaces.

    U+000B is how Word writes a line break inside a paragraph.
    """
    return _FORBIDDEN.sub("", _SPACES.sub(" ", text)) if _FORBIDDEN.search(text) else text

"""Bullets that were typed rather than set by a list style."""

from __future__ import annotations

import re

# A lone "o" is Word's hollow bullet typed as a letter; only a tab tells it from a word.
_BULLET = re.compile(r"\s*(?:[•‣◦●○■□▪▫◻❑❖➢·*–—-][ \t\u00a0\u202f]+|[•‣▪●■]|o\t\s*)(?=\S)")


def bullet_length(text: str) -> int:
    """Return how many characters at the start of a paragraph are a typed bullet, 0 if none."""
    match = _BULLET.match(text)
    return match.end() if match else 0

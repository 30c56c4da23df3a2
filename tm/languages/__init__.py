"""Everything that knows a language. To add one, add a folder."""

from __future__ import annotations

from tm.languages.base import Language, codes, get, in_all, others, shared

__all__ = ["Language", "codes", "get", "in_all", "others", "shared"]

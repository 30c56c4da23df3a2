"""What data cannot say about the language."""

from __future__ import annotations

from tm.languages.en.spelling import number_name, ordinal_ending

__all__ = ["number_name", "ordinal_ending"]

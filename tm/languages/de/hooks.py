"""What data cannot say about German."""

from __future__ import annotations

from tm.languages.de.compounds import number_word

__all__ = ["number_word"]

"""What data cannot say about German."""

from __future__ import annotations

from tm.languages.de.compounds import number_word
from tm.languages.de.spelling import number_name

__all__ = ["number_name", "number_word"]

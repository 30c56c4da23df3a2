"""tm: a multilingual translation memory and consistency checker."""

from __future__ import annotations

__version__ = "0.1.0"

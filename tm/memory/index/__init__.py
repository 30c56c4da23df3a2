"""The search index: files beside the database that can be lost without losing anything."""

from __future__ import annotations

from tm.memory.index.tiers import PENDING, TextSource, Tiers

__all__ = ["PENDING", "TextSource", "Tiers"]

"""The translation memory: units in one file, found by similarity. See docs/memory.md."""

from __future__ import annotations

from tm.memory.adding import AddResult
from tm.memory.journal import Batch
from tm.memory.maintenance import Stats
from tm.memory.memory import Memory, open_memory
from tm.memory.repair import Repaired, repair_memory
from tm.memory.rows import context_hash
from tm.memory.searching import Filters, Penalties
from tm.memory.sets import units_from_set
from tm.memory.several import search_memories
from tm.memory.similarity import similarity

__all__ = [
    "AddResult",
    "Batch",
    "Filters",
    "Memory",
    "Penalties",
    "Repaired",
    "Stats",
    "context_hash",
    "open_memory",
    "repair_memory",
    "search_memories",
    "similarity",
    "units_from_set",
]

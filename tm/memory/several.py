"""Searching several memories at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace as replace_fields
from typing import Any

from tm.memory.memory import Memory
from tm.memory.searching import Penalties
from tm.model import Match


def search_memories(
    memories: Iterable[tuple[Memory, int]], text: str, **options: Any
) -> list[Match]:
    """Search several memories; return the best matches of all.

    Each memory comes with a penalty for its matches; of equal matches that of the memory named
    first comes first. `options` are those of `Memory.search`.
    """
    limit = options.get("limit", 5)
    penalties = options.pop("penalties", None) or Penalties()
    found: list[Match] = []
    for memory, penalty in memories:
        own = replace_fields(penalties, memory=penalties.memory + penalty)
        found += memory.search(text, penalties=own, **options)
    best: dict[tuple[str, str], Match] = {}
    # Stable, so that the order of the memories decides between equals.
    for match in sorted(found, key=lambda each: (-each.score, -each.similarity)):
        variants = sorted((each.language, each.text) for each in match.unit.variants)
        target = match.target.text if match.target else str(variants)
        best.setdefault((match.source.text, target), match)
    return list(best.values())[:limit]

"""What the memory says in two ways, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from tm.i18n import counted, say, translate
from tm.model import MemoryConflict
from tm.reports.excerpt import printable

_MARGIN = "    "
_NAMED = 3  # origins of a rendering that are named


def print_conflicts(out: Console, found: Sequence[MemoryConflict], reader: str) -> None:
    """Print each text or charge that is translated in several ways, and the ways."""
    if not found:
        out.print(Text(translate("none", reader), style="dim"))
    for conflict in found:
        sort = f"  ({translate(conflict.kind, reader)})" if conflict.kind else ""
        pair = f"{conflict.source} → {conflict.target}  "
        head = Text.assemble((pair, "dim"), (printable(conflict.text), "bold"), (sort, "dim"))
        out.print(head, soft_wrap=True)
        for each in conflict.renderings:
            parts = [counted(each.count, "time", reader)]
            if each.latest:
                parts.append(say(reader, "last {date}", date=f"{each.latest:%Y-%m-%d}"))
            parts += map(printable, each.origins[:_NAMED])
            if (more := len(each.origins) - _NAMED) > 0:
                parts.append(say(reader, "and {count} more", count=more))
            out.print(
                Text.assemble(_MARGIN, printable(each.text), (f"  ({', '.join(parts)})", "dim")),
                soft_wrap=True,
            )


def conflicts_data(found: Sequence[MemoryConflict]) -> dict[str, Any]:
    """Return conflicts as plain data, version 1 (see docs/json.md)."""
    return {
        "version": 1,
        "conflicts": [
            {
                "rule": "memory-conflict",
                "kind": each.kind or "segment",
                "source": {"language": each.source, "text": each.text},
                "target": each.target,
                "renderings": [
                    {
                        "text": rendering.text,
                        "count": rendering.count,
                        "latest": rendering.latest and f"{rendering.latest:%Y-%m-%d}",
                        "origins": list(rendering.origins),
                    }
                    for rendering in each.renderings
                ],
            }
            for each in found
        ],
    }

"""What a memory teaches of words, learned once and kept in the user's cache folder.

The tables are learned again when the memory has grown or shrunk by a tenth: until then a few more
units would change next to nothing. Without a memory nothing is read and nothing is written.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import combinations
from pathlib import Path

import platformdirs

from tm import languages
from tm.alignment import WordStatistics, learn_from_texts
from tm.app import writing
from tm.errors import FileError
from tm.memory import Memory, open_memory

# Pairs of texts in each two languages, the newest. More would take long and teach little.
MOST = 20_000
# Fewer do not tell chance from rule.
FEWEST = 50
_CHANGE = 0.1
_VERSION = 1

Statistics = Mapping[tuple[str, str], WordStatistics]


def taught_by(memory: Path, folder: Path | None = None) -> Statistics:
    """Return the word statistics of the memory, from the cache `folder` where they are there.

    Nothing where there is no memory, or too little in it.
    """
    if not memory.exists():
        return {}
    folder = folder or platformdirs.user_cache_path("tm", appauthor=False)
    digest = hashlib.sha256(str(memory.resolve()).encode()).hexdigest()[:16]
    kept = folder / f"words-{digest}.json"
    with open_memory(memory) as store:
        count = len(store)
        if count < FEWEST:
            return {}
        known = _read(kept, count)
        if known is None:
            known = dict(_learn(store))
            _write(kept, count, known)
    return known


def _learn(store: Memory) -> Iterator[tuple[tuple[str, str], WordStatistics]]:
    """Learn from the units' texts; regional variants teach for their language."""
    pairs: dict[tuple[str, str], deque[tuple[str, str]]] = {
        pair: deque(maxlen=MOST) for pair in combinations(languages.codes(), 2)
    }
    for unit in store.units():
        texts = {each.language.split("-")[0]: each.text for each in reversed(unit.variants)}
        for (first, second), rows in pairs.items():
            if first in texts and second in texts:
                rows.append((texts[first], texts[second]))
    for pair, rows in pairs.items():
        if len(rows) >= FEWEST:
            yield pair, learn_from_texts(rows)


def _read(path: Path, count: int) -> dict[tuple[str, str], WordStatistics] | None:
    """Read what was kept, None where it is not there, not ours, or of another state."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != _VERSION or abs(count - data["units"]) > _CHANGE * data["units"]:
            return None
        return {
            (row["source"], row["target"]): WordStatistics(row["forward"], row["backward"])
            for row in data["pairs"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, count: int, known: Statistics) -> None:
    rows = [
        {
            "source": first,
            "target": second,
            "forward": _plain(s.forward),
            "backward": _plain(s.backward),
        }
        for (first, second), s in known.items()
    ]
    text = json.dumps({"version": _VERSION, "units": count, "pairs": rows}, ensure_ascii=False)
    # A cache that cannot be kept costs time at the next call, nothing else.
    with suppress(OSError, FileError):
        path.parent.mkdir(parents=True, exist_ok=True)
        writing.write_text(path, text)


def _plain(table: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {
        word: {other: round(value, 4) for other, value in row.items()}
        for word, row in table.items()
    }

"""The memory at 10,000, 100,000 and a million segments, beside other ways to search.

    python -m bench.memory [--size 10000 100000 1000000] [--queries 300] [--peers] [--keep FOLDER]

The corpus is made up with a fixed seed (bench/corpus.py). A third of the queries are exact, a third
edited, with slips of single characters as well as of words, a third unrelated. Times are of the
processor, per query, median and 95th percentile. Recall is of the true five best, by brute force
over all segments, ties counting. With `--keep`, memories stay in FOLDER, and those that are there
are searched again instead of being made.
"""

from __future__ import annotations

import argparse
import functools
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bench.corpus import queries, segments
from tm.exchange import read_tmx, write_tmx
from tm.memory import open_memory
from tm.memory.finding import Recent
from tm.memory.rows import normal
from tm.model import TranslationUnit, Variant

CHECKED = 60  # queries compared with brute force over all segments


def unit(number: int, text: str) -> TranslationUnit:
    return TranslationUnit((Variant("en", text), Variant("de", f"{number}: {text[::-1]}")))


def percentiles(times: Sequence[float]) -> str:
    middle, high = np.percentile(np.array(times) * 1000, [50, 95])
    return f"{middle:8.2f} {high:8.2f} ms"


def resident() -> int:
    """Megabytes that this process has in memory now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def timed(asked: Sequence[tuple[str, str]], search: Callable[[str], object]) -> list[float]:
    times = []
    for _, text in asked:
        start = time.process_time()
        search(text)
        times.append(time.process_time() - start)
    return times


def fill(path: Path, texts: Sequence[str]) -> None:
    """Import through a TMX file, as a user would, then build the index."""
    exchange = path.with_suffix(".tmx")
    write_tmx(exchange, (unit(number, text) for number, text in enumerate(texts)))
    alone("--import", exchange, path)
    exchange.unlink()


def alone(*arguments: str | Path) -> None:
    """Run a part of the measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.memory", *map(str, arguments)]
    subprocess.run(command, check=True)


def import_file(exchange: Path, path: Path) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    with open_memory(path) as memory:
        memory.add(read_tmx(exchange), fingerprint="bench")
        took = time.perf_counter() - start, time.process_time() - cpu
        print(f"  import of TMX  {took[0]:8.1f} s, processor {took[1]:.1f} s, {resident()} MB")
        start, cpu = time.perf_counter(), time.process_time()
        memory.build_index(["en"])
        took = time.perf_counter() - start, time.process_time() - cpu
        print(f"  index of en    {took[0]:8.1f} s, processor {took[1]:.1f} s")


def measure(path: Path, asked: Sequence[tuple[str, str]]) -> None:
    """Open and search in this process, which should be a fresh one."""
    before = resident()
    start = time.perf_counter()
    memory = open_memory(path)
    opened = (time.perf_counter() - start) * 1000
    start = time.perf_counter()
    memory.search(asked[0][1], adapt=False)
    first = (time.perf_counter() - start) * 1000
    print(f"  opening        {opened:8.1f} ms, with the first search {first + opened:.1f} ms")
    for minimum in (75, 70):
        for kind in ("all", "exact", "edited", "unrelated"):
            chosen = [each for each in asked if kind in ("all", each[0])]
            search = functools.partial(memory.search, minimum=minimum, adapt=False)
            times = timed(chosen, search)
            print(f"  search at {minimum} {kind:10} {percentiles(times)}")
    print(f"  resident       {resident() - before:8} MB more than before, {resident()} in all")
    for number in range(300):
        memory.add([unit(number, f"Segment {number} that is added between searches")])
    times = timed(asked, lambda text: memory.search(text, adapt=False))
    print(f"  after 300 more {percentiles(times)}")
    memory.close()


def recall(path: Path, asked: Sequence[tuple[str, str]], texts: Sequence[str]) -> None:
    """Compare with brute force over all texts, by the definition in docs/matching.md."""
    everything = Recent(0)
    everything.extend([(i, normal(text)) for i, text in enumerate(dict.fromkeys(texts))])
    found = wanted = 0
    with open_memory(path) as memory:
        for _, text in asked:
            best = sorted(everything.find(normal(text), 70).values(), reverse=True)[:5]
            mine = [m.similarity for m in memory.search(text, "en", None, 70, 5, adapt=False)]
            for match, score in zip(mine, best, strict=False):
                found += match >= score
            wanted += len(best)
    print(f"  recall of the five best, {len(asked)} queries: {found} of {wanted}")


def peers(asked: Sequence[tuple[str, str]], texts: Sequence[str]) -> None:
    times = timed(asked, lambda text: brute_force(text, texts))
    print(f"  rapidfuzz, brute force  {percentiles(times)}")
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE s USING fts5(text, tokenize='trigram')")
    connection.executemany("INSERT INTO s VALUES (?)", ((text,) for text in texts))
    times, found, wanted = [], 0, 0
    for _, text in asked:
        start = time.process_time()
        mine = full_text(connection, text)
        times.append(time.process_time() - start)
        best = brute_force(text, texts)
        wanted += len(best)
        found += sum(a >= b - 1e-6 for a, b in zip(mine, best, strict=False))
    print(f"  SQLite FTS5 + rapidfuzz {percentiles(times)}, finds {found} of {wanted}")


def brute_force(text: str, texts: Sequence[str]) -> list[float]:
    scores = process.cdist(
        [text], texts, scorer=Levenshtein.normalized_similarity, score_cutoff=0.7, dtype=np.float32
    )[0]
    return sorted(scores[scores >= 0.7].tolist(), reverse=True)[:5]


def full_text(connection: sqlite3.Connection, text: str) -> list[float]:
    """The usual recipe: the 200 best by trigrams, compared one by one."""
    grams = {text[i : i + 3].replace('"', '""') for i in range(0, len(text) - 2, 3)}
    query = " OR ".join(f'"{gram}"' for gram in sorted(grams))
    rows = connection.execute(
        "SELECT text FROM s WHERE s MATCH ? ORDER BY rank LIMIT 200", (query,)
    )
    scores = [Levenshtein.normalized_similarity(text, row[0]) for row in rows]
    return sorted((score for score in scores if score >= 0.7), reverse=True)[:5]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--import", nargs=2, dest="importing", help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.importing:
        import_file(*map(Path, options.importing))
    elif options.measure:
        path, saved = map(Path, options.measure)
        measure(path, [tuple(each) for each in json.loads(saved.read_text(encoding="utf-8"))])
    else:
        run(options.size, options.queries, options.keep, with_peers=options.peers)


def run(sizes: Sequence[int], count: int, keep: Path | None, *, with_peers: bool) -> None:
    for size in sizes:
        texts = list(segments(size))
        asked = queries(texts, count)
        folder = keep or Path(tempfile.mkdtemp(prefix="memory-bench-"))
        path, saved = folder / f"memory{size}.tmdb", folder / "queries.json"
        saved.write_text(json.dumps(asked), encoding="utf-8")
        print(f"{size:,} segments", flush=True)
        if not path.exists():
            fill(path, texts)
        alone("--measure", path, saved)
        index = sum(f.stat().st_size for f in Path(f"{path}.index").rglob("*") if f.is_file())
        print(f"  on disk        {path.stat().st_size >> 20:8} MB and {index >> 20} MB of index")
        recall(path, asked[:CHECKED], texts)
        if with_peers:
            peers(asked[:CHECKED], texts)
        if not keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""Speed and memory of the main job: `python -m bench`.

Prints the time of `tm --help` and of `tm check` on one set as whole processes (median of five, and
the fastest; with bytecode, as an installed wheel has it), then a run over 200 sets: time per set,
peak memory, and the share of each stage.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS = 5
SETS = 200
CLEAN = ("first-ua", "first-update", "release")
ROOT = Path(__file__).resolve().parent.parent
WORD = ROOT / "examples" / "word"


def main() -> None:
    print(f"Python {sys.version.split()[0]}, {RUNS} runs each, median (fastest)")
    process("tm --help", ["--help"], goal=0.2)
    process("tm check, one set, cold", ["check", str(WORD / CLEAN[0])], goal=2.0)
    with tempfile.TemporaryDirectory() as folder:
        many(Path(folder))


def process(title: str, arguments: list[str], goal: float) -> None:
    """Time whole processes of `tm`."""
    seconds = []
    command = [sys.executable, "-m", "tm", *arguments]
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(1 + RUNS):
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
            seconds.append(time.perf_counter() - start)
    del seconds[0]  # it wrote the bytecode
    middle, best = statistics.median(seconds), min(seconds)
    print(f"{title:<28} {middle:6.2f} s ({best:.2f} s)   goal {goal} s")


def many(folder: Path) -> None:
    """Check 200 sets in one process that starts cold, and say where the time goes.

    The sets are copies of three, so that all texts recur; and once as if none did. The last line
    is the command itself, which may use several processes.
    """
    for number in range(SETS):
        shutil.copytree(WORD / CLEAN[number % len(CLEAN)], folder / f"set-{number:03}")
    for title, options in (("no text recurs", ["--forget"]), ("all texts recur", [])):
        result = subprocess.run(
            [sys.executable, "-m", "bench.many", str(folder), *options],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
        print_stages(title, json.loads(result.stdout))
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "tm", "check", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    print(f"tm check, {SETS} sets, {os.cpu_count()} cores: {seconds / SETS * 1000:.1f} ms a set")


def print_stages(title: str, found: dict[str, Any]) -> None:
    total = found["total"]
    print(f"{SETS} sets, {title}: {total / SETS * 1000:.1f} ms a set   goal 60 ms")
    print(f"  peak memory {found['peak_mb']:.0f} MB", end=", ")
    print(f"findings {found['findings']}, segments {found['segments']}")
    stages = dict(found["stages"])
    stages["start and rest"] = total - sum(stages.values())
    for name, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        print(f"  {name:<26} {seconds / SETS * 1000:6.1f} ms a set  {seconds / total:5.0%}")


if __name__ == "__main__":
    main()

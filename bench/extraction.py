"""Speed of fact extraction: segments per second on one core, all kinds, and each kind's share.

    python -m bench.extraction [--rounds N]

Reads the three languages of `../shared/data/news-triples.tsv`; without it, the sentences of
`tests/cases/ua_triples.toml`.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import pstats
import time
import tomllib
from pathlib import Path

from tm.facts import KINDS, extract_facts
from tm.facts.analysis import Analysis
from tm.languages import get

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "data" / "news-triples.tsv"
OWN = ROOT / "tests" / "cases" / "ua_triples.toml"
CODES = ("en", "de", "fr")


def segments() -> list[tuple[str, str]]:
    """Return (language, text) pairs."""
    if NEWS.is_file():
        with NEWS.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    else:
        rows = tomllib.loads(OWN.read_text(encoding="utf-8"))["triple"]
    return [(code, row[code]) for row in rows for code in CODES]


def by_kind(texts: list[tuple[str, str]]) -> dict[str, float]:
    """Return the seconds that each step takes over all texts."""
    spent: dict[str, float] = {}
    for code, text in texts:
        start = time.process_time()
        analysis = Analysis(text, get(code))
        steps = [("(tokens, places)", time.process_time() - start)]
        start = time.process_time()
        len(analysis.numerals)
        steps.append(("(numerals)", time.process_time() - start))
        for name, seconds in steps:
            spent[name] = spent.get(name, 0) + seconds
        start = time.process_time()
        for kind in KINDS:
            facts = list(kind.extract(analysis))
            for fact in facts:
                analysis.claim(fact.start, fact.end)
            now = time.process_time()
            spent[kind.name] = spent.get(kind.name, 0) + now - start
            start = now
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    texts = segments()
    start = time.perf_counter()
    for code in CODES:
        extract_facts("One.", code)
    print(f"first segment of each language: {(time.perf_counter() - start) * 1000:.0f} ms")
    print(
        f"(a million additions in a loop: {_additions() * 1000:.0f} ms; about 40 on an idle core)"
    )
    best = min(_seconds(texts) for _ in range(options.rounds))
    characters = sum(len(text) for _, text in texts)
    print(f"{len(texts) / best:,.0f} segments a second ({len(texts)} of {characters // len(texts)}")
    print("characters on average, three languages, all kinds, one core)\n")
    spent = by_kind(texts)
    whole = sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:16} {seconds / len(texts) * 1e6:6.1f} µs  {seconds / whole:5.1%}")
    if options.profile:
        with cProfile.Profile() as profile:
            _seconds(texts)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def _additions() -> float:
    """Time a loop that says how fast this core is now."""
    start, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return time.process_time() - start


def _seconds(texts: list[tuple[str, str]]) -> float:
    start = time.process_time()
    for code, text in texts:
        extract_facts(text, code)
    return time.process_time() - start


if __name__ == "__main__":
    main()

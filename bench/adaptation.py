"""How many adapted matches are offered, and how many of them are right.

    python -m bench.adaptation

Each row of tests/cases/memory-adaptation.tsv is one segment in three languages with its facts
before and after; each of its six pairs of languages is a case, in both directions of time.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

from tm.memory.adapting import adapt
from tm.memory.differences import compare
from tm.model import Match, TranslationUnit, Variant

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "memory-adaptation.tsv"
LANGUAGES = ("en", "de", "fr")


def rows() -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            old = {language: row[language] for language in LANGUAGES}
            new = {language: row[f"new_{language}"] for language in LANGUAGES}
            yield old, new
            yield new, old


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def cases() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield (source language, target language, query, offered or empty, wanted)."""
    for old, new in rows():
        unit = TranslationUnit(tuple(Variant(*each) for each in old.items()))
        for source, target in itertools.permutations(unit.variants, 2):
            query = new[source.language]
            differences = compare(query, source.text)
            match = adapt(Match(unit, source, target, 0, 0, differences), query)
            yield source.language, target.language, query, match.adapted, new[target.language]


def main() -> None:
    total = offered = right = 0
    for source, target, query, text, wanted in cases():
        total += 1
        offered += bool(text)
        right += bool(text) and plain(text) == plain(wanted)
        if text and plain(text) != plain(wanted):
            print(f"{source}-{target}: {query}\n  offered {text}\n  wanted  {wanted}")
    print(f"{total} pairs, {offered} adapted, {right} of them right ({right / offered:.2%})")


if __name__ == "__main__":
    main()

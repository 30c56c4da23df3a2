"""How many adapted matches are offered, and how many of them are right.

    python -m bench.adaptation

Each row of tests/cases/memory-adaptation*.tsv is one segment in three languages with its facts
before and after; each of its six pairs of languages is a case, in both directions of time. Where
several wordings are right, the cell has them all, with " || " between them, the usual one first.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tm.memory.adapting import adapt
from tm.memory.differences import compare
from tm.model import Match, TranslationUnit, Variant

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "cases"
FILES = (FOLDER / "memory-adaptation.tsv", FOLDER / "memory-adaptation-updates.tsv")
LANGUAGES = ("en", "de", "fr")


Wordings = dict[str, tuple[str, ...]]


def rows(path: Path) -> Iterator[tuple[Wordings, Wordings]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            old = {language: tuple(row[language].split(" || ")) for language in LANGUAGES}
            new = {language: tuple(row[f"new_{language}"].split(" || ")) for language in LANGUAGES}
            yield old, new
            yield new, old


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


@dataclass(frozen=True)
class Case:
    """What was asked, what was offered (empty where nothing was), and what would be right."""

    languages: tuple[str, str]
    query: str
    offered: str
    wanted: tuple[str, ...]

    @property
    def right(self) -> bool:
        return plain(self.offered) in map(plain, self.wanted)


def cases(path: Path) -> Iterator[Case]:
    for old, new in rows(path):
        unit = TranslationUnit(tuple(Variant(each, texts[0]) for each, texts in old.items()))
        for source, target in itertools.permutations(unit.variants, 2):
            query = new[source.language][0]
            differences = compare(query, source.text)
            match = adapt(Match(unit, source, target, 0, 0, differences), query)
            pair = (source.language, target.language)
            yield Case(pair, query, match.adapted, new[target.language])


def main() -> None:
    for path in FILES:
        found = list(cases(path))
        offered = [case for case in found if case.offered]
        right = sum(case.right for case in offered)
        for case in offered:
            if not case.right:
                pair = "-".join(case.languages)
                print(f"{pair}: {case.query}\n  offered {case.offered}\n  wanted  {case.wanted[0]}")
        share = f"{right / len(offered):.2%}"
        print(f"{path.name}: {len(found)} pairs, {len(offered)} adapted, {right} right ({share})")


if __name__ == "__main__":
    main()

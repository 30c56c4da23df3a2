"""False alarms, recall and blame of the fact rules on news triples, beside two simpler checks.

    python -m bench.facts [--show clean|info|missed|blame] [--own | --gold]

Reads `../shared/data/news-triples*.tsv` (see its README). Each triple is one bead of one segment a
language. An alarm is an error or a warning.

* false alarms: alarms on the clean triples that `differences.tsv` does not name, per 1,000;
* recall: planted errors for which there is an alarm that the clean triple does not raise;
* blame: of these, the share in which the new alarms name the language that was changed, and no
  other.

Beside it, in the same run: the digits of the sentences compared, and the test `numbers` of
translate-toolkit's `pofilter` where that program is installed (`POFILTER` names it). `--gold`
prints every alarm on the 1-1-1 beads of the news documents with gold alignment, for reading;
`--own` measures the sentences in `tests/cases/ua_triples.toml` instead.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.triples import (
    CODES,
    DATA,
    Alarm,
    Texts,
    digits_only,
    findings,
    gold_beads,
    ours,
    own,
    pofilter,
    read,
)
from tm.facts import extract_facts
from tm.model import Finding, Severity
from tm.reports.messages import sentence

Row = dict[str, str]
Check = Callable[[Texts], list[Alarm]]


@dataclass
class Score:
    """What one check did."""

    alarms: int = 0
    noisy: list[Row] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    blamed: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    missed: list[Row] = field(default_factory=list)
    misblamed: list[Row] = field(default_factory=list)


def measure(check: Check, clean: Sequence[Row], planted: Sequence[Row], excused: set[str]) -> Score:
    score = Score()
    before: dict[str, Counter[Alarm]] = {}
    for row in clean:
        alarms = check(row)
        before[row["id"]] = Counter(alarms)
        if alarms and row["id"] not in excused:
            score.alarms += len(alarms)
            score.noisy.append(row)
    for row in planted:
        score.planted[row["class"]] += 1
        new = Counter(check(row)) - before[row["id"]]
        if not new:
            score.missed.append(row)
            continue
        score.found[row["class"]] += 1
        if {language for _, language in new} == {row["lang"]}:
            score.blamed[row["class"]] += 1
        else:
            score.misblamed.append(row)
    return score


def print_table(scores: Mapping[str, Score], triples: int) -> None:
    print(f"{'':26}" + "".join(f"{name:>14}" for name in scores))
    rows: dict[str, Callable[[Score], float]] = {
        "false alarms per 1,000": lambda s: 1000 * s.alarms / triples,
        "triples alarmed per 1,000": lambda s: 1000 * len(s.noisy) / triples,
        "recall, %": lambda s: 100 * s.found.total() / s.planted.total(),
        "blame, % of the finds": lambda s: 100 * s.blamed.total() / max(s.found.total(), 1),
    }
    for name, figure in rows.items():
        print(f"{name:26}" + "".join(f"{figure(score):14.1f}" for score in scores.values()))
    print("\nfound, by class")
    for name, count in sorted(next(iter(scores.values())).planted.items()):
        figures = "".join(f"{f'{score.found[name]}/{count}':>14}" for score in scores.values())
        print(f"  {name:24}{figures}")


def show(score: Score, clean: Sequence[Row], what: str) -> None:
    rows = {"clean": score.noisy, "missed": score.missed, "blame": score.misblamed}.get(what, clean)
    least = Severity.INFO if what in ("info", "missed") else Severity.WARNING
    for row in rows:
        found = findings(row, least)
        if found or what == "missed":
            _show(row, found)


def _show(row: Row, found: Sequence[Finding]) -> None:
    print(row["id"], *(row.get(key, "") for key in ("lang", "class", "orig", "new")), sep=" | ")
    for finding in found:
        print(f"   {finding.severity.label}: {sentence(finding, 'en')} ({finding.kind})")
    for n in CODES:
        kinds = [f"{f.kind}={f.value}" for f in extract_facts(row[n], n)]
        print(f"     {n} {row[n]}\n        {', '.join(kinds)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--show", choices=("clean", "info", "missed", "blame"))
    options.add_argument("--own", action="store_true")
    options.add_argument("--gold", action="store_true")
    chosen = options.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"the development data is not there: {DATA}")
    if chosen.gold:
        gold = gold_beads()
        alarmed = [row for row in gold if findings(row)]
        show(Score(noisy=alarmed), gold, "clean")
        print(f"{len(alarmed)} of {len(gold)} beads")
        return
    excused = {row["id"] for row in read("news-triples.differences.tsv")}
    clean, planted = read("news-triples.tsv"), read("news-triples.planted.tsv")
    if chosen.own:
        clean, planted = own()
    start = time.perf_counter()
    scores = {"tm": measure(ours, clean, planted, excused)}
    seconds = time.perf_counter() - start
    if chosen.show:
        show(scores["tm"], clean, chosen.show)
        return
    scores["digits only"] = measure(digits_only, clean, planted, excused)
    if program := os.environ.get("POFILTER") or shutil.which("pofilter"):
        known = pofilter(program, clean + planted)
        scores["pofilter"] = measure(
            lambda row: known[tuple(row[n] for n in CODES)], clean, planted, excused
        )
    judged = [row for row in clean if row["id"] not in excused]
    print_table(scores, len(judged))
    infos = sum(f.severity == Severity.INFO for row in judged for f in findings(row, Severity.INFO))
    print(f"\ninfos per 1,000 clean triples: {1000 * infos / len(judged):.1f}")
    print(f"triples per second, with extraction: {(len(clean) + len(planted)) / seconds:.0f}")


if __name__ == "__main__":
    main()

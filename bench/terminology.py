"""Terminology: false alarms, planted word errors that are found, time and start-up cost.

`python -m bench.terminology` prints the figures; the news triples are read from
`../shared/data` where that is there. `--show` lists alarms and misses.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tm.app.checking import check
from tm.checks import CheckContext, all_rules
from tm.languages import codes
from tm.model import Bead, Finding, Segment, Severity
from tm.recurring import forget
from tm.terminology import load_glossary, matcher

HERE = Path(__file__).resolve().parent
NEWS = HERE.parent.parent / "shared" / "data" / "news-triples.tsv"
EXAMPLES = HERE.parent / "examples" / "markdown"
CLEAN = ("first-ua", "first-update", "release")
RULES = tuple(
    rule
    for rule in all_rules()
    if rule.id.split("-")[0] in ("term", "status", "institution", "word", "charge", "heading")
)


def findings(texts: Mapping[str, str]) -> list[Finding]:
    """Check one triple as a set of its own; remarks (info) are not counted."""
    context = CheckContext(
        name="triple",
        segments={code: (Segment(0, 0, 0, len(text), text),) for code, text in texts.items()},
        beads=(Bead(dict.fromkeys(texts, (0,))),),
        facts=dict.fromkeys(texts, ((),)),
        glossary=load_glossary(),
    )
    found = [finding for rule in RULES for finding in rule.check(context)]
    return [finding for finding in found if finding.severity > Severity.INFO]


def news() -> Iterator[dict[str, str]]:
    with NEWS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {code: row[code] for code in codes()}


def false_alarms(show: bool) -> None:
    if NEWS.is_file():
        rows = list(news())
        for languages in (("en", "de", "fr"), ("en", "de"), ("en", "fr"), ("de", "fr")):
            alarms = [
                (row, finding)
                for row in rows
                for finding in findings({code: row[code] for code in languages})
            ]
            share = 100 * len(alarms) / len(rows)
            print(f"news {'-'.join(languages)}: {len(alarms)} alarms, {share:.1f} per 100 segments")
            for row, finding in alarms if show else ():
                print("   ", finding.rule, finding.language, [row[code][:90] for code in languages])
    ids = {rule.id for rule in RULES}
    report = check([EXAMPLES / name for name in CLEAN]).report
    alarms = [
        finding
        for each in report.sets
        for finding in each.findings
        if finding.rule in ids and finding.severity > Severity.INFO
    ]
    print(f"clean examples: {len(alarms)} alarms")


def recall(show: bool) -> None:
    data = tomllib.loads((HERE / "terminology_planted.toml").read_text(encoding="utf-8"))
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    blamed = 0
    for text in data["text"]:
        clean = {code: text[code] for code in codes()}
        for finding in findings(clean):
            print("  alarm on a clean text:", finding.rule, finding.language, clean["en"])
        for language, right, wrong, rule in text["plants"]:
            assert right in clean[language], right
            planted[rule] += 1
            alarms = findings({**clean, language: clean[language].replace(right, wrong)})
            hit = [finding for finding in alarms if finding.language in (language, None)]
            found[rule] += bool(hit)
            blamed += any(finding.language == language for finding in hit)
            if show and not hit:
                print("  missed:", rule, language, f"{right} → {wrong}", [a.rule for a in alarms])
    for rule in sorted(planted):
        print(f"planted {rule}: {found[rule]} of {planted[rule]}")
    total = planted.total()
    print(f"planted in all: {found.total()} of {total}, {blamed} with the language blamed")


def speed() -> None:
    if not NEWS.is_file():
        return
    rows = list(news())
    texts = {code: [row[code] for row in rows] for code in codes()}
    for code in codes():
        matcher(load_glossary(), code).find([""])
    start = time.perf_counter()
    for _ in range(2):  # 500 sentences, twice
        forget()  # what recurs would cost nothing
        for code in codes():
            matcher(load_glossary(), code).find(texts[code])
    print(f"matching 3 x 1,000 segments: {time.perf_counter() - start:.2f} s")


def start_up() -> None:
    """Print the processor time of each step in a fresh process, the best of three."""
    steps = {
        "the glossary": "from tm.terminology import load_glossary; load_glossary()",
        "the first match in three languages": (
            "from tm.terminology import load_glossary, matcher;"
            "[matcher(load_glossary(), code).find(['x']) for code in ('en', 'de', 'fr')]"
        ),
    }
    for name, code in steps.items():
        script = f"import time; start = time.process_time(); {code}; print(time.process_time())"
        runs = [
            float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                                 check=True).stdout)
            for _ in range(3)
        ]  # fmt: skip
        print(f"start-up, {name}: {min(runs):.2f} s")


def main() -> None:
    show = "--show" in sys.argv
    false_alarms(show)
    recall(show)
    speed()
    start_up()


if __name__ == "__main__":
    main()

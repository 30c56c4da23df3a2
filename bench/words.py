"""Word errors by somebody who knew neither the glossary nor the code: found, and false alarms.

    python -m bench.words [--show] [--all]

`terminology_clean.tsv` has sentences of Urgent Actions in three versions, `terminology_planted.tsv`
one word error each in one of them, by class. An error counts as found where the changed triple
raises an alarm (a warning or an error) against that language, or against none, that the clean
triple does not raise. The rules on words are measured; `--all` adds those on facts and names.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bench.terminology import RULES
from tm.checks import CheckContext, run
from tm.facts import extract_facts
from tm.languages import codes
from tm.model import Bead, Finding, Segment, Severity
from tm.reports.messages import sentence
from tm.terminology import load_glossary

HERE = Path(__file__).resolve().parent
WORDS = frozenset(rule.id for rule in RULES)


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def alarms(texts: Mapping[str, str], all_rules: bool) -> list[Finding]:
    """Check one triple as a set of its own."""
    context = CheckContext(
        name="triple",
        segments={code: (Segment(0, 0, 0, len(text), text),) for code, text in texts.items()},
        beads=(Bead(dict.fromkeys(texts, (0,))),),
        facts={code: [extract_facts(text, code)] for code, text in texts.items()},
        glossary=load_glossary(),
    )
    return [
        finding
        for finding in run(context)
        if finding.severity > Severity.INFO and (all_rules or finding.rule in WORDS)
    ]


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.language, finding.variant, tuple(sorted(finding.arguments.items()))


def main() -> None:
    show, all_rules = "--show" in sys.argv, "--all" in sys.argv
    clean = {
        row["id"]: {code: row[code] for code in codes()} for row in read("terminology_clean.tsv")
    }
    before = {name: alarms(texts, all_rules) for name, texts in clean.items()}
    false = [(name, finding) for name, found in before.items() for finding in found]
    share = 100 * len(false) / len(clean)
    print(f"false alarms: {len(false)} on {len(clean)} triples, {share:.1f} per 100 segments")
    for name, finding in false if show else ():
        print("  ", name, finding.rule, sentence(finding, "en"))
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    blamed = 0
    for row in read("terminology_planted.tsv"):
        name, language, kind = row["id"], row["lang"], row["class"]
        planted[kind] += 1
        known = {_identity(finding) for finding in before[name]}
        new = [
            finding
            for finding in alarms({**clean[name], language: row["text"]}, all_rules)
            if _identity(finding) not in known and finding.language in (language, None)
        ]
        found[kind] += bool(new)
        blamed += any(finding.language == language for finding in new)
        if show and not new:
            print("  missed:", name, language, kind, f"{row['orig']} → {row['new']}")
    for kind in sorted(planted):
        print(f"planted {kind}: {found[kind]} of {planted[kind]}")
    total = planted.total()
    print(
        f"in all: {found.total()} of {total}, {100 * found.total() / total:.1f} %; {blamed} blamed"
    )


if __name__ == "__main__":
    main()

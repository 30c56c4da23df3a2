"""The development triples, and the checks that are measured on them."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from tm.checks import CheckContext, run
from tm.facts import extract_facts
from tm.model import Bead, Finding, Segment, Severity

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
CODES = ("en", "de", "fr")

# One alarm: what it is about, and the language that it names ("" where none).
Alarm = tuple[str, str]
Texts = Mapping[str, str]


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def gold_beads() -> list[dict[str, str]]:
    """Return the 1-1-1 beads of the news documents with gold alignment, as triples."""
    found = []
    path = DATA / "alignment" / "news-merged.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        maps = {
            pair: {tuple(a): tuple(b) for a, b in beads}
            for pair, beads in document["beads"].items()
        }
        for en, de in maps["en-de"].items():
            fr = maps["en-fr"].get(en, ())
            if len(en) == len(de) == len(fr) == 1 and maps["de-fr"].get(de, fr) == fr:
                texts = {
                    n: document["segments"][n][i[0]]
                    for n, i in zip(CODES, (en, de, fr), strict=True)
                }
                found.append({"id": f"{document['name']}:{en[0]}", **texts})
    return found


def own() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return our own Urgent Action sentences: clean, and with one slip each."""
    path = Path(__file__).resolve().parent.parent / "tests" / "cases" / "ua_triples.toml"
    clean, planted = [], []
    for number, triple in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["triple"]):
        row = {"id": f"ua{number:02}", **{n: triple[n] for n in CODES}}
        clean.append(row)
        for language, old, new in triple["slips"]:
            changed = {language: row[language].replace(old, new, 1)}
            about = {"lang": language, "class": "slip", "orig": old, "new": new}
            planted.append({**row, **about, **changed})
    return clean, planted


def findings(texts: Texts, least: Severity = Severity.WARNING) -> list[Finding]:
    """Check one triple as a set of one bead; return what is at least as severe as `least`."""
    context = CheckContext(
        name="triple",
        segments={n: [Segment(0, 0, 0, len(texts[n]), texts[n])] for n in CODES},
        beads=[Bead(dict.fromkeys(CODES, (0,)))],
        facts={n: [extract_facts(texts[n], n)] for n in CODES},
    )
    return [finding for finding in run(context) if finding.severity >= least]


def ours(texts: Texts) -> list[Alarm]:
    return [
        (
            f"{f.rule} {f.kind} {' '.join(f'{e.language}={e.value}{e.bound}' for e in f.evidence)}",
            f.language or "",
        )
        for f in findings(texts)
    ]


def digits_only(texts: Texts) -> list[Alarm]:
    """Compare the runs of digits of each pair of versions, separators left out."""
    found = {
        n: Counter(re.sub(r"\D", "", run) for run in re.findall(r"\d[\d.,'   ]*", texts[n]))
        for n in CODES
    }
    wrong = [(a, b) for a, b in combinations(CODES, 2) if found[a] != found[b]]
    if not wrong:
        return []
    odd = [n for n in CODES if len(wrong) == 2 and all(n in pair for pair in wrong)]
    return [(str([sorted(found[n].items()) for n in CODES]), "".join(odd))]


def pofilter(program: str, rows: Iterable[Texts]) -> dict[tuple[str, ...], list[Alarm]]:
    """Run `pofilter --test=numbers` on all rows, from English, once for each other language.

    Returns the alarms by the texts of a row.
    """
    rows = list(rows)
    found: dict[tuple[str, ...], list[Alarm]] = {tuple(row[n] for n in CODES): [] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        for language in CODES[1:]:
            source, target = Path(folder, f"{language}.po"), Path(folder, f"{language}.out.po")
            source.write_text(_po_file(rows, language), encoding="utf-8")
            command = [program, "--progress=none", "--test=numbers", f"--language={language}"]
            subprocess.run([*command, source, target], check=True, capture_output=True)
            for number in re.findall(r'msgctxt "(\d+)"', target.read_text(encoding="utf-8")):
                row = rows[int(number)]
                alarm = (f"numbers {row['en']} {row[language]}", language)
                if alarm not in found[tuple(row[n] for n in CODES)]:
                    found[tuple(row[n] for n in CODES)].append(alarm)
    return found


def _po_file(rows: Iterable[Texts], language: str) -> str:
    entries = [
        f'msgctxt "{i}"\nmsgid "{_escaped(row["en"])}"\nmsgstr "{_escaped(row[language])}"\n'
        for i, row in enumerate(rows)
    ]
    return (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {language}\\n"\n\n' + "\n".join(entries)
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')

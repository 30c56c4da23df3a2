"""Draw docs/report.svg, the picture in the README: `python docs/make_report.py`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tm.app.checking import check_paths
from tm.config import Config
from tm.reports import svg

ROOT = Path(__file__).resolve().parent.parent
# One finding of each sort is enough for a picture.
SHOWN = ("reference", "money", "age", "time", "name")


def main() -> None:
    report = check_paths([ROOT / "examples" / "word" / "with-errors"], Config())
    checked = report.sets[0]
    findings = tuple(finding for finding in checked.findings if finding.kind in SHOWN)
    picture = replace(report, sets=(replace(checked, name="UA 214-24", findings=findings),))
    text = svg.render(picture, title="tm check", width=112)
    (ROOT / "docs" / "report.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

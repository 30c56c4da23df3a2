"""The pages in docs/rules are those of the rules."""

from __future__ import annotations

from pathlib import Path

from tm.reports import rule_pages

FOLDER = Path(__file__).parent.parent.parent / "docs" / "rules"


def test_pages_are_up_to_date() -> None:
    """If this fails: python -m tm.reports.rule_pages docs/rules"""
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert there == rule_pages.pages()

"""The pages in docs/rules: generated from the rules, so that they cannot be out of date.

`python -m tm.reports.rule_pages docs/rules` writes them; a test compares them with the rules.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tm import languages
from tm.checks import all_rules
from tm.checks.base import Example, Rule


def pages() -> dict[str, str]:
    """Return file name → Markdown: one page for each rule, and the list of them."""
    found = {f"{rule.id}.md": "\n".join(_page(rule)) + "\n" for rule in all_rules()}
    return {**found, "README.md": "\n".join(_index()) + "\n"}


def write(folder: Path) -> None:
    """Write all pages into a folder, and remove those of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def _index() -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield "| rule | what it reports | severity |"
    yield "|---|---|---|"
    for rule in all_rules():
        yield f"| [{rule.id}]({rule.id}.md) | {rule.title} | {_severities(rule)} |"


def _severities(rule: Rule) -> str:
    labels = {rule.severity, *rule.severities.values()}
    return " or ".join(severity.label for severity in sorted(labels, reverse=True))


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id}"
    yield ""
    yield f"**{rule.title}.**"
    yield ""
    yield f"{rule.why}"
    yield ""
    yield f"What to do: {rule.advice}"
    yield ""
    yield f"Severity: {_severities(rule)}"
    if rule.severities:
        kinds = ", ".join(sorted(rule.severities))
        severest = next(iter(rule.severities.values())).label
        yield f"({severest} for: {kinds}; {rule.severity.label} for all other kinds)."
    yield ""
    yield "To change it, or to switch the rule off, in `tm.toml`:"
    yield ""
    yield "```toml"
    yield "[rules]"
    yield f'{rule.id} = "off"  # or "info", "warning", "error"'
    yield "```"
    for heading, examples in (("Reported", rule.bad), ("Not reported", rule.good)):
        yield ""
        yield f"## {heading}"
        for example in examples:
            yield ""
            yield from _example(example, bad=heading == "Reported")


def _example(example: Example, bad: bool) -> Iterator[str]:
    if example.note:
        yield example.note
        yield ""
    names = {
        code: str(languages.get(code).table("language").get("name", code)) for code in example.texts
    }
    yield "| " + " | ".join(names.values()) + " |"
    yield "|" + "---|" * len(names)
    rows = zip(*(text.strip().splitlines() for text in example.texts.values()), strict=True)
    for row in rows:
        cells = [line.strip().replace("⟦", "**").replace("⟧", "**") for line in row]
        yield "| " + " | ".join(cells) + " |"
    if bad:
        yield ""
        yield f"Blamed: {names[example.language] if example.language else 'no version'}."


if __name__ == "__main__":
    write(Path(sys.argv[1]))

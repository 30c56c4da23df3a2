"""Findings as sentences in the reader's language: templates of the rules, filled."""

from __future__ import annotations

from collections.abc import Sequence

from tm import languages
from tm.checks import rule
from tm.checks.base import BOUND_ARGUMENTS, KIND_ARGUMENTS, LANGUAGE_ARGUMENTS, WEEKDAY_ARGUMENTS
from tm.i18n import translate
from tm.model import Bound, Finding
from tm.reports.excerpt import printable

_LONGEST = 70

# What follows the value's surface in a sentence: (exactly), (about), …
BOUNDS = {
    Bound.EXACTLY: "exactly",
    Bound.ABOUT: "about",
    Bound.ALMOST: "almost",
    Bound.AT_LEAST: "at least",
    Bound.AT_MOST: "at most",
    Bound.MORE_THAN: "more than",
    Bound.LESS_THAN: "less than",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sentence(finding: Finding, reader: str) -> str:
    """Return what a finding says, as one sentence in the language of the reader."""
    template = rule(finding.rule).messages[finding.variant]
    arguments = {name: _argument(name, value, reader) for name, value in finding.arguments.items()}
    return translate(template, reader).format_map(arguments)


def language_name(code: str, reader: str) -> str:
    """Return the name of a language as the reader calls it."""
    table = languages.get(code).table("language")
    return translate(str(table.get("name", code)), reader)


def listed(parts: Sequence[str], reader: str) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    template = translate("{first} and {last}", reader)
    return template.format(first=", ".join(parts[:-1]), last=parts[-1])


def shortened(text: str, width: int = _LONGEST) -> str:
    """Return text on one line of at most `width` characters, cut between words."""
    text = " ".join(printable(text).split())
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def _argument(name: str, value: str, reader: str) -> str:
    if name in LANGUAGE_ARGUMENTS:
        return listed([language_name(code, reader) for code in value.split()], reader)
    if name in BOUND_ARGUMENTS:
        return translate(BOUNDS[Bound(value)], reader)
    if name in WEEKDAY_ARGUMENTS:
        return translate(WEEKDAYS[int(value) - 1], reader)
    if name in KIND_ARGUMENTS:
        return translate(value, reader)
    return shortened(value)

"""E-mail addresses, also where a page hides the sign from robots ("name (at) host.org")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tm.facts.analysis import Analysis
from tm.facts.wording import any_of
from tm.languages import in_all
from tm.model import Fact, Relation, Value
from tm.patterns import compiled

_LOCAL = r"[\w.+%'’-]{1,64}"
_LABEL = r"[\w-]{1,63}"
_PLAIN = re.compile(rf"(?<![\w.+%=-])({_LOCAL})[@＠]({_LABEL}(?:\.{_LABEL}){{1,6}})")
_BRACKET = re.compile(r"[(\[{]")


def _bracketed(words: Iterable[str]) -> str:
    """Return a pattern for brackets of any sort around a sign, or a word for it."""
    return rf"\s?[(\[{{]\s?{any_of(words)}\s?[)\]}}]\s?"


@cache
def _dot() -> re.Pattern[str]:
    return compiled(rf"(?:\.|{_bracketed(['.', *in_all('link', 'dot')])})", re.IGNORECASE)


@cache
def _hidden() -> re.Pattern[str]:
    at = _bracketed(["@", *in_all("link", "at")])
    return compiled(
        rf"(?<![\w.+%-])({_LOCAL}){at}({_LABEL}(?:{_dot().pattern}{_LABEL}){{1,6}})", re.IGNORECASE
    )


@dataclass(frozen=True, slots=True)
class EmailValue:
    """An address in lower case, with its plain signs."""

    address: str

    def __str__(self) -> str:
        return self.address

    @classmethod
    def of(cls, local: str, host: str) -> EmailValue:
        name = local.strip(".'’").replace("’", "'")
        return cls(f"{name}@{_dot().sub('.', host).strip('-')}".lower())


class EmailKind:
    """E-mail addresses."""

    name = "email"
    comparable = frozenset({"link-target"})

    def extract(self, analysis: Analysis) -> Iterator[Fact]:
        text = analysis.text
        found = list(_PLAIN.finditer(text)) if "@" in text or "＠" in text else []
        if _BRACKET.search(text):
            found = sorted([*found, *_hidden().finditer(text)], key=lambda match: match.start())
        last = 0
        for match in found:
            start = match.start() + len(match[1]) - len(match[1].lstrip(".'’"))
            if start >= last and analysis.is_free(start, match.end()):
                value = EmailValue.of(match[1], match[2])
                yield Fact(self.name, value, start, match.end(), text[start : match.end()])
                last = match.end()

    def relate(self, first: Fact, second: Fact) -> Relation:
        if first.value == second.value:
            return Relation.EQUAL
        same = isinstance(first.value, EmailValue) and isinstance(second.value, EmailValue)
        return Relation.DIFFERENT if same else Relation.UNRELATED

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        return str(value)


KIND = EmailKind()

"""Where hyperlinks lead, as far as the text does not show it.

A reader of the text sees "report published in September"; the address behind it is a fact as well.
An address that shows what it leads to is left to `link`, `email` and `phone`; one that shows
something else is reported here too, so that a rule can set the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from tm.facts.analysis import Analysis
from tm.facts.email import EmailValue
from tm.facts.link import LinkValue, relate_links
from tm.facts.phone import PhoneKind, PhoneValue
from tm.model import Fact, Hyperlink, Relation, Salience, Value

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,15}):", re.IGNORECASE)
_LONGEST = 4000  # characters of a target; no browser takes more
_SHOWN = frozenset({Relation.EQUAL, Relation.EQUIVALENT, Relation.LESS_SPECIFIC})


class TargetKind:
    """The targets of hyperlinks: addresses of pages and of mail, telephone numbers.

    Versions link differently, so that a missing one means little; one that differs does not.
    """

    name = "link-target"
    comparable = frozenset({"link", "email", "phone"})

    def extract(self, analysis: Analysis) -> Iterator[Fact]:
        end = 0
        for link in sorted(analysis.links, key=lambda link: link.start):
            if link.start < end or not 0 <= link.start < link.end <= len(analysis.text):
                continue
            value = target_value(link.target)
            if value is not None and not _is_shown(analysis, link, value):
                end = link.end
                surface = analysis.text[link.start : link.end]
                yield Fact(self.name, value, link.start, link.end, surface, salience=Salience.NONE)

    def relate(self, first: Fact, second: Fact) -> Relation:
        return relate_targets(first, second)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        """Return None: the text shows nothing of the target."""
        return None


def target_value(target: str) -> Value | None:
    """Return the value of a hyperlink's target; None for places within the text and the like."""
    target = target.strip()
    if len(target) > _LONGEST:
        return None
    scheme = _SCHEME.match(target)
    name = scheme[1].lower() if scheme else ""
    rest = target[scheme.end() :] if scheme else target
    if name == "mailto":
        local, at, host = unquote(rest.partition("?")[0]).partition("@")
        return EmailValue.of(local, host) if at else None
    if name == "tel":
        digits = re.sub(r"\D", "", rest)
        return PhoneValue(digits, rest.lstrip().startswith("+")) if digits else None
    if name in ("http", "https") or (not name and target[:4].lower() == "www."):
        return LinkValue.of(target)
    return None


def relate_targets(first: Fact, second: Fact) -> Relation:
    """Compare a target with another, or with an address or number that a text shows."""
    if isinstance(first.value, PhoneValue) and isinstance(second.value, PhoneValue):
        return PhoneKind().relate(first, second)
    if isinstance(first.value, LinkValue) and isinstance(second.value, LinkValue):
        return relate_links(first.value, second.value)
    if first.value == second.value:
        return Relation.EQUAL
    same = isinstance(first.value, EmailValue) and isinstance(second.value, EmailValue)
    return Relation.DIFFERENT if same else Relation.UNRELATED


def _is_shown(analysis: Analysis, link: Hyperlink, value: Value) -> bool:
    """Say whether the words of the link show where it leads."""
    target = Fact("link-target", value, link.start, link.end, "")
    return any(
        relate_targets(fact, target) in _SHOWN
        for fact in analysis.found
        if fact.start < link.end and link.start < fact.end
    )


KIND = TargetKind()

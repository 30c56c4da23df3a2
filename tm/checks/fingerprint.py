"""The identity of a finding, by which a baseline knows it again after the text was edited.

No line, block or bead number is part of it: a paragraph inserted above changes nothing. The
finding is another one when its rule, kind, blamed language or compared values change, or the words
of the sentence around it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

from tm.model import Evidence, Finding, SetReport

_LENGTH = 16


def fingerprints(each: SetReport) -> list[str]:
    """Return the fingerprints of a set's findings, in their order: 16 hexadecimal digits each.

    Findings that are alike in everything are told apart by their order.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in each.findings:
        identity = "\x1f".join(_parts(each, finding))
        seen[identity] += 1
        again = f"\x1f{seen[identity]}" if seen[identity] > 1 else ""
        digest = hashlib.sha256((identity + again).encode("utf-8", "surrogatepass"))
        found.append(digest.hexdigest()[:_LENGTH])
    return found


def _parts(each: SetReport, finding: Finding) -> Iterable[str]:
    yield from (finding.rule, finding.kind, each.name, finding.language or "")
    for one in sorted(finding.evidence, key=lambda one: (one.language, one.segment, one.start)):
        yield from (one.language, one.value or _plain(one.surface), one.bound)
        yield _plain(_text(each, one))


def _text(each: SetReport, one: Evidence) -> str:
    segments = each.segments.get(one.language, ())
    # Where a whole sentence is lacking, its neighbour says nothing about what the finding is.
    if not 0 <= one.segment < len(segments) or (one.start == one.end and not one.surface):
        return ""
    return segments[one.segment].text


def _plain(text: str) -> str:
    """Return text without what a word processor changes by itself: case, space, punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())

"""Adapted matches: right where they are offered, not offered where that is not certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.adaptation import FILES, cases
from tests.memory.samples import unit
from tm.memory import Memory


@pytest.mark.parametrize(
    ("path", "least"), list(zip(FILES, (0.8, 0.5), strict=True)), ids=[path.stem for path in FILES]
)
def test_what_is_offered_is_right_and_much_is_offered(path: Path, least: float) -> None:
    found = list(cases(path))
    offered = [case for case in found if case.offered]
    assert [case for case in offered if not case.right] == []
    assert len(offered) > least * len(found)


def test_adapted_match_says_what_was_changed(memory: Memory) -> None:
    memory.add([unit(en="He was arrested on 4 May 2024.", de="Er wurde am 4. Mai 2024 verhaftet.")])
    (match,) = memory.search("He was arrested on 16 June 2025.")
    assert match.adapted == "Er wurde am 16. Juni 2025 verhaftet."
    assert (match.score, match.similarity) == (100, 78)
    (change,) = match.adaptations
    assert (change.kind, change.before, change.after) == ("date", "4. Mai 2024", "16. Juni 2025")
    assert match.adapted[change.start : change.end] == "16. Juni 2025"
    assert {each.kind for each in match.differences if each.operation != "equal"} == {"date"}
    assert memory.search("He was arrested on 16 June 2025.", adapt=False)[0].adapted == ""


NOT_OFFERED = [
    # (source, target, query): why
    ("He got one year.", "Er bekam ein Jahr.", "He got two years."),  # another form of the noun
    ("Three men, three women.", "Drei Männer, drei Frauen.", "Two men, three women."),  # which?
    ("At least 5 died.", "Mindestens 5 starben.", "More than 5 died."),  # another bound
    ("He paid $5 and $7.", "Er zahlte 12 Dollar.", "He paid $6 and $7."),  # no counterpart
    ("On 4 May he fled.", "Am 4. Mai floh er.", "On 5 May she fled."),  # other words, too
    ("On 4 May he fled.", "Am 5. Mai floh er.", "On 6 May he fled."),  # the memory is wrong
    ("Born in 1990.", "1990 geboren.", "Born in Kazan."),  # no fact
]


@pytest.mark.parametrize(("source", "target", "query"), NOT_OFFERED)
def test_not_offered(memory: Memory, source: str, target: str, query: str) -> None:
    memory.add([unit(en=source, de=target)])
    found = memory.search(query, minimum=40)
    assert [match.adapted for match in found] == [""]


def test_identical_text_comes_before_an_adapted_one(memory: Memory) -> None:
    memory.add([unit(en="UA 118/24 today", de="UA 118/24 heute")])
    memory.add([unit(en="UA 119/24 today", de="Heute UA 119/24")])
    found = memory.search("UA 119/24 today")
    assert [(match.similarity == 100, bool(match.adapted)) for match in found] == [
        (True, False),
        (False, True),
    ]

"""The comparison on cases that are data, with facts in a notation of their own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.support import context
from tm.checks import run
from tm.checks.comparison.assignment import assign

FILE = Path(__file__).parent.parent / "cases" / "comparison.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    versions = {code: case[code] for code in ("en", "de", "fr") if code in case}
    found = run(context(versions, source=case.get("source")))
    assert [f"{finding.rule} {finding.language or '-'}" for finding in found] == case["found"]


def test_doubtful_beads_count_less() -> None:
    versions = {"en": ["number:20"], "de": ["number:30"], "fr": ["number:20"]}
    sure = run(context(versions))[0]
    doubtful = run(context(versions, scores={0: 0.1}))[0]
    assert doubtful.severity < sure.severity


def test_evidence_is_exact() -> None:
    versions = {"en": ["a number:20 b"], "de": ["cd number:30"], "fr": ["number:20"]}
    finding = run(context(versions))[0]
    assert [(e.language, e.start, e.end) for e in finding.evidence] == [
        ("en", 2, 11),
        ("de", 3, 12),
        ("fr", 0, 9),
    ]
    assert finding.suggestion == "20 in de"


facts = st.lists(
    st.sampled_from(["number:3", "number:30", "date:2019-03-01", "date:--03-01", "money:USD_7"]),
    max_size=6,
).map(" ".join)


@given(st.lists(facts, min_size=1, max_size=4))
def test_a_text_agrees_with_itself(lines: list[str]) -> None:
    lines = [f"x {line}" for line in lines]
    assert run(context({"en": lines, "de": lines, "fr": lines})) == []


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=4))
def test_assignment_is_optimal(costs: list[list[int]]) -> None:
    from itertools import permutations

    def total(columns: tuple[int, ...]) -> float:
        return sum(costs[i][j] for i, j in enumerate(columns))

    best = min(total(columns) for columns in permutations(range(4), len(costs)))
    found = assign(costs)
    assert len(found) == len(costs)
    assert sum(costs[i][j] for i, j in found) == best


def test_assignment_leaves_out_what_is_forbidden() -> None:
    assert assign([[None, 1.0], [None, 0.5]]) == [(1, 1)]
    assert assign([[None], [2.0]]) == [(1, 0)]
    assert assign([]) == []


def test_a_crowd_of_facts_takes_no_crowd_of_time() -> None:
    lines = [" ".join(f"number:{n % 700}" for n in range(4000))]
    assert run(context({"en": lines, "de": lines})) == []


lines = st.lists(st.one_of(facts, st.just("")), min_size=1, max_size=5)


@given(lines, lines, lines, st.sampled_from([None, "en", "fr"]))
def test_any_versions_are_checked_and_every_place_is_in_its_text(
    en: list[str], de: list[str], fr: list[str], source: str | None
) -> None:
    longest = max(len(en), len(de), len(fr))
    versions = {
        code: [*text, *[""] * (longest - len(text))]
        for code, text in (("en", en), ("de", de), ("fr", fr))
    }
    made = context(versions, source=source)
    for finding in run(made):
        assert finding.language in (None, "en", "de", "fr")
        for one in finding.evidence:
            if one.segment >= 0:
                text = made.segments[one.language][one.segment].text
                assert text[one.start : one.end] == one.surface

"""Names across versions: slips are found and blamed, what languages do to names is not."""

from __future__ import annotations

import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.facts.names import Names, missing_names, misspellings
from tm.facts.names.places import gazetteer
from tm.facts.names.words import words
from tm.languages import codes, get
from tm.model import Bead

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "names.toml").read_text(encoding="utf-8")
)["case"]


def names_of(versions: dict[str, list[str]]) -> Names:
    length = max(len(lines) for lines in versions.values())
    beads = [Bead(dict.fromkeys(versions, (number,))) for number in range(length)]
    return Names.of(versions, beads)


def marked(versions: dict[str, list[str]]) -> tuple[str, str]:
    for code, lines in versions.items():
        for line in lines:
            if "⟦" in line:
                return code, line.partition("⟦")[2].partition("⟧")[0]
    return "", ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_names(case: dict[str, Any]) -> None:
    raw = {code: case[code] for code in codes() if code in case}
    code, surface = marked(raw)
    names = names_of({c: [t.replace("⟦", "").replace("⟧", "") for t in raw[c]] for c in raw})
    slips, gaps = list(misspellings(names)), list(missing_names(names))
    rule = case.get("rule")
    assert (len(slips), len(gaps)) == (int(rule == "spelling"), int(rule == "missing"))
    if slips:
        assert (slips[0].blamed, slips[0].expected) == (case["blamed"], case["expected"])
        assert (slips[0].wrong.code, slips[0].wrong.word.surface) == (code, surface)
    if gaps:
        assert gaps[0].blamed == case["blamed"]
        instead = gaps[0].instead
        assert ((instead.code, instead.word.surface) if instead else ("", "")) == (code, surface)


@given(st.text("Aabcß'’-. É\u0301\u200b\u00ad\nŒœ1", max_size=60), st.sampled_from(codes()))
def test_words_keep_their_places(text: str, code: str) -> None:
    found = words(text, get(code))
    assert all(text[word.start : word.end] == word.surface for word in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.lists(st.text("Bilash é.-’ 1", max_size=30), min_size=1, max_size=4))
def test_any_text_can_be_compared(lines: list[str]) -> None:
    names = names_of(dict.fromkeys(codes(), lines))
    assert not list(misspellings(names))
    assert not list(missing_names(names))


def test_every_language_names_the_same_places() -> None:
    named = {code: set(gazetteer(get(code)).names) for code in codes()}
    assert len(named["en"]) > 250
    assert all(places == named["en"] for places in named.values())


def test_many_names_are_no_trap() -> None:
    crowd = " ".join(f"Na{'abcdefghij'[i % 10]}me{chr(97 + i % 26)}x" for i in range(20_000))
    lines = [f"Serik{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Bilash" for i in range(1500)]
    began = time.perf_counter()
    for versions in ({code: [crowd] for code in codes()}, dict.fromkeys(codes(), lines)):
        names = names_of(versions)
        assert not list(missing_names(names))
        list(misspellings(names))
    assert time.perf_counter() - began < 20

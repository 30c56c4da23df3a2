"""Links, addresses, numbers of references and laws: how their values stand to one another."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.facts import email, extract_facts, law, link, phone, postbox, reference, relate, render
from tm.facts.analysis import Analysis
from tm.facts.link import LinkValue
from tm.languages import codes, get
from tm.model import Fact, Relation

CASES = Path(__file__).parents[1] / "cases"
KINDS = (email.KIND, link.KIND, law.KIND, reference.KIND, phone.KIND, postbox.KIND)
_MIRROR = {
    Relation.LESS_SPECIFIC: Relation.MORE_SPECIFIC,
    Relation.MORE_SPECIFIC: Relation.LESS_SPECIFIC,
}


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def only(text: str, language: str) -> Fact:
    (fact,) = extract_facts(text, language)
    return fact


@pytest.mark.parametrize(
    ("kind", "language", "first", "other", "second", "relation"), rows("reference-relations.tsv")
)
def test_relations(
    kind: str, language: str, first: str, other: str, second: str, relation: str
) -> None:
    one, two = only(first, language), only(second, other)
    assert one.kind == kind
    assert relate(one, two) == Relation(relation)
    if one.kind == two.kind:
        assert relate(two, one) == _MIRROR.get(Relation(relation), Relation(relation))


@pytest.mark.parametrize(
    ("surface", "source", "target", "like", "expected"), rows("renderings.tsv")
)
def test_rendering(surface: str, source: str, target: str, like: str, expected: str) -> None:
    fact = only(surface, source)
    rendered = render(fact.kind, fact.value, target, like)
    assert rendered == expected
    assert only(rendered, target).value == fact.value


ALPHABET = "0123456789/.-()+@§ ,:ABUEFIaortichlesw\u00a0\n&[]<>|'’–"


@given(st.text(ALPHABET, max_size=80), st.sampled_from(codes()))
def test_spans_are_exact_and_ascending(text: str, code: str) -> None:
    for kind in KINDS:
        facts = list(kind.extract(Analysis(text, get(code))))
        assert all(text[fact.start : fact.end] == fact.surface for fact in facts)
        assert all(a.end <= b.start for a, b in pairwise(facts))


@given(st.text(max_size=60))
def test_any_address_is_taken_apart(text: str) -> None:
    assert isinstance(str(LinkValue.of(text)), str)
    assert isinstance(str(LinkValue.of(f"http://{text}")), str)

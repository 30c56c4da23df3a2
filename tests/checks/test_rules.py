"""Every rule is complete, and does what its examples say."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

import tm.checks.rules
from tests.checks.support import of_example
from tm import i18n
from tm.checks import all_rules, run
from tm.checks.base import Example, Rule

RULES = all_rules()
BAD = [(rule, example) for rule in RULES for example in rule.bad]
GOOD = [(rule, example) for rule in RULES for example in rule.good]


def test_every_module_is_a_rule_of_its_name() -> None:
    names = {path.stem for path in Path(tm.checks.rules.__path__[0]).glob("[a-z]*.py")}
    assert {rule.id.replace("-", "_") for rule in RULES} == names


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_complete(rule: Rule) -> None:
    assert rule.bad, "a rule without an example that fires cannot be judged"
    assert rule.good
    assert rule.title
    assert len(rule.why) > 60
    assert rule.advice.endswith(".")
    for template in rule.messages.values():
        assert all(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
        for reader in i18n.available():
            assert i18n.translate(template, reader).endswith("."), f"no full stop ({reader})"


@pytest.mark.parametrize(("rule", "example"), BAD, ids=lambda v: getattr(v, "id", ""))
def test_bad_example_fires_there_and_nowhere_else(rule: Rule, example: Example) -> None:
    context = of_example(example)
    found = [finding for finding in run(context) if finding.rule == rule.id]
    assert len(found) == 1
    assert found[0].language == example.language
    places = {(one.language, one.segment, one.start, one.end) for one in found[0].evidence}
    lines = {
        (language, context.beads[line].segments[language][0], start, end)
        for language, line, start, end in example.marks()
    }
    assert {place for place in places if place[2] != place[3]} == lines
    i18n.translate(rule.messages[found[0].variant]).format_map(found[0].arguments)


@pytest.mark.parametrize(("rule", "example"), GOOD, ids=lambda v: getattr(v, "id", ""))
def test_good_example_does_not_fire(rule: Rule, example: Example) -> None:
    assert [finding for finding in run(of_example(example)) if finding.rule == rule.id] == []

"""Patterns kept beside the bytecode are the very patterns that `re` compiles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tm import patterns
from tm.languages import codes, get, srx
from tm.patterns import Store

SAMPLES = [
    (r"(?P<day>\d{1,2})(?:st|nd)? (?P<month>[A-Zà-ž]+)(?(day)x)", 0),
    (r"(?<!\w)(?:nicht|kein\w*)(?!\w)", re.IGNORECASE),
    (r"[\"“”„‟‘’‚'«»\u200b-\u200f\ufeff]{0,3}(?=\s+[^\W\d_])", re.MULTILINE),
    (r"([a-z])\1(?>x*+)|$", re.DOTALL | re.VERBOSE),
]


@pytest.mark.parametrize(("expression", "flags"), SAMPLES)
def test_same_as_compiled_by_re_before_and_after_it_is_kept(
    tmp_path: Path, expression: str, flags: int
) -> None:
    path = tmp_path / "folder" / "kept.patterns"
    expected = re.compile(expression, flags)
    first = Store(path)
    fresh = first.pattern(expression, flags)
    first.write()
    again = Store(path)
    kept = again.pattern(expression, flags)
    again.write()
    for found in (fresh, kept):
        assert found == expected  # expression, flags and code
        assert found.groups == expected.groups
        assert found.groupindex == expected.groupindex
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_rules_of_segmentation_are_those_of_re() -> None:
    for code in codes():
        for rule in srx.read(get(code).folder / "segmentation.srx", code):
            expression = srx.expand(rule.before)
            assert patterns.compiled(expression) == re.compile(expression)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no patterns at all",
        patterns._packed({("a", 0): (32, b"\1\0\0\0", 0, {})})[:-1],
        patterns._packed({("a", 0): (32, b"\xff\xff\0\0", 0, {})}),
        patterns._packed({("a", 0): "nonsense"}),  # type: ignore[dict-item]
        patterns._packed(["nonsense"]),  # type: ignore[arg-type]
    ],
)
def test_whatever_is_in_the_file_patterns_are_compiled(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept.patterns"
    path.write_bytes(content)
    assert Store(path).pattern("a", 0) == re.compile("a")


def test_patterns_of_another_python_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.patterns"
    monkeypatch.setattr(patterns, "_version", lambda: ("another",))
    store = Store(path)
    store.pattern("a", 0)
    store.write()
    assert patterns._read(path)
    monkeypatch.undo()
    assert not patterns._read(path)


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for path in (None, tmp_path / "file" / "kept.patterns"):
        store = Store(path)
        assert store.pattern("a", 0).fullmatch("a")
        store.write()


def test_a_bad_expression_is_told_as_by_re() -> None:
    with pytest.raises(re.error, match="unterminated"):
        patterns.compiled("(")


def test_patterns_of_tables_that_changed_are_left_out_at_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.patterns"
    old = Store(path)
    old.pattern("old", 0)
    old.write()
    monkeypatch.setattr(patterns, "MOST", 1)
    new = Store(path)
    new.pattern("new", 0)
    new.write()
    assert set(patterns._read(path)) == {("new", 0)}

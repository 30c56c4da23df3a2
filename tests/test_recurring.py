"""What is kept of texts that recur changes nothing but the time."""

from __future__ import annotations

from tm.recurring import LONG_KEPT, LONGEST, forget, per_text


def test_a_text_that_recurs_is_worked_on_once() -> None:
    asked = []

    @per_text
    def shout(text: str, mark: str) -> str:
        asked.append(text)
        return text.upper() + mark

    assert [shout("a", "!"), shout("a", "!"), shout("a", "?")] == ["A!", "A!", "A?"]
    assert asked == ["a", "a"]
    forget()
    assert shout("a", "!") == "A!"
    assert len(asked) == 3


def test_few_long_texts_are_kept() -> None:
    asked = []

    @per_text
    def size(text: str) -> int:
        asked.append(text)
        return len(text)

    assert size("x" * LONGEST) == size("x" * LONGEST) == LONGEST
    assert len(asked) == 1
    for length in (LONGEST + 1, *range(LONGEST + 1, LONGEST + 2 + LONG_KEPT), LONGEST + 1):
        assert size("x" * length) == length
    assert len(asked) == 1 + LONG_KEPT + 2
    assert size("x" * LONGEST) == LONGEST
    assert len(asked) == 1 + LONG_KEPT + 2

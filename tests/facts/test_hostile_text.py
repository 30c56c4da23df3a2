"""Text that was made to hurt, or came broken: no hang, no crash, exact spans."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.facts import KINDS, extract_facts
from tm.languages import codes

PIECES = (
    "1", "1 ", "1,", "1.", "1'", "1 000 ", "½", "one ", "hundred ", "two hundred and ", "a ",
    "a hundred and ", "million ", "tens of ", "between ", "5 to ", "5 and ", "5, ", "$", "US$-",
    "5 dollars and ", "May ", "4 May ", "4, 5 and ", "11–", "2014–", "2012/13 ", "the early ",
    "night of ", "Monday, ", "1980s ", "19th and ", "XIV ", "5:00 ", "5 h ", "5.30 ", "years ",
    "5 years and ", "five-", "-", "half a ", "siebenund", "siebenhundert", "tausend", "ein",
    "quatre-vingt-", "dix-", "soixante et ", "de ", "des dizaines de ", "âgé de ", "up to ",
    "\u200b", "e\u0301", "٣", "5%", "/", "(", "Name, 5, ",
)  # fmt: skip
LENGTH = 8_000


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_is_no_trap(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    for code in codes():
        began = time.process_time()
        facts = extract_facts(text, code)
        assert time.process_time() - began < 10
        assert all(text[fact.start : fact.end] == fact.surface for fact in facts)


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_a_line_of_two_megabytes(code: str) -> None:
    text = "On 17 August 2019 he paid $300 for 5 km. " * 50_000
    began = time.process_time()
    facts = extract_facts(text, code)
    assert len(facts) >= 100_000
    assert time.process_time() - began < 300


@pytest.mark.parametrize("length", [40, 400, 4_000, 100_000])
@pytest.mark.parametrize("code", codes())
def test_a_number_of_many_digits(length: int, code: str) -> None:
    text = f"He has {'9' * length} of them."
    facts = extract_facts(text, code)
    assert all(text[fact.start : fact.end] == fact.surface for fact in facts)
    if length <= 400:
        assert [str(fact.value) for fact in facts] == ["9" * length]


HIDDEN = [
    ("en", "17\u200b August\u200e 2019", "2019-08-17"),
    ("en", "\u202b17 August 2019\u202c", "2019-08-17"),
    ("de", "sie\u00adben Jahre", "P7Y"),
    ("fr", "17 aou\u0302t 2019", "2019-08-17"),
    ("en", "１７ August ２０１９", "2019-08-17"),
    ("en", "١٧ August ٢٠١٩", "2019-08-17"),
    ("fr", "12\u202f500\u00a0dinars", "dinar 12500"),
    ("fr", "d\u2019un million d\u2019euros", "EUR 1000000"),
]


@pytest.mark.parametrize(("code", "text", "value"), HIDDEN)
def test_what_cannot_be_seen_does_not_count(code: str, text: str, value: str) -> None:
    facts = extract_facts(text, code)
    assert [str(fact.value) for fact in facts] == [value]
    assert all(text[fact.start : fact.end] == fact.surface for fact in facts)
    assert not facts[0].surface.startswith(("\u200b", "\u202b"))


WORDS = st.sampled_from(
    """
17 2019 5 1,335 2.500 ½ one two hundred million a half and of to between - – , . ; : / ( ) $ € %
May March August Monday years hours a.m. Uhr h heures zwei drei Jahre siebenjährige Mai ans et demi
quatre vingt dix cent mille euros km XIV 1980s 19th century early \u200b
""".split()  # noqa: SIM905
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80)


@pytest.mark.parametrize("code", codes())
def test_any_text_gives_exact_spans_that_do_not_overlap(code: str) -> None:
    @settings(max_examples=80, deadline=None)
    @given(TEXTS)
    def check(text: str) -> None:
        facts = extract_facts(text, code)
        assert all(text[fact.start : fact.end] == fact.surface for fact in facts)
        assert all(str(fact.value) for fact in facts)
        shown = [fact for fact in facts if fact.end > fact.start]
        for first, second in pairwise(shown):
            assert first.end <= second.start or first.kind == "quotation"

    run: Callable[[], None] = check
    run()


def test_every_kind_takes_an_empty_text() -> None:
    for code in codes():
        assert extract_facts("", code) == []
    assert {kind.name for kind in KINDS} >= {"date", "money", "number"}

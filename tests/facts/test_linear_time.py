"""Texts made to be slow: twice the length must not take much more than twice the time.

The pieces repeat what the patterns begin with and never complete. The bound on time is loose: a
quadratic pattern takes minutes here, a linear one a part of a second.
"""

from __future__ import annotations

import time

import pytest

from tm.facts import email, law, link, phone, postbox, reference
from tm.facts.analysis import Analysis
from tm.languages import codes, get

KINDS = (email.KIND, link.KIND, law.KIND, reference.KIND, phone.KIND, postbox.KIND)
PIECES = (
    "1", "1 ", "0 1", "+", "+1 ", "(", ")", "a.", "a@", "a@b.", "www.", "www.a(", "http://a)",
    "UA ", "UA 1/", "UA 1/24, ", "EUR 57/", "A/B/", "A/1", "§", "§ 1", "§ 1, ", "§ 1 und ", "Art. ",
    "Article 1(2)", "Article 1(", "paragraph 2 of ", "Abs. 2 ", "Articles 1, 2, ", "Law No. ",
    "P.O. Box ", "[at] ", "a (at) ", "a(dot)", "-1", ".1", " ", "I", "IV", "X ", "/", "%2",
)  # fmt: skip
LENGTH = 20_000


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_is_no_trap(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    for code in codes():
        for kind in KINDS:
            began = time.process_time()
            for _ in kind.extract(Analysis(text, get(code))):
                pass
            assert time.process_time() - began < 2, kind.name

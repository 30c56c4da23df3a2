"""Web pages: what of them is text, and what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.documents import html, read_document
from tm.model import Block, BlockKind

PAGES = Path(__file__).parent.parent / "cases" / "documents" / "pages"
P, H, LI, TD = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL,
)  # fmt: skip

EXPECTED: dict[str, list[tuple[BlockKind, str]]] = {
    "portal": [
        (P, "FI 046/24-2"),
        (P, "Abgeschlossen am 26. August 2024"),
        (H, "Lawyer facing bogus charges"),
        (P, "AI-Index: EUR 57/0894/2024"),
        (P, "Lawyer Jana Novak is facing charges of «…"),
        (P, "Jana Novak moved to the capital in the e…"),
        (P, "Write to:\nProsecutor General\nMira Street…"),
        (LI, "Release her immediately."),
        (LI, "Drop all charges."),
    ],
    "blog": [
        (H, "Une avocate arrêtée"),
        (P, "Mara Velik, une avocate de Tornach, a ét…"),
        (H, "Passez à l’action"),
        (P, "Écrivez au procureur général\u00a0:"),
        (LI, "demandez sa libération immédiate ;"),
        (LI, "demandez que les charges soient abandonn…"),
        (TD, "Index"),
        (TD, "EUR 57/0926/2024"),
        (TD, "Délai"),
        (TD, "15 décembre 2024"),
        (P, "« Je continuerai mon travail », a-t-elle…"),
        (P, "Mara Velik devant le tribunal, en 2023."),
        (P, "Date confirmée par sa famille."),
    ],
    "cards": [
        (H, "Nurse released after night in custody"),
        (P, "16 August 2024 | Index Number: AFR 12/34…"),
        (P, "Ilan Foster, a nurse from Marbek, was re…"),
        (P, "No further action is requested. Many tha…"),
        (P, "https://example.org/afr123456"),
    ],
    "word": [
        (H, "Anwältin festgenommen"),
        (P, "Mara Velik wurde am 4.\u00a0November 2024 fes…"),
        (LI, "Freilassung fordern"),
        (P, "Bis zu sieben Jahre Haft, 10’000 Franken…"),
        (P, "Urteil Nr. 63/2021."),
    ],
}


def blocks(source: str) -> list[Block]:
    return list(html.read(source.encode(), Path("test.html")).blocks)


def short(text: str) -> str:
    return text if len(text) <= 41 else f"{text[:40]}…"


@pytest.mark.parametrize("name", EXPECTED)
def test_page(name: str) -> None:
    source = (PAGES / f"{name}.html").read_bytes()
    found = html.read(source, Path("page.html")).blocks
    assert [(block.kind, short(block.text)) for block in found] == EXPECTED[name]


@pytest.mark.parametrize(("name", "code"), [("portal", "en"), ("blog", "fr"), ("word", "de")])
def test_language_is_that_of_the_text_not_of_the_site(name: str, code: str) -> None:
    assert read_document(PAGES / f"{name}.html").language == code


def test_numbers_of_notes_do_not_join_years() -> None:
    found = read_document(PAGES / "blog.html").blocks
    assert any("4\u00a0novembre 2024 et se trouve" in block.text for block in found)


INLINE = {
    "<p>one <b>two</b>three  four\n five</p>": "one twothree four five",
    "<p>one<br>two<br/> three</p>": "one\ntwo\nthree",
    "<p>1<sup>er</sup> m<sup>2</sup></p>": "1er m2",
    "<p>10<span> </span>000</p>": "10 000",
    "<pre>one\n  two</pre>": "one\ntwo",
    "<p>seven <del>five</del><ins>six</ins> years</p>": "seven six years",
    "<p>fest&shy;ge&#8203;nommen</p>": "festgenommen",
    "<p>A&amp;B &lt;x&gt; &euro;5 &#x2013;</p>": "A&B <x> €5 –",
    "plain text without any element": "plain text without any element",
}


@pytest.mark.parametrize("source", INLINE)
def test_inline(source: str) -> None:
    (block,) = blocks(source)
    assert block.text == INLINE[source]


def test_link_lists_go_and_links_in_text_stay() -> None:
    found = blocks(
        "<body><ul><li><a href='/a'>One page</a></li><li><a href='/b'>Other page</a></li></ul>"
        "<p>The case of the lawyer was heard in August; see <a href='/c'>the report</a> on it.</p>"
        "<ul><li>Read <a href='/d'>the report</a> and write to the court.</li></ul>"
    )
    assert [block.kind for block in found] == [P, LI]
    assert [link.target for block in found for link in block.links] == ["/c", "/d"]


def test_encoding_that_is_declared_wrongly() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Zürich – März</p>'
    assert [block.text for block in blocks(page)] == ["Zürich – März"]


def test_places_in_the_source() -> None:
    source = "<!-- x -->\n<p>One &amp; <b>two</b>\n   three</p>"
    (block,) = blocks(source)
    assert [block.position(block.text.index(word)) for word in ("One", "&", "two", "three")] == [
        (2, 4), (2, 8), (2, 17), (3, 4),
    ]  # fmt: skip


def test_no_places_rather_than_wrong_ones() -> None:
    """The two parsers see different text here: a plain-text element that never ends."""
    found = blocks("<p>Text of the page that is long enough.</p><xmp>raw <b>text</p>")
    assert all(block.position(0) in {None, (1, 4)} for block in found)

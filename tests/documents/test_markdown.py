"""Markdown: structure, marks that leave the text, and places in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.documents import markdown
from tm.model import Block, BlockKind, Hyperlink

P, H, LI, TD, FN = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL,
    BlockKind.FOOTNOTE,
)  # fmt: skip


def blocks(text: str) -> list[Block]:
    return markdown.blocks(text, Path("test.md"))


CASES: dict[str, tuple[str, list[tuple[BlockKind, int, str]]]] = {
    "headings of both kinds": (
        "# One\nTwo\n===\nThree\n---\n### Four ###\n",
        [(H, 1, "One"), (H, 1, "Two"), (H, 2, "Three"), (H, 3, "Four")],
    ),
    "soft breaks": ("one\ntwo\n\nthree", [(P, 0, "one two"), (P, 0, "three")]),
    "hard breaks": (
        "**AMNESTY  \nINTERNATIONAL**\n\na\\\nb<br>c",
        [(P, 0, "AMNESTY\nINTERNATIONAL"), (P, 0, "a\nb\nc")],
    ),
    "emphasis": ("*a* **b** ***c*** ~~d~~ `e` f_g_h 2*3*4", [(P, 0, "a b c d e f_g_h 234")]),
    "escapes": (r"\$300 \* \_ \# 1\. \\ \a", [(P, 0, r"$300 * _ # 1. \ \a")]),
    "entities": ("A &amp; B&nbsp;&#8211; &copy; AT&T", [(P, 0, "A & B\u00a0– © AT&T")]),
    "nested lists": ("- a\n  - b\n    more\n- c", [(LI, 1, "a"), (LI, 2, "b more"), (LI, 1, "c")]),
    "numbered list": ("1. a\n2. b\n", [(LI, 1, "a"), (LI, 1, "b")]),
    "numbered list, all ones": ("1. a\n1. b\n", [(LI, 1, "a"), (LI, 1, "b")]),
    "date at the start of a line": ("10. März 2019: Haft", [(P, 0, "10. März 2019: Haft")]),
    "first of a month": ("1. Mai 2019", [(P, 0, "1. Mai 2019")]),
    "dates that do not count up": (
        "3. Mai: A\n7. Juni: B", [(P, 0, "3. Mai: A"), (P, 0, "7. Juni: B")],
    ),
    "date in a list": ("- 3. Mai: A\n- 7. Juni: B", [(LI, 1, "3. Mai: A"), (LI, 1, "7. Juni: B")]),
    "year that ends a sentence": ("2019.\n\nText", [(P, 0, "2019."), (P, 0, "Text")]),
    "numbers in numbers": ("1. 2. 3.", [(P, 0, "1. 2. 3.")]),
    "quotation": ("> one\n> two", [(P, 0, "one two")]),
    "table": (
        "| a | b\\|c |\n|---|:-:|\n| *d* | |\n| e |",
        [(TD, 0, "a"), (TD, 0, "b|c"), (TD, 0, "d"), (TD, 0, "e")],
    ),
    "indented text is no program": ("A\n\n    in *so*\n", [(P, 0, "A"), (P, 0, "in so")]),
    "fence": ("```\na *b*\n\nc\n```", [(P, 0, "a *b*\nc")]),
    "image": ("![Photo of *x*](a.png \"t\") text", [(P, 0, "text")]),
    "comment": ("a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf", [(P, 0, "a  c"), (P, 0, "f")]),
    "raw HTML": ("<div class=\"x > y\">\nbox <b>bold</b>\n</div>", [(P, 0, "y\">\nbox bold")]),
    "rule": ("a\n\n---\n\nb", [(P, 0, "a"), (P, 0, "b")]),
    "front matter": ("---\ntitle: x\nlang: de\n---\n\n# A\n", [(H, 1, "A")]),
    "rule at the start": ("---\n\nA", [(P, 0, "A")]),
    "footnote": (
        "In 2019[^1] he[^b].\n\n[^1]: The *source*,\npage 3.\n[^b]: https://example.org",
        [(P, 0, "In 2019 he."), (FN, 0, "The source, page 3."), (FN, 0, "https://example.org")],
    ),
    "less than": ("a < b, <3 and 2 > 1", [(P, 0, "a < b, <3 and 2 > 1")]),
    "carriage returns": ("a\r\nb\r\rc", [(P, 0, "a b"), (P, 0, "c")]),
    "nothing": ("\n \n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_structure(name: str) -> None:
    source, expected = CASES[name]
    found = blocks(source)
    assert [(block.kind, block.level, block.text) for block in found] == expected
    check_places(source, found)


LINKS = {
    "[it](http://example.org)": [Hyperlink(0, 2, "http://example.org")],
    'see [**it** all](<http://example.org/a b> "see it all") all': [
        Hyperlink(4, 10, "http://example.org/a b")
    ],
    "<https://example.org/ä?b=1> <a@example.org>": [
        Hyperlink(0, 25, "https://example.org/ä?b=1"), Hyperlink(26, 39, "mailto:a@example.org"),
    ],
    "[it][ref] and [ref] [ref][]\n\n[ref]: http://example.org (title)": [
        Hyperlink(0, 2, "http://example.org"),
        Hyperlink(7, 10, "http://example.org"),
        Hyperlink(11, 14, "http://example.org"),
    ],
    "[a](b) (b) [a](c)(c)": [Hyperlink(0, 1, "b"), Hyperlink(6, 7, "c")],
    "[![image](a.png)](http://example.org) x": [],
    r"\[no](link) [no] (link)": [],
}  # fmt: skip


@pytest.mark.parametrize("source", LINKS)
def test_links(source: str) -> None:
    (block,) = blocks(source)
    assert list(block.links) == LINKS[source]
    check_places(source, [block])


def check_places(source: str, found: list[Block]) -> None:
    """Check that characters stand where their anchors say; breaks and entities stand for others."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = (0, 0)
    for block in found:
        for offset, char in enumerate(block.text):
            place = block.position(offset)
            assert place is not None
            assert place >= last, (char, place, last)
            last = place
            at = lines[place[0] - 1][place[1] - 1 : place[1]]
            assert at == char or at == "&" or (at in {"", " ", "\\", "<"} and char in " \n"), (
                block.text, char, place,
            )  # fmt: skip


SNIPPETS = st.sampled_from(
    ["a", "b", " ", "*", "**", "_", "`", "[", "]", "(", ")", "](b)", "[a](b \"a\")", "<http://a.b>",
     "\\*", "\\\\", "&amp;", "!", "![a](b)", "\n", "  \n", "\n\n", "# ", "- ", "1. ", "10. ", "> ",
     "|", "|\n|---|---|\n|", "~~", "<b>", "<!-- a -->", "\t", "[^1]", "[^1]: ", "---\n", "    "]
)  # fmt: skip


@given(st.lists(SNIPPETS, max_size=25).map("".join))
def test_any_text_has_places_in_order(source: str) -> None:
    check_places(source, blocks(source))


@given(
    st.lists(
        st.sampled_from(["a", "b1", "*c*", "**d**", "\\$", "`e`", "- ", "\n", "\n\n", "> ", " "])
    )
)
def test_no_letter_is_lost(parts: list[str]) -> None:
    source = "".join(parts)
    text = "".join(block.text for block in blocks(source))
    assert [c for c in text if c in "abcde1$"] == [c for c in source if c in "abcde1$"]

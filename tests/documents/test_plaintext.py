"""Plain text: paragraphs, headings and lists as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.documents import plaintext
from tm.model import Block, BlockKind

P, H, LI = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM
WRAPPED = """\
Mara Velik, a lawyer from Tornach, was arrested on 4 November and has
been held in Lenvik Prison since then. She faces up to seven years in
prison.

What you can do:
- Write to the Prosecutor General and ask for her immediate and
  unconditional release.
- Share this text.

Prosecutor General
15 Mira Street
Tornach
"""


def blocks(text: str) -> list[Block]:
    return list(plaintext.read(text.encode(), Path("test.txt")).blocks)


ARREST = (
    "Mara Velik, a lawyer from Tornach, was arrested on 4 November and has been held in Lenvik "
    "Prison since then. She faces up to seven years in prison."
)
APPEAL = "Write to the Prosecutor General and ask for her immediate and unconditional release."
COURT = "The court in the capital decided that the case of the lawyer would be heard in August."
CASES: dict[str, tuple[str, list[tuple[BlockKind, str]]]] = {
    "one paragraph a line": (
        f"URGENT ACTION\n{'A long line. ' * 12}\nShort.\n",
        [(H, "URGENT ACTION"), (P, ("A long line. " * 12).strip()), (P, "Short.")],
    ),
    "wrapped lines": (
        WRAPPED,
        [
            (P, ARREST),
            (P, "What you can do:"),
            (LI, APPEAL),
            (LI, "Share this text."),
            (P, "Prosecutor General"),
            (P, "15 Mira Street"),
            (P, "Tornach"),
        ],
    ),
    "heading right above wrapped text": (
        "LAWYER ARRESTED\n" + WRAPPED.partition("\n\n")[0],
        [(H, "LAWYER ARRESTED"),
         (P, ARREST)],
    ),
    "bullets": ("• one\n– two\n* three\n-4 degrees", [(LI, "one"), (LI, "two"), (LI, "three"),
                                                     (P, "-4 degrees")]),
    "dates at the start of a line": ("10. März 2019\n1. Mai 2019", [(P, "10. März 2019"),
                                                                   (P, "1. Mai 2019")]),
    "Markdown in a text file": (
        "# URGENT ACTION\n\nfine of \\$300\n\n**AMNESTY  \nINTERNATIONAL**\n",
        [(H, "URGENT ACTION"), (P, "fine of $300"), (P, "AMNESTY\nINTERNATIONAL")],
    ),
    "signs that are no Markdown": ("#1 of 5\n2 ** 3 ** 4\na_b_c <x> 5 * 3 * 2", [
        (P, "#1 of 5"), (P, "2 ** 3 ** 4"), (P, "a_b_c <x> 5 * 3 * 2"),
    ]),
    "one line": ("Text.", [(P, "Text.")]),
    "two lines of one sentence": (
        "The court in the capital decided that the case of\nthe lawyer would be heard in August.",
        [(P, COURT)],
    ),
    "nothing": (" \n\t\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_structure(name: str) -> None:
    source, expected = CASES[name]
    assert [(block.kind, block.text) for block in blocks(source)] == expected


def test_hyphen_at_the_end_of_a_line() -> None:
    source = (
        "Selon les défenseurs et défenseuses des droits humains du pays, il est peut-\n"
        "être le dernier journaliste qui soit encore en liberté dans les îles de Nord-\n"
        "et du Sud depuis que les autorités ont fermé le journal le plus lu du pays.\n"
    )
    (block,) = blocks(source)
    assert "il est peut-être le dernier" in block.text
    assert "Nord- et du Sud" in block.text


@given(
    st.lists(st.sampled_from(["word", "- ", " ", "\n", "\n\n", "10. ", "Ä", "\u00ad", "x" * 60]))
)
def test_places(parts: list[str]) -> None:
    source = "".join(parts)
    lines = source.split("\n")
    for block in blocks(source):
        for offset, char in enumerate(block.text):
            place = block.position(offset)
            assert place is not None
            at = lines[place[0] - 1][place[1] - 1 : place[1]]
            assert at == char or (char == " " and at == "")
    text = "".join(block.text for block in blocks(source))
    assert [c for c in text if c in "wordÄx10."] == [c for c in source if c in "wordÄx10."]


PAGE = """\
Meine Werkzeuge
Startseite Aktionen 2024 Anwältin festgenommen
UA 118/24
Anwältin festgenommen

Index: EUR 57/0894/2024

Mara Velik wurde festgenommen. Ihr drohen bis zu sieben Jahre Haft.

9 Briefe verschickt
Zum Mitzählen müssen Sie sich einloggen oder
UA 118/24 english
Microsoft Word Document, 31.0 kB
UA 118/24 deutsch
Microsoft Word Document, 30.3 kB
Mehr zum Thema

Warum ist Folter immer falsch? Mehr
"""


def test_page_that_was_copied_with_its_menus() -> None:
    found = plaintext.read(PAGE.encode(), Path("test.txt"))
    assert [block.text for block in found.blocks] == [
        "UA 118/24",
        "Anwältin festgenommen",
        "Index: EUR 57/0894/2024",
        "Mara Velik wurde festgenommen. Ihr drohen bis zu sieben Jahre Haft.",
    ]
    assert found.warnings == (
        "lines 1 to 2 and 10 to 18 look like the menus of a web page and were left out",
    )


def test_sizes_of_files_in_a_text_are_text() -> None:
    text = "The file has\n\n31.0 kB\n\nand the other one\n\n30 kB\n"
    assert len(blocks(text)) == 4
    assert not plaintext.read(text.encode(), Path("test.txt")).warnings


SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real texts are not here")
def test_real_texts() -> None:
    first, second = sorted(SEEDS.glob("*.txt"))
    converted = plaintext.read(first.read_bytes(), first).blocks
    assert [block.text for block in converted[:2]] == [
        "URGENT ACTION", "HUMAN RIGHTS DEFENDER RELEASED WITH CONDITIONS",
    ]  # fmt: skip
    assert converted[-1].text == "AMNESTY\nINTERNATIONAL"
    assert "He will pay a fine of $300 and" in converted[2].text
    assert len([link for block in converted for link in block.links]) == 2
    page = plaintext.read(second.read_bytes(), second).blocks
    assert page[0].text == "FI 046/19-2"
    assert page[3].text == "AI-Index: EUR 57/0894/2019"
    assert page[-1].text.endswith("remains in prison despite his worsening health condition.")

"""What must hold of every alignment, and small texts whose beads are plain to a reader."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm import resources
from tm.alignment import AlignOptions, align
from tm.documents import read_document
from tm.errors import TmError
from tm.facts import extract_facts
from tm.model import Bead, BlockKind, Fact, Segment
from tm.segmentation import segment_document

EN = [
    "Journalist held without charge",
    "Maria Lopez, a journalist, was arrested on 4 March 2018 in Tirana.",
    "She has not been charged.",
    "Her lawyer, Arben Hoxha, has seen her twice, but he was not allowed to speak to her alone.",
    "Please write to the Minister of Justice before 12 May 2018.",
]
DE = [
    "Journalistin ohne Anklage in Haft",
    "Die Journalistin Maria Lopez wurde am 4. März 2018 in Tirana festgenommen.",
    "Sie ist nicht angeklagt worden.",
    "Ihr Anwalt Arben Hoxha hat sie zweimal gesehen.",
    "Er durfte jedoch nicht allein mit ihr sprechen.",
    "Bitte schreiben Sie vor dem 12. Mai 2018 an das Justizministerium.",
]
FR = [
    "Une journaliste détenue sans inculpation",
    "La journaliste Maria Lopez a été arrêtée le 4 mars 2018 à Tirana. Elle n'est pas inculpée.",
    "Son avocat, Arben Hoxha, l'a vue deux fois, mais n'a pas pu lui parler seul à seule.",
    "Veuillez écrire au ministre de la Justice avant le 12 mai 2018.",
]


def groups(beads: list[Bead]) -> list[tuple[tuple[int, ...], ...]]:
    return [tuple(bead.segments.values()) for bead in beads]


def test_three_versions_with_a_split_and_a_merged_sentence() -> None:
    beads = align({"en": EN, "de": DE, "fr": FR})
    assert groups(beads) == [
        ((0,), (0,), (0,)),
        ((1, 2), (1, 2), (1,)),
        ((3,), (3, 4), (2,)),
        ((4,), (5,), (3,)),
    ]


def test_two_versions_split_where_they_can() -> None:
    beads = align({"en": EN, "de": DE})
    expected = [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3, 4)), ((4,), (5,))]
    assert groups(beads) == expected


@pytest.fixture(scope="module")
def urgent_action() -> tuple[dict[str, list[Segment]], dict[str, list[list[Fact]]]]:
    folder = resources.folder("examples") / "markdown" / "first-ua"
    segments = {
        code: list(segment_document(read_document(folder / f"{code}.md", code)))
        for code in ("en", "de")
    }
    facts = {
        code: [extract_facts(each.text, code, each.links) for each in found]
        for code, found in segments.items()
    }
    return segments, facts


def rearranged(
    urgent_action: tuple[dict[str, list[Segment]], dict[str, list[list[Fact]]]], order: list[int]
) -> list[Bead]:
    """Align the example with the German segments in another order."""
    segments, facts = urgent_action
    return align(
        {"en": segments["en"], "de": [segments["de"][place] for place in order]},
        facts={"en": facts["en"], "de": [facts["de"][place] for place in order]},
    )


def one_to_one(beads: list[Bead]) -> list[tuple[int, int]]:
    pairs = [(bead.segments["en"], bead.segments["de"]) for bead in beads]
    return [(en[0], de[0]) for en, de in pairs if len(en) == len(de) == 1]


def test_a_sentence_left_out_is_left_alone(urgent_action) -> None:  # type: ignore[no-untyped-def]
    size = len(urgent_action[0]["de"])
    sure = one_to_one(rearranged(urgent_action, list(range(size))))[::3]
    found = 0
    for here, there in sure:
        beads = rearranged(urgent_action, [place for place in range(size) if place != there])
        found += ((here,), ()) in groups(beads)
    # Lines of an address and the two lines of a title are hard to tell from one another.
    assert found >= len(sure) - 2


def test_a_section_left_out_is_left_alone(urgent_action) -> None:  # type: ignore[no-untyped-def]
    size = len(urgent_action[0]["de"])
    whole = rearranged(urgent_action, list(range(size)))
    sure = one_to_one(whole)
    gone = range(28, 41)
    beads = rearranged(urgent_action, [place for place in range(size) if place not in gone])
    lone = {bead.segments["en"] for bead in beads if not bead.segments["de"]}
    assert {(here,) for here, there in sure if there in gone} <= lone
    # Two sentences of the example stand the other way round in German.
    assert _moved(beads) == _moved(whole)


def _moved(beads: list[Bead]) -> list[tuple[int, ...]]:
    return [bead.segments["en"] for bead in beads if bead.moved]


def test_a_moved_sentence_is_linked_and_marked() -> None:
    english = [f"In {1900 + k} the mayor of Town{k} met {k * 7} people." for k in range(30)]
    german = [f"{1900 + k} traf der Bürgermeister von Town{k} {k * 7} Leute." for k in range(30)]
    german.insert(5, german.pop(25))
    beads = align({"en": english, "de": german})
    assert [groups([bead])[0] for bead in beads if bead.moved] == [((25,), (5,))]
    assert [groups([bead])[0] for bead in beads][20] == ((20,), (21,))


def test_nothing_is_moved_if_nobody_wants_to_know() -> None:
    beads = align({"en": EN, "de": [DE[5], *DE[:5]]}, options=AlignOptions(moved=False))
    assert not any(bead.moved for bead in beads)


def test_one_version_and_none() -> None:
    assert align({}) == []
    assert groups(align({"en": EN[:2]})) == [((0,),), ((1,),)]


def test_an_empty_version() -> None:
    beads = align({"en": EN, "de": [], "fr": FR})
    check_cover(beads, {"en": EN, "de": [], "fr": FR})
    assert ((0,), (), (0,)) in groups(beads)


def test_identical_versions() -> None:
    beads = align({"en": EN, "de": EN, "fr": EN})
    assert groups(beads) == [((i,),) * 3 for i in range(len(EN))]


def test_every_sentence_identical() -> None:
    same = ["The same sentence again."] * 20
    beads = align({"en": same, "de": same})
    assert groups(beads) == [((i,), (i,)) for i in range(20)]


def test_segments_without_words() -> None:
    check_cover(align({"en": ["", " ", "…"], "de": ["", "—"]}), {"en": [""] * 3, "de": [""] * 2})


def test_the_same_answer_twice() -> None:
    assert align({"en": EN, "de": DE, "fr": FR}) == align({"en": EN, "de": DE, "fr": FR})


def test_facts_must_be_given_for_every_segment() -> None:
    with pytest.raises(TmError, match="0 of 5 segments"):
        align({"en": EN, "de": DE}, facts={"en": []})


def test_facts_cast_doubt_on_what_words_would_link() -> None:
    surfaces = {"en": ["a fortnight", "nine years"], "de": ["neun Jahre", "vierzehn Tage"]}
    values = {"en": ["P14D", "P9Y"], "de": ["P9Y", "P14D"]}
    texts = {
        "en": [f"They got {surface} in there." for surface in surfaces["en"]],
        "de": [f"Dort bekam man {surface}." for surface in surfaces["de"]],
    }
    facts = {
        code: [
            [
                Fact(
                    "duration",
                    value,
                    text.index(surface),
                    text.index(surface) + len(surface),
                    surface,
                )
            ]
            for text, surface, value in zip(texts[code], surfaces[code], values[code], strict=True)
        ]
        for code in texts
    }
    without, known = align(texts), align(texts, facts=facts)
    assert groups(without) == [((0,), (0,)), ((1,), (1,))]
    doubt = {tuple(bead.segments.values()): bead.score for bead in known}
    for bead in without:
        assert doubt.get(tuple(bead.segments.values()), 0.0) < bead.score - 0.1


def test_headings_go_with_headings() -> None:
    def segments(*kinds: BlockKind) -> list[Segment]:
        return [Segment(i, i, 0, 4, "Abcd", kind) for i, kind in enumerate(kinds)]

    heading, paragraph = BlockKind.HEADING, BlockKind.PARAGRAPH
    beads = align(
        {
            "en": segments(heading, paragraph, heading, paragraph),
            "de": segments(heading, heading, paragraph),
        }
    )
    assert groups(beads) == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]


WORDS = ["arrest", "court", "2018", "Lopez", "law", "trial", "12", "Tirana", "prison", "lawyer"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=9)


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_segment_is_in_exactly_one_bead(versions: list[list[str]]) -> None:
    segments = dict(zip("abcd", versions, strict=False))
    check_cover(align(segments), segments)


def check_cover(beads: list[Bead], segments: dict[str, list[str]]) -> None:
    for language, texts in segments.items():
        found = [index for bead in beads for index in bead.segments[language]]
        assert sorted(found) == list(range(len(texts)))
    first = next(iter(segments))
    leading = [bead.segments[first][0] for bead in beads if bead.segments[first]]
    assert leading == sorted(leading)
    assert all(0 <= bead.score <= 1 for bead in beads)
    assert all(any(bead.segments.values()) for bead in beads)


def test_a_version_in_another_order_is_still_covered() -> None:
    shuffled = [DE[place] for place in (3, 0, 5, 1, 4, 2)]
    check_cover(align({"en": EN, "de": shuffled}), {"en": EN, "de": shuffled})


def test_a_sentence_between_two_that_were_merged_is_left_alone() -> None:
    left = [
        "On Monday the court in Tirana heard the case of Ilir Dostan.",
        "The mayor of Tirana opened the new library.",
        "Maria Lopez has sold oranges from Valencia for 30 years.",
        "Parliament adjourned on 4 May.",
        "The judges will announce their decision in September.",
    ]
    right = [
        "Am Montag verhandelte das Gericht in Tirana den Fall von Ilir Dostan.",
        "Der Bürgermeister von Tirana eröffnete die Bibliothek. Das Parlament ging am 4. Mai heim.",
        "Die Richterinnen und Richter werden ihre Entscheidung im September verkünden.",
    ]
    beads = align({"en": left, "de": right})
    assert [bead.segments for bead in beads] == [
        {"en": (0,), "de": (0,)},
        {"en": (1, 3), "de": (1,)},
        {"en": (2,), "de": ()},
        {"en": (4,), "de": (2,)},
    ]

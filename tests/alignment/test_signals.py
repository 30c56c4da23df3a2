"""Each signal on the smallest text that shows it: it speaks for the right bead."""

from __future__ import annotations

import numpy as np
import pytest

from tm.alignment.cells import SHAPES, Cells
from tm.alignment.cognates import cognates
from tm.alignment.evidence import Evidence
from tm.alignment.features import (
    CELL_FEATURES,
    LEXICAL_FEATURES,
    alone_length,
    alone_support,
    link_feature,
)
from tm.alignment.lexicon import lexicon_of
from tm.alignment.marks import read_marks
from tm.alignment.slices import Slice
from tm.alignment.spans import Floats
from tm.alignment.statistics import _dense, _sparse, learn_from_texts
from tm.alignment.version import Version, read_version
from tm.model import BlockKind, Fact, Segment

LINKS = [*LEXICAL_FEATURES, *CELL_FEATURES]
PAIR, SPLIT = SHAPES.index((1, 1)), SHAPES.index((1, 2))


def evidence(left: list[str], right: list[str]) -> Evidence:
    source, target = read_version("en", left).whole, read_version("de", right).whole
    alike = cognates(source, target)
    return Evidence(source, target, alike, alike, 1.0)


def signal(name: str, pair: Evidence) -> Floats:
    """The values of all beads, those that pass an end included: (shapes, n, m)."""
    table = (len(SHAPES), pair.source.size, pair.target.size)
    cells = Cells(table[1:], *np.indices(table).reshape(3, -1))
    return link_feature(name, pair, cells).reshape(table)


@pytest.mark.parametrize("name", LINKS)
def test_every_signal_has_a_value_for_every_bead(name: str) -> None:
    values = signal(name, evidence(["Anna went.", "Why?", "No."], ["Anna ging.", "Warum? Nein."]))
    assert values.shape == (len(SHAPES), 3, 2)
    assert np.isfinite(values).all()


@pytest.mark.parametrize("name", LINKS)
def test_every_signal_bears_segments_without_words(name: str) -> None:
    assert np.isfinite(signal(name, evidence(["", "…"], ["—"]))).all()


def test_length_likelihood_costs_less_for_the_split_that_fits() -> None:
    costs = signal("length-likelihood", evidence(["a" * 100], ["b" * 50, "c" * 50]))
    assert costs[SPLIT, 0, 0] < 0.1 < 3 < costs[PAIR, 0, 0]


def test_length_ratio_is_zero_for_equal_lengths() -> None:
    ratios = signal("length-ratio", evidence(["abcd", "ab"], ["efgh"]))
    assert ratios[PAIR, :, 0] == pytest.approx([0, np.log(2)])


@pytest.mark.parametrize("name", ["lexical", "lexical-density"])
def test_words_that_look_alike_support_a_bead(name: str) -> None:
    left = ["The president visited Tirana.", "Demonstrations were violent."]
    right = ["Der Präsident besuchte Tirana.", "Die Demonstrationen waren gewaltsam."]
    support = signal(name, evidence(left, right))[PAIR]
    assert support[0, 0] > support[0, 1]
    assert support[1, 1] > support[1, 0]


def test_the_weakest_member_of_a_bead_counts() -> None:
    left = ["The president visited Tirana with Maria Lopez."]
    good = ["Der Präsident besuchte Tirana.", "Maria Lopez kam mit."]
    bad = ["Der Präsident besuchte Tirana mit Maria Lopez.", "Morgen ist schönes Wetter Lopez."]
    values = [signal("weakest-member", evidence(left, right))[SPLIT, 0, 0] for right in (good, bad)]
    assert values[0] > values[1]
    assert signal("weakest-member", evidence(left, good))[PAIR, 0, 0] == 0


def test_gain_is_what_the_second_half_adds() -> None:
    left = ["The president visited Tirana. Maria Lopez protested.", "Parliament adjourned."]
    right = ["Der Präsident besuchte Tirana.", "Maria Lopez protestierte.", "Parlament vertagt."]
    gains = signal("gain", evidence(left, right))[SPLIT]
    assert gains[0, 0] > 0 > gains[0, 1]


@pytest.mark.parametrize("name", ["neighbours", "best-neighbour"])
def test_neighbours_that_fit_speak_against_leaving_them_out(name: str) -> None:
    left = ["The president came to Tirana. Maria Lopez protested.", "It rained all day long."]
    right = ["Der Präsident kam nach Tirana.", "Maria Lopez protestierte.", "Es goss in Strömen."]
    values = signal(name, evidence(left, right))
    assert values[PAIR, 0, 0] > values[SPLIT, 0, 0]


def test_numbers_that_stand_elsewhere_are_counted_and_not_those_that_are_nowhere() -> None:
    pair = evidence(["On 4 May 1'200 came, 7 left."], ["Am 4. Mai.", "1.200 kamen."])
    elsewhere = signal("numbers-elsewhere", pair)
    assert elsewhere[PAIR, 0].tolist() == [1, 1]
    assert elsewhere[SPLIT, 0, 0] == 0


def test_values_of_facts_are_compared_not_their_surface() -> None:
    def version(code: str, text: str, surface: str) -> Version:
        start = text.index(surface)
        fact = Fact("time", "T14:30", start, start + len(surface), surface)
        return read_version(code, [text], [[fact]])

    source = version("en", "At 2.30 p.m. it began.", "2.30 p.m.").whole
    target = version("de", "Um 14.30 Uhr begann es.", "14.30 Uhr").whole
    alike = cognates(source, target)
    pair = Evidence(source, target, alike, alike, 1.0)
    for name in ("facts-elsewhere", "numbers-elsewhere"):
        assert signal(name, pair)[PAIR, 0, 0] == 0


def test_facts_that_stand_elsewhere_are_counted() -> None:
    def version(code: str, texts: list[str]) -> Slice:
        facts = [[Fact("duration", text, 0, len(text), text)] for text in texts]
        return read_version(code, texts, facts).whole

    source, target = version("en", ["P1Y", "P2Y"]), version("de", ["P2Y", "P3Y"])
    alike = cognates(source, target)
    pair = Evidence(source, target, alike, alike, 1.0)
    assert signal("facts-elsewhere", pair)[PAIR].tolist() == [[1, 0], [0, 1]]


def test_names_of_both_versions_belong_on_both_sides() -> None:
    counts = signal("names", evidence(["Hoxha saw Lopez."], ["Hoxha kam.", "Er sah Lopez."]))
    assert counts[PAIR, 0].tolist() == [1, 1]
    assert counts[SPLIT, 0, 0] == 0


def test_short_segments_are_marked() -> None:
    assert signal("short", evidence(["No.", "x" * 40], ["y" * 40]))[PAIR, :, 0].tolist() == [1, 0]


def test_a_question_does_not_end_like_a_statement() -> None:
    ends = signal("ending", evidence(["Why?"], ["Warum?", "Darum.", "Ja.", "«Warum?»"]))
    assert ends[PAIR, 0].tolist() == [0, 1, 1, 0]
    assert ends[SPLIT, 0, 0] == 1


def test_sentences_inside_a_segment_are_counted() -> None:
    counts = signal("sentences", evidence(["She came. He left."], ["Sie kam.", "Er ging."]))
    assert counts[PAIR, 0, 0] == 1
    assert counts[SPLIT, 0, 0] == 0


def test_marks_are_counted_whatever_their_form() -> None:
    counts = signal(
        "marks", evidence(['He said "no" (twice).'], ["Er sagte «nein» (zweimal).", "Ja!"])
    )
    assert counts[PAIR, 0].tolist() == [0, 5]


def test_a_heading_is_not_a_paragraph() -> None:
    def version(code: str, kind: BlockKind) -> Slice:
        return read_version(code, [Segment(0, 0, 0, 4, "Text", kind)]).whole

    source, target = version("en", BlockKind.HEADING), version("de", BlockKind.PARAGRAPH)
    alike = cognates(source, target)
    assert signal("kind", Evidence(source, target, alike, alike, 1.0))[PAIR, 0, 0] == 1


def test_breaks_between_blocks_inside_a_bead_are_counted() -> None:
    def segment(index: int, block: int) -> Segment:
        return Segment(index, block, 0, 4, "Text")

    source = read_version("en", [segment(0, 0)]).whole
    target = read_version("de", [segment(0, 0), segment(1, 0), segment(2, 1)]).whole
    alike = cognates(source, target)
    breaks = signal("blocks", Evidence(source, target, alike, alike, 1.0))[SPLIT, 0]
    assert breaks[:2].tolist() == [0, 1]


def test_what_is_long_or_supported_is_rarely_left_alone() -> None:
    pair = evidence(["Maria Lopez in Tirana", "Well"], ["Maria Lopez, Tirana"])
    support, _ = pair.best_support
    assert alone_length(pair.source, support)[0] > alone_length(pair.source, support)[1]
    assert alone_support(pair.source, support)[0] > alone_support(pair.source, support)[1]


def test_a_bead_that_begins_inside_a_sentence_on_one_side_is_told() -> None:
    pair = evidence(["It rains", "and snows."], ["Es regnet", "und schneit."])
    assert signal("opening", pair)[PAIR].tolist() == [[0, 2], [2, 0]]


def test_what_opens_a_block_does_not_go_on_with_the_one_before() -> None:
    items = [Segment(k, k, 0, 4, text) for k, text in enumerate(["free", "help"])]
    assert read_version("en", items).whole.continued[:2].tolist() == [0, 0]
    assert read_version("en", ["It", "is so."]).whole.continued[:2].tolist() == [0, 1]


def test_a_segment_that_the_other_version_has_word_for_word_stays_apart() -> None:
    values = signal("twins", evidence(["Act now", "Berat Hoxha"], ["Berat Hoxha", "Tirana"]))
    assert values[PAIR].tolist() == [[1, 0], [0, 1]]
    assert values[SHAPES.index((2, 1)), 0, 0] == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He left.", 1),
        ("It was “good”. “We agree”, he said.", 2),
        ("« Libérez-les ! » C’est tout.", 2),
        ("That was in 2018. It rose by 5 %. Why?", 3),
        ("Capt. and Mr. Berg came on 5. Mai.", 1),
    ],
)
def test_sentence_ends_are_seen_behind_marks_years_and_per_cents(text: str, count: int) -> None:
    assert read_marks([text]).sentences.tolist() == [count]


def test_a_line_without_words_is_told() -> None:
    assert read_marks(["* * *", 'h * "', "Nein!", ""]).wordless.tolist() == [1, 1, 0, 1]


def test_cognates_see_names_loan_words_and_compounds() -> None:
    source = read_version("en", ["Tirana criticism constitution a"]).whole
    target = read_version("de", ["Tirana Kritik Konstitutionsgericht a Wetter"]).whole
    table = cognates(source, target)
    value = {(s, t): 0.0 for s in source.names for t in target.names}
    for row, column, alike in zip(table.rows, table.columns, table.values, strict=True):
        value[source.names[row], target.names[column]] = float(alike)
    assert value["tirana", "tirana"] == 1
    assert value["criticism", "kritik"] > 0
    assert value["constitution", "konstitutionsgericht"] > 0
    assert value["criticism", "wetter"] == 0
    assert value["a", "a"] == 0


def test_statistics_learn_what_recurs_and_not_what_was_seen_once() -> None:
    known = learn_from_texts(
        [("the dog barks", "der Hund bellt"), ("the cat", "die Katze"), ("a dog", "ein Hund")] * 2
    )
    assert max(known.forward["dog"], key=known.forward["dog"].__getitem__) == "hund"
    assert known.reversed().forward == known.backward
    assert learn_from_texts([("the only bird", "der einzige Vogel")]).forward == {}
    assert learn_from_texts([]).forward == {}


def test_short_and_long_texts_are_learned_from_alike() -> None:
    random = np.random.default_rng(1)
    beads = [(random.integers(1, 30, 8), random.integers(1, 25, 9)) for _ in range(60)]
    dense, sparse = _dense(beads, 30, 25), _sparse(beads, 30, 25)
    assert len(dense[0]) > 10
    for one, other in zip(dense, sparse, strict=True):
        assert one == pytest.approx(other)


def test_a_lexicon_knows_endings_and_parts_of_compounds() -> None:
    lexicon = lexicon_of(
        {"law": {"en": ["law"], "de": ["Gesetz", "Recht"]}, "x": {"en": ["lawyer"]}}
    )
    source = read_version("en", ["law laws"]).whole
    target = read_version("de", ["Gesetzes Strafgesetz Wetter"]).whole
    table = np.zeros((len(source.names), len(target.names)))
    found = lexicon.table(source, target)
    table[found.rows, found.columns] = found.values
    value = dict(zip(target.names, table[source.names.index("law")].tolist(), strict=True))
    assert value["gesetzes"] > value["strafgesetz"] > value["wetter"] == 0
    assert len(lexicon) == 2


def test_an_expression_does_not_hide_the_words_it_is_made_of() -> None:
    lexicon = lexicon_of(
        {
            "public-order": {"de": ("öffentliche Ordnung",)},
            "public": {"de": ("öffentlich",)},
        }
    )
    assert lexicon.whole("offentliche", "de") == {0, 1}
    assert lexicon.whole("ordnung", "de") == {0}

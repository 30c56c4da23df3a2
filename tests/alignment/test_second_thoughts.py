"""What is done after the search: finished beads are mended, moved sentences linked."""

from __future__ import annotations

import pytest

from tm.alignment import align, mending, moved
from tm.alignment.aligner import _without_guesses
from tm.alignment.crossed import uncross
from tm.alignment.groups import Group, probability
from tm.alignment.halves import link_halves
from tm.alignment.lexicon import core_lexicon
from tm.alignment.mending import mend
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner
from tm.alignment.rearranged import back, orders, places
from tm.alignment.version import read_version
from tm.alignment.weights import default_model
from tm.facts import extract_facts

ENGLISH = ["The committee met in Geneva on Tuesday and rejected the proposal of the government."]
PARTS = [
    "Der Ausschuss tagte am Dienstag.",
    "In Genf.",
    "Er lehnte den Vorschlag ab.",
    "Den der Regierung.",
    "Ohne Begründung.",
]


def _aligner(source: list[str], target: list[str]) -> PairAligner:
    versions = read_version("en", source), read_version("de", target)
    aligner = PairAligner(*versions, default_model(), AlignOptions(), (), (core_lexicon(),))
    aligner.align()
    return aligner


def test_a_bead_of_an_unknown_shape_is_left_as_it_is() -> None:
    whole = Group(((0,), (0, 1, 2, 3, 4)), 0.9)
    assert mend([whole], {(0, 1): _aligner(ENGLISH, PARTS)}) == [whole]


@pytest.mark.parametrize(("weakest", "joined"), [(-2.0, True), (-2.5, False)])
def test_no_pair_of_versions_may_speak_clearly_against_a_moved_bead(
    weakest: float, joined: bool
) -> None:
    one, two, three = ((version, (0,), version) for version in range(3))
    odds = {(one, two): 4.0, (two, three): 3.0, (one, three): weakest}
    clusters = moved._greedy(odds, 0.0, 0.0, {})
    assert ([one, two, three] in [sorted(cluster) for cluster in clusters]) is joined


EXCHANGED = (
    [
        "The demonstration in Lima on Tuesday ended without arrests.",
        "The union asked for higher wages and better working conditions.",
        "The teacher bought three books for the school library.",
        "The harbour was closed because of the heavy storm.",
    ],
    [
        "Die Demonstration in Lima am Dienstag endete ohne Festnahmen.",
        "Die Lehrerin kaufte drei Bücher für die Bibliothek der Schule.",
        "Die Gewerkschaft verlangte höhere Löhne und bessere Arbeitsbedingungen.",
        "Der Hafen war wegen des schweren Sturms geschlossen.",
    ],
)


def test_a_bead_of_two_sentences_that_changed_places_becomes_two() -> None:
    aligners = {(0, 1): _aligner(*EXCHANGED)}
    parts = uncross([Group(((1, 2), (1, 2)), 0.8)], aligners)
    assert {part.members for part in parts} == {((1,), (2,)), ((2,), (1,))}
    assert [part.moved for part in parts] == [False, True]


@pytest.mark.parametrize("members", [((0, 1), (0, 1)), ((0, 1), (0, 1, 2)), ((0, 1), ())])
def test_a_bead_in_order_stays_one(members: tuple[tuple[int, ...], ...]) -> None:
    straight = [EXCHANGED[1][place] for place in (0, 2, 1, 3)]
    group = Group(members, 0.8)
    assert uncross([group], {(0, 1): _aligner(EXCHANGED[0], straight)}) == [group]


def test_half_a_sentence_is_taken_in_where_its_other_half_is() -> None:
    source = [
        *EXCHANGED[0][:3],
        "The harbour was closed, and the police freed four children and two women from the church.",
    ]
    target = [
        "Die Polizei befreite am Mittwoch vier Kinder und zwei Frauen aus der Kirche.",
        *(EXCHANGED[1][place] for place in (0, 2, 1, 3)),
    ]
    groups = [Group(((), (0,)), 0.9)]
    groups += [Group(((place,), (place + 1,)), 0.9) for place in range(4)]
    found = mend(groups, {(0, 1): _aligner(source, target)})
    assert ((3,), (0, 4)) in [group.members for group in found]
    assert len(found) == 4


SUMMARY = [
    "The journalist Nora Beck was arrested in Tirana on 4 May.",
    "She faces up to seven years in prison for her report on the harbour.",
]
LETTER = [
    "I am deeply concerned about the detention of Nora Beck.",
    "I urge you to release her immediately and to return her computer.",
]
BACKGROUND = [
    "Nora Beck has worked for a weekly paper since 2012.",
    "In 2019 she received a prize for a series on forests, and in 2021 her car was set on fire.",
    "The police closed the investigation without questioning a single witness.",
]
ZUSAMMENFASSUNG = [
    "Die Journalistin Nora Beck wurde am 4. Mai in Tirana festgenommen.",
    "Für ihren Bericht über den Hafen drohen ihr bis zu sieben Jahre Gefängnis.",
]
BRIEF = [
    "Die Inhaftierung von Nora Beck macht mir grosse Sorgen.",
    "Ich fordere Sie auf, sie sofort freizulassen und ihr den Computer zurückzugeben.",
]
HINTERGRUND = [
    "Nora Beck arbeitet seit 2012 für eine Wochenzeitung.",
    "2019 erhielt sie einen Preis für eine Serie über Wälder.",
    "2021 wurde ihr Auto angezündet.",
    "Die Polizei stellte die Ermittlungen ein, ohne einen einzigen Zeugen zu befragen.",
]


def test_a_section_that_stands_elsewhere_is_aligned_as_if_it_stood_here() -> None:
    beads = align(
        {
            "en": SUMMARY + LETTER + BACKGROUND,
            "de": ZUSAMMENFASSUNG + HINTERGRUND + BRIEF,
        }
    )
    links = [(bead.segments["en"], bead.segments["de"]) for bead in beads]
    assert links == [
        *(((0,), (0,)), ((1,), (1,)), ((2,), (6,)), ((3,), (7,))),
        *(((4,), (2,)), ((5,), (3, 4)), ((6,), (5,))),
    ]
    assert any(bead.moved for bead in beads)


def test_orders_put_what_moved_where_the_first_version_has_it() -> None:
    groups = [
        Group(((0,), (0,)), 1.0),
        Group(((1,), (3,)), 1.0, moved=True),
        Group(((), (1,)), 1.0),
        Group(((2,), (2,)), 1.0),
    ]
    found = orders(groups, [[0, 1, 2], [0, 1, 2, 3]])
    assert found == [[0, 1, 2], [0, 1, 3, 2]]
    assert places(groups, found) == [((), (1,)), ((0,), (0,)), ((1,), (2,)), ((2,), (3,))]
    assert [back(group, found) for group in [Group(((1,), (2,)), 1.0, moved=True)]] == groups[1:2]


@pytest.mark.parametrize(
    ("blocks", "order"), [([0, 1, 1, 0], [1, 2, 0, 3]), ([0, 0, 1, 1], [2, 0, 1, 3])]
)
def test_what_stands_alone_goes_with_its_paragraph(blocks: list[int], order: list[int]) -> None:
    groups = [
        Group(((0,), (2,)), 1.0, moved=True),
        Group(((1,), (0,)), 1.0),
        Group(((), (1,)), 1.0),
        Group(((2,), (3,)), 1.0),
    ]
    assert orders(groups, [[0, 1, 2], blocks])[1] == order


WHOLE = (
    "On Tuesday the committee in Geneva rejected the proposal of the Swiss government on the "
    "protection of witnesses. The hospital of Hamburg was closed for three days in October because "
    "of an epidemic that killed two nurses and a patient."
)
HALVES = (
    (
        "Der Ausschuss in Genf lehnte am Dienstag den Vorschlag der Schweizer Regierung zum Schutz "
        "von Zeugen ab."
    ),
    (
        "Das Krankenhaus von Hamburg war im Oktober drei Tage lang geschlossen wegen einer "
        "Epidemie, die zwei Pflegerinnen und einen Patienten tötete."
    ),
)


def test_a_segment_is_put_with_its_two_halves_that_stand_apart() -> None:
    target = [HALVES[0], *EXCHANGED[1], HALVES[1]]
    aligner = _aligner([WHOLE, *EXCHANGED[0]], target)
    lone = [Group(((n,), ()), 1.0) for n in (0, 1)] + [Group(((), (n,)), 1.0) for n in (0, 2, 5)]
    found = link_halves(lone, {(0, 1): aligner})
    assert [g.members for g in found] == [((1,), ()), ((), (2,)), ((0,), (0, 5))]


def test_what_was_nearly_linked_elsewhere_is_less_sure_to_be_alone() -> None:
    one, other = (0, (0,), 0), (1, (3,), 1)
    doubts = moved._doubts({(one, other): -1.0}, set(), {})
    assert moved._doubted(Group(((0,), ()), 1.0), doubts).score == probability(1.0)
    assert moved._doubted(Group(((1,), ()), 1.0), doubts).score == 1.0
    assert moved._doubts({(one, other): -1.0}, {(1, 3)}, {}) == {}


REPORTS = [
    "Weitere Angaben stehen im Bericht EUR 12/3456/2016 vom 4. März 2016.",
    "Weitere Angaben stehen im Bericht EUR 12/4567/2016 vom 9. Mai 2016.",
]


@pytest.mark.parametrize(("number", "other"), [(0, False), (1, True)])
def test_facts_that_differ_speak_against_taking_in(number: int, other: bool) -> None:
    english = ["More is said in report EUR 12/3456/2016 of 4 March 2016."]
    versions = [
        read_version(code, texts, [extract_facts(text, code) for text in texts])
        for code, texts in (("en", english), ("de", REPORTS))
    ]
    aligner = PairAligner(*versions, default_model(), AlignOptions(), (), (core_lexicon(),))
    found = mending._is_other_matter(((0,), ()), ((), (number,)), {(0, 1): aligner})
    assert found is other


def test_a_guess_does_not_say_where_text_belongs() -> None:
    guess = Group(((2,), (5,)), 0.2, moved=True)
    assert [g.members for g in _without_guesses(guess)] == [((2,), ()), ((), (5,))]
    likely = Group(((2,), (5,)), 0.8, moved=True)
    assert _without_guesses(likely) == [likely]

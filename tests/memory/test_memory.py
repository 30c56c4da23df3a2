"""What every memory does: keep, find, replace, tell the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.memory.samples import TEXTS, aligned, unit
from tm.errors import ConfigError, MemoryStoreError
from tm.memory import AddResult, Filters, Memory, Penalties, open_memory
from tm.model import Note, Origin, Property, Status, TranslationUnit, Variant


def targets(memory: Memory, text: str, **options: object) -> list[tuple[str, int]]:
    found = memory.search(text, **options)  # type: ignore[arg-type]
    return [(match.target.text if match.target else "", match.score) for match in found]


def test_set_added_twice_changes_nothing(memory: Memory) -> None:
    first = memory.add(aligned(), who="anna", subject="118-24", replace=True)
    before = list(memory.units())
    second = memory.add(aligned(), who="ben", subject="118-24", replace=True)
    assert (first.added, first.updated, first.unchanged) == (3, 0, 0)
    assert second == AddResult(unchanged=3)
    assert list(memory.units()) == before


def test_unit_keeps_who_when_and_where(memory: Memory) -> None:
    now = datetime(2024, 11, 4, 14, 30, tzinfo=UTC)
    memory.add(aligned(), who="anna", now=now)
    kept = next(memory.units())
    assert (kept.creator, kept.created, kept.status) == ("anna", now, Status.APPROVED)
    assert kept.languages == ("en", "de", "fr")
    (origin,) = kept.origins
    assert (origin.name, origin.place, origin.score) == ("118-24", "0", 0.9)
    assert origin.files == ("118-24.en.docx", "118-24.de.docx", "118-24.fr.docx")
    assert origin.contexts[0].before == ""
    assert origin.contexts[0].after


def test_everything_that_a_unit_says_comes_back(memory: Memory) -> None:
    time = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    full = TranslationUnit(
        variants=(
            Variant(
                "en",
                "Hello bold world",
                "Hello <hi>bold</hi> world",
                *("a", time, "b", time, time, 7),
                attributes=(("o-encoding", "x"),),
                properties=(Property("p", "1", "en"), Property("p", "2")),
                notes=(Note("mind", "en"),),
            ),
            Variant("de-CH", "Hallo Strasse"),
        ),
        origins=(Origin("file.tmx", "u1"),),
        status=Status.DRAFT,
        id="u1",
        creator="c",
        created=time,
        uses=0,
        properties=(Property("x", "y"),),
        notes=(Note("n"),),
    )
    memory.add([full])
    (kept,) = memory.units()
    assert replace(kept, number=None) == full


@pytest.mark.parametrize(("source", "target"), [("en", "de"), ("de", "fr"), ("fr", "en")])
def test_any_language_is_the_source(memory: Memory, source: str, target: str) -> None:
    memory.add(aligned())
    found = memory.search(TEXTS[source][1], source, target)
    assert (found[0].similarity, found[0].target and found[0].target.text) == (
        100,
        TEXTS[target][1],
    )


def test_identical_neighbours_make_101(memory: Memory) -> None:
    memory.add(aligned())
    query = TEXTS["en"][0]
    there = memory.search(query, before="", after=TEXTS["en"][1])
    elsewhere = memory.search(query, before="", after="Something else.")
    assert [match.similarity for match in there] == [101]
    assert [match.similarity for match in elsewhere] == [100]


def test_same_text_in_two_contexts_keeps_both(memory: Memory) -> None:
    texts = {lang: [col[1], col[0], col[1]] for lang, col in TEXTS.items()}
    memory.add(aligned("a", texts))
    repeated = memory.search(TEXTS["en"][1])[0].unit
    assert [(o.name, o.place) for o in repeated.origins] == [("a", "0"), ("a", "2")]
    last = memory.search(TEXTS["en"][1], before=TEXTS["en"][0], after="")
    assert last[0].similarity == 101


def test_same_unit_from_two_sets_has_two_origins(memory: Memory) -> None:
    memory.add(aligned("a"))
    result = memory.add(aligned("b"))
    assert (result.added, result.updated) == (0, 3)
    assert len(memory) == 3
    assert [origin.name for origin in next(memory.units()).origins] == ["a", "b"]


def test_corrected_version_replaces_its_predecessor(memory: Memory) -> None:
    memory.add(aligned("a"), replace=True)
    memory.add(aligned("b", {lang: col[:2] for lang, col in TEXTS.items()}), replace=True)
    corrected = {lang: list(col) for lang, col in TEXTS.items()}
    corrected["de"][0] = "Sie wurde am 10. März 2019 verhaftet."
    corrected["fr"][2] = "Elle est en liberté."
    result = memory.add(aligned("a", corrected), replace=True)
    assert (result.added, result.removed) == (2, 2)
    german = {found for found, _ in targets(memory, TEXTS["en"][0])}
    assert german == {TEXTS["de"][0], corrected["de"][0]}  # the first is still that of set b
    assert targets(memory, TEXTS["en"][2], target="fr") == [("Elle est en liberté.", 100)]


def test_draft_becomes_approved_and_not_back(memory: Memory) -> None:
    draft = replace(unit("a", en="One.", de="Eins."), status=Status.DRAFT)
    memory.add([draft])
    assert memory.add([replace(draft, status=Status.APPROVED)]).updated == 1
    assert memory.add([draft]).unchanged == 1
    assert next(memory.units()).status == Status.APPROVED


def test_region_falls_back_to_language(memory: Memory) -> None:
    memory.add([unit(en="Street", de_CH="Strasse"), unit(en="Street", de="Straße")])
    assert set(targets(memory, "Street", target="de")) == {("Strasse", 100), ("Straße", 100)}
    assert ("Strasse", 100) in targets(memory, "Street", target="de-ch")
    assert targets(memory, "Street", target="de-AT") == [("Straße", 100)]


def test_filters_and_penalties(memory: Memory) -> None:
    old, new = datetime(2010, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    memory.add(
        [
            replace(unit("alt", en="Free her now.", de="Alt."), created=old),
            replace(unit("neu", en="Free her now.", de="Neu."), created=new),
            replace(unit("x", en="Free her now.", de="Entwurf."), status=Status.DRAFT, created=new),
            replace(unit("x", en="Free her now.", de="Nein."), status=Status.REJECTED),
        ]
    )
    query = "Free her now."
    assert [text for text, _ in targets(memory, query)] == ["Neu.", "Alt.", "Entwurf."]
    approved = Filters(statuses=frozenset({Status.APPROVED}))
    assert [text for text, _ in targets(memory, query, filters=approved)] == ["Neu.", "Alt."]
    assert targets(memory, query, filters=Filters(origin="al*")) == [("Alt.", 100)]
    assert targets(memory, query, filters=Filters(since=new, origin="?eu")) == [("Neu.", 100)]
    strict = Penalties(draft=40, old=5, old_before=new)
    assert targets(memory, query, penalties=strict) == [("Neu.", 100), ("Alt.", 95)]


def test_differences_are_marked_word_by_word(memory: Memory) -> None:
    memory.add(aligned())
    query = "She was arrested again on 12 March 2019."
    (match,) = memory.search(query)
    marked = [
        (d.operation.value, query[slice(*d.query)], match.source.text[slice(*d.match)], d.kind)
        for d in match.differences
        if d.operation != "equal"
    ]
    assert marked == [("insert", "again", "", ""), ("replace", "12", "10", "date")]


def test_empty_texts_are_counted_and_left_out(memory: Memory) -> None:
    result = memory.add([unit(en=" ", de=""), unit(en="One.", de="")])
    assert (result.added, result.skipped) == (1, 1)
    assert memory.search("", minimum=0) == []


def test_half_a_surrogate_pair_does_no_harm(memory: Memory) -> None:
    memory.add([unit(en="a \ud800 b", de="\U0001f600")])
    assert targets(memory, "a \ufffd b") == [("\U0001f600", 100)]


def test_wrong_language_tag_is_told(memory: Memory) -> None:
    with pytest.raises(ConfigError, match="not a language tag"):
        memory.search("x", source="English language")


def test_history_tells_who_did_what(memory: Memory) -> None:
    memory.add(aligned(), who="anna", subject="118-24")
    (batch,) = memory.history()
    assert (batch.who, batch.subject, batch.read, batch.done) == ("anna", "118-24", 3, True)


def test_interrupted_import_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tm.memory.memory.CHUNK", 10)
    units = [unit("f", en=f"Text number {i}", de=f"Text Nummer {i}") for i in range(45)]

    def broken() -> object:
        yield from units[:25]
        raise RuntimeError("the power went")

    with open_memory(tmp_path / "m") as memory:
        with pytest.raises(RuntimeError):
            memory.add(broken(), fingerprint="f1")  # type: ignore[arg-type]
        assert len(memory) == 20
        assert not memory.history()[0].done
    seen: list[int] = []
    with open_memory(tmp_path / "m") as memory:
        result = memory.add(units, fingerprint="f1", progress=seen.append)
        assert (len(memory), result.added, result.unchanged) == (45, 25, 0)
        assert seen == [30, 40, 45]
        assert [batch.done for batch in memory.history()] == [True]


def test_reader_sees_what_another_connection_adds(tmp_path: Path) -> None:
    with open_memory(tmp_path / "m") as reader, open_memory(tmp_path / "m") as writer:
        assert targets(reader, TEXTS["en"][0]) == []
        writer.add(aligned())
        assert targets(reader, TEXTS["en"][0]) == [(TEXTS["de"][0], 100)]


def test_url_and_path_are_the_same(tmp_path: Path) -> None:
    with open_memory(f"sqlite:///{tmp_path / 'm'}") as memory:
        memory.add(aligned())
    with open_memory(str(tmp_path / "m")) as memory:
        assert len(memory) == 3
    with pytest.raises(MemoryStoreError, match="memories are files"):
        open_memory("postgresql://host/memory")


def test_adding_never_reads_a_whole_table(tmp_path: Path) -> None:
    with open_memory(tmp_path / "m") as memory:
        asked: list[str] = []
        memory._connection.set_trace_callback(asked.append)
        memory.add(unit(en=f"text {i}", de=f"Text {i}") for i in range(3000))
        memory.add(unit(en=f"text {i}", de=f"Text {i}") for i in range(3000))
        memory.add(unit(en=f"text {i}") for i in range(3000))
        memory._connection.set_trace_callback(None)
        looked = [each for each in asked if " IN (" in each]
        assert len(looked) >= 3
        for each in looked:
            plan = memory._connection.execute(f"EXPLAIN QUERY PLAN {each}").fetchall()
            steps = {row[3] for row in plan} - {"SCAN c"}  # a few units that have one text
            assert not any(step.startswith("SCAN") for step in steps), each[:60]

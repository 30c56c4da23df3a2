"""The glossary that is shipped, the reading of files, and what is said of bad ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tm import resources
from tm.languages import codes
from tm.terminology import Glossary, GlossaryError, forms, load_glossary
from tm.terminology.matching import Matcher, words_of
from tm.terminology.reading import read_folders, read_text
from tm.terminology.validation import problems
from tm.terminology.writing import to_toml

GOOD = '[[concept]]\nid = "a"\nsubject = "charge"\nen = "x"\nde = ["y", "z"]\n'


def glossary_of(tmp_path: Path, text: str) -> Glossary:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    return read_folders([tmp_path])


def test_what_is_shipped_is_complete_and_sound() -> None:
    glossary = load_glossary()
    assert problems(glossary) == []
    subjects = Counter(concept.subject for concept in glossary)
    assert len(glossary) >= 250
    assert subjects["charge"] >= 60
    assert subjects["institution"] >= 50
    for concept in glossary:
        assert set(concept.terms) == set(codes()), concept.id
        assert concept.source, concept.id


@pytest.mark.parametrize("language", codes())
def test_forms_cover_every_word_that_is_shipped(language: str) -> None:
    """If this fails, words were added to the glossary: run `tm glossary forms glossary`."""
    glossary = load_glossary()
    assert words_of(glossary, language) <= glossary.forms[language].keys()


@pytest.mark.slow
@pytest.mark.parametrize("language", codes())
def test_forms_are_those_of_the_dictionary(language: str) -> None:
    glossary = load_glossary()
    expected = forms.expand(words_of(glossary, language), language)
    assert forms.read(resources.folder("glossary"), language) == expected


def test_terms_are_short_lists_or_tables() -> None:
    text = GOOD + 'fr = { preferred = "p", feminine = "f", forbidden = ["n"] }\n'
    (concept,) = read_text(Path("x.toml"), text)
    assert concept.preferred("de") == "y"
    assert [(t.text, t.status, t.feminine) for t in concept.terms["fr"]] == [
        ("p", "preferred", False),
        ("f", "preferred", True),
        ("n", "forbidden", False),
    ]
    assert concept.line == 1


def test_written_concepts_read_the_same() -> None:
    concepts = list(load_glossary())
    again = read_text(Path("x.toml"), to_toml(concepts))
    for old, new in zip(concepts, again, strict=True):
        assert (old.id, old.terms, old.near, old.loose) == (new.id, new.terms, new.near, new.loose)
        assert (old.note, old.source, old.group) == (new.note, new.source, new.group)


def test_an_own_concept_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = GOOD.replace('"a"', '"house-arrest"')
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    glossary = load_glossary([tmp_path])
    assert glossary.concepts["house-arrest"].preferred("de") == "y"
    assert len(glossary) == len(load_glossary())


def test_own_words_are_inflected_too(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, GOOD.replace('["y", "z"]', '"Lithiumabbaugebiet"'))
    found = Matcher(glossary, "de").find(["Er sah die Lithiumabbaugebiete."])
    assert [match.surface for match in found[0].longest] == ["Lithiumabbaugebiete"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[concept]]\nid = "a\n', 2, "not valid TOML"),
        (GOOD + 'it = "casa"\n', 1, "unknown key 'it'"),
        (GOOD + 'definitoin = "x"\n', 1, "did you mean 'definition'?"),
        (GOOD + GOOD.replace('"x"', '"v"'), 6, "already taken (own.toml, line 1)"),
        (GOOD.replace('"charge"', '"crime"'), 1, "unknown subject 'crime'"),
        (GOOD.replace('"a"', '"A b"'), 1, "not made of a-z"),
        (GOOD.replace('"x"', '"  "'), 1, "an empty term"),
        (GOOD.replace('"x"', "[1]"), 1, "not a term or a list"),
        (GOOD.replace('"x"', '"' + "x" * 10_000 + '"'), 1, "a term of 10,000 characters"),
        (GOOD.replace('"x"', '"a\\nb"'), 1, "line break"),
        (GOOD + 'near = "b"\n', 1, "`near` must be a list"),
        (GOOD + 'fr = { prefered = "x" }\n', 1, "did you mean 'preferred'?"),
        ('concept = "x"\n', 0, "`concept` is not a list"),
    ],
)
def test_bad_files_get_file_line_and_advice(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(GlossaryError) as caught:
        glossary_of(tmp_path, text)
    message = str(caught.value)
    assert "own.toml" in message
    assert said in message
    assert "\n" not in message
    assert "; " in message
    if line:
        assert f"(line {line})" in message


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b'subject = "\xe9"')
    with pytest.raises(GlossaryError, match="not UTF-8 at byte 11"):
        read_folders([tmp_path])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no such folder"):
        read_folders([tmp_path / "none"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[concept]]\nid = "a"\nsubject = "charge"\nen = "x"\n', "fewer than two languages"),
        (GOOD.replace('["y", "z"]', '["y", "y"]'), "has 'y' twice"),
        (GOOD.replace('["y", "z"]', '{ admitted = ["y"] }'), "0 preferred terms in de"),
        (GOOD + 'near = ["b"]\n', "`near` names 'b', which does not exist"),
        (
            GOOD + GOOD.replace('"a"', '"b"').replace('["y", "z"]', '{ preferred = "w",'
            ' forbidden = ["z"] }').replace('"x"', '"v"'),
            "'z' is forbidden here and admitted in a",
        ),
        (
            GOOD + 'group = "g"\n' + GOOD.replace('"a"', '"b"').replace('"x"', '"v"')
            + 'group = "g"\n',
            "also means a, which is to exclude it",
        ),
        (GOOD + GOOD.replace('"a"', '"b"'), "has the same preferred terms as a"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_glossary_is_said(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in str(problem) for problem in problems(glossary_of(tmp_path, text)))


def test_twenty_thousand_concepts_are_not_too_many(tmp_path: Path) -> None:
    rows = "".join(GOOD.replace('"a"', f'"a{n}"').replace('"x"', f'"x{n} w"') for n in range(2_000))
    glossary = glossary_of(tmp_path, rows)
    found = Matcher(glossary, "en").find(["The x1999 w came."])
    assert [match.concepts for match in found[0].longest] == [("a1999",)]

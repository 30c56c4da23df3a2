"""The core lexicon holds together, and a user's own list is read or refused with a reason."""

from __future__ import annotations

import csv
import re
from functools import cache
from itertools import combinations, groupby
from pathlib import Path

import pytest

from tm.alignment.lexicon import core_lexicon
from tm.alignment.tokens import tokenise
from tm.errors import FileError
from tm.facts.names.words import plain, plain_all
from tm.languages import codes, get
from tm.languages.lexicon import BETWEEN, load_columns, read_list

LINE = re.compile(r"(?P<concept>[a-z0-9]+(?:-[a-z0-9]+)*)\t(?P<forms>\S(?:.*\S)?)")
FORM = re.compile(r"[^\W\d_]+(?:[ '’.-]{1,2}[^\W\d_]+)*\.?")


@cache
def load() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the core lexicon: concept id → language code → forms, the lemma first."""
    concepts: dict[str, dict[str, tuple[str, ...]]] = {}
    for code, (names, rows) in load_columns().items():
        for concept, forms in zip(names, rows, strict=True):
            concepts.setdefault(concept, {})[code] = tuple(forms.split(BETWEEN))
    return concepts


WITH_LEXICON = [code for code in codes() if get(code).text("lexicon.tsv")]


@pytest.mark.parametrize("language", WITH_LEXICON)
def test_file_is_well_formed(language: str) -> None:
    lines = get(language).text("lexicon.tsv").splitlines()
    matches = [LINE.fullmatch(line) for line in lines if not line.startswith("#")]
    assert None not in matches
    concepts = [match["concept"] for match in matches if match]
    assert len(set(concepts)) == len(concepts)


@pytest.mark.parametrize("language", WITH_LEXICON)
def test_forms_are_words_without_repetition(language: str) -> None:
    wrong = []
    for concept, forms in load().items():
        words = [form.casefold() for form in forms[language]]
        if len(set(words)) < len(words) or not all(map(FORM.fullmatch, words)):
            wrong.append((concept, forms[language]))
    assert wrong == []


def test_every_lexicon_has_every_concept() -> None:
    assert {"en", "de", "fr"} <= set(WITH_LEXICON)
    assert len(load()) >= 3000
    assert [c for c, forms in load().items() if list(forms) != WITH_LEXICON] == []


def test_concept() -> None:
    assert load()["monday"] == {"en": ("Monday",), "de": ("Montag",), "fr": ("lundi",)}


def test_words_are_found_as_tokens_have_them() -> None:
    lexicon = core_lexicon()
    number = {name: place for place, name in enumerate(load())}
    for code, (names, rows) in load_columns().items():
        for name, row in list(zip(names, rows, strict=True))[::9]:
            for form in row.split("; "):
                tokens = [token for token in tokenise(form) if token.isalnum()]
                long = [token for token in tokens if len(token) > 3]
                for token in long if len(tokens) > 1 else tokens:
                    assert number[name] in lexicon.look_up(token, code), (form, token)


def _contrasts() -> list[tuple[str, list[dict[str, str]]]]:
    path = Path(__file__).parent / "cases" / "lexicon_contrasts.tsv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    return [(field, list(own)) for field, own in groupby(rows, lambda row: row.pop("field"))]


@pytest.mark.parametrize(("field", "senses"), _contrasts())
def test_sister_words_stand_apart(field: str, senses: list[dict[str, str]]) -> None:
    """A swapped word is only found if it shares no concept with the right one."""
    meanings = [
        (words, {n for code, word in words.items() for n in _meanings(word, code)})
        for words in senses
    ]
    assert all(meaning for _, meaning in meanings)
    ids = list(load())
    joined = [
        (one["en"], other["en"], [ids[n] for n in here & there])
        for (one, here), (other, there) in combinations(meanings, 2)
        if here & there
    ]
    assert joined == []


def _meanings(word: str, language: str) -> frozenset[int]:
    (token,) = (token for token in tokenise(word) if token.isalnum())
    return core_lexicon().whole(token, language)


def test_rows_are_made_plain_at_once_as_one_by_one() -> None:
    for _, rows in load_columns().values():
        folded = [row.casefold() for row in rows]
        assert plain_all(folded) == [plain(row) for row in folded]


def test_own_list(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("# ours\nde\tfr\n\nHaft; Gewahrsam\tdétention\n", encoding="utf-8")
    assert read_list(path) == {"line 4": {"de": ("Haft", "Gewahrsam"), "fr": ("détention",)}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"en\n", "does not name"),
        (b"en\txx\n", "line 1"),
        (b"en\ten\n", "line 1"),
        (b"en\tde\na\tb\tc\n", "line 2"),
        (b"en\tde\na\t;\n", "fewer than two"),
        (b"en\tde\n\xff\t\xfe\n", "UTF-8"),
    ],
)
def test_bad_list_is_refused_with_a_reason(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=message):
        read_list(path)


def test_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"words\.tsv"):
        read_list(tmp_path / "words.tsv")

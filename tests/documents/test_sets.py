"""Which files are taken for versions of one text."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.documents.texts import ALL, DE, EN, ES, FR, OTHER
from tests.documents.word_file import paragraph, word_file
from tm.documents import SetPaths, find_version_sets

KEEP = "keep one of them, or name one directly"
NAME_FOLDER = "name a folder with .docx, .md, .html or .txt files"
SPANISH = "its text is Spanish, and only these languages are installed: English, German, French"
UNKNOWN = "its language cannot be told from its text (installed: English, German, French)"
PUT_INTO_NAME = 'put the language into the name (as in "x.en.md") or give it explicitly'
ITSELF = "name the file itself"


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files by relative path; the text of a .docx becomes its one paragraph."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in {".docx", ".docm"}:
            path.write_bytes(word_file(paragraph(text)))
        else:
            path.write_text(text, encoding="utf-8")


def found(root: Path, *paths: Path) -> dict[str, dict[str, str]]:
    """Return the sets by name, with paths relative to `root`, and check that all is well."""
    sets = find_version_sets(paths or [root])
    assert [problem for item in sets for problem in item.problems] == []
    return {
        item.name: {code: path.relative_to(root).as_posix() for code, path in item.paths.items()}
        for item in sets
    }


def test_folder_of_codes(tmp_path: Path) -> None:
    write(tmp_path / "ua-7", {f"{code}.docx": text for code, text in ALL.items()})
    assert found(tmp_path, tmp_path / "ua-7") == {
        "ua-7": {"en": "ua-7/en.docx", "de": "ua-7/de.docx", "fr": "ua-7/fr.docx"}
    }


PATTERNS = [
    ("ua-118-24", ["ua-118-24.en.docx", "ua-118-24.de.docx", "ua-118-24.fr.docx"]),
    ("EUR5709262019", ["EUR5709262019ENGLISH.docx", "EUR5709262019GERMAN.docx",
                       "EUR5709262019FRENCH.docx"]),
    ("UA 046-19-2", ["UA 046-19-2 english.docx", "UA 046-19-2 deutsch.docx",
                     "UA 046-19-2 français.docx"]),
    ("letter", ["letter_en.md", "letter_de.md", "letter_francais.md"]),
    ("UA-5", ["en/UA-5.txt", "de/UA-5.txt", "fr/UA-5.txt"]),
    ("UA-118-24-Lawyer-arrested", ["UA-118-24-Lawyer-arrested-EN.md",
                                   "UA-118-24-Anwältin-verhaftet-DE.md",
                                   "UA-118-24-Avocate-arrêtée-FR.md"]),
    ("report", ["report.md", "Bericht.md", "rapport.md"]),
    ("Velik case", ["Velik case en.docx", "Fall Velik de.md", "EUR5700012024FRENCH.txt"]),
    ("en/report", ["en/report.md", "de/bericht.md", "fr/rapport.md"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "files"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_name_patterns(tmp_path: Path, name: str, files: list[str]) -> None:
    write(tmp_path, dict(zip(files, ALL.values(), strict=True)))
    sets = found(tmp_path)
    assert list(sets.values()) == [dict(zip(ALL, files, strict=True))]
    assert list(sets) == [name.rpartition("/")[2]]


def test_two_languages_and_one(tmp_path: Path) -> None:
    write(tmp_path, {"a 1-24 de.md": DE, "a 1-24 fr.md": FR, "b 2-24 en.md": OTHER["en"]})
    assert found(tmp_path) == {
        "a 1-24": {"de": "a 1-24 de.md", "fr": "a 1-24 fr.md"},
        "b 2-24": {"en": "b 2-24 en.md"},
    }


def test_several_sets_under_one_root_in_natural_order(tmp_path: Path) -> None:
    names = ["UA 10", "UA 9", "x/UA 2"]
    write(tmp_path, {f"{name}.{code}.md": text for name in names for code, text in ALL.items()})
    assert list(found(tmp_path)) == ["UA 9", "UA 10", "UA 2"]


def test_updates_of_one_case_stay_apart(tmp_path: Path) -> None:
    files = {"UA 46-19 en.md": EN, "UA 46-19-2 de.md": DE, "UA 46-19-3 fr.md": FR}
    write(tmp_path, files)
    assert [list(paths) for paths in found(tmp_path).values()] == [["en"], ["de"], ["fr"]]


def test_different_texts_with_like_names_stay_apart(tmp_path: Path) -> None:
    write(tmp_path, {"case Iran en.md": EN, "case Iraq de.md": OTHER["de"]})
    assert [list(paths) for paths in found(tmp_path).values()] == [["en"], ["de"]]


def test_untitled_files_find_their_own_sets(tmp_path: Path) -> None:
    files = {"a.md": EN, "b.md": DE, "c.md": FR}
    files |= {"d.md": OTHER["en"], "e.md": OTHER["de"], "f.md": OTHER["fr"]}
    write(tmp_path, files)
    assert found(tmp_path) == {
        "a": {"en": "a.md", "de": "b.md", "fr": "c.md"},
        "d": {"en": "d.md", "de": "e.md", "fr": "f.md"},
    }


def test_original_without_a_language_in_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"ua-118.md": EN, "ua-118.de.md": DE, "ua-118.fr.md": FR})
    assert found(tmp_path) == {
        "ua-118": {"en": "ua-118.md", "de": "ua-118.de.md", "fr": "ua-118.fr.md"}
    }


def test_files_given_directly_are_one_set_whatever_their_names(tmp_path: Path) -> None:
    write(tmp_path, {"x 1.md": EN, "y 2 de.docx": DE})
    assert found(tmp_path, tmp_path / "x 1.md", tmp_path / "y 2 de.docx") == {
        "x 1": {"en": "x 1.md", "de": "y 2 de.docx"}
    }


def test_many_files_given_directly_are_grouped_by_name(tmp_path: Path) -> None:
    files = {f"{name}.{code}.md": text for name in "ab" for code, text in ALL.items()}
    write(tmp_path, files)
    sets = found(tmp_path, *(tmp_path / name for name in files))
    assert {name: list(paths) for name, paths in sets.items()} == {
        "a": ["en", "de", "fr"], "b": ["en", "de", "fr"],
    }  # fmt: skip


def test_one_language_of_several_texts(tmp_path: Path) -> None:
    write(tmp_path, {"a.en.md": EN, "b.en.md": OTHER["en"]})
    assert len(found(tmp_path, tmp_path / "a.en.md", tmp_path / "b.en.md")) == 2


def test_word_in_a_title_is_no_language(tmp_path: Path) -> None:
    write(tmp_path, {"German lawyer arrested.md": EN})
    assert found(tmp_path) == {"German lawyer arrested": {"en": "German lawyer arrested.md"}}


def test_formats_of_one_text_are_read_once_and_alike(tmp_path: Path) -> None:
    formats = {"en": [".docx", ".md"], "de": [".docx", ".md", ".txt"], "fr": [".md"]}
    write(tmp_path, {code + end: ALL[code] for code, ends in formats.items() for end in ends})
    (item,) = find_version_sets([tmp_path])
    assert {code: path.name for code, path in item.paths.items()} == {
        "en": "en.md", "de": "de.md", "fr": "fr.md",
    }  # fmt: skip
    assert item.problems == ()
    assert [note.partition(": ")[2] for note in item.notes] == [
        "not read, since en.md is taken for the same text",
        "not read, since de.md is taken for the same text",
        "not read, since de.md is taken for the same text",
    ]


def test_word_is_preferred_where_both_are_complete(tmp_path: Path) -> None:
    write(tmp_path, {f"{code}{end}": ALL[code] for code in ALL for end in (".md", ".docx")})
    (item,) = find_version_sets([tmp_path])
    assert {path.suffix for path in item.paths.values()} == {".docx"}


def test_folder_named_like_a_document_is_mentioned(tmp_path: Path) -> None:
    write(tmp_path, {"en.docx": EN})
    (tmp_path / "de.docx").mkdir()
    (item,) = find_version_sets([tmp_path])
    folder = tmp_path / "de.docx"
    assert item.notes == (f"{folder}: not read, since it is a folder; save it as .docx",)


def test_version_in_a_format_that_is_not_read_is_mentioned(tmp_path: Path) -> None:
    write(tmp_path, {"en.docx": EN, "fr.docx": FR, "de.doc": "x", "fr.doc": "x"})
    (item,) = find_version_sets([tmp_path])
    assert item.notes == (
        f"{tmp_path / 'de.doc'}: not read, since it is a .doc file; save it as .docx",
    )


def test_second_draft_under_another_name_is_told(tmp_path: Path) -> None:
    write(tmp_path, {**{f"UA 7-24 {code}.md": ALL[code] for code in ALL}, "neu deutsch.md": DE})
    stray, whole = find_version_sets([tmp_path])
    assert (whole.name, whole.notes) == ("UA 7-24", ())
    told = "compared with nothing, although it is much like UA 7-24 de.md"
    advice = "name the files to compare if they belong together"
    assert stray.notes == (f"{tmp_path / 'neu deutsch.md'}: {told}; {advice}",)


def test_another_text_beside_a_set_is_no_stray(tmp_path: Path) -> None:
    other = {"update de.md": OTHER["de"], "UA 8-24 de.md": DE}
    write(tmp_path, {**{f"UA 7-24 {code}.md": ALL[code] for code in ALL}, **other})
    assert [item.notes for item in find_version_sets([tmp_path])] == [(), (), ()]


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    junk = {"~$en.docx": "x", ".de.docx": "x", "photo.jpg": "x", "README.md": EN, ".git/fr.md": FR,
            "__MACOSX/fr.md": FR, "table.xlsx": "x"}  # fmt: skip
    write(tmp_path, {"en.md": EN, **{name: text for name, text in junk.items() if name[0] != "~"}})
    (tmp_path / "~$en.docx").write_bytes(b"\x05lock")
    assert found(tmp_path) == {tmp_path.name: {"en": "en.md"}}


def test_same_name_in_two_folders(tmp_path: Path) -> None:
    files = {f"{place}/first/{code}.md": text for place in "ab" for code, text in ALL.items()}
    write(tmp_path, files)
    assert list(found(tmp_path)) == ["a/first", "b/first"]


def problems(sets: list[SetPaths]) -> list[str]:
    return [str(problem) for item in sets for problem in item.problems]


def test_two_files_of_one_language(tmp_path: Path) -> None:
    write(tmp_path, {"de.docx": DE, "de (1).docx": DE, "en.docx": EN, "fr.docx": FR})
    sets = find_version_sets([tmp_path])
    assert [list(item.paths) for item in sets] == [["en", "fr"]]
    assert problems(sets) == [
        f"{tmp_path}: there are 2 files for German: de (1).docx and de.docx; {KEEP}"
    ]


def test_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, {"full/en.md": EN})
    sets = find_version_sets([tmp_path / "empty", tmp_path / "full"])
    assert [list(item.paths) for item in sets] == [[], ["en"]]
    assert problems(sets) == [
        f"{tmp_path / 'empty'}: there is no document in this folder; {NAME_FOLDER}"
    ]


def test_language_that_cannot_be_told_leaves_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"en.md": EN, "de.md": DE, "x.md": "1. 2. 3.", "ua es.md": ES})
    sets = find_version_sets([tmp_path])
    assert [list(item.paths) for item in sets if item.paths] == [["en", "de"]]
    assert problems(sets) == [
        f"{tmp_path / 'ua es.md'}: {SPANISH}; leave it out",
        f"{tmp_path / 'x.md'}: {UNKNOWN}; {PUT_INTO_NAME}",
    ]


def test_missing_file_among_others(tmp_path: Path) -> None:
    write(tmp_path, {"ua.en.md": EN, "ua.de.md": DE})
    sets = find_version_sets(
        [tmp_path / "ua.en.md", tmp_path / "nowhere.md", tmp_path / "ua.de.md"]
    )
    assert [list(item.paths) for item in sets] == [["en", "de"], []]
    assert problems(sets) == [
        f"{tmp_path / 'nowhere.md'}: there is no such file; check the spelling of its name"
    ]


def test_missing_file_whose_name_tells_its_language(tmp_path: Path) -> None:
    sets = find_version_sets([tmp_path / "ua.en.md"])
    assert problems(sets) or [list(item.paths) for item in sets] == [["en"]]


def test_links_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, {"sub/en.md": EN})
    (tmp_path / "sub" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "self.md").symlink_to(tmp_path / "sub" / "self.md")
    sets = find_version_sets([tmp_path])
    assert [list(item.paths) for item in sets if item.paths] == [["en"]]
    assert problems(sets) == [
        f"{tmp_path / 'sub' / 'self.md'}: it is a link that leads back to itself; {ITSELF}"
    ]


def test_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may open everything, so the refusal is played."""
    write(tmp_path, {"open/en.md": EN, "shut/de.md": DE})
    scandir = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    sets = find_version_sets([tmp_path])
    assert [list(item.paths) for item in sets] == [["en"], []]
    assert problems(sets) == [
        f"{tmp_path / 'shut'}: it may not be read; change its permissions or ask its owner"
    ]


def test_nothing_given() -> None:
    assert find_version_sets([]) == []

"""From a path to a document: format, text, language."""

from __future__ import annotations

from pathlib import Path

from tm import languages
from tm.documents.files import load
from tm.documents.formats import Reading, detect
from tm.documents.language import Guess, identify
from tm.documents.lines import one_block_a_line
from tm.documents.names import language_of_folder, read_name
from tm.errors import DocumentError
from tm.model import Document


def read_document(path: Path, language: str | None = None) -> Document:
    """Read one file; DocumentError says in one line what is wrong and what to do.

    The language is the one given, else what the name says unless the text plainly contradicts it,
    else what the text shows.
    """
    reading = read_blocks(path)
    if language is None:
        language = language_of(path, reading)
    else:
        languages.get(language)
    return Document(path, language, reading.blocks, reading.warnings)


def read_version(path: Path, language: str) -> Document:
    """Read a file as the version in a language that its name or its text has told.

    DocumentError where its text is plainly in another one: the wrong file under the right name.
    """
    reading = read_blocks(path)
    guess = content_language(reading)
    if guess.certain and guess.code != language:
        expected = languages.get(language).table("language")["name"]
        problem = f"it should be the {expected} version, but its text is {guess.name}"
        raise DocumentError(path, problem, "put the right file in its place, or rename it")
    return Document(path, language, reading.blocks, reading.warnings)


def read_blocks(path: Path) -> Reading:
    """Read the text of one file, whatever its language."""
    data = load(path)
    reading = detect(data, path).reader().read(data, path)
    if not reading.blocks:
        raise DocumentError(path, "there is no text in it", "replace it with the real one")
    return Reading(tuple(one_block_a_line(reading.blocks)), reading.warnings)


def content_language(reading: Reading) -> Guess:
    """Say in which language the text of a file is."""
    return identify("\n".join(block.text for block in reading.blocks))


def language_of(path: Path, reading: Reading) -> str:
    """Return the language of a file by its name and its text; DocumentError where they disagree.

    A word inside a name counts less than the text, since it may belong to a title.
    """
    name = read_name(path.stem)
    named = name.profile or language_of_folder(path.parent.name)
    guess = content_language(reading)
    unsure = name.profile is not None and not name.sure and guess.code is not None
    if named is None or named.code is None or unsure:
        return _installed(path, guess)
    if guess.certain and guess.code != named.code:
        problem = f"its name says {named.name}, but its text is {guess.name}"
        raise DocumentError(path, problem, "rename it or give its language explicitly")
    return named.code


def _installed(path: Path, guess: Guess) -> str:
    if guess.code is not None:
        return guess.code
    names = ", ".join(languages.get(code).table("language")["name"] for code in languages.codes())
    if guess.name:
        problem = f"its text is {guess.name}, and only these languages are installed: {names}"
        raise DocumentError(path, problem, "leave it out")
    example = f"{path.stem}.{languages.codes()[0]}{path.suffix}"
    problem = f"its language cannot be told from its text (installed: {names})"
    raise DocumentError(
        path, problem, f'put the language into the name (as in "{example}") or give it explicitly'
    )

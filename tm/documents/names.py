"""What file and folder names say: the language of a version, and what its set is called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from tm import languages
from tm.documents.language import Profile, fold, profiles

# Letters and digits that follow one another without a separator are words of their own:
# "EUR5709262019GERMAN" is "EUR", "5709262019", "GERMAN".
_WORD = re.compile(r"[^\W\d_]+|\d+")
_REGION = re.compile(r"(?<=[A-Za-z])[-_][A-Z]{2}$")
_NUMBERED_COPY = re.compile(r"\s*\(\d{1,2}\)$")
_VERSION = re.compile(r"[\s._-]+v\d{1,2}(?=[\s._-]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameReading:
    """What one name says. `profile` is the language that it names, None where it names none.

    `sure` is false for a word inside a name, which may belong to its title ("German lawyer").
    `base` is the name without language and copy marks, as it was written; `key` is what two names
    of one set have in common.
    """

    profile: Profile | None
    base: str
    key: tuple[str, ...]
    sure: bool = False

    def without_language(self, stem: str) -> NameReading:
        """Return what the name says if the word for a language belongs to its title."""
        return _reading(_without_copy_marks(stem), None)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in the name, without leading zeros: what no translator changes."""
        return tuple(word.lstrip("0") for word in self.key if word.isdigit())


@cache
def _by_name() -> dict[str, Profile]:
    found: dict[str, Profile] = {}
    for profile in profiles():
        for name in profile.file_names:
            found.setdefault(name, profile)
    return found


@cache
def _copy_marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what is added to the name of a copy at its end and at its start."""
    tables = [languages.get(code).table("documents") for code in languages.codes()]
    ends = "|".join(re.escape(word) for table in tables for word in table.get("copies", ()))
    starts = "|".join(re.escape(word) for table in tables for word in table.get("copy_of", ()))
    return (
        re.compile(rf"[\s._-]+[(\[]?(?:{ends or '(?!)'})[)\]]?\s*$", re.IGNORECASE),
        re.compile(rf"^(?:{starts or '(?!)'})\s+", re.IGNORECASE),
    )


def language_of_folder(name: str) -> Profile | None:
    """Return the language that a whole name stands for: "de", "Deutsch"."""
    return _by_name().get(fold(name.strip()))


def read_name(stem: str) -> NameReading:
    """Read the stem of a file name.

    A language at the end of the name counts most, then one at its start, then a full word inside;
    a two-letter code inside counts in capitals only, since "de" is a word of French.
    """
    stem = _without_copy_marks(unicodedata.normalize("NFC", stem))
    words = list(_WORD.finditer(stem))
    for find in (_last, _first, _inside):
        position = find(words)
        if position is not None:
            return _reading(stem, position, find is not _inside)
    return _reading(stem, None)


def _reading(stem: str, position: int | None, sure: bool = False) -> NameReading:
    words = list(_WORD.finditer(stem))
    if position is None:
        return NameReading(None, stem.strip(), tuple(fold(word.group()) for word in words))
    chosen = words.pop(position)
    key = tuple(fold(word.group()) for word in words)
    base = _tidy(stem[: chosen.start()] + stem[chosen.end() :]) if words else ""
    return NameReading(_by_name()[fold(chosen.group())], base, key, sure)


def _without_copy_marks(stem: str) -> str:
    """Drop "(1)", "v2", "final", "Copy of" and the region of a language ("de-CH")."""
    stem = _VERSION.sub("", unicodedata.normalize("NFC", stem))
    while True:
        shorter = _NUMBERED_COPY.sub("", stem)
        marks, prefixes = _copy_marks()
        shorter = prefixes.sub("", marks.sub("", shorter))
        region = _REGION.search(shorter)
        if region and _ends_with_code(shorter[: region.start()]):
            shorter = shorter[: region.start()]
        if shorter == stem or not shorter:
            return stem
        stem = shorter


def _ends_with_code(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and len(words[-1]) == 2 and fold(words[-1]) in _by_name()


def _is_language(word: re.Match[str]) -> bool:
    return fold(word.group()) in _by_name()


def _last(words: list[re.Match[str]]) -> int | None:
    return len(words) - 1 if words and _is_language(words[-1]) else None


def _first(words: list[re.Match[str]]) -> int | None:
    """Accept a first word that is no title: a code in capitals, or one with a number behind it."""
    if not words or not _is_language(words[0]):
        return None
    code = words[0].group()
    return 0 if words[1].group().isdigit() or (len(code) < 4 and code.isupper()) else None


def _inside(words: list[re.Match[str]]) -> int | None:
    for position in range(len(words) - 1, -1, -1):
        word = words[position].group()
        if _is_language(words[position]) and (len(word) > 3 or word.isupper()):
            return position
    return None


def _tidy(base: str) -> str:
    """Drop the separators that the language left behind."""
    base = re.sub(r"\(\s*\)|\[\s*\]", "", base)
    base = re.sub(r"([\s._-])[\s._-]+", r"\1", base)
    return base.strip(" ._-")

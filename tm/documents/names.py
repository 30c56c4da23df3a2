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
_VERSION = re.compile(r"v\d{1,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameReading:
    """What one name says. `profile` is the language that it names, None where it names none.

    `base` is the name without language and copy marks, as it was written; `key` is what two names
    of one set have in common.
    """

    profile: Profile | None
    base: str
    key: tuple[str, ...]

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
def _copies() -> frozenset[str]:
    tables = [languages.get(code).table("documents") for code in languages.codes()]
    return frozenset(fold(word) for table in tables for word in table.get("copies", ()))


def language_of_folder(name: str) -> Profile | None:
    """Return the language that a whole name stands for: "de", "Deutsch"."""
    return _by_name().get(fold(name.strip()))


def read_name(stem: str) -> NameReading:
    """Read the stem of a file name.

    A language at the end of the name counts most, then one at its start, then a full word inside;
    a two-letter code inside counts in capitals only, since "de" is a word of French.
    """
    stem = unicodedata.normalize("NFC", stem)
    words = list(_WORD.finditer(_without_copy_marks(stem)))
    chosen = _language_word(words)
    if chosen is None:
        return NameReading(None, stem.strip(), tuple(fold(word.group()) for word in words))
    profile = _by_name()[fold(chosen.group())]
    rest = [word for word in words if word is not chosen]
    base = stem[: chosen.start()] + stem[chosen.end() :] if rest else ""
    return NameReading(profile, _tidy(base), tuple(fold(word.group()) for word in rest))


def _without_copy_marks(stem: str) -> str:
    """Drop "(1)", "v2", "final", "Kopie" and a region ("de-CH") from the end of a name."""
    while True:
        shorter = _NUMBERED_COPY.sub("", stem)
        last = re.search(r"[\s._-]+(\w+)\s*$", shorter)
        if last and (fold(last[1]) in _copies() or _VERSION.match(last[1])):
            shorter = shorter[: last.start()]
        region = _REGION.search(shorter)
        if region and _ends_with_code(shorter[: region.start()]):
            shorter = shorter[: region.start()]
        if shorter == stem:
            return stem
        stem = shorter


def _ends_with_code(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and len(words[-1]) == 2 and fold(words[-1]) in _by_name()


def _language_word(words: list[re.Match[str]]) -> re.Match[str] | None:
    known = _by_name()
    found = [word for word in words if fold(word.group()) in known]
    for word in found:
        if word is words[-1]:
            return word
    for word in found:
        if word is words[0] and (len(words) == 1 or _stands_alone(word, words)):
            return word
    for word in reversed(found):
        if len(word.group()) > 3 or word.group().isupper():
            return word
    return None


def _stands_alone(word: re.Match[str], words: list[re.Match[str]]) -> bool:
    """Whether a first word is a code rather than a word of the title ("De la prison …")."""
    text = word.group()
    return len(text) > 3 or text.isupper() or (text.islower() and words[1].group().isdigit())


def _tidy(base: str) -> str:
    """Drop the separators that the language left behind."""
    base = re.sub(r"\(\s*\)|\[\s*\]", "", base)
    base = re.sub(r"([\s._-])[\s._-]+", r"\1", base)
    return base.strip(" ._-")

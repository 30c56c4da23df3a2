"""The fixed headings and formulas of Urgent Actions, from gettext catalogues.

`locales/<language>/LC_MESSAGES/ua.po` has English as msgid. The context says what a text is
(`heading`, `formula`); `heading (2)` and so on are admitted beside the approved wording. `{name}`
stands for what changes. Fuzzy and untranslated entries are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tm import resources
from tm.i18n import SOURCE
from tm.patterns import compiled
from tm.recurring import per_text
from tm.terminology.reading import GlossaryError
from tm.terminology.words import fold

if TYPE_CHECKING:
    import polib

FILE = "LC_MESSAGES/ua.po"
MAX_LENGTH = 300
_FIRST = 3  # letters by which patterns are found
_VARIABLE = re.compile(r"\\{[a-z_]+\\}")
# What stands before a colon or a number: "Mitmachen bis 7. Mai", "Update zu UA-029/2024",
# "(Anrede: Sehr geehrte Frau Ministerin)".
_LABEL = re.compile(r"^[(\[]?([^:\d]{2,80}?)\s*[-–]?[:\d]")
_LINE = re.compile(
    r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*")?'
)
_LOOK = "look for a missing quotation mark there or one line above"
_CONTEXT = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, slots=True)
class FixedText:
    """One text with its wordings by language, the approved one first."""

    source: str
    kind: str
    wordings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Use:
    """Fixed texts at `text[start:end]`; more than one where a language has one wording for them."""

    start: int
    end: int
    surface: str
    sources: frozenset[str]


class FixedTexts:
    """All fixed texts, and where they stand in running text."""

    def __init__(self, texts: Mapping[str, FixedText]) -> None:
        self.texts = texts
        self._exact: dict[str, dict[str, set[str]]] = {}
        # By the language and the first letters: what stands before the first variable, the
        # pattern, the source.
        self._patterns: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for text in texts.values():
            for language, wordings in text.wordings.items():
                for wording in wordings:
                    self._add(language, wording, text.source)

    def _add(self, language: str, wording: str, source: str) -> None:
        plain = normalise(wording)
        if "{" not in plain:
            self._exact.setdefault(language, {}).setdefault(plain, set()).add(source)
            return
        pattern = _VARIABLE.sub(".{1,80}?", re.escape(plain))
        beginning = plain.partition("{")[0]
        entry = (beginning, pattern, source)
        self._patterns.setdefault((language, beginning[:_FIRST]), []).append(entry)

    def find(self, text: str, language: str) -> Use | None:
        """Return the fixed text that is all of `text`, or its label up to a colon or a number."""
        return _find(text, language, self) if len(text) <= MAX_LENGTH else None

    def find_in(self, text: str, language: str) -> Use | None:
        """Return what `find` does, whether the text was seen before or not."""
        whole = self._sources(text, language)
        if whole:
            return Use(0, len(text), text, whole)
        label = _LABEL.match(text)
        sources = self._sources(label[1], language) if label else frozenset[str]()
        return Use(*label.span(1), label[1], sources) if label and sources else None

    def _sources(self, text: str, language: str) -> frozenset[str]:
        plain = normalise(text)
        exact = self._exact.get(language, {}).get(plain, set())
        return frozenset(exact) | {
            source
            for length in range(_FIRST + 1)
            for beginning, pattern, source in self._patterns.get((language, plain[:length]), ())
            if plain.startswith(beginning) and _compiled(pattern).fullmatch(plain)
        }

    def approved(self, source: str, language: str) -> str:
        """Return the approved wording, empty where the language has none."""
        return next(iter(self.texts[source].wordings.get(language, ())), "")


@per_text
def _find(text: str, language: str, texts: FixedTexts) -> Use | None:
    return texts.find_in(text, language)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


def label_span(text: str) -> tuple[int, int]:
    """Return where the label before a colon or a number stands; all of a text without one."""
    label = _LABEL.match(text)
    return label.span(1) if label else (0, len(text))


def normalise(text: str) -> str:
    """Return the text without case, final punctuation and the kind of white space."""
    return " ".join(fold(text).split()).strip(" :.,!-–").replace(" :", ":")


def load_fixed_texts(folder: Path | None = None) -> FixedTexts:
    """Return the fixed texts of the catalogues under `folder` (default: those shipped)."""
    return _load(folder or resources.folder("locales"))


@cache
def _load(folder: Path) -> FixedTexts:
    found: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for path in sorted(folder.glob(f"*/{FILE}")):
        language = path.parts[-3]
        for source, kind, wording in read_catalogue(path):
            wordings = found.setdefault(source, (kind, {SOURCE: [source]}))[1]
            wordings.setdefault(language, []).append(wording)
    return FixedTexts(
        {
            source: FixedText(source, kind, {code: tuple(all_) for code, all_ in by_code.items()})
            for source, (kind, by_code) in found.items()
        }
    )


def _check_lines(path: Path) -> None:
    """Find lines that polib would take for something else than they are meant to be."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GlossaryError(path, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise GlossaryError(path, f"not UTF-8 at byte {error.start}", "save it as UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line.strip()):
            raise GlossaryError(path, "not a valid PO file", _LOOK, f"line {number}")


def _check_duplicates(path: Path, entries: Iterable[polib.POEntry]) -> None:
    """Find an entry that is there already; polib would compare each with each."""
    seen = set()
    for entry in entries:
        key = (entry.msgid, entry.msgctxt)
        if key in seen:
            problem, advice = f"{entry.msgid!r} is there twice", "number the contexts: heading (2)"
            raise GlossaryError(path, problem, advice, f"line {entry.linenum}")
        seen.add(key)


def read_catalogue(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (English text, kind, wording) of each entry that is translated and not fuzzy."""
    import polib

    _check_lines(path)
    try:
        catalogue = polib.pofile(str(path), encoding="utf-8")
    except OSError as error:
        place = re.search(r"\(line (\d+)\)", str(error))
        raise GlossaryError(
            path, "not a valid PO file", _LOOK, f"line {place[1]}" if place else ""
        ) from None
    _check_duplicates(path, catalogue)
    for entry in catalogue.translated_entries():
        if entry.msgid_plural:
            problem = f"{entry.msgid!r} has plural forms"
            advice = "fixed texts have none: write one msgstr"
            raise GlossaryError(path, problem, advice, f"line {entry.linenum}")
        if not entry.fuzzy:
            yield entry.msgid, _CONTEXT.sub("", entry.msgctxt or "heading"), entry.msgstr

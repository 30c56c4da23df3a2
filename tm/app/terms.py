"""Glossaries: check, exchange, and the concepts that a text holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tm import config as configuration
from tm import languages
from tm.app import writing
from tm.documents import read_document
from tm.errors import ConfigError, ExchangeError
from tm.model import Concept, Severity, TermMatch
from tm.segmentation import segment_document
from tm.terminology import Glossary, load_glossary, matcher
from tm.terminology.presence import longest

# Single words such as "national" that mean something in a charge only.
_PART_OF_CHARGE = "charge "
FORMATS = ("tbx", "csv", "po", "toml")


@dataclass(frozen=True, slots=True)
class TermUse:
    """A concept of the glossary in a text: where, and how the other languages say it.

    `start` and `end` are characters in the segment; `translations` the preferred terms.
    """

    segment: int
    start: int
    end: int
    surface: str
    concept: str
    subject: str
    status: str
    translations: dict[str, str]


def terms_of(
    path: Path, *, language: str | None = None, config: Path | None = None
) -> list[TermUse]:
    """Return the concepts found in a document, in its order, with their approved translations.

    The glossary is ours and that of the folders which the configuration names.
    """
    glossary = _glossary(config)
    document = read_document(path, language)
    segments = segment_document(document)
    found = matcher(glossary, document.language).find([segment.text for segment in segments])
    return [
        use
        for number, one in enumerate(found)
        for use in _uses(glossary, document.language, number, longest(one))
        if not use.subject.startswith(_PART_OF_CHARGE)
    ]


def _glossary(config: Path | None) -> Glossary:
    return load_glossary(configuration.load(config).glossary)


def write_terms(uses: Sequence[TermUse], form: str, output: Path | None) -> None:
    """Write the uses as `text` or `json`, to `output` or to the screen."""
    writing.emit(terms_as_json(uses) if form == "json" else terms_as_text(uses), output)


def _uses(
    glossary: Glossary, language: str, number: int, matches: Sequence[TermMatch]
) -> Iterator[TermUse]:
    for match in matches:
        telling = glossary.telling(match.concepts)
        if not telling:
            continue
        concept = glossary.concepts[telling]
        others = {
            code: concept.preferred(code)
            for code in languages.codes()
            if code != language and concept.preferred(code)
        }
        yield TermUse(
            number, match.start, match.end, match.surface, concept.id, concept.subject,
            match.status.value, others,
        )  # fmt: skip


def terms_as_text(uses: Iterable[TermUse]) -> str:
    """Return one line a concept, in the order of its first use."""
    seen: dict[str, TermUse] = {}
    for use in uses:
        seen.setdefault(use.concept, use)
    lines = []
    for use in seen.values():
        others = "  ".join(f"{code}: {text}" for code, text in use.translations.items())
        lines.append(f"{use.surface}  ({use.subject})  {others}")
    return "\n".join(lines)


def terms_as_json(uses: Iterable[TermUse]) -> str:
    """Return the uses as JSON, in the manner of `tm facts`."""
    rows = [{name: getattr(use, name) for name in TermUse.__slots__} for use in uses]
    data = {"version": 1, "terms": rows}
    return json.dumps(data, ensure_ascii=False, indent=2)


def check_glossary(config: Path | None = None) -> tuple[list[str], bool]:
    """Return what is wrong with the glossary, a line each, and whether an error is among it."""
    from tm.terminology.validation import problems

    found = problems(_glossary(config))
    lines = [f"{problem.severity.label}: {problem}" for problem in found]
    return lines, any(problem.severity is Severity.ERROR for problem in found)


def write_forms(folder: Path) -> list[Path]:
    """Work out the inflected forms of all words of a glossary folder, and write them beside it."""
    from tm.terminology import forms
    from tm.terminology.matching import words_of
    from tm.terminology.reading import read_folders

    glossary = read_folders([folder])
    return [
        forms.write(folder, code, forms.expand(words_of(glossary, code), code))
        for code in languages.codes()
    ]


def export_glossary(
    path: Path,
    *,
    form: str | None = None,
    source: str = "en",
    target: str | None = None,
    config: Path | None = None,
) -> int:
    """Write the glossary as `form` (default: what the name ends in); return how many entries."""
    from tm.exchange.glossary_tables import write_csv, write_glossary_po
    from tm.exchange.tbx import write_tbx

    concepts = list(_glossary(config))
    form = _form(path, form)
    if form == "tbx":
        return write_tbx(path, concepts, source=source)
    if form == "csv":
        return write_csv(path, concepts)
    if form == "toml":
        return _write_toml(path, concepts)
    if target is None:
        raise ConfigError("a PO file has one target language; name it with --to")
    languages.get(target)
    return write_glossary_po(path, concepts, source=source, target=target)


def import_glossary(
    path: Path, target: Path, *, form: str | None = None, subject: str = "wording"
) -> int:
    """Read a TBX, CSV or PO file into the glossary file `target`; return how many concepts.

    `subject` is given to concepts that come without one. Ids are made to fit. The new file is
    read again before it is kept, so that what cannot be used is said at once.
    """
    from tm.exchange.glossary_tables import read_csv, read_glossary_po
    from tm.exchange.tbx import read_tbx

    readers = {"tbx": read_tbx, "csv": read_csv, "po": read_glossary_po}
    form = _form(path, form)
    if form not in readers:
        raise ConfigError(f"cannot import {form!r}; there are: {', '.join(readers)}")
    from tm.terminology.cleaning import fitting

    concepts = fitting(readers[form](path), subject)
    return _write_toml(target, concepts)


def _write_toml(path: Path, concepts: Sequence[Concept]) -> int:
    from tm.exchange.files import replacing
    from tm.terminology.reading import read_text
    from tm.terminology.writing import to_toml

    text = to_toml(concepts)
    read_text(path, text)
    with replacing(path) as file:
        file.write(text)
    return len(concepts)


def _form(path: Path, form: str | None) -> str:
    found = form or path.suffix.removeprefix(".").lower()
    if found not in FORMATS:
        raise ExchangeError(path, f"unknown format {found!r}", f"known are: {', '.join(FORMATS)}")
    return found

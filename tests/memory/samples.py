"""Short ways to make units and aligned sets in tests."""

from __future__ import annotations

from pathlib import Path

from tm.memory import units_from_set
from tm.model import Bead, Document, Origin, Segment, TranslationUnit, Variant

TEXTS = {
    "en": ["She was arrested on 10 March 2019.", "Please write immediately.", "She is free."],
    "de": [
        "Sie wurde am 10. März 2019 festgenommen.",
        "Bitte schreiben Sie sofort.",
        "Sie ist frei.",
    ],
    "fr": ["Elle a été arrêtée le 10 mars 2019.", "Écrivez sans attendre.", "Elle est libre."],
}


def unit(origin: str = "", **texts: str) -> TranslationUnit:
    """A unit with one variant for each keyword; `de_CH` is the tag `de-CH`."""
    variants = tuple(Variant(tag.replace("_", "-"), text) for tag, text in texts.items())
    return TranslationUnit(variants, (Origin(origin),) if origin else ())


def aligned(
    name: str = "118-24", texts: dict[str, list[str]] | None = None
) -> list[TranslationUnit]:
    """The units of a set whose n-th segments are each other's translation."""
    texts = texts or TEXTS
    segments = {
        language: [Segment(i, 0, 0, len(text), text) for i, text in enumerate(column)]
        for language, column in texts.items()
    }
    documents = {lang: Document(Path(f"{name}.{lang}.docx"), lang, ()) for lang in texts}
    length = max(map(len, texts.values()))
    beads = [
        Bead({lang: (i,) if i < len(col) else () for lang, col in texts.items()}, 0.9)
        for i in range(length)
    ]
    return list(units_from_set(name, documents, segments, beads))

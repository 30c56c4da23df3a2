"""Units with everything that a unit can have, for files that must keep it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tm.model import Context, Note, Origin, Property, Status, TranslationUnit, Variant

TIME = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
MARKUP = (
    'A <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> &lt;word&gt;'
    ' <ph x="2" assoc="p" type="fnote">{<sub datatype="html" type="x">alt <hi>text</hi></sub>}'
    '</ph>&amp; <hi type="x" x="3">more<it pos="begin" x="4">[u]</it></hi><ut x="5">\\~</ut>'
)
RICH = TranslationUnit(
    variants=(
        Variant(
            "en",
            "A bold <word> & more",
            MARKUP,
            *("anna", TIME, "ben", TIME, TIME, 7),
            attributes=(("datatype", "html"), ("creationtool", "Tool"), ("o-encoding", "x")),
            properties=(Property("p", "1", "en"), Property("p", "<2>")),
            notes=(Note("mind & see", "en"), Note("again")),
        ),
        Variant("de-CH", "Ein fettes «Wort» & mehr"),
        Variant("fr", "Un mot « gras » \U0001f600\u00a0!"),
    ),
    origins=(Origin("118-24", "3", ("a.docx",), 0.5, (Context("en", "0a", ""),)), Origin("b.tmx")),
    status=Status.DRAFT,
    id="u<1>",
    creator="carla",
    created=TIME,
    changer="dora",
    changed=TIME,
    used=TIME,
    uses=0,
    attributes=(("segtype", "phrase"), ("o-tmf", "x"), ("srclang", "fr")),
    properties=(Property("x-project", "y\tz"),),
    notes=(Note('first\nand second line, with "quotes"'), Note("n" * 120)),
)


def plain(*texts: str, **fields: object) -> TranslationUnit:
    """Return a unit of texts in English, German and French, as many as there are."""
    variants = tuple(map(Variant, ("en", "de", "fr"), texts))
    unit = TranslationUnit(variants, origins=(Origin("set 1", "4"),), created=TIME)
    return replace(unit, **fields)  # type: ignore[arg-type]


UNITS = (
    RICH,
    plain("She was arrested on 4 May.", "Sie wurde am 4. Mai festgenommen.", "Arrêtée le 4 mai."),
    plain("The release", "Die Freilassung", status=Status.REJECTED),
    plain("The release", "Die Entlassung", "La libération", origins=(Origin("set 2", "1"),)),
    plain("The release", "Freilassung", origins=()),
    plain("\nlines\nand\ttabs\n", "\nZeilen\nund\tTabulatoren\n", "\nlignes\n"),
    plain("  spaces  ", " Leerzeichen ", "\u202fespaces\u00a0"),
    plain('"quoted" \\ back; a,b', "„zitiert“ \\ zurück; a,b", "« cité »", notes=(Note("a; b"),)),
    TranslationUnit((Variant("de", "Nur Deutsch"), Variant("fr", "Que français"))),
    TranslationUnit((Variant("fr", "Seul"),)),
    TranslationUnit((Variant("en", "two"), Variant("de", "zwei"), Variant("de-CH", "zwoi"))),
)

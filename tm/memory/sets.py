"""From an aligned version set to translation units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tm.memory.rows import context_hash
from tm.model import Bead, Context, Document, Origin, Segment, Status, TranslationUnit, Variant


def units_from_set(
    name: str,
    documents: Mapping[str, Document],
    segments: Mapping[str, Sequence[Segment]],
    beads: Sequence[Bead],
    *,
    status: Status = Status.APPROVED,
) -> Iterator[TranslationUnit]:
    """Yield a unit for each bead that has text in two languages or more, in order.

    `segments` and `beads` are by language code, as the aligner has them. Segments of a bead that
    are several become one text, joined by a space. The origin's place is the number of the bead in
    `beads`, from 0; its contexts are the segments before and after, in each language.
    """
    files = tuple(document.path.name for document in documents.values())
    for number, bead in enumerate(beads):
        present = {language: rows for language, rows in bead.segments.items() if rows}
        texts = {
            language: " ".join(segments[language][row].text.strip() for row in rows)
            for language, rows in present.items()
        }
        texts = {language: text for language, text in texts.items() if text.strip()}
        if len(texts) < 2:  # one language alone is no translation
            continue
        contexts = tuple(_context(lang, segments[lang], present[lang]) for lang in texts)
        yield TranslationUnit(
            variants=tuple(Variant(language, text) for language, text in texts.items()),
            origins=(Origin(name, str(number), files, bead.score, contexts),),
            status=status,
        )


def _context(language: str, segments: Sequence[Segment], rows: Sequence[int]) -> Context:
    before, after = rows[0] - 1, rows[-1] + 1
    return Context(
        language,
        context_hash(segments[before].text.strip()) if before >= 0 else "",
        context_hash(segments[after].text.strip()) if after < len(segments) else "",
    )
